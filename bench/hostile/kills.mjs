// node bench/hostile/kills.mjs PATH_TO_DEPOSITARY [--rounds N] [--seed N] [--within MS] [--results DIR]
//
// Starts a server on a new data folder, kills it after some milliseconds, starts it again: it has to serve. The moments
// are drawn from a seed, in the time `within`; a third lie in the first tenths of a second. Writes bench/results/hostile-kills.md.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { table } from '../lib/figures.mjs';
import { depositary } from '../lib/server.mjs';
import { client, pause, times } from './clients.mjs';
import { measured, settings } from './stage.mjs';

const { rounds, seed, within, ...rest } = settings('kills.mjs', { rounds: 30, seed: 1, within: 5000 });
const EARLY = 300;

/** Numbers that look random and are the same for the same seed (mulberry32). */
function dice(state) {
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Kills a server in the course of its first start; gives what went wrong with the second, if anything did. */
async function round(folder, moment) {
  const data = join(folder, 'data');
  mkdirSync(data);
  chmodSync(data, 0o755);
  const first = spawn(rest.program, ['serve', '--listen', '127.0.0.1:0', '--data-dir', data], { stdio: 'ignore' });
  const ended = once(first, 'close');
  await pause(moment);
  first.kill('SIGKILL');
  await ended;
  const began = performance.now();
  try {
    const server = await depositary(rest.program, ['--data-dir', data]);
    const { ask, end } = client(server.url);
    const { status } = await ask('/health/ready');
    end();
    const fault = await server.stop();
    return { ms: performance.now() - began, fault: status === 200 ? fault : `It is not ready: ${status}.` };
  } catch (error) {
    return { ms: performance.now() - began, fault: error.message.slice(-400) };
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
}

await measured({ ...rest, title: 'Servers killed while they make their database', file: 'hostile-kills.md' }, async (folder) => {
  const random = dice(seed);
  const [rows, wrong] = [[], []];
  for (const [name, count, most] of [
    [`in the first ${EARLY} ms`, Math.ceil(rounds / 3), EARLY],
    [`in the first ${within} ms`, rounds - Math.ceil(rounds / 3), within],
  ]) {
    const taken = [];
    let failed = 0;
    for (let at = 0; at < count; at += 1) {
      const moment = Math.floor(random() * most);
      const { ms, fault } = await round(folder, moment);
      taken.push(ms);
      if (!fault) continue;
      failed += 1;
      wrong.push(`Killed after ${moment} ms: ${fault}`);
    }
    rows.push([name, count, failed, ...[times(taken).p50, times(taken).worst].map((ms) => (ms / 1000).toFixed(1))]);
    console.error(rows.at(-1).join(' | '));
  }
  const text = `Each time the next start has to serve, and to stop well. Seed ${seed}.

${table(['killed', 'times', 'next start failed', 'next start to stop, s', 'worst, s'], rows)}
`;
  return { text, wrong };
});
