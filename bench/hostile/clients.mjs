// Clients of several addresses: 127.0.0.1, 127.0.0.2 and so on are all this machine's, and to the server they are others.
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { Socket } from 'node:net';

export const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Local ports of the connections to a port that the system has as established; by it one learns of a reset without reading. */
function established(port) {
  const hex = Number(port).toString(16).toUpperCase().padStart(4, '0');
  const found = new Set();
  for (const line of readFileSync('/proc/net/tcp', 'utf8').split('\n').slice(1)) {
    const [, local, remote, state] = line.trim().split(/\s+/);
    if (remote?.endsWith(`:${hex}`) && state === '01') found.add(local);
  }
  return found;
}

/** An address and a port as the system lists them. */
function listed(address, port) {
  const bytes = address.split('.').map((part) => Number(part).toString(16).padStart(2, '0')).reverse().join('');
  return `${bytes}:${port.toString(16).padStart(4, '0')}`.toUpperCase();
}

/** Many connections that begin by sending something and never read an answer. */
export class Mute {
  open = new Map();
  cutOff = 0;

  constructor({ hostname, port }, sent) {
    Object.assign(this, { hostname, port, sent });
  }

  /** Opens one from an address. */
  connect(localAddress) {
    const socket = new Socket();
    // Before it connects: nothing is taken from the system's buffer then, which stays as small as it begins.
    socket.pause();
    socket.on('error', () => {});
    socket.on('close', () => this.open.delete(socket));
    socket.connect({ host: this.hostname, port: Number(this.port), localAddress }, () => {
      this.open.set(socket, listed(socket.localAddress, socket.localPort));
      socket.write(this.sent);
    });
    this.open.set(socket, undefined);
  }

  /** Gives up those that the server has cut off, and says how many. Who reads nothing is not told by its socket. */
  sweep() {
    const alive = established(this.port);
    const gone = [...this.open].filter(([, name]) => name && !alive.has(name));
    for (const [socket] of gone) {
      this.open.delete(socket);
      socket.destroy();
    }
    this.cutOff += gone.length;
    return gone.length;
  }

  end() {
    for (const socket of this.open.keys()) socket.destroy();
  }
}

/** A client that sends one request after another; `kept` over one connection, else each over a new one. */
export function client(url, { localAddress = '127.0.0.1', kept = true, timeout = 20_000 } = {}) {
  const agent = kept ? new Agent({ keepAlive: true, maxSockets: 1, localAddress }) : undefined;
  const ask = (path, body) =>
    new Promise((resolve) => {
      const began = performance.now();
      const done = (status, text) => resolve({ status, text, ms: performance.now() - began });
      const headers = body ? { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) } : {};
      const sent = request(new URL(path, url), { method: body ? 'POST' : 'GET', agent: agent ?? false, localAddress, headers, timeout });
      sent.on('response', async (response) => {
        try {
          const parts = [];
          for await (const part of response) parts.push(part);
          done(response.statusCode, Buffer.concat(parts).toString());
        } catch (error) {
          done(error.code ?? 'CUT', '');
        }
      });
      sent.on('timeout', () => sent.destroy(Object.assign(new Error('no answer'), { code: 'NO_ANSWER' })));
      sent.on('error', (error) => done(error.code ?? 'FAILED', ''));
      sent.end(body);
    });
  return { ask, end: () => agent?.destroy() };
}

/** Sends something over a new connection, and resolves with what came and when, once the other end closes or `limit` ms have passed. */
export function talk({ hostname, port }, sent, { localAddress = '127.0.0.1', limit = 60_000, enough = () => false } = {}) {
  return new Promise((resolve) => {
    const began = performance.now();
    const socket = new Socket();
    let [text, first] = ['', undefined];
    const timer = setTimeout(() => socket.destroy(), limit);
    socket.on('data', (chunk) => {
      first ??= performance.now() - began;
      text += chunk.toString('latin1');
      if (enough(text)) socket.destroy();
    });
    socket.on('error', () => {});
    socket.on('close', () => {
      clearTimeout(timer);
      resolve({ text, first, ms: performance.now() - began });
    });
    socket.connect({ host: hostname, port: Number(port), localAddress }, () => sent(socket));
  });
}

/** Times of answers: how many, the middle, the 99th of a hundred, the longest. */
export function times(all) {
  const sorted = [...all].sort((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return { count: sorted.length, p50: at(0.5), p99: at(0.99), worst: at(1) };
}

/** Sends light queries until `isOver`, with a pause after each; gives their times and what else than 200 came. */
export async function light(url, body, isOver, { wait = 20, ...options } = {}) {
  const { ask, end } = client(url, options);
  const [taken, wrong] = [[], new Map()];
  while (!isOver()) {
    const { status, ms } = await ask('/graphql', body);
    if (status === 200) taken.push(ms);
    else wrong.set(status, (wrong.get(status) ?? 0) + 1);
    await pause(wait);
  }
  end();
  return { taken, wrong };
}
