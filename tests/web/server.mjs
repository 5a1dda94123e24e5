/** The server under test: DEPOSITARY_URL, as `run.mjs` or the Makefile set it. */
export function serverUrl() {
  const url = process.env.DEPOSITARY_URL;
  if (!url) {
    throw new Error(
      'DEPOSITARY_URL is not set. Give the address of a running server, or let run.mjs start one: node run.mjs PATH_TO_DEPOSITARY',
    );
  }
  return new URL('/', url);
}
