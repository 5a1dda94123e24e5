// The machine, in words that say what figures depend on and nothing else.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { arch, availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import { reserved } from './hugepages.mjs';

function system() {
  if (!existsSync('/etc/os-release')) return process.platform;
  return /PRETTY_NAME="([^"]*)"/.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ?? 'Linux';
}

/** Rounded up to a size that is sold, which is what matters here. */
function gigabytes() {
  return Math.round(totalmem() / 2 ** 30);
}

function version(command, args) {
  try {
    return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return undefined;
  }
}

/** Version of the PostgreSQL whose programs are at hand. */
export function postgres() {
  const program = process.env.PG_BIN_DIR ? `${process.env.PG_BIN_DIR}/psql` : 'psql';
  const found = /\d+(\.\d+)?/.exec(version(program, ['--version']) ?? '')?.[0];
  return found ? `PostgreSQL ${found}` : 'PostgreSQL';
}

/** A paragraph on the machine; `notes` are sentences that follow, and say what else ran if anything does. */
export function machine(notes = []) {
  const model = cpus()[0]?.model.replace(/\((R|TM)\)/g, '').replace(/ @.*| CPU/g, '').trim();
  const commit = version('git', ['describe', '--always', '--dirty', '--exclude=*']);
  const facts = [
    `${availableParallelism()} cores (${model && model !== 'unknown' ? model : arch()})`,
    `${gigabytes()} GB of memory${reserved() > 0 ? `, ${(reserved() / 1024).toFixed(1)} of them huge pages for PostgreSQL` : ''}`,
    system(),
    postgres(),
    `Node ${process.versions.node}`,
    `load ${loadavg()[0].toFixed(1)} at the end`,
  ];
  const built = commit ? `, commit ${commit}` : '';
  const [load] = loadavg();
  if (notes.length === 0 && load > 2 * availableParallelism()) notes = [...notes, 'Other work shared the machine: read processor time and ratios, not requests per second.'];
  return [`Measured on ${new Date().toISOString().slice(0, 10)}${built}: ${facts.join(', ')}.`, ...notes].join(' ');
}
