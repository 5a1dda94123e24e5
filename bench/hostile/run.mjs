// node bench/hostile/run.mjs PATH_TO_DEPOSITARY [ROUNDS]
//
// Starts the server over the demonstration register, sends what a stranger may send, and writes what each
// request cost to bench/results/hostile.md. Ends with 1 where a request is not answered as it has to be.
// Linux only: memory is read from /proc.
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { grouped, median, table } from '../lib/figures.mjs';
import { machine } from '../lib/machine.mjs';
import { cpuOfProcess, forgetPeak, memory } from '../lib/process.mjs';
import { depositary } from '../lib/server.mjs';
import { LIGHT, REQUESTS } from './requests.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const [program, rounds = '15'] = process.argv.slice(2);
if (!program) {
  console.error('usage: node bench/hostile/run.mjs PATH_TO_DEPOSITARY [ROUNDS]');
  process.exit(2);
}

const agent = new Agent({ keepAlive: true, maxSockets: 1 });

/** Sends a body; the time is from the first byte sent to the last one received. */
function post(url, body) {
  return new Promise((resolve, reject) => {
    const began = performance.now();
    const sent = request(url, { method: 'POST', agent, headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) } });
    sent.on('response', async (response) => {
      const parts = [];
      for await (const part of response) parts.push(part);
      const text = Buffer.concat(parts).toString();
      resolve({ status: response.statusCode, ms: performance.now() - began, bytes: text.length, text });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

function codeOf(text) {
  return JSON.parse(text).errors?.[0]?.extensions?.code;
}

/** What one request costs, the median of several; before each goes a light query. */
async function measure(server, lights, { name, body, code: wanted }) {
  const times = [];
  const cpus = [];
  const growths = [];
  let answer;
  for (let round = 0; round < Number(rounds); round += 1) {
    const start = cpuOfProcess(server.pid);
    await post(server.url, LIGHT);
    const between = cpuOfProcess(server.pid);
    lights.push(between - start);
    const before = memory(server.pid, 'VmRSS');
    const whole = forgetPeak(server.pid) ? before : memory(server.pid, 'VmHWM');
    answer = await post(server.url, body);
    cpus.push(cpuOfProcess(server.pid) - between);
    growths.push(memory(server.pid, 'VmHWM') - whole);
    times.push(answer.ms);
  }
  const code = codeOf(answer.text);
  const right = code === wanted;
  if (!right) console.error(`${name}: ${answer.status} ${answer.text.slice(0, 300)}`);
  return { name, sent: body.length, status: answer.status, code, right, ms: median(times), worst: Math.max(...times), cpu: median(cpus), growth: Math.max(...growths) };
}

const folder = mkdtempSync(join(tmpdir(), 'depositary-hostile-'));
// A server started as root hands its database to another user, who has to get there.
chmodSync(folder, 0o755);
let failed = true;
let server;
try {
  server = await depositary(program, ['--import', join(ROOT, 'data'), '--data-dir', join(folder, 'data')], { DEPOSITARY_CACHE_MEGABYTES: '0' });
  for (let warm = 0; warm < 20; warm += 1) await post(server.url, LIGHT);
  const begin = memory(server.pid, 'VmRSS');
  const rows = [];
  const lights = [];
  for (const each of REQUESTS) rows.push(await measure(server, lights, each));
  const end = memory(server.pid, 'VmRSS');
  const text = `# What hostile requests cost

${machine()}

The server ran over the demonstration register, with no responses cached. Each request was sent ${rounds} times over one connection, each
time after a light query. "ms" is the median as the client sees it, sending and receiving included, "worst ms" the longest; "CPU ms" is the
median processor time of the server, and "× light" that time over the light query's in the same run: the figure that holds on other
machines, loaded or not. Memory is the most by which one sending raised the server's peak.
${failedRows(rows)}
${table(
    ['request', 'bytes sent', 'status', 'code', 'ms', 'worst ms', 'CPU ms', '× light', 'memory, MB'],
    rows.map((row) => [row.name, grouped(row.sent), row.status, row.code ?? 'answered', row.ms.toFixed(1), row.worst.toFixed(1), row.cpu.toFixed(2), (row.cpu / median(lights)).toFixed(1), row.growth.toFixed(1)]),
    [0, 3],
  )}

Resident memory of the server: ${begin.toFixed(0)} MB after 20 light queries, ${end.toFixed(0)} MB after all of the above.
`;
  writeFileSync(join(ROOT, 'bench/results/hostile.md'), text);
  console.log(text);
  failed = rows.some((row) => !row.right);
} finally {
  await server?.stop();
  agent.destroy();
  rmSync(folder, { recursive: true, force: true });
}
process.exit(failed ? 1 : 0);

function failedRows(rows) {
  const wrong = rows.filter((row) => !row.right);
  return wrong.length > 0 ? `\n**Not answered as they have to be: ${wrong.map((row) => row.name).join('; ')}.**\n` : '';
}
