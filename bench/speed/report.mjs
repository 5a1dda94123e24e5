// The documents on single parts: speed beside the peers, and the server by itself.
import { grouped, median, small, table } from '../lib/figures.mjs';
import { bars } from '../lib/plot.mjs';

const REFERENCE = 'postgraphile';
const TITLES = {
  nested: '10 organizations → members → state; → 10 meetings each → 5 documents each → signatories → state',
  light: '10 organizations, slug and name',
};
const SIZES = {
  s: '500 organizations, 12,000 memberships, 20,000 meetings, 60,000 documents, 400,000 treaty actions',
  l: '75,000 organizations, a million memberships, meetings and documents, five million treaty actions',
};
const CONNECTIONS = (count) => (count === 1 ? 'One connection' : `${count} connections`);

/** The middle of the rounds, field by field. */
function middle({ runs }) {
  return Object.fromEntries(Object.keys(runs[0]).map((field) => [field, median(runs.map((run) => run[field]))]));
}

function tableOf(rows, query, connections) {
  const these = rows.filter((row) => row.query === query && row.connections === connections).map((row) => ({ ...row, ...middle(row) }));
  const reference = these.find((row) => row.key === REFERENCE);
  const total = (row) => row.serverCpu + row.databaseCpu;
  const ratio = (number) => (Number.isFinite(number) ? number.toFixed(number < 10 ? 1 : 0) : '');
  return table(
    ['server', 'requests/s', '× PostGraphile', 'p50 ms', 'p99 ms', 'CPU ms, server + PostgreSQL', 'CPU, PostGraphile ÷', 'MB'],
    these.map((row) => [
      row.name,
      grouped(row.perSecond),
      ratio(row.perSecond / reference?.perSecond),
      small(row.p50),
      small(row.p99),
      `${small(row.serverCpu)} + ${small(row.databaseCpu)}`,
      ratio(reference ? total(reference) / total(row) : undefined),
      grouped(row.memory),
    ]),
  );
}

/** How the servers answered, beside each other: text and plot. */
export function speed({ rows, preset, about, seconds, count, cores, drawn, keptDraws }) {
  const queries = [...new Set(rows.map((row) => row.query))];
  const connections = [...new Set(rows.map((row) => row.connections))];
  const sections = queries.flatMap((query) => {
    const bytes = median(rows.find((row) => row.query === query).runs.map((run) => run.bytes));
    const parts = connections.map((each) => `${CONNECTIONS(each)}:\n\n${tableOf(rows, query, each)}`);
    return [`## ${query === 'nested' ? 'Nested' : 'Light'} query\n\n${TITLES[query]}: ${grouped(bytes / 1_000)} kB on average.`, ...parts];
  });
  const text = `# How fast it answers, beside others: ${preset.toUpperCase()}

${about}

A synthetic register of ${SIZES[preset]}. wrk, the servers and one PostgreSQL shared the ${cores} cores; every server ran ${cores} workers.
Ten organizations were drawn at random for each request, from ${grouped(drawn)} draws. All servers gave the same answer to those that were compared.
Rounds of ${seconds} s went from server to server, ${count} times; figures are medians. CPU is processor time per request: the steadiest figure where the
machine is shared. The peers read tables of their own with the same facts (\`bench/speed/sql/peers.sql\`), keyed in the order of the lists.
"Answers kept" is the same server with its cache of answers on, asked ${grouped(keptDraws)} of the draws; the row above has it off.

![Requests per second](speed-${preset}.svg)

${sections.join('\n\n')}
`;
  const groups = queries.flatMap((query) =>
    connections.map((each) => ({
      title: `${query}, ${CONNECTIONS(each).toLowerCase()}`,
      bars: rows.filter((row) => row.query === query && row.connections === each).map((row) => ({ label: row.name, value: middle(row).perSecond })),
    })),
  );
  return { text, plot: bars(`Requests per second (${preset.toUpperCase()}, logarithmic)`, groups) };
}

const range = ({ median: value, least, most }, digits = 2) => `${value.toFixed(digits)} (${least.toFixed(digits)} to ${most.toFixed(digits)})`;

function cacheSection(rows) {
  const lines = rows.map((row) => [
    `${row.query}, ${row.method}`,
    row.connections,
    (row.bytes / 1_000).toFixed(1),
    grouped(row.kept.median),
    grouped(row.fixed.median),
    range(row.ratio),
    `${row.keptCpu.median.toFixed(3)}; ${row.fixedCpu.median.toFixed(3)}`,
  ]);
  return `## Cached responses against static bytes

A handler of actix that takes the request and sends bytes that it holds, with the same headers, workers and allocator, against the answer that the
server keeps: byte for byte the same. GET sends the SHA-256 of the document instead of its text.

${table(['query', 'connections', 'kB', 'kept, requests/s', 'static, requests/s', 'ratio', 'CPU ms, kept; static'], lines)}`;
}

