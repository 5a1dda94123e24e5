// node bench/hostile/logs.mjs PATH_TO_DEPOSITARY [--requests N] [--cancelled N] [--results DIR]
//
// Sends what is no request, and long statements that nobody waits for, and says how much is logged of each: by the server
// (standard error) and by its PostgreSQL. Writes bench/results/hostile-logs.md.
import { grouped, table } from '../lib/figures.mjs';
import { pause, talk } from './clients.mjs';
import { measured, postgresLog, serve, settings } from './stage.mjs';

const { requests, cancelled, ...rest } = settings('logs.mjs', { requests: 20_000, cancelled: 300 });
const AT_ONCE = 16;
/** What one kind may make each log grow by. */
const BOUND = 64 << 10;
const json = (query) => JSON.stringify({ query });
const post = (body, type = 'application/json') =>
  `POST /graphql HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: ${type}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
const get = (path, headers = '') => `GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n${headers}\r\n`;

const NONSENSE = {
  'five bytes of nonsense': '\x00\x01\x02\r\n',
  'a head that is none': 'GET\r\n\r\n',
  'a hello of TLS': '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03',
  'a preface of HTTP/2': 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
  'a length that is no number': 'POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n',
  'length and chunks at once': 'POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\nzzzzz',
  'a chunk that is none': 'POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
  'nothing': '',
  'a host that is none': 'GET / HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n',
  'an upgrade to WebSocket': get('/graphql', 'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n').replace('Connection: close\r\n', ''),
  'a path that leads nowhere': get('/a/%2e%2e/%00'),
  'no JSON': post('{'),
  'no GraphQL': post(json('?!')),
  'another media type': post('a', 'text/plain'),
};

/** The longest SQL that a filter may make, some five times as long as the request. */
const KINDS = ['MEETING', 'EVENT', 'MILESTONE', 'FIGURE', 'REMARK', 'RELATION', 'TENURE_BEGIN', 'TENURE_END'];
const CONDITIONS = Array.from({ length: 95 }, (_, at) => `{ not: { kind: [${KINDS[at % KINDS.length]}], date: { within: "${1700 + at}" } } }`);
const LONG = post(json(`{ timeline(filter: { and: [${CONDITIONS.join(' ')}] }) { totalCount nodes { kind } } }`)).replace('Connection: close\r\n', '');

/** How much both logs grow while something is sent so often. */
async function growth(server, count, bytes, send, atOnce = AT_ONCE) {
  const before = [server.logged(), postgresLog(server.data)];
  const answers = new Map();
  let left = count;
  const one = async () => {
    while (left > 0) {
      left -= 1;
      const { text } = await send(left);
      const answer = /^HTTP\/1\.\d (\d+)/.exec(text)?.[1] ?? 'none';
      answers.set(answer, (answers.get(answer) ?? 0) + 1);
    }
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: atOnce }, one));
  const seconds = (performance.now() - began) / 1000;
  await pause(1500);
  return { answers: [...answers.keys()].sort().join(', '), bytes: count * bytes, seconds, server: server.logged() - before[0], postgres: postgresLog(server.data) - before[1] };
}

await measured({ ...rest, title: 'What strangers make the logs grow by', file: 'hostile-logs.md' }, async (folder) => {
  const server = await serve(rest.program, folder, ['--cache-megabytes', '0']);
  const [rows, wrong] = [[], []];
  const note = (name, count, grown) => {
    rows.push([name, grouped(count), grown.answers, ...[grown.bytes, grown.server, grown.postgres].map((bytes) => grouped(bytes / 1024)), grown.seconds.toFixed(1)]);
    for (const [whose, bytes] of [['the server', grown.server], ['PostgreSQL', grown.postgres]]) {
      if (bytes > BOUND) wrong.push(`${name}: the log of ${whose} grew by ${grouped(bytes / 1024)} kB.`);
    }
    console.error(rows.at(-1).join(' | '));
  };
  // An address has some ten thousand ports, each of which rests a while after it was used.
  const options = (number) => ({ localAddress: `127.0.0.${2 + (number % 16)}`, limit: 10_000 });
  for (const [name, sent] of Object.entries(NONSENSE)) {
    const send = (number) => talk(server.at, (socket) => socket.end(sent, 'latin1'), options(number));
    note(name, requests, await growth(server, requests, Buffer.byteLength(sent, 'latin1'), send));
  }
  // Left while PostgreSQL works on it: the statement is cancelled. Two at a time, so that none waits for a session.
  const leave = (number) => (socket) => socket.write(LONG, () => setTimeout(() => socket.destroy(), 2 + 3 * (number % 30)));
  note('long statements that nobody waits for', cancelled, await growth(server, cancelled, LONG.length, (number) => talk(server.at, leave(number), options(number)), 2));
  await server.stop();
  const text = `Each over a connection of its own, ${AT_ONCE} at a time. A log may grow by ${BOUND / 1024} kB for one kind.

${table(['sent', 'times', 'answers', 'kB sent', "server's log, kB", "PostgreSQL's log, kB", 's'], rows, [0, 2])}
`;
  return { text, wrong };
});
