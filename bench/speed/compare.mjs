// Whether all servers answer the same.
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { data } from '../lib/ask.mjs';
import { body, QUERIES } from './draws.mjs';
import { normalized } from './systems.mjs';

/** Fails where two servers answer differently; gives how much was compared. */
export async function compare(servers, draws, folder) {
  const seen = new Set();
  for (const query of QUERIES) {
    for (const slugs of draws) {
      let first;
      for (const { name, url, dialect } of servers) {
        const answer = await data(name, url, body(query, dialect, slugs));
        if (answer.organizations === null) throw new Error(`${name} answers null`);
        const text = JSON.stringify(normalized(answer));
        first ??= { name, text };
        if (text !== first.text) {
          writeFileSync(join(folder, 'first.json'), first.text);
          writeFileSync(join(folder, 'other.json'), text);
          throw new Error(`${name} answers the ${query} query otherwise than ${first.name}; use --keep and compare first.json and other.json`);
        }
      }
      if (JSON.parse(first.text).organizations.length !== slugs.length) throw new Error(`the ${query} query does not find all organizations`);
      seen.add(createHash('sha256').update(first.text).digest('hex'));
    }
  }
  // Answers that are all alike would prove little.
  if (seen.size !== QUERIES.length * draws.length) throw new Error('different draws have the same answer');
  console.error(`${servers.length} servers gave the same ${seen.size} answers.`);
}
