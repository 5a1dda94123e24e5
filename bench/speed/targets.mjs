// What the server has to reach, and whether it does: every figure comes from the runs that were just made.
import { median, small, spread, table } from '../lib/figures.mjs';

const PEER = 'postgraphile';
const OURS = 'depositary';

/** The rounds of two servers set against each other, one by one; nothing where one was not measured. */
function against(rows, query, connections, ratio) {
  const of = (key) => rows?.find((row) => row.key === key && row.query === query && row.connections === connections)?.runs;
  const [mine, theirs] = [of(OURS), of(PEER)];
  if (!mine || !theirs) return undefined;
  return { ratio: spread(mine.map((run, round) => ratio(run, theirs[round]))), mine, theirs };
}

const perSecond = (mine, theirs) => mine.perSecond / theirs.perSecond;
const middle = (runs, field) => small(median(runs.map((run) => run[field])));

/** A ratio of requests per second to PostGraphile's. */
function faster(rows, query, connections) {
  const found = against(rows, query, connections, perSecond);
  return found && { ...found.ratio, unit: '×', measured: `${middle(found.mine, 'perSecond')} against ${middle(found.theirs, 'perSecond')} requests/s` };
}

function sooner(rows) {
  const found = against(rows, 'nested', 1, (mine, theirs) => theirs.p50 / mine.p50);
  return found && { ...found.ratio, unit: '÷', measured: `${middle(found.mine, 'p50')} against ${middle(found.theirs, 'p50')} ms` };
}

function shareOfCpu(rows) {
  const runs = rows?.find((row) => row.key === OURS && row.query === 'nested' && row.connections === 16)?.runs;
  if (!runs) return undefined;
  return { ...spread(runs.map((run) => run.serverCpu / run.databaseCpu)), unit: '×', measured: `${middle(runs, 'serverCpu')} + ${middle(runs, 'databaseCpu')} ms a request` };
}

function hits(rows, query, method) {
  const row = rows?.find((each) => each.query === query && each.method === method && each.connections === 16);
  return row && { ...row.ratio, unit: '×', measured: `${small(row.kept.median)} against ${small(row.fixed.median)} requests/s, ${small(row.bytes / 1_000)} kB` };
}

function deep(paging, name) {
  const row = paging?.rows.find(({ page }) => page === name);
  if (!row) return undefined;
  const first = paging.rows.find(({ page }) => page === 'first');
  return { ...row.ratio, unit: '×', measured: `${small(row.p50.median)} against ${small(first.p50.median)} ms (p50), after ${small(paging.depth)} meetings` };
}

function one(value, unit, measured) {
  return Number.isFinite(value) ? { median: value, least: value, most: value, unit, measured } : undefined;
}

