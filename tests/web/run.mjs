// node run.mjs PATH_TO_DEPOSITARY [TEST_FILE...]
//
// Starts the server on a free port with the register in data/, runs the tests of this folder
// against it, and stops it. With DATABASE_URL set the server keeps the register there;
// otherwise in a folder of its own, which is removed afterwards.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const REGISTER = fileURLToPath(new URL('../../data/', import.meta.url));
const START_SECONDS = 60;
const STOP_SECONDS = 30;

const [program, ...files] = process.argv.slice(2);
if (!program) {
  console.error('usage: node run.mjs PATH_TO_DEPOSITARY [TEST_FILE...]');
  process.exit(2);
}
const depositary = resolve(program);

const folder = mkdtempSync(join(tmpdir(), 'depositary-web-'));
// A server started as root hands its database to another user, who has to get here.
chmodSync(folder, 0o755);
const place = process.env.DATABASE_URL ? [] : ['--data-dir', join(folder, 'data')];

let server;
let failed = true;
try {
  await run(depositary, ['import', ...place, REGISTER]);
  server = start(depositary, ['serve', '--listen', '127.0.0.1:0', ...place]);
  const url = await server.address;
  const tests = files.length > 0 ? files.map((file) => resolve(file)) : ['http.test.mjs', 'page.test.mjs'];
  await run(process.execPath, ['--test', '--test-reporter=spec', ...tests], {
    cwd: HERE,
    env: { ...process.env, DEPOSITARY_URL: url },
  });
  failed = false;
} catch (error) {
  console.error(error.message);
} finally {
  const stopped = await server?.stop();
  if (stopped) console.error(stopped);
  failed ||= Boolean(stopped);
  if (failed && server) console.error(`The server's last words:\n${server.lastWords()}`);
  rmSync(folder, { recursive: true, force: true });
}
process.exit(failed ? 1 : 0);

/** Runs a program to its end; anything but success is an error. */
async function run(command, args, options) {
  const child = spawn(command, args, { stdio: 'inherit', ...options });
  const [code, signal] = await once(child, 'close');
  if (code !== 0) throw new Error(`${command} ${args[0]} ended with ${signal ?? code}.`);
}

/** Starts the server; `address` is what it prints, `stop` asks it to drain and says what went wrong. */
function start(command, args) {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(child, 'close').then(
    ([code, signal]) => ({ code, signal }),
    (error) => ({ error }),
  );
  let output = '';
  const address = new Promise((found, gaveUp) => {
    const timer = setTimeout(() => gaveUp(new Error(`No address from the server in ${START_SECONDS} s.`)), START_SECONDS * 1000);
    const read = (chunk) => {
      output = (output + chunk).slice(-8_000);
      const url = /http:\/\/[\w.:[\]-]+/.exec(output)?.[0];
      // A line may arrive in pieces: the address is whole once the line is.
      if (url && output.indexOf('\n', output.indexOf(url)) >= 0) {
        clearTimeout(timer);
        found(url);
      }
    };
    child.stdout.setEncoding('utf8').on('data', read);
    child.stderr.setEncoding('utf8').on('data', read);
    ended.then(({ code, signal, error }) => {
      clearTimeout(timer);
      gaveUp(error ?? new Error(`The server ended with ${signal ?? code} before it was ready.`));
    });
  });

  async function stop() {
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_SECONDS * 1000);
    const { code, signal } = await ended;
    clearTimeout(timer);
    if (signal === 'SIGKILL') return `The server did not stop within ${STOP_SECONDS} s of SIGTERM.`;
    return code === 0 ? undefined : `The server ended with ${signal ?? code}.`;
  }

  return { address, stop, lastWords: () => output };
}
