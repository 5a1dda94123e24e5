// node bench/speed/run.mjs PATH_TO_DEPOSITARY [--preset s|l] [--seconds N] [--rounds N] [--only NAME,…] [--keep DIR]
//
// Generates a register, serves it with depositary and the peers, sees to it that all answer the same, loads
// each in turn with wrk, and writes bench/results/speed-PRESET.md, .json and .svg. Linux only.
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { median } from '../lib/figures.mjs';
import { machine } from '../lib/machine.mjs';
import { cpu, memoryOfTree } from '../lib/process.mjs';
import { depositary, run } from '../lib/server.mjs';
import { report } from './report.mjs';
import { normalized, systems } from './systems.mjs';

const HERE = fileURLToPath(new URL('./', import.meta.url));
const DRAWS = 100;
const CONNECTIONS = [1, 16];
const QUERIES = ['nested', 'light'];

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    preset: { type: 'string', default: 's' },
    seconds: { type: 'string', default: '6' },
    rounds: { type: 'string', default: '3' },
    only: { type: 'string' },
    keep: { type: 'string' },
  },
});
const [program] = positionals;
if (!program) {
  console.error('usage: node bench/speed/run.mjs PATH_TO_DEPOSITARY [--preset s|l] [--seconds N] [--rounds N] [--only NAME,…] [--keep DIR]');
  process.exit(2);
}

const folder = options.keep ?? mkdtempSync(join(tmpdir(), 'depositary-bench-'));
mkdirSync(folder, { recursive: true });
// A server started as root hands its database to another user, who has to get there.
chmodSync(folder, 0o755);
const data = join(folder, 'data');
const started = [];
let failed = true;
try {
  if (!existsSync(data)) await run(program, ['generate', '--data-dir', data, '--preset', options.preset]);
  // It keeps PostgreSQL running and is not asked anything.
  const keeper = await depositary(program, ['--data-dir', data]);
  started.push(keeper);
  const cluster = join(data, 'postgresql-15');
  const database = `postgres://depositary@localhost/depositary?host=${encodeURIComponent(cluster)}&sslmode=disable`;
  const slugs = await prepare(database);
  const servers = await systems(program, database);
  started.push(...servers);
  const draws = Array.from({ length: DRAWS }, (_, draw) => among(slugs, draw));
  await compare(servers, draws);
  const postmaster = Number(readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')[0]);
  const only = options.only?.split(',');
  const rows = await measure(servers.filter(({ name }) => !only || only.includes(name)), draws, postmaster);
  report({ rows, preset: options.preset, machine: machine(), seconds: options.seconds, rounds: options.rounds, cores: availableParallelism() });
  failed = rows.some((row) => row.failed > 0);
} finally {
  for (const server of started.reverse()) await server.stop();
  if (!options.keep) rmSync(folder, { recursive: true, force: true });
}
process.exit(failed ? 1 : 0);

/** Copies the facts into the peers' tables; gives the slugs of all organizations. */
async function prepare(database) {
  const { Client } = createRequire(join(HERE, 'peers/'))('pg');
  const client = new Client({ connectionString: database });
  await client.connect();
  const { rows } = await client.query("select exists (select from pg_namespace where nspname = 'peer') as is_there");
  if (!rows[0].is_there) await client.query(readFileSync(join(HERE, 'sql/peers.sql'), 'utf8'));
  const found = await client.query('select slug from public.organization order by slug');
  await client.end();
  return found.rows.map((row) => row.slug);
}

/** Ten organizations, the same for the same draw. */
function among(slugs, draw) {
  const rank = (slug) => createHash('sha256').update(`${draw} ${slug}`).digest('hex');
  const sample = slugs.length > 2_000 ? slugs.filter((_, index) => index % Math.floor(slugs.length / 1_000) === draw % 7) : slugs;
  return sample.map((slug) => [rank(slug), slug]).sort().slice(0, 10).map(([, slug]) => slug);
}

function body(query, dialect, slugs) {
  return JSON.stringify({ query: readFileSync(join(HERE, `queries/${query}.${dialect}.graphql`), 'utf8'), variables: { slugs } });
}

/** Fails where two servers answer differently. */
async function compare(servers, draws) {
  for (const query of QUERIES) {
    for (const draw of draws.slice(0, 10)) {
      const hashes = [];
      for (const { name, url, dialect } of servers) {
        const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: body(query, dialect, draw) });
        const answer = await response.json();
        if (answer.errors || answer.data.organizations === null) throw new Error(`${name}: ${JSON.stringify(answer).slice(0, 500)}`);
        const text = JSON.stringify(normalized(answer.data));
        hashes.push({ name, text, hash: createHash('sha256').update(text).digest('hex') });
      }
      const other = hashes.find(({ hash }) => hash !== hashes[0].hash);
      if (other) {
        writeFileSync(join(folder, 'first.json'), hashes[0].text);
        writeFileSync(join(folder, 'other.json'), other.text);
        throw new Error(`${other.name} answers the ${query} query otherwise than ${hashes[0].name}; use --keep and compare first.json and other.json`);
      }
    }
    console.error(`All answer the ${query} query alike.`);
  }
}

/** Loads every server with every query, in turn and several times; gives the medians. */
async function measure(servers, draws, postmaster) {
  const found = new Map();
  for (const query of QUERIES) {
    for (const { dialect } of servers) {
      writeFileSync(join(folder, `${query}.${dialect}.jsonl`), draws.map((draw) => body(query, dialect, draw)).join('\n'));
    }
    for (const connections of CONNECTIONS) {
      // Round 0 warms up.
      for (let round = 0; round <= Number(options.rounds); round += 1) {
        for (const server of servers) {
          const once = await load(server, query, connections, round, postmaster);
          if (round === 0) continue;
          const key = JSON.stringify({ query, connections, name: server.name });
          found.set(key, [...(found.get(key) ?? []), once]);
          console.error(query, connections, server.name, JSON.stringify(once));
        }
      }
    }
  }
  return [...found].map(([key, rounds]) => {
    const of = (field) => median(rounds.map((each) => each[field]));
    const fields = Object.keys(rounds[0]).filter((field) => field !== 'failed');
    return { ...JSON.parse(key), ...Object.fromEntries(fields.map((field) => [field, of(field)])), failed: rounds.reduce((sum, each) => sum + each.failed, 0) };
  });
}

async function load(server, query, connections, round, postmaster) {
  const [mine, database] = [cpu(server.pid), cpu(postmaster)];
  const seconds = round === 0 ? '2' : options.seconds;
  const args = [`-t${Math.min(2, connections)}`, `-c${connections}`, `-d${seconds}s`, '--timeout', '20s', '-s', join(HERE, 'load.lua'), server.url, '--'];
  const output = await run('wrk', [...args, join(folder, `${query}.${server.dialect}.jsonl`), String(round)]);
  const result = JSON.parse(/RESULT (.*)/.exec(output)[1]);
  return {
    perSecond: result.requests / result.seconds,
    p50: result.p50,
    p99: result.p99,
    bytes: result.bytes / result.requests,
    serverCpu: (cpu(server.pid) - mine) / result.requests,
    databaseCpu: (cpu(postmaster) - database) / result.requests,
    memory: memoryOfTree(server.pid),
    failed: result.failed,
  };
}
