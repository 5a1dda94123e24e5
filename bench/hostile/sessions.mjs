// node bench/hostile/sessions.mjs PATH_TO_DEPOSITARY [SECONDS] [DATA_DIR]
//
// Sixteen clients send requests that take PostgreSQL long; beside them others send what a reader sends: a search, a
// filtered list, a light query, and ask for the health. Says how the others fare: from the address of the sixteen, and
// from another. The register is S, generated into DATA_DIR if nothing is there.
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { table } from '../lib/figures.mjs';
import { depositary, run } from '../lib/server.mjs';

const [program, seconds = '30', kept] = process.argv.slice(2);
if (!program) {
  console.error('usage: node bench/hostile/sessions.mjs PATH_TO_DEPOSITARY [SECONDS] [DATA_DIR]');
  process.exit(2);
}

const HEAVY_CLIENTS = 16;
const list = (count, text) => Array.from({ length: count }, (_, at) => text(at)).join(' ');
const KINDS = ['MEETING', 'EVENT', 'MILESTONE', 'MEMBERSHIP_BEGIN', 'MEMBERSHIP_END', 'TENURE_BEGIN', 'TENURE_END', 'RELATION', 'FIGURE', 'REMARK', 'PROVISION_BEGIN', 'PROVISION_END', 'NAME_BEGIN', 'NAME_END', 'TERM_END', 'TREATY_ACTION_EFFECT'];

/** What takes long: as an attacker found it, and the most expensive that is still allowed. */
const HEAVY = {
  '20 filtered totals of changes': `{ ${list(20, (at) => `a${at}: changes(filter: { not: { kind: [${['MEETING', 'FIGURE'][at % 2]}], since: ${at} } }) { totalCount }`)} }`,
  '20 timelines × 16 `not`': `{ ${list(20, (at) => `a${at}: timeline(filter: { modality: [CANCELLED], and: [${KINDS.map((kind) => `{ not: { kind: [${kind}], date: { within: "17${at + 10}" } } }`).join(' ')}] }) { nodes { kind } }`)} }`,
  'an enum value 1,000 times': `{ ${list(4, (at) => `a${at}: documents(filter: { not: { kind: [${list(1000, () => 'PLAN')}] }, steps: [${list(1000, () => 'ADOPTION')}] }) { totalCount }`)} }`,
  'four filtered totals of changes': `{ ${list(4, (at) => `a${at}: changes(filter: { not: { kind: [${['MEETING', 'FIGURE'][at % 2]}], since: ${at} } }) { totalCount }`)} }`,
  'documents by eight conditions on acts': `{ documents(filter: { and: [${list(8, (at) => `{ not: { action: { party: ["x${at}"] } } }`)}] }) { totalCount } }`,
};
const INNOCENT = {
  light: '{ organizations(first: 10) { nodes { name } } }',
  'filtered list': '{ meetings(filter: { kind: [SUMMIT] }, first: 10) { nodes { name date { edtf } } } }',
  search: '{ search(query: "security cooperation", first: 10) { totalCount edges { node { name } } } }',
  nested: '{ organizations(first: 10) { nodes { name members(first: 5) { nodes { status state { name } } } meetings(first: 5) { nodes { name } } } } }',
};
const ADDRESSES = { 'that of the sixteen': '127.0.0.1', another: '127.0.0.2' };

/** A client of one connection, from an address of its own. */
function client(url, localAddress) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1, localAddress });
  return (method, path, query) =>
    new Promise((resolve) => {
      const began = performance.now();
      const body = query && JSON.stringify({ query });
      const headers = body ? { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) } : {};
      const sent = request(new URL(path, url), { method, agent, headers, timeout: 60_000 });
      sent.on('response', async (response) => {
        const parts = [];
        for await (const part of response) parts.push(part);
        const text = Buffer.concat(parts).toString();
        const failed = response.statusCode !== 200 || text.includes('"errors"');
        const code = failed ? (/"code":"([A-Z_]+)"/.exec(text)?.[1] ?? response.statusCode) : undefined;
        resolve({ ms: performance.now() - began, code });
      });
      sent.on('error', (error) => resolve({ ms: performance.now() - began, code: error.code ?? 'FAILED' }));
      sent.on('timeout', () => sent.destroy());
      sent.end(body);
    });
}

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Sends the same again and again until the time is over. */
async function load(ask, until, wait) {
  const results = [];
  while (performance.now() < until) {
    results.push(await ask());
    if (wait || results.at(-1).code) await pause(wait || 20);
  }
  return results;
}

function told(results) {
  const times = results.filter(({ code }) => !code).map(({ ms }) => ms).sort((a, b) => a - b);
  const at = (part) => (times.length > 0 ? times[Math.min(times.length - 1, Math.floor(times.length * part))].toFixed(0) : 'none');
  const codes = new Map();
  for (const { code } of results) if (code) codes.set(code, (codes.get(code) ?? 0) + 1);
  return [results.length, at(0.5), at(0.99), [...codes].map(([code, count]) => `${code} ${count}`).join(', ') || 'none'];
}

async function phase(server, name, query) {
  const until = performance.now() + Number(seconds) * 1000;
  const heavy = query ? Array.from({ length: HEAVY_CLIENTS }, () => client(server.url, ADDRESSES['that of the sixteen'])) : [];
  const begun = heavy.map((ask) => load(() => ask('POST', '/graphql', query), until, 0));
  const rows = [];
  for (const [where, address] of Object.entries(ADDRESSES)) {
    for (const [kind, text] of Object.entries(INNOCENT)) {
      const ask = client(server.url, address);
      rows.push([where, kind, load(() => ask('POST', '/graphql', text), until, 50)]);
    }
    const ask = client(server.url, address);
    rows.push([where, 'health', load(() => ask('GET', '/health/ready'), until, 50)]);
  }
  const done = await Promise.all(rows.map(async ([where, kind, results]) => [name, where, kind, ...told(await results)]));
  const all = (await Promise.all(begun)).flat();
  return [...(query ? [[name, '', 'what they sent', ...told(all)]] : []), ...done];
}

const folder = kept ?? join(mkdtempSync(join(tmpdir(), 'depositary-sessions-')), 'data');
let server;
try {
  if (!kept) chmodSync(join(folder, '..'), 0o755);
  if (!existsSync(folder)) await run(program, ['generate', '--data-dir', folder, '--preset', 's']);
  server = await depositary(program, ['--data-dir', folder], { DEPOSITARY_CACHE_MEGABYTES: '0' });
  await Promise.all(Array.from({ length: 64 }, () => client(server.url, '127.0.0.1')('POST', '/graphql', INNOCENT.light)));
  const rows = await phase(server, 'nothing', undefined);
  for (const [name, query] of Object.entries(HEAVY)) {
    rows.push(...(await phase(server, name, query)));
    await pause(3000);
    console.error(name);
  }
  console.log(table(['sixteen clients send', 'from address', 'request', 'sent', 'p50, ms', 'p99, ms', 'refused'], rows, [0, 1, 2, 6]));
} finally {
  await server?.stop();
  if (!kept) rmSync(join(folder, '..'), { recursive: true, force: true });
}
