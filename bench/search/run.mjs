// node bench/search/run.mjs PATH_TO_DEPOSITARY [--queries FILE] [--results FILE]
//
// Asks the search of the demonstration register what newcomers ask, and says at which place the records stand that they
// should find. Writes bench/results/search.md. Ends with 1 where fewer than four of five queries have a record that is
// expected on the first page, or where a query is refused.
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { data } from '../lib/ask.mjs';
import { table } from '../lib/figures.mjs';
import { depositary, stopAll } from '../lib/server.mjs';
import { queries } from './queries.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** Share of queries with a record that is expected on the first page. */
const TARGET = 0.8;
/** A page of the usual length. */
const PAGE = 20;
/** How far a record is looked for to say where it stands. */
const DEEPEST = 100;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    queries: { type: 'string', default: join(ROOT, 'bench/search/queries.toml') },
    results: { type: 'string', default: join(ROOT, 'bench/results/search.md') },
  },
});
const [program] = positionals;
if (!program) {
  console.error('usage: node bench/search/run.mjs PATH_TO_DEPOSITARY [--queries FILE] [--results FILE]');
  process.exit(2);
}

const SEARCH = `query ($query: String!) {
  search(query: $query, first: ${DEEPEST}) { totalCount nodes { __typename slug } interpretation { text outcome replacedBy } }
}`;

/** At which places the records that a query expects stand, the first one 1; none where it is not found. */
async function places(url, { text, expects }) {
  const { search } = await data('search', url, JSON.stringify({ query: SEARCH, variables: { query: text } }));
  const found = search.nodes.map((node) => `${node.__typename.toLowerCase()}:${node.slug}`);
  return {
    total: search.totalCount,
    places: expects.map((record) => (found.includes(record) ? found.indexOf(record) + 1 : undefined)),
    replaced: search.interpretation.filter((part) => part.outcome !== 'FOUND' && part.outcome !== 'IGNORED'),
  };
}

const folder = mkdtempSync(join(tmpdir(), 'depositary-search-'));
chmodSync(folder, 0o755);
let isGood = false;
try {
  const list = queries(readFileSync(values.queries, 'utf8'));
  const env = { DEPOSITARY_DATA_DIR: join(folder, 'data') };
  const { url } = await depositary(program, ['--import', join(ROOT, 'data')], env);
  await data('records', url, JSON.stringify({ query: '{ __typename }' }));
  const answers = [];
  for (const query of list) answers.push({ ...query, ...(await places(url, query)) });
  const first = ({ places }) => Math.min(...places.map((place) => place ?? Infinity));
  const share = answers.filter((answer) => first(answer) <= PAGE).length / answers.length;
  const reciprocal = answers.reduce((sum, answer) => sum + 1 / first(answer), 0) / answers.length;
  const all = answers.flatMap(({ places }) => places);
  const recall = all.filter((place) => place <= PAGE).length / all.length;
  const rows = answers.map((answer) => [
    answer.text,
    answer.expects.map((record, at) => `${record} (${answer.places[at] ?? '–'})`).join(', '),
    String(answer.total),
    answer.replaced.map(({ text, outcome, replacedBy }) => (outcome === 'REPLACED' ? `${text} → ${replacedBy.join(', ')}` : `${text}: ${outcome}`)).join('; '),
  ]);
  const said = [
    `${answers.length} queries of newcomers over the demonstration register.`,
    '',
    table(
      ['figure', 'measured', 'target'],
      [
        ['queries with an expected record on the first page', share.toFixed(2), `${TARGET}`],
        ['mean reciprocal rank of the first expected record', reciprocal.toFixed(2), ''],
        ['expected records on the first page', recall.toFixed(2), ''],
      ],
    ),
  ].join('\n');
  console.log(said);
  const rest = table(['query', 'expected (place)', 'found', 'read otherwise'], rows.map((row) => row.map((cell) => cell.replaceAll('|', '\\|'))), [0, 1, 3]);
  const note = `Made by \`make bench-search\`; \`bench/search/queries.toml\` has the queries and why each record is expected. They were written by
somebody who did not build the search. A page has ${PAGE} records.`;
  writeFileSync(values.results, `# Search: what newcomers find\n\n${note}\n\n${said}\n\n${rest}\n`);
  for (const answer of answers.filter((each) => first(each) > PAGE)) console.log(`not on the first page: ${answer.text}`);
  isGood = share >= TARGET;
  if (!isGood) console.error(`Fewer than ${TARGET} of the queries have an expected record on the first page.`);
} finally {
  await stopAll();
  rmSync(folder, { recursive: true, force: true });
}
process.exit(isGood ? 0 : 1);
