// Runs a handler of GraphQL in as many processes as WORKERS says.
import cluster from 'node:cluster';
import { createServer } from 'node:http';

/** `attach` is given the server of each worker before it listens. */
export async function serve(attach) {
  const workers = Number(process.env.WORKERS ?? 1);
  if (cluster.isPrimary) {
    let listening = 0;
    cluster.on('listening', () => {
      listening += 1;
      if (listening === workers) console.log('every worker listens');
    });
    for (let worker = 0; worker < workers; worker += 1) cluster.fork();
    process.on('SIGTERM', () => process.exit(0));
    return;
  }
  process.on('disconnect', () => process.exit(0));
  const server = createServer();
  await attach(server);
  server.listen(Number(process.env.PORT), '127.0.0.1');
}

/** Connections of one worker. */
export const CONNECTIONS = Number(process.env.CONNECTIONS ?? 10);
