#!/usr/bin/env node
// Checks npm packages and crates against known advisories: `scripts/advisories.mjs CARGO_DENY`.
//
// Ends with 1 where an advisory is known of a crate or of a package that the page ships. Advisories of tools and tests are
// told. A list that is old or cannot be reached is told too and fails nothing: CONTRIBUTING.md, "Advisories".
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');
const OLD_DAYS = 14;
const SECONDS = 60;
const failures = [];
const unchecked = [];

const run = (command, args, cwd = ROOT) =>
  spawnSync(command, args, { cwd, encoding: 'utf8', timeout: SECONDS * 1000, maxBuffer: 64 << 20 });

/** Excepted advisories of npm packages, each with its reason. */
function exceptions() {
  const lines = readFileSync(join(ROOT, 'scripts/advisories.exceptions'), 'utf8').split('\n');
  const entries = lines.filter((line) => line.trim() && !line.startsWith('#'));
  return new Map(
    entries.map((line) => {
      const [, id, reason] = /^(GHSA\S+)\s+(\S.*)$/.exec(line) ?? [];
      if (!id) throw new Error(`scripts/advisories.exceptions: "${line}" is no id of an advisory with a reason behind it`);
      return [id, reason];
    }),
  );
}

/** Advisories that npm knows of a lock file; none where the list cannot be reached. */
function audit(folder, options) {
  const done = run('npm', ['audit', '--json', '--package-lock-only', '--fetch-retries=0', ...options], join(ROOT, folder));
  try {
    const { vulnerabilities } = JSON.parse(done.stdout);
    if (!vulnerabilities) return undefined;
    const entries = Object.values(vulnerabilities).flatMap(({ via }) => via.filter((each) => typeof each === 'object'));
    return new Map(entries.map((each) => [each.url.split('/').pop(), `${each.name} ${each.range}: ${each.title}`]));
  } catch {
    return undefined;
  }
}

function npm() {
  const excepted = exceptions();
  const locks = execFileSync('git', ['ls-files', '*package-lock.json'], { cwd: ROOT, encoding: 'utf8' }).trim().split('\n');
  for (const folder of locks.map(dirname)) {
    const [all, shipped] = [audit(folder, []), folder === 'web' ? audit(folder, ['--omit=dev']) : new Map()];
    if (!all || !shipped) {
      unchecked.push(`${folder}/package-lock.json: the registry of npm gives no list of advisories here`);
      continue;
    }
    for (const [id, text] of all) {
      if (excepted.has(id)) console.log(`Excepted: ${folder}: ${id} ${text} (${excepted.get(id)})`);
      else if (shipped.has(id)) failures.push(`${folder} ships ${id}: ${text}`);
      else console.log(`Known, not shipped: ${folder}: ${id} ${text}`);
    }
    console.log(`Checked: advisories of ${folder}/package-lock.json.`);
  }
}

/** Days since the list of advisories of crates was last fetched; none where there is none. */
function age() {
  const lists = join(process.env.CARGO_HOME ?? join(homedir(), '.cargo'), 'advisory-dbs');
  if (!existsSync(lists)) return undefined;
  const heads = readdirSync(lists).map((name) => ['FETCH_HEAD', 'HEAD'].map((file) => join(lists, name, '.git', file)).find(existsSync));
  const times = heads.filter(Boolean).map((file) => statSync(file).mtimeMs);
  return times.length > 0 ? (Date.now() - Math.max(...times)) / 86_400_000 : undefined;
}

function crates(deny) {
  const fetched = run(deny, ['fetch', 'db']).status === 0;
  const days = age();
  if (!fetched && days === undefined) {
    unchecked.push('Cargo.lock: the list of advisories of crates cannot be fetched here');
    return;
  }
  if (!fetched) {
    const old = days > OLD_DAYS ? ' and is OLD' : '';
    console.log(`The list of advisories of crates cannot be fetched; the one that is here is ${Math.floor(days)} days of age${old}.`);
  }
  const done = run(deny, ['check', '--disable-fetch', 'advisories']);
  if (done.status !== 0) failures.push(`crates:\n${done.stderr}`);
  console.log('Checked: advisories of Cargo.lock.');
}

npm();
crates(process.argv[2]);
for (const each of unchecked) console.log(`NOT CHECKED: ${each}.`);
for (const each of failures) console.error(each);
if (failures.length > 0) {
  console.error('Update what is named, or list an exception with its reason: CONTRIBUTING.md, "Advisories".');
  process.exitCode = 1;
}
