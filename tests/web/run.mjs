// node run.mjs PATH_TO_DEPOSITARY [TEST_FILE...]
//
// Starts the server on a free port with the register in data/, in a folder of its own, runs the tests
// of this folder against it, and stops it.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { depositary, run } from '../../bench/lib/server.mjs';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const REGISTER = fileURLToPath(new URL('../../data/', import.meta.url));

const [program, ...files] = process.argv.slice(2);
if (!program) {
  console.error('usage: node run.mjs PATH_TO_DEPOSITARY [TEST_FILE...]');
  process.exit(2);
}

const folder = mkdtempSync(join(tmpdir(), 'depositary-web-'));
// A server started as root hands its database to another user, who has to get here.
chmodSync(folder, 0o755);
const place = ['--data-dir', join(folder, 'data')];

let server;
let failed = true;
try {
  const tests = files.length > 0 ? files.map((file) => resolve(file)) : ['http.test.mjs', 'page.test.mjs', 'trouble.test.mjs', 'visit.test.mjs'];
  await run(resolve(program), ['import', ...place, REGISTER], { stdio: 'inherit' });
  server = await depositary(resolve(program), place);
  await run(process.execPath, ['--test', '--test-reporter=spec', ...tests], {
    cwd: HERE,
    env: { DEPOSITARY_URL: new URL(server.url).origin },
    stdio: 'inherit',
  });
  failed = false;
} catch (error) {
  console.error(error.message);
} finally {
  const trouble = await server?.stop();
  if (trouble) console.error(trouble);
  failed ||= Boolean(trouble);
  if (failed && server) console.error(`The server's last words:\n${server.lastWords()}`);
  rmSync(folder, { recursive: true, force: true });
}
process.exit(failed ? 1 : 0);
