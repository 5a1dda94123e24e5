// The servers that are compared: each with its processes, its queries, and how its answers are read.
import { createServer } from 'node:net';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { depositary, run, start } from '../lib/server.mjs';

const PEERS = fileURLToPath(new URL('./peers/', import.meta.url));
const CORES = availableParallelism();

async function freePort() {
  const server = createServer();
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address();
  await new Promise((closed) => server.close(closed));
  return port;
}

async function peer(command, args, database) {
  const port = await freePort();
  const env = { DATABASE_URL: database, PORT: String(port), WORKERS: String(CORES), CONNECTIONS: '10' };
  const server = await start(command, args, { env, ready: /every worker listens/ });
  return { ...server, url: `http://127.0.0.1:${port}/graphql` };
}

/** A peer of Node runs on the one that its packages bring along: PostGraphile 5 needs 22. */
const node = (file) => (_, database) => peer(join(PEERS, 'node_modules/node/bin/node'), [join(PEERS, file)], database);

/** Seaography is built where it was not yet, which takes minutes. */
async function seaography(_, database) {
  const folder = join(PEERS, 'seaography');
  const target = join(folder, 'target');
  try {
    await run('cargo', ['build', '--release', '--locked', '--quiet', '--manifest-path', join(folder, 'Cargo.toml'), '--target-dir', target]);
  } catch (error) {
    throw new Error('Seaography cannot be built; `--only` leaves it out', { cause: error });
  }
  return peer(join(target, 'release/depositary-bench-seaography'), [], database);
}

/** Starts our own server over a database; it keeps so many megabytes of answers. */
export function ours(program, database, megabytes) {
  return depositary(program, ['--database-url', database], { DEPOSITARY_CACHE_MEGABYTES: String(megabytes) });
}

/** Megabytes of answers that our own server keeps by default. */
export const KEPT_MEGABYTES = 64;

/** By the names that `--only` takes; `dialect` names their queries. */
export const SYSTEMS = {
  depositary: { name: 'depositary', dialect: 'depositary', start: (program, database) => ours(program, database, 0) },
  kept: { name: 'depositary, responses cached', dialect: 'depositary', keeps: true, start: (program, database) => ours(program, database, KEPT_MEGABYTES) },
  postgraphile: { name: 'PostGraphile 5.1.5', dialect: 'postgraphile', start: node('postgraphile.mjs') },
  yoga: { name: 'GraphQL Yoga 5.24 + DataLoader + pg', dialect: 'yoga', start: node('yoga.mjs') },
  seaography: { name: 'Seaography 2.0.0-rc.9', dialect: 'seaography', start: seaography },
};

/** Starts servers over one database, by their names. */
export async function systems(program, database, only) {
  const started = [];
  for (const key of only) started.push({ key, ...SYSTEMS[key], ...(await SYSTEMS[key].start(program, database)) });
  return started;
}

/** An answer in the form that all share: lists for pages, texts for dates, keys in alphabetical order. */
export function normalized(value) {
  if (Array.isArray(value)) return value.map(normalized);
  if (value === null || typeof value !== 'object') return value;
  const keys = Object.keys(value);
  if (keys.length === 1 && (keys[0] === 'nodes' || keys[0] === 'edtf')) return normalized(value[keys[0]]);
  return Object.fromEntries(keys.sort().map((key) => [key, normalized(value[key])]));
}
