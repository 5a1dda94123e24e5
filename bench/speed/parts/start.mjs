// From the start of the program to its first nested answer, over a database that is there and needs no migration.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { spread } from '../../lib/figures.mjs';
import { run } from '../../lib/server.mjs';
import { body } from '../draws.mjs';

/** Milliseconds until it listens, and until the whole answer is there. */
export async function startUp({ program, firstAnswer, ground, draws, starts: count }) {
  const file = join(ground.folder, 'first.json');
  writeFileSync(file, body('nested', 'depositary', draws[0]));
  const args = [file, program, 'serve', '--listen', '127.0.0.1:0', '--database-url', ground.database];
  const times = [];
  // The first one reads the program from the disk.
  for (let time = 0; time <= count; time += 1) {
    const once = JSON.parse(await run(firstAnswer, args));
    if (time > 0) times.push(once);
  }
  const of = (field) => spread(times.map((each) => each[field]));
  const found = { count, bytes: times[0].bytes, listening: of('listening'), answered: of('answered') };
  console.error('start', JSON.stringify(found));
  return found;
}
