// node bench/hostile/all-at-once.mjs PATH_TO_DEPOSITARY [--seconds N] [--readers N] [--clients N] [--shapes N] [--nonsense N] [--results DIR]
//
// The sum of an attack: connections that never read, clients with the most expensive requests, ever new shapes and a flood of
// nonsense, all at once, beside other clients that ask light queries. Writes bench/results/hostile-sum.md and judges. Linux only.
import { Worker } from 'node:worker_threads';
import { grouped, table } from '../lib/figures.mjs';
import { shareOfTree } from '../lib/process.mjs';
import { client, light, pause, times } from './clients.mjs';
import { LIGHT } from './requests.mjs';
import { largestFile, measured, postgresLog, serve, settings } from './stage.mjs';

const { seconds, readers, clients, shapes, nonsense, ...rest } = settings('all-at-once.mjs', { seconds: 120, readers: 1000, clients: 16, shapes: 4000, nonsense: 500 });
/** What has to hold: 99 of 100 light queries within so many ms, and memory in MB above that at rest. */
const [LIGHT_MS, MEMORY, LOGS] = [250, 600, 1 << 20];
const INNOCENTS = [
  { name: 'light queries, connection kept', localAddress: '127.0.0.20', kept: true },
  { name: 'light queries, a new connection each', localAddress: '127.0.0.21', kept: false },
];

/** Asks for the health again and again. */
async function health(url, path, isOver) {
  const { ask, end } = client(url, { localAddress: '127.0.0.22', kept: false, timeout: 5000 });
  const [taken, wrong] = [[], new Map()];
  while (!isOver()) {
    const { status, ms } = await ask(path);
    if (status === 200) taken.push(ms);
    else wrong.set(status, (wrong.get(status) ?? 0) + 1);
    await pause(200);
  }
  end();
  return { taken, wrong };
}

await measured({ ...rest, title: 'Everything at once', file: 'hostile-sum.md' }, async (folder) => {
  const server = await serve(rest.program, folder);
  const { ask, end } = client(server.url);
  await Promise.all(Array.from({ length: 64 }, () => ask('/graphql', LIGHT)));
  const [file] = await largestFile(ask);
  end();
  await pause(1000);
  const idle = shareOfTree(server.pid);
  const logs = [server.logged(), postgresLog(server.data)];
  const attack = new Worker(new URL('attackers.mjs', import.meta.url), { workerData: { url: server.url, file, seconds, readers, clients, shapes, nonsense } });
  let isOver = false;
  const over = () => isOver;
  const others = [
    ...INNOCENTS.map(({ name, ...options }) => [name, light(server.url, LIGHT, over, { ...options, wait: 25 })]),
    ...['/health/live', '/health/ready'].map((path) => [path, health(server.url, path, over)]),
  ];
  const ended = new Promise((resolve, reject) => attack.on('message', resolve).on('error', reject));
  let most = idle;
  ended.then(() => (isOver = true), () => (isOver = true));
  while (!isOver) {
    most = Math.max(most, shareOfTree(server.pid));
    await pause(1000);
  }
  const counts = await ended;
  const [rows, wrong] = [[], []];
  for (const [name, work] of others) {
    const { taken, wrong: failed } = await work;
    const { count, p50, p99, worst } = times(taken);
    const refused = [...failed].map(([status, number]) => `${number} × ${status}`).join(', ') || 'none';
    rows.push([name, grouped(count), refused, ...[p50, p99, worst].map((ms) => ms.toFixed(1))]);
    if (failed.size > 0) wrong.push(`${name}: not answered ${refused}.`);
    if (count === 0 || (name.startsWith('light') && !(p99 < LIGHT_MS))) wrong.push(`${name}: p99 is ${p99.toFixed(0)} ms.`);
  }
  if (most - idle > MEMORY) wrong.push(`Server and PostgreSQL took ${grouped(most - idle)} MB more than at rest.`);
  const grown = [server.logged() - logs[0], postgresLog(server.data) - logs[1]];
  for (const [at, whose] of ['the server', 'PostgreSQL'].entries()) if (grown[at] > LOGS) wrong.push(`The log of ${whose} grew by ${grouped(grown[at] / 1024)} kB.`);
  const fault = await server.stop();
  if (fault) wrong.push(fault);
  const text = `${seconds} seconds: ${grouped(readers)} connections that never read, ${clients} clients with the most expensive requests, ${grouped(shapes)} new shapes, ${grouped(nonsense)} × nonsense
a second, from nine addresses; the others have addresses of their own. All share the machine with the server. How much of that was delivered stands in the last table: a client waits for its answers.

${table(['others', 'answered', 'not answered', 'p50, ms', 'p99, ms', 'worst, ms'], rows, [0, 2])}

Server and PostgreSQL (PSS): ${grouped(idle)} MB at rest, ${grouped(most)} MB at most. The server's log grew by ${grouped(grown[0] / 1024)} kB, PostgreSQL's by ${grouped(grown[1] / 1024)} kB.

${table(['attackers', 'times'], counts.sort(([a], [b]) => (a < b ? -1 : 1)), [0])}
`;
  return { text, wrong };
});
