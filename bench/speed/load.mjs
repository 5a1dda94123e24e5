// One run of wrk against one server, and rounds of runs from server to server.
import { fileURLToPath } from 'node:url';
import { cpu, cpuOfMachine, cpuOfSelf, memoryOfTree } from '../lib/process.mjs';
import { run } from '../lib/server.mjs';
import { availableParallelism } from 'node:os';

const WARM_UP_SECONDS = 2;
const TIMEOUT_SECONDS = 20;
const SCRIPT = fileURLToPath(new URL('./load.lua', import.meta.url));

/** Loads a server with lines drawn from a file; gives what came of it. `postmaster` may be left out. Nothing where it only warms up. */
export async function load(server, { bodies, connections, seconds, seed, postmaster, isWarmUp = false }) {
  const database = () => (postmaster ? cpu(postmaster) : 0);
  const before = { at: performance.now(), machine: cpuOfMachine(), self: cpuOfSelf(), server: cpu(server.pid), database: database() };
  const wrk = async (duration) => {
    const args = [`-t${Math.min(2, connections)}`, `-c${connections}`, `-d${duration}s`, '--timeout', `${TIMEOUT_SECONDS}s`, '-s', SCRIPT, server.url, '--'];
    const output = await run('wrk', [...args, bodies, String(seed)]);
    const found = /RESULT (.*)/.exec(output);
    if (!found) throw new Error(`wrk says nothing of ${server.name}:\n${output}`);
    return JSON.parse(found[1]);
  };
  let result = await wrk(seconds);
  if (isWarmUp) return undefined;
  // A slow server on a busy machine may not get to its first answer.
  if (result.requests === 0) result = await wrk(seconds + TIMEOUT_SECONDS);
  if (result.requests === 0) throw new Error(`${server.name} answered nothing within ${seconds + TIMEOUT_SECONDS} s:\n${server.lastWords?.() ?? ''}`);
  const serverCpu = cpu(server.pid) - before.server;
  const databaseCpu = database() - before.database;
  const others = cpuOfMachine() - before.machine - serverCpu - databaseCpu - (cpuOfSelf() - before.self);
  return {
    perSecond: result.requests / result.seconds,
    p50: result.p50,
    p99: result.p99,
    bytes: result.bytes / result.requests,
    serverCpu: serverCpu / result.requests,
    databaseCpu: databaseCpu / result.requests,
    memory: memoryOfTree(server.pid),
    /** Share of all cores that went to whatever else ran. */
    others: Math.max(0, others) / ((performance.now() - before.at) * availableParallelism()),
    failed: result.failed,
  };
}

/**
 * Loads servers in turn, in several rounds, each time beginning with another one; the first round only warms up.
 * `bodiesOf` says what a server is asked. Gives the runs of each server, in the order of the rounds.
 */
export async function rounds(servers, { count, seconds, connections, bodiesOf, postmaster, label }) {
  const runs = servers.map(() => []);
  for (let round = 0; round <= count; round += 1) {
    for (let turn = 0; turn < servers.length; turn += 1) {
      const place = (turn + round) % servers.length;
      const server = servers[place];
      const isWarmUp = round === 0;
      const once = await load(server, { bodies: bodiesOf(server), connections, seconds: isWarmUp ? Math.min(WARM_UP_SECONDS, seconds) : seconds, seed: round, postmaster, isWarmUp });
      if (isWarmUp) continue;
      runs[place].push(once);
      console.error(label, connections, server.name, `round ${round}:`, `${once.perSecond.toFixed(0)}/s, p50 ${once.p50} ms, CPU ${once.serverCpu.toFixed(3)} + ${once.databaseCpu.toFixed(3)} ms, others ${(once.others * 100).toFixed(0)} %, failed ${once.failed}`);
    }
  }
  return runs;
}
