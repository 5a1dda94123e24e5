// Memory of the server: after its first answer, and while many ask at once.
import { data } from '../../lib/ask.mjs';
import { memory } from '../../lib/process.mjs';
import { bodies, body } from '../draws.mjs';
import { load } from '../load.mjs';
import { KEPT_MEGABYTES, ours } from '../systems.mjs';

const CONNECTIONS = 64;
const EVERY_MS = 100;

/** Resident memory in MB, with the response cache off and on. */
export async function memoryOf({ program, ground, draws, seconds }) {
  const rows = [];
  for (const megabytes of [0, KEPT_MEGABYTES]) {
    const server = { name: 'depositary', ...(await ours(program, ground.database, megabytes)) };
    await data(server.name, server.url, body('nested', 'depositary', draws[0]));
    const idle = memory(server.pid, 'VmRSS');
    let during = 0;
    const watch = setInterval(() => (during = Math.max(during, memory(server.pid, 'VmRSS'))), EVERY_MS);
    try {
      const run = await load(server, { bodies: bodies(ground.folder, 'nested', 'depositary', draws), connections: CONNECTIONS, seconds, seed: 1, postmaster: ground.postmaster });
      const after = memory(server.pid, 'VmRSS');
      rows.push({ megabytes, connections: CONNECTIONS, idle, during, after, peak: memory(server.pid, 'VmHWM'), perSecond: run.perSecond, failed: run.failed, others: run.others });
    } finally {
      clearInterval(watch);
    }
    console.error('memory', JSON.stringify(rows.at(-1)));
    await server.stop();
  }
  return rows;
}
