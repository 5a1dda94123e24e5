// One run of wrk against one server, and rounds of runs from server to server.
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { cpu, cpuOfMachine, cpuOfSelf, memoryOfTree } from '../lib/process.mjs';
import { run } from '../lib/server.mjs';

const WARM_UP_SECONDS = 2;
const TIMEOUT_SECONDS = 20;
const SCRIPT = fileURLToPath(new URL('./load.lua', import.meta.url));

async function wrk(server, { bodies, connections, seed }, seconds) {
  const args = [`-t${Math.min(2, connections)}`, `-c${connections}`, `-d${seconds}s`, '--timeout', `${TIMEOUT_SECONDS}s`, '-s', SCRIPT, server.url, '--'];
  const output = await run('wrk', [...args, bodies, String(seed)]);
  const found = /RESULT (.*)/.exec(output);
  if (!found) throw new Error(`wrk says nothing of ${server.name}:\n${output}`);
  return JSON.parse(found[1]);
}

/** Loads a server with lines drawn from a file, and gives what came of it; `postmaster` is PostgreSQL's process. */
export async function load(server, options) {
  const { seconds, postmaster } = options;
  const before = { at: performance.now(), machine: cpuOfMachine(), self: cpuOfSelf(), server: cpu(server.pid), database: cpu(postmaster) };
  const result = await wrk(server, options, seconds);
  if (result.requests === 0) {
    // A slow server on a busy machine may not get to its first answer.
    if (seconds <= TIMEOUT_SECONDS) return load(server, { ...options, seconds: seconds + TIMEOUT_SECONDS });
    throw new Error(`${server.name} answered nothing within ${seconds} s:\n${server.lastWords?.() ?? ''}`);
  }
  const serverCpu = cpu(server.pid) - before.server;
  const databaseCpu = cpu(postmaster) - before.database;
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
 * Loads servers in turn, in several rounds, each time beginning with another one; a round before them only warms up.
 * `bodiesOf` says what a server is asked. Gives the runs of each server, in the order of the rounds.
 */
export async function rounds(servers, { count, seconds, connections, bodiesOf, postmaster, label }) {
  for (const server of servers) await wrk(server, { bodies: bodiesOf(server), connections, seed: 0 }, Math.min(WARM_UP_SECONDS, seconds));
  const runs = servers.map(() => []);
  for (let round = 1; round <= count; round += 1) {
    for (let turn = 0; turn < servers.length; turn += 1) {
      const place = (turn + round - 1) % servers.length;
      const server = servers[place];
      const once = await load(server, { bodies: bodiesOf(server), connections, seconds, seed: round, postmaster });
      runs[place].push(once);
      const cpus = [once.serverCpu, once.databaseCpu].map((cpu) => cpu.toFixed(3)).join(' + ');
      console.error(`${label}, ${connections} connections, round ${round}, ${server.name}: ${once.perSecond.toFixed(0)}/s, p50 ${once.p50} ms, CPU ${cpus} ms, others ${(once.others * 100).toFixed(0)} %, failed ${once.failed}`);
    }
  }
  return runs;
}
