// What a private PostgreSQL takes.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The first process of the PostgreSQL in a data folder. */
export function postmasterOf(data) {
  const cluster = readdirSync(data).find((name) => /^postgresql-\d+$/.test(name));
  return Number(readFileSync(join(data, cluster, 'postmaster.pid'), 'utf8').split('\n')[0]);
}

/** Its processes that serve a session, each with its share of the memory in MB: pages that several have count in parts. */
export function backends(postmaster) {
  const found = [];
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const parent = Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').pop().split(' ')[1]);
      if (parent !== postmaster) continue;
      const title = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
      if (!/postgres: .*depositary/.test(title)) continue;
      const memory = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
      found.push({ pid: Number(pid), pss: Number(/^Pss:\s+(\d+) kB/m.exec(memory)[1]) / 1024, own: Number(/^Private_Dirty:\s+(\d+) kB/m.exec(memory)[1]) / 1024 });
    } catch {
      // It ended meanwhile.
    }
  }
  return found;
}
