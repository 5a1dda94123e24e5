// node bench/hostile/shapes.mjs PATH_TO_DEPOSITARY [SHAPES] [SEED]
//
// Starts the server over the demonstration register and sends requests that each make SQL that never came before: by
// filters, orders, selected columns, lengths and directions of pages, aliases and totals. Prints what the sessions of
// PostgreSQL take meanwhile. Linux only: memory is read from /proc.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { table } from '../lib/figures.mjs';
import { backends, postmasterOf } from '../lib/postgres.mjs';
import { depositary } from '../lib/server.mjs';
import { LIGHT } from './requests.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const [program, shapes = '4000', seed = '1'] = process.argv.slice(2);
if (!program) {
  console.error('usage: node bench/hostile/shapes.mjs PATH_TO_DEPOSITARY [SHAPES] [SEED]');
  process.exit(2);
}
const CLIENTS = 8;
const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS });

function post(url, body) {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', agent, headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) } });
    sent.on('response', async (response) => {
      const parts = [];
      for await (const part of response) parts.push(part);
      resolve({ status: response.statusCode, text: Buffer.concat(parts).toString() });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** Numbers that look random and are the same for the same seed (mulberry32). */
function dice(state) {
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const TYPES = `{ __schema { types { kind name
  fields { name args { name type { ...Type } } type { ...Type } }
  inputFields { name type { ...Type } } enumValues { name } } } }
  fragment Type on __Type { kind name ofType { kind name ofType { kind name ofType { kind name } } } }`;

/** Makes requests out of what the schema allows. */
class Maker {
  constructor(types, random) {
    this.types = new Map(types.map((type) => [type.name, type]));
    this.random = random;
  }

  below(number) {
    return Math.floor(this.random() * number);
  }

  one(items) {
    return items[this.below(items.length)];
  }

  some(items, least = 1) {
    const chosen = items.filter(() => this.random() < 0.5);
    return chosen.length >= least ? chosen : [this.one(items)];
  }

  /** A request for one or two lists of the root. */
  request() {
    const lists = this.types.get('Query').fields.filter((field) => /Connection$/.test(named(field.type)) && field.name !== 'search');
    const asked = Array.from({ length: 1 + this.below(2) }, (_, at) => `a${at}: ${this.list(this.one(lists), 2)}`);
    return `{ ${asked.join(' ')} }`;
  }

  list(field, levels) {
    const given = [this.one([`first: ${1 + this.below(30)}`, `last: ${1 + this.below(30)}`])];
    for (const argument of field.args) {
      if (argument.name === 'orderBy') given.push(`orderBy: ${this.order(argument.type)}`);
      if (argument.name === 'filter' && this.random() < 0.9) given.push(`filter: ${this.filter(named(argument.type), 3)}`);
    }
    const connection = this.types.get(named(field.type));
    const node = this.types.get(named(named2(connection, 'nodes')));
    const total = this.random() < 0.3 ? 'totalCount' : '';
    return `${field.name}(${given.join(', ')}) { ${total} pageInfo { hasNextPage } nodes { __typename ${this.fields(node, levels)} } }`;
  }

  fields(type, levels) {
    const plain = (type.fields ?? []).filter((field) => field.args.length === 0 && ['SCALAR', 'ENUM'].includes(leaf(field.type)) && field.name !== 'bookkeeping');
    const lists = (type.fields ?? []).filter((field) => /Connection$/.test(named(field.type)));
    const chosen = plain.length > 0 ? this.some(plain).map((field) => field.name) : [];
    if (levels > 1 && lists.length > 0 && this.random() < 0.3) chosen.push(this.list(this.one(lists), levels - 1));
    return chosen.join(' ');
  }

  order(type) {
    const [field] = this.types.get(named(type)).inputFields.filter(({ name }) => name === 'field');
    const name = this.one(this.types.get(named(field.type)).enumValues).name;
    return `{ field: ${name}, direction: ${this.one(['ASC', 'DESC'])} }`;
  }

  filter(name, levels) {
    const fields = this.types.get(name).inputFields.filter((field) => levels > 1 || !['and', 'or', 'not'].includes(field.name));
    const chosen = [...new Set([this.one(fields), this.one(fields), this.one(fields)])];
    return `{ ${chosen.map((field) => `${field.name}: ${this.value(field.type, levels - 1)}`).join(', ')} }`;
  }

  value(type, levels) {
    if (type.kind === 'NON_NULL') return this.value(type.ofType, levels);
    if (type.kind === 'LIST') return `[${Array.from({ length: 1 + this.below(2) }, () => this.value(type.ofType, levels)).join(', ')}]`;
    if (type.kind === 'ENUM') return this.one(this.types.get(type.name).enumValues).name;
    if (type.kind === 'INPUT_OBJECT') return this.filter(type.name, Math.max(levels, 0));
    return { Boolean: 'true', Int: '1', EDTF: `"${1990 + this.below(30)}"` }[type.name] ?? '"cis"';
  }
}

const inner = (type) => (type.ofType ? inner(type.ofType) : type);
const named = (type) => inner(type).name;
const leaf = (type) => inner(type).kind;
const named2 = (type, field) => type.fields.find(({ name }) => name === field).type;

const folder = mkdtempSync(join(tmpdir(), 'depositary-shapes-'));
chmodSync(folder, 0o755);
let server;
try {
  const data = join(folder, 'data');
  server = await depositary(program, ['--import', join(ROOT, 'data'), '--data-dir', data], { DEPOSITARY_CACHE_MEGABYTES: '0' });
  const postmaster = postmasterOf(data);
  const { text } = await post(server.url, JSON.stringify({ query: TYPES }));
  const maker = new Maker(JSON.parse(text).data.__schema.types, dice(Number(seed)));
  await Promise.all(Array.from({ length: 64 }, () => post(server.url, LIGHT)));
  const rows = [];
  const answers = new Map();
  const note = (sent) => {
    const all = backends(postmaster);
    rows.push([sent, all.length, sum(all, 'pss').toFixed(0), sum(all, 'own').toFixed(0), Math.max(...all.map((each) => each.own)).toFixed(0)]);
    console.error(rows.at(-1).join(' '));
  };
  note(0);
  let sent = 0;
  const client = async () => {
    while (sent < Number(shapes)) {
      sent += 1;
      const number = sent;
      const { status, text } = await post(server.url, JSON.stringify({ query: maker.request() }));
      const kind = status === 200 ? (JSON.parse(text).errors?.[0]?.extensions?.code ?? 'answered') : status;
      if (kind === 'GRAPHQL_VALIDATION_FAILED') console.error(text.slice(0, 300));
      answers.set(kind, (answers.get(kind) ?? 0) + 1);
      if (number % Math.ceil(Number(shapes) / 8) === 0) note(number);
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
  await new Promise((resolve) => setTimeout(resolve, 3000));
  note(sent);
  console.log(table(['shapes sent', 'sessions', 'memory (PSS), MB', 'own memory, MB', 'the largest, MB'], rows, []));
  console.log(`\nAnswers: ${[...answers].map(([kind, count]) => `${kind} ${count}`).join(', ')}. Seed ${seed}.`);
} finally {
  await server?.stop();
  agent.destroy();
  rmSync(folder, { recursive: true, force: true });
}

function sum(items, key) {
  return items.reduce((total, item) => total + item[key], 0);
}
