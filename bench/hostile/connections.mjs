// node bench/hostile/connections.mjs PATH_TO_DEPOSITARY [--connections N] [--senders N] [--results DIR]
//
// Readers that never read, senders that send a byte a second, and bodies over the limit; beside them a light client of
// another address. Writes bench/results/hostile-connections.md. Linux only: memory is read from /proc.
import { grouped, table } from '../lib/figures.mjs';
import { forgetPeak, memory } from '../lib/process.mjs';
import { Mute, client, light, pause, talk, times } from './clients.mjs';
import { LIGHT } from './requests.mjs';
import { largestFile, measured, serve, settings } from './stage.mjs';

const { connections, senders, ...rest } = settings('connections.mjs', { connections: 1000, senders: 400 });
/** Those who attack share these; the light client has one of its own. */
const ATTACKERS = ['127.0.0.2', '127.0.0.3', '127.0.0.4', '127.0.0.5'];
const INNOCENT = '127.0.0.9';
const AHEAD = 8;
/** Seconds: the settings `--write-timeout`, the limits of a head and of a body, and what a busy machine may add. */
const [WRITE, HEAD, BODY, GRACE] = [30, 5, 15, 10];
/** Megabytes that a connection may take of the server; an attacker had 2.7 of it. */
const PER_CONNECTION = 0.5;
const LIGHT_MS = 250;
const get = (path) => `GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`.repeat(AHEAD);

/** An answer of megabytes that is cached. */
const INTROSPECTION = '/graphql?query=' + encodeURIComponent(`{${Array.from({ length: 20 }, (_, at) => `a${at}:__schema{types{fields{args{name}}}}`).join(' ')}}`);

/** Everything of `work` beside a light client: its times, what it was not answered, and by how much the server grew. */
async function beside(server, work) {
  const idle = memory(server.pid, 'VmRSS');
  forgetPeak(server.pid);
  let isOver = false;
  const reading = light(server.url, LIGHT, () => isOver, { localAddress: INNOCENT });
  const result = await work();
  isOver = true;
  const { taken, wrong } = await reading;
  return { result, growth: Math.max(0, memory(server.pid, 'VmHWM') - idle), ...times(taken), failed: [...wrong.values()].reduce((a, b) => a + b, 0) };
}

/** Connections that never read, until all are cut off. */
async function mute(server, path) {
  const readers = new Mute(server.at, get(path));
  for (let at = 0; at < connections; at += 1) {
    readers.connect(ATTACKERS[at % ATTACKERS.length]);
    if (at % 50 === 49) await pause(20);
  }
  const began = performance.now();
  while (readers.open.size > 0 && performance.now() - began < (WRITE + GRACE + 10) * 1000) {
    await pause(250);
    readers.sweep();
  }
  const result = { left: readers.open.size, seconds: (performance.now() - began) / 1000 };
  readers.end();
  return result;
}

/** Connections that send a byte a second after a beginning, until all are cut off. */
async function slow(server, beginning, limit) {
  const all = Array.from({ length: senders }, (_, at) => {
    const drip = (socket) => {
      socket.write(beginning);
      const timer = setInterval(() => socket.write('a'), 1000);
      socket.on('close', () => clearInterval(timer));
    };
    return talk(server.at, drip, { localAddress: ATTACKERS[at % ATTACKERS.length], limit: (limit + GRACE + 10) * 1000 });
  });
  const ended = await Promise.all(all);
  const seconds = Math.max(...ended.map(({ ms }) => ms)) / 1000;
  return { left: ended.filter(({ ms }) => ms > (limit + GRACE) * 1000).length, seconds };
}

/** The time from the first byte sent of a body that is too large to the first of the answer. */
async function oversized(server) {
  const head = 'POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n';
  const piece = Buffer.alloc(1 << 20, ' ');
  const chunk = Buffer.concat([Buffer.from(`${piece.length.toString(16)}\r\n`), piece, Buffer.from('\r\n')]);
  const send = (start, part, count) => async (socket) => {
    socket.write(start);
    for (let sent = 0; sent < count && socket.writable; sent += 1) await new Promise((resolve) => socket.write(part, resolve));
  };
  const enough = (text) => text.includes('\r\n\r\n');
  const rows = [];
  for (const [name, sent] of [
    ['10 MB, length stated', send(`${head}Content-Length: ${10 << 20}\r\n\r\n`, piece, 10)],
    ['64 MB in chunks', send(`${head}Transfer-Encoding: chunked\r\n\r\n`, chunk, 64)],
  ]) {
    const answers = [];
    for (let round = 0; round < 10; round += 1) answers.push(await talk(server.at, sent, { enough, limit: 20_000 }));
    const right = answers.every(({ text }) => text.startsWith('HTTP/1.1 413 '));
    rows.push({ name, right, ...times(answers.map(({ first }) => first ?? Infinity)) });
  }
  return rows;
}

await measured({ ...rest, title: 'Connections held by those who do not read, or hardly send', file: 'hostile-connections.md' }, async (folder) => {
  const server = await serve(rest.program, folder);
  const { ask, end } = client(server.url);
  for (let warm = 0; warm < 20; warm += 1) await ask('/graphql', LIGHT);
  const [file, size] = await largestFile(ask);
  const answer = (await ask(INTROSPECTION)).text.length;
  const begun = 'POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n';
  const plans = [
    [`${connections} never read: ${AHEAD} × a file of ${grouped(size / 1024)} kB`, connections, WRITE, () => mute(server, file)],
    [`${connections} never read: ${AHEAD} × a cached answer of ${grouped(answer / 1024)} kB`, connections, WRITE, () => mute(server, INTROSPECTION)],
    [`${senders} send a head, a byte a second`, senders, HEAD, () => slow(server, 'GET /graphql?query=', HEAD)],
    [`${senders} send a body, a byte a second`, senders, BODY, () => slow(server, `${begun}Content-Length: 100000\r\n\r\n`, BODY)],
  ];
  const [rows, wrong] = [[], []];
  for (const [name, count, limit, work] of plans) {
    const { result, growth, count: lights, p50, p99, failed } = await beside(server, work);
    rows.push([name, growth.toFixed(0), result.left, result.seconds.toFixed(1), lights, failed, p50.toFixed(1), p99.toFixed(1)]);
    if (result.left > 0 || result.seconds > limit + GRACE) wrong.push(`${name}: not all were cut off within ${limit + GRACE} seconds.`);
    if (growth > count * PER_CONNECTION) wrong.push(`${name}: the server grew by ${growth.toFixed(0)} MB.`);
    if (failed > 0 || !(p99 < LIGHT_MS)) wrong.push(`${name}: ${failed} light queries failed, p99 ${p99.toFixed(0)} ms.`);
    console.error(rows.at(-1).join(' | '));
  }
  const bodies = await oversized(server);
  for (const { name, right } of bodies) if (!right) wrong.push(`A body of ${name} was not answered with 413.`);
  end();
  await server.stop();
  const text = `"grew" is the most by which the server's memory exceeded what it had before, "cut off after" the time from the last connection opened until
none was left. The light client has an address of its own and sends a query for ten organizations every 20 ms.

${table(['connections', 'grew, MB', 'left open', 'cut off after, s', 'light queries', 'failed', 'p50, ms', 'p99, ms'], rows)}

A body over the limit, ten times: from the connection to the first byte of the answer.

${table(['body', 'answered 413', 'p50, ms', 'worst, ms'], bodies.map((row) => [row.name, row.right ? 'always' : 'no', row.p50.toFixed(1), row.worst.toFixed(1)]))}
`;
  return { text, wrong };
});
