// node bench/hostile/expensive.mjs PATH_TO_DEPOSITARY [--seconds N] [--clients N] [--keep DIR] [--results DIR]
//
// Sixteen clients send the most expensive requests that are allowed, and those that were allowed once, beside one that
// sends light queries; over the demonstration register and over a generated one. Writes how long the light client waits
// and how much memory the server takes to bench/results/hostile-expensive.md. Ends with 1 where a light query fails.
// Linux only: memory is read from /proc.
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { grouped, median, table } from '../lib/figures.mjs';
import { machine } from '../lib/machine.mjs';
import { cpuOfProcess, forgetPeak, memory } from '../lib/process.mjs';
import { depositary, interrupted, run, stopAll } from '../lib/server.mjs';
import { expensive } from './expensive-requests.mjs';
import { LIGHT } from './requests.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: 'string', default: '30' },
    clients: { type: 'string', default: '16' },
    keep: { type: 'string' },
    results: { type: 'string', default: join(ROOT, 'bench/results') },
  },
});
const [program] = positionals;
if (!program) {
  console.error('usage: node bench/hostile/expensive.mjs PATH_TO_DEPOSITARY [--seconds N] [--clients N] [--keep DIR] [--results DIR]');
  process.exit(2);
}
const seconds = Number(values.seconds);
const clients = Number(values.clients);

/** Sends a body; resolves with status, code and length of the answer, and the time from the first byte sent to the last received. */
function post(url, body, agent) {
  return new Promise((resolve, reject) => {
    const began = performance.now();
    const sent = request(url, { method: 'POST', agent, headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) } });
    sent.on('response', async (response) => {
      try {
        let length = 0;
        let head = '';
        for await (const part of response) {
          if (length < 4096) head += part.toString();
          length += part.length;
        }
        const code = /"code":"([A-Z_]+)"/.exec(head.startsWith('{"errors"') ? head : '')?.[1];
        resolve({ status: response.statusCode, code, length, ms: performance.now() - began });
      } catch (error) {
        reject(error);
      }
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** What one request takes alone: processor time and growth of the server's peak, the median of five and the most. */
async function alone(server, { name, body }) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const times = [];
  let growth = 0;
  let answer;
  for (let round = 0; round < 5; round += 1) {
    const before = memory(server.pid, 'VmRSS');
    const whole = forgetPeak(server.pid) ? before : memory(server.pid, 'VmHWM');
    const cpu = cpuOfProcess(server.pid);
    answer = await post(server.url, body, agent);
    times.push(cpuOfProcess(server.pid) - cpu);
    growth = Math.max(growth, memory(server.pid, 'VmHWM') - whole);
  }
  agent.destroy();
  return { name, cpu: median(times), growth, ...answer };
}

/** Sixteen clients with some requests, each drawing the next one in turn, beside a light client. */
async function together(server, requests) {
  const until = performance.now() + seconds * 1000;
  const heavy = { answered: 0, refused: new Map(), failed: 0 };
  const sends = async (first) => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    for (let turn = first; performance.now() < until; turn += 1) {
      try {
        const { status, code } = await post(server.url, requests[turn % requests.length].body, agent);
        if (status === 200 && !code) heavy.answered += 1;
        else heavy.refused.set(code ?? status, (heavy.refused.get(code ?? status) ?? 0) + 1);
      } catch {
        heavy.failed += 1;
      }
    }
    agent.destroy();
  };
  forgetPeak(server.pid);
  const clientsAtWork = Array.from({ length: clients }, (_, index) => sends(index));
  // The light client begins when the others are at work.
  await pause(500);
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const times = [];
  let failed = 0;
  while (performance.now() < until) {
    try {
      const { status, ms } = await post(server.url, LIGHT, agent);
      times.push(ms);
      if (status !== 200) failed += 1;
    } catch {
      failed += 1;
    }
    await pause(5);
  }
  const peak = memory(server.pid, 'VmHWM');
  await Promise.all(clientsAtWork);
  agent.destroy();
  times.sort((a, b) => a - b);
  const at = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))];
  return { heavy, failed, count: times.length, p50: at(0.5), p99: at(0.99), worst: times.at(-1), peak };
}

