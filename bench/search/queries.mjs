// Reads the queries and what they should find.

/**
 * Reads `[[query]]` tables with `text`, `expects` and `why`. Strings and lists stand on one line each, and are written as in
 * JSON, which TOML reads alike; anything else is refused.
 */
export function queries(toml) {
  const list = [];
  for (const [number, line] of toml.split('\n').entries()) {
    if (/^\s*(#.*)?$/.test(line)) continue;
    if (line.trim() === '[[query]]') {
      list.push({});
      continue;
    }
    const [, key, value] = /^\s*(text|expects|why)\s*=\s*(.+)$/.exec(line) ?? [];
    if (!key || list.length === 0) throw new Error(`Line ${number + 1} of the queries is none of [[query]], text, expects, why: ${line}`);
    try {
      list.at(-1)[key] = JSON.parse(value);
    } catch {
      throw new Error(`Line ${number + 1} of the queries: ${key} is not written as in JSON: ${value}`);
    }
  }
  for (const { text, expects } of list) {
    if (typeof text !== 'string' || !Array.isArray(expects) || expects.length === 0) {
      throw new Error(`A query needs text and expects: ${JSON.stringify({ text, expects })}`);
    }
  }
  return list;
}
