// The page at / as a visitor meets it: for the first time, by a link, on a telephone.
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';

import { launchBrowser } from './browser.mjs';
import { Graphiql } from './graphiql.mjs';
import { serverUrl } from './server.mjs';

const url = serverUrl();
const QUERY = 'query Linked($slug: String!) {\n  organization(slug: $slug) {\n    name # "ü" & +\n  }\n}';
const VARIABLES = '{"slug": "csto"}';

/** The page with a query in its address. */
function link(parameters) {
  return new URL(`/?${new URLSearchParams(parameters)}`, url);
}

describe('a visit to the page at /', () => {
  let browser;
  let context;
  let page;
  let graphiql;

  before(async () => {
    browser = await launchBrowser(url.hostname);
  });

  after(() => browser?.close());

  beforeEach(() => visit({ width: 1400, height: 900 }));

  afterEach(() => context.close());

  async function visit(viewport, options = {}) {
    context = await browser.newContext({ viewport, serviceWorkers: 'block', ...options });
    context.setDefaultTimeout(15_000);
    page = await context.newPage();
    graphiql = new Graphiql(page);
  }

  it('says in two lines what this is and where to click, until it has been read', async () => {
    await graphiql.open(url);
    const lines = page.locator('.intro p');
    assert.equal(await lines.count(), 2);
    assert.match(await lines.nth(0).innerText(), /public record of intergovernmental organizations/);
    assert.match(await lines.nth(1).innerText(), /tab.*▶/);
    for (const line of await lines.all()) assert.ok((await line.boundingBox()).height < 30, 'a line is longer than one');
    await page.getByRole('button', { name: 'Hide these lines' }).click();
    await lines.first().waitFor({ state: 'hidden' });
    await graphiql.open(url);
    assert.ok(await lines.first().isHidden(), 'the lines came back');
  });

  it('opens the query of a link, with its variables, in a tab of its own', async () => {
    await graphiql.open(link({ query: QUERY, variables: VARIABLES }));
    await page.getByRole('tab', { selected: true, name: 'Linked' }).waitFor();
    const { data } = await graphiql.execute('Linked');
    assert.equal(data.organization.name, 'Collective Security Treaty Organization');
    assert.equal(await graphiql.turnTo(1), 'MembersOnADay');
    assert.ok((await graphiql.execute('MembersOnADay')).data, 'the examples are not what they were');
  });

  it('opens a link once, also for who has been here before', async () => {
    await graphiql.open(url);
    const before = await graphiql.tabs.count();
    for (let time = 0; time < 2; time += 1) {
      await graphiql.open(link({ query: QUERY, variables: VARIABLES }));
      await page.getByRole('tab', { selected: true, name: 'Linked' }).waitFor();
      assert.equal(await graphiql.tabs.count(), before + 1);
    }
  });

  it('runs nothing because of a link', async () => {
    const asked = [];
    page.on('request', (request) => request.method() === 'POST' && asked.push(request.postDataJSON().operationName));
    await graphiql.open(link({ query: QUERY, variables: VARIABLES }));
    assert.deepEqual(asked, ['IntrospectionQuery']);
  });

  it('chooses the operation that a link names', async () => {
    await graphiql.open(link({ query: 'query One { __typename }\nquery Two { revision { number } }', operationName: 'Two' }));
    const answer = graphiql.answerTo('Two');
    await page.locator('.graphiql-query-editor .view-line').first().click();
    await page.keyboard.press('ControlOrMeta+End');
    await page.keyboard.press('ControlOrMeta+Enter');
    assert.ok((await (await answer).json()).data.revision.number > 0);
  });

  for (const [what, parameters] of [
    ['is no GraphQL', { query: '{{{' }],
    ['has variables that are no JSON', { query: QUERY, variables: '{"slug' }],
    ['is empty', { query: '' }],
    ['has variables alone', { variables: VARIABLES }],
  ]) {
    it(`opens for a link that ${what}`, async () => {
      await graphiql.open(link(parameters));
      assert.ok((await graphiql.tabs.count()) > 1);
    });
  }

  it('copies a link that opens the same query with the same variables', async () => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: url.origin });
    await graphiql.open(link({ query: QUERY, variables: VARIABLES }));
    await page.getByRole('button', { name: 'Copy a link' }).click();
    await page.getByRole('button', { name: 'Link copied' }).waitFor();
    const copied = new URL(await page.evaluate(() => navigator.clipboard.readText()));
    assert.equal(copied.origin, url.origin);
    assert.equal(copied.searchParams.get('query'), QUERY);
    assert.equal(copied.searchParams.get('variables'), VARIABLES);
  });

  it('puts the link into the address where a page may not copy', async () => {
    await context.addInitScript(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
    await graphiql.open(url);
    await page.getByRole('button', { name: 'Copy a link' }).click();
    await page.getByRole('button', { name: 'The link is in the address bar' }).waitFor();
    assert.match(new URL(page.url()).searchParams.get('query'), /query MembersOnADay/);
  });

  it('makes no link that the server would refuse as too long', async () => {
    await graphiql.open(url);
    await graphiql.write(`{ __typename } # ${'ä'.repeat(4_000)}`);
    await page.getByRole('button', { name: 'Copy a link' }).click();
    await page.getByRole('button', { name: 'Too long for a link' }).waitFor();
    assert.equal(page.url(), url.href);
  });

  it('shows how long the answer took and how large it is', async () => {
    await graphiql.open(url);
    await graphiql.execute('MembersOnADay');
    await page.getByText(/^Server: [\d.]+ ms · with the network: \d+ ms · answer: [\d.]+ kB$/).waitFor();
  });

  it('is usable on a telephone, 390 pixels wide', async () => {
    await context.close();
    await visit({ width: 390, height: 844 }, { hasTouch: true });
    await graphiql.open(url);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 390, 'the page is wider than the screen');
    await within('.graphiql-query-editor .monaco-editor', 280, 150);
    await within('.graphiql-response', 300, 150);
    const [tools, answer] = await Promise.all(
      ['.graphiql-editor-tools', '.graphiql-response'].map((selector) => page.locator(selector).first().boundingBox()),
    );
    assert.ok(tools.y + tools.height <= answer.y + 1, 'the answer covers the variables');
    const { data } = await graphiql.execute(await graphiql.turnTo(1));
    assert.ok(data.search.totalCount > 0);
    await page.getByRole('button', { name: 'Show Examples' }).click();
    await within('.graphiql-plugin', 300, 200);
    await page.locator('.examples').getByRole('button').nth(2).click();
    await page.getByRole('tab', { selected: true, name: 'WhatIsPlanned' }).waitFor();
    await within('.graphiql-query-editor .monaco-editor', 280, 150);
  });

  /** That a part is in view, at least so wide and high. */
  async function within(selector, width, height) {
    const viewport = page.viewportSize();
    const box = await page.locator(selector).first().boundingBox();
    const text = `${selector} is at ${JSON.stringify(box)}`;
    assert.ok(box.width >= width && box.height >= height, `${text}, less than ${width} × ${height}`);
    assert.ok(box.x >= 0 && box.x + box.width <= viewport.width && box.y + box.height <= viewport.height, `${text}, beyond the screen`);
  }
});
