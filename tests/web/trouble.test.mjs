// The page at / where something is amiss: a network that is slow, broken or in between, a browser that keeps nothing.
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';

import { launchBrowser } from './browser.mjs';
import { Graphiql } from './graphiql.mjs';
import { serverUrl } from './server.mjs';

const url = serverUrl();
const endpoint = new URL('/graphql', url).href;
const RAW = /isTrusted|Unexpected token|TypeError|Failed to fetch|"stack"/;

describe('the page at /, where something is amiss', () => {
  let browser;
  let context;
  let page;
  let graphiql;

  before(async () => {
    browser = await launchBrowser(url.hostname);
  });

  after(() => browser?.close());

  beforeEach(async () => {
    context = await browser.newContext({ viewport: { width: 1400, height: 900 }, colorScheme: 'dark', serviceWorkers: 'block' });
    context.setDefaultTimeout(30_000);
    page = await context.newPage();
    graphiql = new Graphiql(page);
  });

  afterEach(() => context.close());

  it('says why a subscription does not work, and opens no socket', async () => {
    const sockets = [];
    page.on('websocket', (socket) => sockets.push(socket.url()));
    await graphiql.open(url);
    await graphiql.write('subscription News { revision { number } }');
    const answer = await graphiql.executeAndSee('has no subscriptions');
    assert.doesNotMatch(answer, RAW);
    assert.deepEqual(sockets, []);
  });

  it('runs the one that is chosen of two queries', async () => {
    await graphiql.open(url);
    await graphiql.write('query Then { __typename }\nquery Now { revision { number } }');
    const answer = graphiql.answerTo('Now');
    await page.locator('.graphiql-execute-button[aria-haspopup="menu"]').click();
    await page.getByRole('menuitem', { name: 'Now' }).click();
    assert.ok((await (await answer).json()).data.revision.number > 0);
  });

  for (const [what, answer] of [
    ['a proxy answers in its place', (route) => route.fulfill({ status: 502, contentType: 'text/html', body: '<html>Bad Gateway</html>' })],
    ['the answer is empty', (route) => route.fulfill({ status: 504, body: '' })],
    ['what is said to be JSON is none', (route) => route.fulfill({ contentType: 'application/json', body: '{"data":{"revi' })],
    ['what comes is no answer of GraphQL', (route) => route.fulfill({ contentType: 'application/json', body: '"ok"' })],
    ['it cannot be reached', (route) => route.abort('connectionrefused')],
  ]) {
    it(`says in plain words where ${what}`, async () => {
      await graphiql.open(url);
      await page.route(endpoint, answer);
      await graphiql.write('{ revision { number } }');
      const shown = await graphiql.executeAndSee('"message": "The ');
      assert.doesNotMatch(shown, RAW);
    });
  }

  for (const [what, block] of [
    ['is blocked', () => Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('Access is denied.', 'SecurityError'); } })],
    ['is missing', () => Object.defineProperty(window, 'localStorage', { value: null })],
  ]) {
    it(`works where the storage of the browser ${what}`, async () => {
      await context.addInitScript(block);
      await graphiql.open(url);
      const { data } = await graphiql.execute(await graphiql.turnTo(1));
      assert.ok(data.search.totalCount > 0);
      await graphiql.turnTo(0);
    });
  }

  it('has something to read before anything but the page itself has come', async () => {
    await page.route(/\/assets\//, () => {});
    await page.goto(url.href, { waitUntil: 'commit' });
    await page.getByText('public record of intergovernmental organizations').waitFor();
    await page.getByText('The editor is on its way').waitFor();
  });

  it('can be read while the editor is on its way', async () => {
    await page.route(/\/assets\/monaco-editor-.*\.js$/, () => {});
    await page.goto(url.href, { waitUntil: 'commit' });
    await page.getByText('The editor is on its way').waitFor();
    await page.waitForTimeout(500);
    assert.ok(await page.getByText('The editor is on its way').isVisible());
  });

  for (const file of [/\/assets\/monaco-editor-.*\.js$/, /\/assets\/draw-.*\.js$/, /\/assets\/.*\.css$/]) {
    it(`says in plain words that the editor did not come (${file.source})`, async () => {
      await page.route(file, (route) => route.abort('connectionreset'));
      await page.goto(url.href);
      await page.getByText('The editor could not be loaded').waitFor();
      await page.unroute(file);
      await page.getByRole('button', { name: 'Try again' }).click();
      await page.locator('.graphiql-query-editor .view-line').first().waitFor();
    });
  }

  // A race: where the order is wrong, about one cold load in eight goes wrong, so this finds it more often than not.
  it('has its colours before the editor is made, at every cold load', async () => {
    for (let load = 0; load < 8; load += 1) {
      const cold = await browser.newContext({ colorScheme: 'dark', serviceWorkers: 'block' });
      const fresh = await cold.newPage();
      await new Graphiql(fresh).open(url);
      const colours = await fresh
        .locator('.graphiql-container .monaco-editor-background')
        .evaluateAll((elements) => elements.map((element) => getComputedStyle(element).backgroundColor));
      assert.ok(colours.length > 0);
      for (const colour of colours) assert.match(colour, /^rgba\(.*, 0\)$/, 'an editor hides the background of the page');
      await cold.close();
    }
  });
});
