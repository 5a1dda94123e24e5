// Programs under measurement: started, awaited, stopped.
import { spawn } from 'node:child_process';
import { once } from 'node:events';

const START_SECONDS = 120;

/** Runs a program to its end and gives what it printed; anything but success is an error. */
export async function run(command, args, options = {}) {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'], ...options });
  let output = '';
  child.stdout?.setEncoding('utf8').on('data', (chunk) => (output += chunk));
  const [code, signal] = await once(child, 'close');
  if (code !== 0) throw new Error(`${command} ${args[0] ?? ''} ended with ${signal ?? code}.`);
  return output;
}

/** Starts a server; resolves once its output matches `ready`. */
export async function start(command, args, { env = {}, ready }) {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } });
  const ended = once(child, 'close');
  let output = '';
  const found = new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`Not ready after ${START_SECONDS} s:\n${output}`)), START_SECONDS * 1000);
    const read = (chunk) => {
      output = (output + chunk).slice(-8_000);
      const match = ready.exec(output);
      if (match) {
        clearTimeout(timer);
        resolve(match);
      }
    };
    child.stdout.setEncoding('utf8').on('data', read);
    child.stderr.setEncoding('utf8').on('data', read);
    ended.then(([code, signal]) => {
      clearTimeout(timer);
      reject(new Error(`${command} ended with ${signal ?? code} before it was ready:\n${output}`));
    }, reject);
  });
  const match = await found;
  return {
    pid: child.pid,
    match,
    lastWords: () => output,
    async stop() {
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), 30_000);
      await ended;
      clearTimeout(timer);
    },
  };
}

/** Starts `depositary serve` on a free port; `url` is where it answers. */
export async function depositary(program, args, env = {}) {
  const ready = /Listening on (http:\/\/[^\s]+)\n/;
  const server = await start(program, ['serve', '--listen', '127.0.0.1:0', ...args], { env, ready });
  return { ...server, url: `${server.match[1]}/graphql` };
}