const ms = (time) => (time < 10 ? time.toFixed(1) : grouped(time));

async function measure(name, server) {
  for (let warm = 0; warm < 20; warm += 1) await post(server.url, LIGHT);
  const idle = memory(server.pid, 'VmRSS');
  const requests = await expensive(server.url);
  const singles = [];
  for (const each of requests) singles.push(await alone(server, each));
  const allowed = requests.filter((_, index) => singles[index].status === 200 && !singles[index].code);
  const loads = [];
  if (allowed.length > 0) loads.push({ of: `${clients} clients with those that are answered`, ...(await together(server, allowed)) });
  loads.push({ of: `${clients} clients with all of them`, ...(await together(server, requests)) });
  const refusals = ({ refused, failed }) => [...refused].map(([code, count]) => `${grouped(count)} ${code}`).concat(failed > 0 ? [`${grouped(failed)} without an answer`] : []).join(', ') || 'none';
  const text = `## ${name}

Resident memory of the server at rest: ${idle.toFixed(0)} MB.

${table(
    ['request alone', 'answer', 'kB', 'ms', 'CPU ms', 'memory, MB'],
    singles.map((row) => [row.name, row.code ?? (row.status === 200 ? 'answered' : row.status), grouped(row.length / 1024), ms(row.ms), ms(row.cpu), row.growth.toFixed(0)]),
    [0, 1],
  )}

${table(
    ['together', 'answered', 'refused', 'light queries', 'failed', 'p50 ms', 'p99 ms', 'worst ms', 'peak, MB'],
    loads.map((row) => [row.of, grouped(row.heavy.answered), refusals(row.heavy), grouped(row.count), row.failed, ms(row.p50), ms(row.p99), ms(row.worst), row.peak.toFixed(0)]),
    [0, 2],
  )}
`;
  console.log(text);
  return { text, failed: loads.some((row) => row.failed > 0) };
}

const folder = values.keep ?? mkdtempSync(join(tmpdir(), 'depositary-expensive-'));
mkdirSync(folder, { recursive: true });
// A server started as root hands its database to another user, who has to get there.
chmodSync(folder, 0o755);
let failed = true;
try {
  const whole = async () => {
    const parts = [];
    for (const [name, data, prepare] of [
      ['The demonstration register', join(folder, 'demonstration'), undefined],
      ['A generated register: S', join(folder, 's'), ['generate', '--preset', 's']],
    ]) {
      if (prepare && !existsSync(data)) await run(program, [...prepare, '--data-dir', data]);
      const load = prepare ? [] : ['--import', join(ROOT, 'data')];
      const server = await depositary(program, [...load, '--data-dir', data], { DEPOSITARY_CACHE_MEGABYTES: '0' });
      parts.push(await measure(name, server));
      await server.stop();
    }
    return parts;
  };
  const parts = await Promise.race([whole(), interrupted()]);
  const text = `# The most expensive requests, and a light client beside them

${machine()}

The response cache was off. "alone" is each request by itself: processor time of the server is the median of five, memory the most by which one
raised its peak. "together" is ${seconds} seconds of ${clients} clients, each with one request after another, beside one client that sends a query for ten
organizations every five milliseconds; its times are as it sees them, on a machine that these clients share with the server.

${parts.map((part) => part.text).join('\n')}`;
  writeFileSync(join(values.results, 'hostile-expensive.md'), text);
  failed = parts.some((part) => part.failed);
} finally {
  await stopAll();
  if (!values.keep) rmSync(folder, { recursive: true, force: true });
}
process.exit(failed ? 1 : 0);
