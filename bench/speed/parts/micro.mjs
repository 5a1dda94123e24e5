// The stages of an answer, each by itself, as `bench/micro` measures them.
import { run } from '../../lib/server.mjs';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const UNITS = { ns: 1e-3, 'µs': 1, ms: 1e3, s: 1e6 };

/** Median, least and mean of each stage and query in microseconds. */
export async function micro({ ground }) {
  const output = await run('cargo', ['bench', '--profile', 'dist', '--quiet', '-p', 'bench', '--bench', 'micro'], {
    cwd: ROOT,
    env: { DATABASE_URL: ground.database, NO_COLOR: '1' },
  });
  const rows = [];
  let stage;
  for (const line of output.split('\n')) {
    stage = /^[├╰]─ (\w+)/.exec(line)?.[1] ?? stage;
    const found = /^[│ ]\s+[├╰]─ (\w+)\s+(.*)/.exec(line);
    if (!found) continue;
    const times = found[2].split('│').slice(0, 4).map((text) => {
      const [, number, unit] = /([\d.]+) (ns|µs|ms|s)\s*$/.exec(text) ?? [];
      return Number(number) * UNITS[unit];
    });
    const [least, , median, mean] = times;
    rows.push({ stage, query: found[1], least, median, mean });
  }
  if (rows.length === 0 || rows.some((row) => !Number.isFinite(row.median))) throw new Error(`the output of the micro-benchmarks is not understood:\n${output}`);
  console.error(output);
  return rows;
}
