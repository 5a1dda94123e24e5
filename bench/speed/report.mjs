// Writes what was measured: a table, a plot, and the bare numbers.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { grouped, table } from '../lib/figures.mjs';
import { bars } from '../lib/plot.mjs';

const RESULTS = fileURLToPath(new URL('../results/', import.meta.url));
const REFERENCE = 'PostGraphile 5.1.5';
const TITLES = {
  nested: '10 organizations → members → state; → 10 meetings each → 5 documents each → signatories → state',
  light: '10 organizations, slug and name',
};
const SIZES = {
  s: '500 organizations, 12,000 memberships, 20,000 meetings, 60,000 documents, 400,000 treaty actions',
  l: '75,000 organizations, a million memberships, meetings and documents, five million treaty actions',
};

function small(number) {
  return number >= 100 ? grouped(number) : number.toPrecision(2);
}

function tableOf(rows, query, connections) {
  const these = rows.filter((row) => row.query === query && row.connections === connections);
  const reference = these.find((row) => row.name === REFERENCE);
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
      ratio(total(reference ?? {}) / total(row)),
      grouped(row.memory),
    ]),
  );
}

/** Writes bench/results/speed-PRESET.md, .svg and .json. */
export function report({ rows, preset, machine, seconds, rounds, cores }) {
  const sections = ['nested', 'light'].flatMap((query) => {
    const bytes = rows.find((row) => row.query === query)?.bytes ?? 0;
    const parts = [1, 16].map((connections) => `${connections === 1 ? 'One connection' : `${connections} connections`}:\n\n${tableOf(rows, query, connections)}`);
    return [`## ${query === 'nested' ? 'Nested' : 'Light'} query\n\n${TITLES[query]}: ${grouped(bytes / 1_000)} kB on average.`, ...parts];
  });
  const text = `# How fast it answers, beside others: ${preset.toUpperCase()}

${machine}

A synthetic register of ${SIZES[preset]}. wrk, the servers and one PostgreSQL shared the ${cores} cores; every server ran ${cores} workers.
Ten organizations were drawn at random for each request, from 100 draws. All servers gave the same answer, compared by a hash of its normalized form.
Rounds of ${seconds} s went from server to server, ${rounds} times; figures are medians. CPU is processor time per request: the steadiest figure where the
machine is shared. The peers read tables of their own with the same facts (\`bench/speed/sql/peers.sql\`), keyed in the order of the lists.
"Answers kept" is the same server with its cache of answers on; the row above has it off.

![Requests per second](speed-${preset}.svg)

${sections.join('\n\n')}

Seaography is not among them: it would have to be built first, with a second async-graphql and sea-orm.
`;
  writeFileSync(`${RESULTS}speed-${preset}.md`, text);
  writeFileSync(`${RESULTS}speed-${preset}.json`, `${JSON.stringify(rows, null, 2)}\n`);
  const plotted = rows.filter((row) => row.query === 'nested');
  const groups = [1, 16].map((connections) => ({
    title: connections === 1 ? '1 connection' : `${connections} connections`,
    bars: plotted.filter((row) => row.connections === connections).map((row) => ({ label: row.name, value: row.perSecond })),
  }));
  writeFileSync(`${RESULTS}speed-${preset}.svg`, bars(`Nested query, requests per second (${preset.toUpperCase()}, logarithmic)`, groups));
  console.log(text);
}
