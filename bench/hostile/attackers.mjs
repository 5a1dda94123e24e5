// The attackers of all-at-once.mjs, a program of their own, so that they do not hold up those who are measured.
import { parentPort, workerData } from 'node:worker_threads';
import { Mute, client, pause, talk } from './clients.mjs';
import { EXPENSIVE_STATEMENTS, expensive } from './expensive-requests.mjs';
import { shape } from './new-shapes.mjs';

const { url, file, seconds, readers, clients, shapes, nonsense } = workerData;
const at = new URL(url);
const until = performance.now() + seconds * 1000;
const isOver = () => performance.now() > until;
const addresses = (first, count) => Array.from({ length: count }, (_, index) => `127.0.0.${first + index}`);
const counts = new Map();
const count = (kind, answer) => counts.set(`${kind}: ${answer}`, (counts.get(`${kind}: ${answer}`) ?? 0) + 1);
const answerOf = ({ status, text }) => (status === 200 ? (/"code":"([A-Z_]+)"/.exec(text.startsWith('{"errors"') ? text.slice(0, 4096) : '')?.[1] ?? 'answered') : status);

/** Connections that never read, opened anew when they are cut off. */
async function neverRead() {
  const mute = new Mute(at, `GET ${file} HTTP/1.1\r\nHost: localhost\r\n\r\n`.repeat(8));
  const from = addresses(2, 4);
  let opened = 0;
  while (!isOver()) {
    mute.sweep();
    for (let now = 0; now < 50 && mute.open.size < readers; now += 1) {
      mute.connect(from[opened % from.length]);
      opened += 1;
    }
    await pause(opened < readers ? 20 : 500);
  }
  count('connections that never read', `${opened} opened, ${mute.cutOff} cut off`);
  mute.end();
}

/** The same request with a document of its own, so that no cached answer does. */
const unlike = (request, mark) => request.replace('{"query":"', `{"query":"#${mark}\\n`);

/** One request after another, each client its own turn. */
async function askMuch(requests, first) {
  const { ask, end } = client(url, { localAddress: addresses(6, 2)[first % 2], timeout: 30_000 });
  for (let turn = first; !isOver(); turn += 1) {
    const answer = await ask('/graphql', unlike(requests[turn % requests.length], `${first}-${turn}`));
    count('expensive requests', answerOf(answer));
    if (answer.status !== 200) await pause(20);
  }
  end();
}

/** Requests whose SQL never came before, evenly over the time, by some connections in turn. */
let shaped = 0;
async function newShapes() {
  const { ask, end } = client(url, { localAddress: '127.0.0.8', timeout: 30_000 });
  const began = performance.now();
  while (shaped < shapes && !isOver()) {
    const number = shaped;
    shaped += 1;
    count('new shapes', answerOf(await ask('/graphql', shape(number))));
    await pause(Math.max(0, began + (number / shapes) * seconds * 950 - performance.now()));
  }
  end();
}

/** Five bytes a connection, so many a second. */
async function babble() {
  const began = performance.now();
  let sent = 0;
  while (!isOver()) {
    const due = Math.floor(((performance.now() - began) / 1000) * nonsense) - sent;
    const now = Math.min(due, 64);
    await Promise.all(Array.from({ length: now }, () => talk(at, (socket) => socket.end('\x00\x01\x02\r\n'), { localAddress: '127.0.0.10', limit: 5000 })));
    sent += now;
    await pause(5);
  }
  count('nonsense', sent);
}

const requests = [...(await expensive(url)).map((request) => request.body), ...EXPENSIVE_STATEMENTS];
await Promise.all([neverRead(), babble(), ...Array.from({ length: 8 }, newShapes), ...Array.from({ length: clients }, (_, index) => askMuch(requests, index))]);
parentPort.postMessage([...counts]);
