// node bench/speed/run.mjs PATH_TO_DEPOSITARY [--presets s,l] [--parts peers,cache,…] [--only depositary,postgraphile,…]
//                          [--seconds N] [--rounds N] [--starts N] [--keep DIR] [--results DIR]
//
// Generates registers, serves them with depositary and the peers, sees to it that all answer the same, measures, and
// writes tables and plots, and what of the targets is reached. README.md in the folder above describes it. Linux only.
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { median } from '../lib/figures.mjs';
import { reserve } from '../lib/hugepages.mjs';
import { machine } from '../lib/machine.mjs';
import { interrupted, isEnding, scope, stopAll } from '../lib/server.mjs';
import { compare } from './compare.mjs';
import { bodies, draw, DRAWS, KEPT, QUERIES } from './draws.mjs';
import { ground as makeGround } from './ground.mjs';
import { rounds } from './load.mjs';
import { cache } from './parts/cache.mjs';
import { memoryOf } from './parts/memory.mjs';
import { micro } from './parts/micro.mjs';
import { paging } from './parts/paging.mjs';
import { startUp } from './parts/start.mjs';
import { alone, speed } from './report.mjs';
import { systems, SYSTEMS } from './systems.mjs';
import { judged, targetsText } from './targets.mjs';

const CONNECTIONS = [1, 16];
const COMPARED = 10;
/** What is measured over each register, in this order. */
const PARTS = { s: ['peers', 'cache', 'memory', 'start', 'micro'], l: ['peers', 'paging'] };
const MEASURE = { peers, cache, memory: memoryOf, start: startUp, micro, paging };
const CORES = availableParallelism();
/** How long it measures, where no option says otherwise. */
const LENGTH = { seconds: '6', rounds: '3', starts: '20' };

const options = parsed();
const [seconds, count, starts] = [options.seconds, options.rounds, options.starts].map(Number);
const program = resolve(options.program);
const besides = (name) => join(dirname(program), name);
const tools = { staticBytes: besides('static_bytes'), firstAnswer: besides('first_answer') };
check();
const folder = resolve(options.keep ?? mkdtempSync(join(tmpdir(), 'depositary-bench-')));
mkdirSync(folder, { recursive: true });
// A server started as root hands its database to another user, who has to get there.
chmodSync(folder, 0o755);
const giveBack = reserve();
let problems = [];
try {
  problems = await Promise.race([everything(), interrupted()]);
} catch (error) {
  problems = [told(error, 'not finished')];
} finally {
  await stopAll();
  giveBack();
  if (!options.keep) rmSync(folder, { recursive: true, force: true });
}
for (const problem of problems) console.error(`bench: ${problem}`);
process.exit(problems.length > 0 ? 1 : 0);

function parsed() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      presets: { type: 'string', default: 's,l' },
      parts: { type: 'string', default: [...new Set(Object.values(PARTS).flat())].join() },
      only: { type: 'string', default: Object.keys(SYSTEMS).join() },
      ...Object.fromEntries(Object.entries(LENGTH).map(([flag, value]) => [flag, { type: 'string', default: value }])),
      keep: { type: 'string' },
      results: { type: 'string', default: fileURLToPath(new URL('../results/', import.meta.url)) },
    },
  });
  const among = (flag, known) => {
    const chosen = values[flag].split(',');
    const other = chosen.find((name) => !known.includes(name));
    if (other !== undefined) refuse(`--${flag} knows ${known.join(', ')}, not “${other}”`);
    return chosen;
  };
  for (const flag of Object.keys(LENGTH)) if (!(Number(values[flag]) >= 1)) refuse(`--${flag} is a number from 1`);
  if (positionals.length !== 1) refuse('give the path of the program depositary');
  if (!existsSync(positionals[0])) refuse(`there is no ${positionals[0]}; cargo build --profile dist makes it`);
  return {
    ...values,
    program: positionals[0],
    presets: among('presets', Object.keys(PARTS)),
    parts: among('parts', [...new Set(Object.values(PARTS).flat())]),
    only: among('only', Object.keys(SYSTEMS)),
  };
}

/** Says at once what is missing, not after half an hour. */
function check() {
  const needs = options.presets.flatMap((preset) => PARTS[preset]).filter((part) => options.parts.includes(part));
  const tool = (path, advice) => existsSync(path) || refuse(`there is no ${path}; ${advice}`);
  if (needs.includes('cache')) tool(tools.staticBytes, 'cargo build --profile dist -p bench makes it');
  if (needs.includes('start')) tool(tools.firstAnswer, 'cargo build --profile dist -p bench makes it');
  tool(fileURLToPath(new URL('./peers/node_modules/pg', import.meta.url)), 'npm ci in bench/speed/peers makes it');
  // wrk says its version and ends with 1.
  if (spawnSync('wrk', ['--version']).error) refuse('there is no wrk, the HTTP load generator (Debian: wrk)');
}