/** The lines of the table; `least` lines must be at least so much, `most` lines at most. `isUnder`: shown as a fraction. */
function lines({ s, l, cache, paging, memory, start }) {
  const [fresh, keeping] = memory ?? [];
  return [
    { what: 'cold nested query, S, 16 connections, requests/s over PostGraphile', at: 'least', must: 6, aim: 10, found: faster(s, 'nested', 16) },
    { what: 'cold nested query, L, 16 connections, requests/s over PostGraphile', at: 'least', must: 4, aim: 6, found: faster(l, 'nested', 16) },
    { what: 'cold nested query, S, 1 connection, p50 under PostGraphile', isUnder: true, at: 'least', must: 5, aim: 8, found: sooner(s) },
    { what: 'cold nested query, L, 1 connection, p50 under PostGraphile', found: sooner(l) },
    { what: 'light query, S, 16 connections, requests/s over PostGraphile', at: 'least', must: 4, aim: 6, found: faster(s, 'light', 16) },
    { what: 'light query, L, 16 connections, requests/s over PostGraphile', found: faster(l, 'light', 16) },
    { what: 'cache hit over static bytes, nested query by POST, 16 connections', at: 'least', must: 0.8, aim: 0.95, found: hits(cache, 'nested', 'POST') },
    { what: 'the same by GET with the hash of the document', found: hits(cache, 'nested', 'GET') },
    { what: 'cache hit over static bytes, light query by POST, 16 connections', found: hits(cache, 'light', 'POST') },
    { what: 'the same by GET with the hash of the document', found: hits(cache, 'light', 'GET') },
    { what: 'page at depth a million over the first page, time', at: 'most', must: 1.5, aim: 1.2, found: deep(paging, 'deep') },
    { what: 'the same page asked backwards, over the first page', found: deep(paging, 'back') },
    { what: 'idle memory, after the first nested answer', at: 'most', must: 30, aim: 15, found: one(fresh?.idle, 'MB', 'no responses cached') },
    { what: 'memory at 64 connections on S, at its highest', at: 'most', must: 80, aim: 40, found: one(fresh?.peak, 'MB', `no responses cached; ${small(fresh?.after ?? 0)} MB after the load`) },
    { what: 'the same with cached responses', found: one(keeping?.peak, 'MB', `up to ${keeping?.megabytes} MB of answers are among it`) },
    { what: 'start to first nested answer, S, migrated database', at: 'most', must: 150, aim: 40, found: start && { ...start.answered, unit: 'ms', measured: `listening after ${small(start.listening.median)} ms; ${start.count} starts` } },
    { what: 'server CPU over PostgreSQL CPU, cold nested query, S, 16 connections', at: 'most', must: 1, aim: 0.5, found: shareOfCpu(s) },
    { what: 'the same on L', found: shareOfCpu(l) },
  ];
}

const reached = ({ at }, bound, value) => (at === 'least' ? value >= bound : value <= bound);

/** Every line with its verdict: `aim`, `must`, `missed`, `not measured`, or `not asked for`. */
export function judged(parts) {
  return lines(parts).map((line) => {
    const verdict = () => {
      if (!line.found) return 'not measured';
      if (!line.at) return 'not asked for';
      if (reached(line, line.aim, line.found.median)) return 'aim';
      return reached(line, line.must, line.found.median) ? 'must' : 'missed';
    };
    return { ...line, verdict: verdict() };
  });
}

const WORDS = { aim: 'aim reached', must: 'must reached', missed: '**missed**', 'not measured': 'not measured in this run', 'not asked for': '' };

function figure(value, unit) {
  const text = value >= 100 ? value.toFixed(0) : value.toFixed(value >= 10 ? 1 : 2);
  if (unit === '×') return `${text} ×`;
  return unit === '÷' ? `1/${text}` : `${text} ${unit}`;
}

/** The document. */
export function targetsText(judgements, about, command, problems) {
  const bound = ({ at, isUnder }, value) => {
    if (!at) return '';
    return isUnder ? `≤ 1/${value}` : `${at === 'least' ? '≥' : '≤'} ${value}`;
  };
  const rows = judgements.map((line) => {
    const { found } = line;
    const around = found && found.least !== found.most ? ` (${figure(found.least, '').trim()} to ${figure(found.most, '').trim()})` : '';
    return [line.what, found ? `${figure(found.median, found.unit)}${around}` : '', bound(line, line.must), bound(line, line.aim), WORDS[line.verdict], found?.measured ?? ''];
  });
  const count = (verdict) => judgements.filter((line) => line.at && line.verdict === verdict).length;
  const asked = judgements.filter((line) => line.at).length;
  return `# What it has to reach

${about}

Written by one run of \`${command}\`; the tables of that run are [speed-s.md](speed-s.md), [speed-l.md](speed-l.md) and [server.md](server.md). A ratio is the median of the
ratios of single rounds, in brackets the least and the greatest. "Cold" is a response that is not cached. Lines without bounds say more of the one above.

${table(['what', 'measured', 'must', 'aim', '', 'from'], rows, [0, 4, 5])}

Of ${asked} bounds: ${count('aim')} aims reached, ${count('must')} more musts reached, ${count('missed')} missed, ${count('not measured')} not measured.
${problems.map((problem) => `\n**Went wrong:** ${problem.split(': ')[0]}. The output of the run says more.\n`).join('')}`;
}
