// What is asked: organizations drawn at random, the same in every run.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Draws of ten organizations for servers that make every answer anew. */
export const DRAWS = 1_000;
/** How many of them a server is asked that keeps answers: as many as it has room for. */
export const KEPT = 100;
/** The queries, each in the dialect of each server. */
export const QUERIES = ['nested', 'light'];

/** Numbers below a bound that are the same for the same seed (mulberry32). */
function dice(seed) {
  let state = seed;
  return (bound) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * bound);
  };
}

/** Draws of ten different organizations each. */
export function draw(slugs, count) {
  const below = dice(1);
  return Array.from({ length: count }, () => {
    const drawn = new Set();
    while (drawn.size < Math.min(10, slugs.length)) drawn.add(slugs[below(slugs.length)]);
    return [...drawn];
  });
}

const texts = new Map();

function text(query, dialect) {
  const file = `${query}.${dialect}.graphql`;
  if (!texts.has(file)) texts.set(file, readFileSync(new URL(`queries/${file}`, import.meta.url), 'utf8').trim());
  return texts.get(file);
}

/** The body of a request. */
export function body(query, dialect, slugs) {
  return JSON.stringify({ query: text(query, dialect), variables: { slugs } });
}

/** Writes the bodies of draws to a file that wrk draws from; gives its path. */
export function bodies(folder, query, dialect, draws) {
  const path = join(folder, `${query}.${dialect}.${draws.length}.jsonl`);
  writeFileSync(path, draws.map((slugs) => body(query, dialect, slugs)).join('\n'));
  return path;
}