function refuse(reason) {
  console.error(`${reason}\nusage: node bench/speed/run.mjs PATH_TO_DEPOSITARY [--presets s,l] [--parts ${[...new Set(Object.values(PARTS).flat())].join()}] [--only ${Object.keys(SYSTEMS).join()}] [--seconds N] [--rounds N] [--starts N] [--keep DIR] [--results DIR]`);
  process.exit(2);
}

/** The command that measures as long as this run did. */
function command() {
  const others = Object.entries(LENGTH).filter(([flag, value]) => options[flag] !== value);
  if (others.length === 0) return 'make bench';
  return `node bench/speed/run.mjs target/dist/depositary ${others.map(([flag]) => `--${flag} ${options[flag]}`).join(' ')}`;
}

/** Measures all that is asked for and writes it; gives what went wrong. */
async function everything() {
  const found = {};
  const problems = [];
  for (const preset of options.presets) {
    const parts = PARTS[preset].filter((part) => options.parts.includes(part));
    if (parts.length === 0) continue;
    const ground = await makeGround(program, join(folder, preset), preset);
    const common = { program, ...tools, ground, draws: draw(ground.slugs, DRAWS), seconds, count, starts };
    for (const part of parts) {
      const stop = scope();
      try {
        found[part === 'peers' ? preset : part] = await MEASURE[part](common);
      } catch (error) {
        if (isEnding()) throw error;
        // What was measured before is worth keeping.
        problems.push(told(error, `${part} on ${preset.toUpperCase()}`));
        console.error(problems.at(-1));
      } finally {
        await stop();
      }
    }
    await ground.stop();
  }
  const failed = runsOf(found).reduce((sum, run) => sum + (run.failed ?? 0), 0);
  if (failed > 0) problems.push(`${failed} requests failed`);
  write(found, problems);
  return problems;
}

/** An error with its causes. */
function told(error, where) {
  const reasons = [];
  for (let each = error; each; each = each.cause) reasons.push(each.message);
  return `${where}: ${reasons.join('; because ').replace(/\.$/, '')}`;
}

/** Loads every server with every query; gives the runs of each. */
async function peers({ ground, draws }) {
  const servers = await systems(program, ground.database, options.only);
  await compare(servers, draws.slice(0, COMPARED), ground.folder);
  const found = [];
  for (const query of QUERIES) {
    const bodiesOf = ({ dialect, keeps }) => bodies(ground.folder, query, dialect, keeps ? draws.slice(0, KEPT) : draws);
    for (const connections of CONNECTIONS) {
      const runs = await rounds(servers, { count, seconds, connections, bodiesOf, postmaster: ground.postmaster, label: query });
      servers.forEach(({ key, name }, place) => found.push({ key, name, query, connections, runs: runs[place] }));
    }
  }
  return found;
}

/** Whatever says how many requests failed and how much else ran. */
function runsOf({ s = [], l = [], cache: hits = [], memory = [], paging: pages }) {
  return [...[...s, ...l].flatMap(({ runs }) => runs), ...hits, ...memory, ...(pages?.rows ?? [])];
}

function write(found, problems) {
  mkdirSync(options.results, { recursive: true });
  const save = (name, content) => writeFileSync(join(options.results, name), content);
  const json = (value) => `${JSON.stringify(value, (_, each) => (typeof each === 'number' ? Number(each.toPrecision(5)) : each), 1)}\n`;
  const others = runsOf(found).map((run) => run.others).filter(Number.isFinite);
  const percent = (share) => `${(share * 100).toFixed(0)} %`;
  const about = machine(others.length > 0 ? [`Other programs took ${percent(median(others))} of the cores while it was measured, ${percent(Math.max(...others))} at most.`] : []);
  for (const preset of options.presets.filter((each) => found[each])) {
    const { text, plot } = speed({ rows: found[preset], preset, about, seconds, count, cores: CORES, drawn: DRAWS, keptDraws: KEPT });
    save(`speed-${preset}.md`, text);
    save(`speed-${preset}.svg`, plot);
    save(`speed-${preset}.json`, json(found[preset]));
  }
  const { s, l, ...rest } = found;
  if (Object.keys(rest).length > 0) {
    const { text, plot } = alone(rest, about);
    save('server.md', text);
    save('server.svg', plot);
    save('server.json', json(rest));
  }
  const judgements = judged(found);
  const text = targetsText(judgements, about, command(), problems);
  save('targets.md', text);
  save('targets.json', json(judgements));
  console.log(text);
}
