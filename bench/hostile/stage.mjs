// What the measures here have in common: a server over the demonstration register in a temporary folder, and a document.
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { machine } from '../lib/machine.mjs';
import { depositary, interrupted, stopAll } from '../lib/server.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Reads `PATH_TO_DEPOSITARY` and numbers such as `--seconds 120`; says what there is where something else is given. */
export function settings(script, numbers) {
  const options = Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, { type: 'string', default: String(value) }]));
  const usage = `usage: node bench/hostile/${script} PATH_TO_DEPOSITARY ${Object.keys(numbers).map((name) => `[--${name} N]`).join(' ')} [--results DIR]`;
  try {
    const { values, positionals } = parseArgs({ allowPositionals: true, options: { ...options, results: { type: 'string', default: join(ROOT, 'bench/results') } } });
    const given = Object.fromEntries(Object.keys(numbers).map((name) => [name, Number(values[name])]));
    if (positionals.length !== 1 || Object.values(given).some((number) => !(number >= 0))) throw new Error(usage);
    return { program: positionals[0], results: values.results, ...given };
  } catch {
    console.error(usage);
    process.exit(2);
  }
}

/** A temporary folder for `work`, removed afterwards; whatever was started is stopped. */
async function inFolder(work) {
  const folder = mkdtempSync(join(tmpdir(), 'depositary-hostile-'));
  // A server started as root hands its database to another user, who has to get there.
  chmodSync(folder, 0o755);
  try {
    return await Promise.race([work(folder), interrupted()]);
  } finally {
    await stopAll();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A server over the demonstration register; `data` is its folder, `at` where it listens. */
export async function serve(program, folder, args = [], env = {}) {
  const data = join(folder, 'data');
  const server = await depositary(program, ['--import', join(ROOT, 'data'), '--data-dir', data, ...args], env);
  return { ...server, data, at: new URL(server.url) };
}

/** Path and size of the largest file of the page, among those that it names and those that these name. */
export async function largestFile(ask) {
  const sizes = new Map();
  let texts = [(await ask('/')).text];
  while (texts.length > 0) {
    const names = new Set(texts.flatMap((text) => [...text.matchAll(/assets\/[\w.-]+\.(?:js|css)/g)].map(([name]) => `/${name}`)));
    const fresh = [...names].filter((name) => !sizes.has(name));
    const answers = [];
    for (const name of fresh) answers.push(await ask(name));
    for (const [at, { status, text }] of answers.entries()) sizes.set(fresh[at], status === 200 ? text.length : 0);
    texts = answers.filter(({ status }) => status === 200).map(({ text }) => text);
  }
  return [...sizes].sort((a, b) => b[1] - a[1])[0];
}

/** Bytes of the logs of PostgreSQL in a data folder. */
export function postgresLog(data) {
  const logs = readdirSync(data, { recursive: true }).filter((name) => /\.log(\.|$)/.test(name));
  return logs.reduce((sum, name) => sum + statSync(join(data, name)).size, 0);
}

/**
 * Runs a measure and writes its document. `work` gets a folder and returns `{ text, wrong }`: the document without its
 * heading, and sentences on what is not as it has to be. The program ends with 1 where there are any.
 */
export async function measured({ results, title, file }, work) {
  const { text, wrong } = await inFolder(work);
  const failures = wrong.length > 0 ? `\n**Not as it has to be:** ${wrong.join(' ')}\n` : '\nEverything was as it has to be.\n';
  const whole = `# ${title}\n\n${machine()}\n${failures}\n${text}`;
  mkdirSync(results, { recursive: true });
  writeFileSync(join(results, file), whole);
  console.log(whole);
  process.exit(wrong.length > 0 ? 1 : 0);
}
