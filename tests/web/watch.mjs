/**
 * Notes down all that must not happen while a page is open: a request to another origin (which is
 * also blocked), an answer that is an error, a violated policy, an error on the console.
 */
export async function watch(context, origin) {
  const troubles = [];
  const note = (what) => troubles.push(what);

  await context.route(
    (url) => url.origin !== origin && url.protocol !== 'data:',
    (route) => {
      note(`request to ${route.request().url()}`);
      return route.abort();
    },
  );
  await context.exposeFunction('noteViolation', (what) => note(`policy violated: ${what}`));
  await context.addInitScript(() => {
    addEventListener('securitypolicyviolation', (event) => {
      globalThis.noteViolation(`${event.violatedDirective} by ${event.blockedURI} in ${event.sourceFile}`);
    });
  });
  context.on('weberror', (event) => note(`uncaught: ${event.error()}`));
  context.on('console', (message) => {
    // Without its workers Monaco goes on in the page itself, slowly, and only warns.
    const isTrouble = message.type() === 'error' || /worker/i.test(message.text());
    if (isTrouble) note(`console: ${message.text()}`);
  });
  context.on('response', (response) => {
    if (response.status() >= 400) note(`${response.status()} for ${response.url()}`);
  });
  context.on('page', (page) => {
    page.on('websocket', (socket) => {
      const url = new URL(socket.url());
      if (url.host !== new URL(origin).host) note(`socket to ${url}`);
    });
    page.on('worker', (worker) => {
      if (new URL(worker.url()).origin !== origin || worker.url().startsWith('blob:')) note(`worker from ${worker.url()}`);
    });
  });
  return troubles;
}
