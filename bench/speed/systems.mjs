// The servers that are compared: each with its processes, its queries, and how its answers are read.
import { createServer } from 'node:net';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { depositary, start } from '../lib/server.mjs';

const PEERS = fileURLToPath(new URL('./peers/', import.meta.url));
const CORES = availableParallelism();

async function freePort() {
  const server = createServer();
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address();
  await new Promise((closed) => server.close(closed));
  return port;
}

/** A peer runs on the Node that its packages bring along: PostGraphile 5 needs 22. */
async function peer(file, database, path) {
  const port = await freePort();
  const node = join(PEERS, 'node_modules/node/bin/node');
  const env = { DATABASE_URL: database, PORT: String(port), WORKERS: String(CORES), CONNECTIONS: '10' };
  const server = await start(node, [join(PEERS, file)], { env, ready: /every worker listens/ });
  return { ...server, url: `http://127.0.0.1:${port}${path}` };
}

/** All servers over one database, started; `dialect` names their queries. */
export async function systems(program, database) {
  const ours = (megabytes) => depositary(program, ['--database-url', database], { DEPOSITARY_CACHE_MEGABYTES: String(megabytes) });
  return [
    { name: 'depositary', dialect: 'depositary', ...(await ours(0)) },
    { name: 'depositary, answers kept', dialect: 'depositary', ...(await ours(64)) },
    { name: 'PostGraphile 5.1.5', dialect: 'postgraphile', ...(await peer('postgraphile.mjs', database, '/graphql')) },
    { name: 'GraphQL Yoga 5.24 + DataLoader + pg', dialect: 'yoga', ...(await peer('yoga.mjs', database, '/graphql')) },
  ];
}

/** An answer in the form that all share: lists for pages, texts for dates, keys in alphabetical order. */
export function normalized(value) {
  if (Array.isArray(value)) return value.map(normalized);
  if (value === null || typeof value !== 'object') return value;
  const keys = Object.keys(value);
  if (keys.length === 1 && (keys[0] === 'nodes' || keys[0] === 'edtf')) return normalized(value[keys[0]]);
  return Object.fromEntries(keys.sort().map((key) => [key, normalized(value[key])]));
}