function pagingSection({ depth, size, rows }) {
  const names = { first: 'the first page', deep: `the page after ${grouped(depth)} meetings`, back: 'the same page, asked backwards' };
  const lines = rows.map((row) => [names[row.page], range(row.p50, 3), row.mean.median.toFixed(3), `${row.serverCpu.median.toFixed(3)} + ${row.databaseCpu.median.toFixed(3)}`, range(row.ratio)]);
  return `## Deep pages

Pages of ${size} meetings of L by date, over one connection. The deep page was checked against the end of the list, asked from behind.

${table(['page', 'p50 ms', 'mean ms', 'CPU ms, server + PostgreSQL', 'p50 over the first page'], lines)}`;
}

function memorySection(rows) {
  const lines = rows.map((row) => [row.megabytes === 0 ? 'no responses cached' : `responses cached, up to ${row.megabytes} MB`, ...[row.idle, row.during, row.peak, row.after].map((value) => value.toFixed(1)), grouped(row.perSecond)]);
  return `## Memory

Resident memory of the server in MB: after its first nested answer, and with ${rows[0].connections} connections that ask for random nested answers of S.

${table(['', 'first answer', 'under load', 'highest ever', 'after the load', 'requests/s'], lines)}`;
}

function startSection({ count, bytes, listening, answered }) {
  const line = (what, { median: value, least, most }) => [what, value.toFixed(1), least.toFixed(1), most.toFixed(1)];
  return `## Start

From the start of the program to the last byte of its first nested answer (${grouped(bytes / 1_000)} kB, S), over a database that needs no migration, ${count} times.

${table(['ms', 'median', 'least', 'most'], [line('listening', listening), line('first answer', answered)])}`;
}

const STAGES = {
  prepare: 'prepare: parse and validate a new text',
  prepare_again: 'prepare: find a text that was seen before',
  ask: 'ask: open fragments, merge fields, put variables in place',
  plan: 'plan: decide on the statements',
  fetch: 'fetch: run the statements, PostgreSQL included',
  write: 'write: from rows to the bytes of the answer',
};

function microSection(rows) {
  const names = Object.keys(STAGES).filter((stage) => rows.some((row) => row.stage === stage));
  const of = (stage, query) => rows.find((row) => row.stage === stage && row.query === query);
  const time = (row) => (row ? `${small(row.median)} (${small(row.least)})` : '');
  return `## Stages of an answer

Microseconds of one thread, median and in brackets the least, over S (\`bench/micro\`, divan). The queries begin with the first ten organizations.

${table(['stage', 'nested', 'light'], names.map((stage) => [STAGES[stage], time(of(stage, 'nested')), time(of(stage, 'light'))]))}`;
}

/** The server by itself: text and plot, of what was measured. */
export function alone({ cache, paging, memory, start, micro }, about) {
  const sections = [cache && cacheSection(cache), paging && pagingSection(paging), memory && memorySection(memory), start && startSection(start), micro && microSection(micro)].filter(Boolean);
  const text = `# The server by itself\n\n${about}\n\n![The server by itself](server.svg)\n\n${sections.join('\n\n')}\n`;
  const groups = [
    cache && {
      title: 'Cached responses, requests per second at 16 connections',
      bars: cache
        .filter((row) => row.connections === 16)
        .flatMap((row) => [
          { label: `${row.query}, ${row.method}, kept`, value: row.kept.median },
          { label: `${row.query}, ${row.method}, static`, value: row.fixed.median },
        ]),
    },
    paging && { title: 'Pages, microseconds (p50)', bars: paging.rows.map((row) => ({ label: `${row.page} page`, value: row.p50.median * 1_000 })) },
    memory && { title: 'Memory, MB', bars: memory.flatMap((row) => ['idle', 'peak'].map((field) => ({ label: `${row.megabytes === 0 ? 'not kept' : 'kept'}, ${field}`, value: row[field] }))) },
    start && { title: 'Start, ms', bars: ['listening', 'answered'].map((field) => ({ label: field, value: start[field].median })) },
    micro && { title: 'Stages, microseconds', bars: micro.map((row) => ({ label: `${row.stage.replace('_', ' ')}, ${row.query}`, value: row.median })) },
  ].filter(Boolean);
  return { text, plot: bars('The server by itself (logarithmic)', groups) };
}
