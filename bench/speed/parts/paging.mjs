// A page at the end of a long list against the first page of it.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { data } from '../../lib/ask.mjs';
import { spread } from '../../lib/figures.mjs';
import { rounds } from '../load.mjs';
import { ours } from '../systems.mjs';

const SIZE = 20;
const PAGE = `query Page($first: Int, $after: String, $last: Int, $before: String) {
  meetings(first: $first, after: $after, last: $last, before: $before) {
    edges { cursor node { slug name date { edtf } } }
    pageInfo { hasNextPage hasPreviousPage }
  }
}`;
const request = (variables) => JSON.stringify({ query: PAGE, variables });
const slugs = (page) => page.edges.map((edge) => edge.node.slug).join(' ');

/** Time of a page of meetings, by date: the first, and one at the depth of almost all, forwards and backwards. */
export async function paging({ program, ground, seconds, count }) {
  const server = { name: 'depositary', ...(await ours(program, ground.database, 0)) };
  const page = async (variables) => (await data(server.name, server.url, request(variables))).meetings;
  const whole = (await data(server.name, server.url, JSON.stringify({ query: '{ meetings(first: 1) { totalCount } }' }))).meetings.totalCount;
  // The end of the list, asked from behind: its first cursor is that of a record so deep in the list.
  const end = await page({ last: 2 * SIZE + 1 });
  const depth = whole - 2 * SIZE;
  const pages = {
    first: { first: SIZE },
    deep: { first: SIZE, after: end.edges[0].cursor },
    back: { last: SIZE, before: end.edges[SIZE + 1].cursor },
  };
  // Both deep pages hold the same twenty meetings, and they are those that the end of the list has.
  const expected = slugs({ edges: end.edges.slice(1, SIZE + 1) });
  for (const name of ['deep', 'back']) {
    const found = await page(pages[name]);
    if (slugs(found) !== expected) throw new Error(`the page at depth ${depth} (${name}) is not the one that the end of the list has`);
    if (!found.pageInfo.hasNextPage && name === 'deep') throw new Error('the list ends too early');
  }
  if (slugs(await page(pages.first)) === expected) throw new Error('the list is too short to be deep');
  const servers = Object.entries(pages).map(([name, variables]) => {
    const bodies = join(ground.folder, `page.${name}`);
    writeFileSync(bodies, request(variables));
    return { ...server, name: `${name} page`, bodies };
  });
  const runs = await rounds(servers, { count, seconds, connections: 1, bodiesOf: ({ bodies }) => bodies, postmaster: ground.postmaster, label: 'paging' });
  await server.stop();
  const time = (run) => run.p50;
  const rows = Object.keys(pages).map((name, place) => ({
    page: name,
    p50: spread(runs[place].map(time)),
    mean: spread(runs[place].map((run) => 1_000 / run.perSecond)),
    serverCpu: spread(runs[place].map((run) => run.serverCpu)),
    databaseCpu: spread(runs[place].map((run) => run.databaseCpu)),
    ratio: spread(runs[place].map((run, round) => time(run) / time(runs[0][round]))),
    failed: runs[place].reduce((sum, run) => sum + run.failed, 0),
  }));
  return { depth, size: SIZE, rows, others: Math.max(...runs.flat().map((run) => run.others)) };
}
