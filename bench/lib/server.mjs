// Programs under measurement or test: started, awaited, stopped.
import { spawn } from 'node:child_process';
import { once } from 'node:events';

const START_SECONDS = 120;
const STOP_SECONDS = 30;

/** Everything started here that still runs, so that nothing is left behind. */
const running = new Set();
let isOver = false;

/** Settings of whoever started this do not reach the programs: else they would write into a database that is in use. */
const ENVIRONMENT = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => name === 'DEPOSITARY_POSTGRES_DIR' || !/^(DATABASE_URL|DEPOSITARY_.*)$/.test(name)),
);

function launch(command, args, { env = {}, ...options }) {
  if (isOver) throw new Error(`${command} is not started any more`);
  const child = spawn(command, args, { ...options, env: { ...ENVIRONMENT, ...env } });
  const ended = once(child, 'close');
  const kept = { child, ended };
  running.add(kept);
  const forget = () => running.delete(kept);
  ended.then(forget, forget);
  return kept;
}

/** Asks a program to end; says what went wrong where it does not end well. */
async function stop({ child, ended }) {
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_SECONDS * 1000);
  try {
    const [code, signal] = await ended;
    if (signal === 'SIGKILL') return `The program did not end within ${STOP_SECONDS} s of SIGTERM.`;
    return code === 0 ? undefined : `The program ended with ${signal ?? code}.`;
  } finally {
    clearTimeout(timer);
  }
}

/** Gives a function that stops what was started after this call and still runs, the last started first. */
export function scope() {
  const before = new Set(running);
  return async () => {
    for (const each of [...running].reverse()) if (!before.has(each)) await stop(each).catch(() => {});
  };
}

/** Stops what still runs; nothing is started after it. */
export async function stopAll() {
  isOver = true;
  for (const each of [...running].reverse()) await stop(each).catch(() => {});
}

/** Fails when the user or the system ends the program, so that what was started is stopped; nothing is started after it. */
export function interrupted() {
  return new Promise((_, reject) => {
    const end = (signal) => {
      isOver = true;
      reject(new Error(`ended by ${signal}`));
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, end);
  });
}

/** Whether nothing is started any more. */
export const isEnding = () => isOver;

/** Runs a program to its end and gives what it printed; anything but success is an error. */
export async function run(command, args, options = {}) {
  const { child, ended } = launch(command, args, { stdio: ['ignore', 'pipe', 'inherit'], ...options });
  let output = '';
  child.stdout?.setEncoding('utf8').on('data', (chunk) => (output += chunk));
  const [code, signal] = await ended;
  if (code !== 0) throw new Error(`${command} ${args[0] ?? ''} ended with ${signal ?? code}.`);
  return output;
}

/** Starts a server; resolves once its output matches `ready`. `logged` says how many bytes it has written to standard error. */
export async function start(command, args, { env, ready }) {
  const launched = launch(command, args, { stdio: ['ignore', 'pipe', 'pipe'], env });
  const { child, ended } = launched;
  let output = '';
  let logged = 0;
  child.stderr.on('data', (chunk) => (logged += Buffer.byteLength(chunk)));
  const found = new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`${command} is not ready after ${START_SECONDS} s:\n${output}`)), START_SECONDS * 1000);
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
    const failed = (error) => {
      clearTimeout(timer);
      reject(error);
    };
    ended.then(([code, signal]) => failed(new Error(`${command} ended with ${signal ?? code} before it was ready:\n${output}`)), failed);
  });
  const match = await found;
  return { pid: child.pid, match, lastWords: () => output, logged: () => logged, stop: () => stop(launched) };
}

/** Starts `depositary serve` on a free port; `url` is where it answers. */
export async function depositary(program, args, env) {
  const ready = /Listening on (http:\/\/[^\s]+)\n/;
  const server = await start(program, ['serve', '--listen', '127.0.0.1:0', ...args], { env, ready });
  return { ...server, url: `${server.match[1]}/graphql` };
}
