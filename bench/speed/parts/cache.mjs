// Answers that are kept, against a handler of actix that sends the same bytes and does nothing else.
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { ask, data } from '../../lib/ask.mjs';
import { spread } from '../../lib/figures.mjs';
import { start } from '../../lib/server.mjs';
import { body, QUERIES } from '../draws.mjs';
import { rounds } from '../load.mjs';
import { KEPT_MEGABYTES, ours } from '../systems.mjs';

/** Headers that every server of actix writes by itself. */
const OWN = ['connection', 'content-length', 'date', 'transfer-encoding'];
const headersOf = ({ headers }) => Object.entries(headers).filter(([name]) => !OWN.includes(name)).sort();

/** The same request as Apollo's clients send it by GET: the hash of the document instead of its text. */
function persisted(sent) {
  const { query, variables } = JSON.parse(sent);
  const extensions = { persistedQuery: { version: 1, sha256Hash: createHash('sha256').update(query).digest('hex') } };
  return `GET /graphql?variables=${encodeURIComponent(JSON.stringify(variables))}&extensions=${encodeURIComponent(JSON.stringify(extensions))}`;
}

/** Requests per second of both, and their ratio, for each query, POST and GET, at 1 and 16 connections. */
export async function cache({ program, staticBytes, ground, draws, seconds, count }) {
  const rows = [];
  const kept = { name: 'depositary, answer kept', ...(await ours(program, ground.database, KEPT_MEGABYTES)) };
  for (const query of QUERIES) {
    const sent = body(query, 'depositary', draws[0]);
    await data(kept.name, kept.url, sent);
    const answer = await ask(kept.url, sent);
    const file = join(ground.folder, `${query}.answer`);
    writeFileSync(file, answer.bytes);
    const headers = headersOf(answer).map(([name, value]) => `${name}: ${value}`);
    const args = [file, String(availableParallelism()), ...headers];
    const fixed = { name: 'static bytes', ...(await start(staticBytes, args, { ready: /Listening on (http:\/\/\S+)\n/ })) };
    fixed.url = `${fixed.match[1]}/graphql`;
    const same = await ask(fixed.url, sent);
    if (!same.bytes.equals(answer.bytes) || !isDeepStrictEqual(headersOf(same), headersOf(answer))) throw new Error('the static bytes are not those of the kept answer');
    for (const [method, line] of [['POST', sent], ['GET', persisted(sent)]]) {
      const bodies = join(ground.folder, `${query}.${method}`);
      writeFileSync(bodies, line);
      for (const connections of [1, 16]) {
        const label = `cache hit, ${query}, ${method}`;
        const [hits, statics] = await rounds([kept, fixed], { count, seconds, connections, bodiesOf: () => bodies, postmaster: ground.postmaster, label });
        rows.push({
          query,
          method,
          connections,
          bytes: answer.bytes.length,
          kept: spread(hits.map((run) => run.perSecond)),
          fixed: spread(statics.map((run) => run.perSecond)),
          keptCpu: spread(hits.map((run) => run.serverCpu)),
          fixedCpu: spread(statics.map((run) => run.serverCpu)),
          ratio: spread(hits.map((run, round) => run.perSecond / statics[round].perSecond)),
          others: Math.max(...[...hits, ...statics].map((run) => run.others)),
          failed: [...hits, ...statics].reduce((sum, run) => sum + run.failed, 0),
        });
      }
    }
    await fixed.stop();
  }
  await kept.stop();
  return rows;
}
