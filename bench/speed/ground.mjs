// What all servers stand on: a generated register in a PostgreSQL that runs, and its facts in the peers' tables.
import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { depositary, run } from '../lib/server.mjs';

const HERE = fileURLToPath(new URL('./', import.meta.url));

/**
 * Makes a register below `folder`, or takes the one that is there, and keeps its PostgreSQL running.
 *
 * Gives the address of the database, the process of PostgreSQL, the slugs of all organizations in order, and `stop`.
 */
export async function ground(program, folder, preset) {
  const data = join(folder, 'data');
  const whole = join(folder, 'whole');
  // A server started as root hands its database to another user, who has to get there.
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o755);
  if (!existsSync(whole)) {
    rmSync(data, { recursive: true, force: true });
    console.error(`Generating ${preset.toUpperCase()}.`);
    await run(program, ['generate', '--data-dir', data, '--preset', preset]);
    writeFileSync(whole, '');
  }
  // It is not asked anything.
  const keeper = await depositary(program, ['--data-dir', data, '--connections', '2', '--workers', '1']);
  const cluster = join(data, readdirSync(data).find((name) => /^postgresql-\d+$/.test(name)));
  const postmaster = Number(readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')[0]);
  const database = `postgres://depositary@localhost/depositary?host=${encodeURIComponent(cluster)}&sslmode=disable`;
  const slugs = await prepare(database);
  return { database, postmaster, slugs, folder, stop: keeper.stop };
}

/** Copies the facts into the peers' tables; gives the slugs of all organizations. */
async function prepare(database) {
  const { Client } = createRequire(join(HERE, 'peers/'))('pg');
  const client = new Client({ connectionString: database });
  await client.connect();
  try {
    const { rows } = await client.query("select exists (select from pg_namespace where nspname = 'peer') as is_there");
    if (!rows[0].is_there) {
      console.error("Copying the facts into the peers' tables.");
      // One message is one transaction: all of it, or nothing.
      await client.query(readFileSync(join(HERE, 'sql/peers.sql'), 'utf8'));
      // Ours were vacuumed as well: a register is read for longer than it is written.
      const tables = await client.query("select string_agg(format('peer.%I', tablename), ', ') as names from pg_tables where schemaname = 'peer'");
      await client.query(`vacuum (analyze) ${tables.rows[0].names}`);
    }
    // Else PostgreSQL would write out the copies while it is measured.
    await client.query('checkpoint');
    const found = await client.query('select slug from public.organization order by slug');
    return found.rows.map((row) => row.slug);
  } finally {
    await client.end();
  }
}
