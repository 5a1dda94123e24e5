// The page at /, in a real browser, against the real server.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';

import { launchBrowser } from './browser.mjs';
import { Graphiql } from './graphiql.mjs';
import { serverUrl } from './server.mjs';
import { watch } from './watch.mjs';

const url = serverUrl();
const web = new URL('../../web/', import.meta.url);
const policy = readFileSync(new URL('csp.txt', web), 'utf8').trim();
const folder = new URL('src/examples/', web);
const examples = readdirSync(folder)
  .filter((name) => name.endsWith('.graphql'))
  .map((name) => ({ name, query: readFileSync(new URL(name, folder), 'utf8') }));

describe('the page at /', () => {
  let browser;
  let page;
  let graphiql;
  let troubles;

  before(async () => {
    browser = await launchBrowser(url.hostname);
    const context = await browser.newContext({ viewport: { width: 1400, height: 900 }, serviceWorkers: 'block' });
    context.setDefaultTimeout(30_000);
    troubles = await watch(context, url.origin);
    page = await context.newPage();
    graphiql = new Graphiql(page);
  });

  after(() => browser?.close());

  it('is sent with the policy of web/csp.txt', async () => {
    const response = await fetch(url);
    assert.equal(response.status, 200);
    assert.match(response.headers.get('content-type'), /^text\/html\b/);
    assert.equal(response.headers.get('content-security-policy'), policy);
  });

  it('says without JavaScript what it is and how to go on', async () => {
    const plain = await browser.newPage({ javaScriptEnabled: false });
    await plain.goto(url.href);
    assert.match(await plain.locator('main').innerText(), /needs JavaScript.*\/graphql/s);
    await plain.close();
  });

  it('opens with a tab for every example', async () => {
    await graphiql.open(url);
    assert.equal(await page.title(), 'depositary');
    assert.equal(await graphiql.tabs.count(), examples.length);
  });

  it('answers the first tab with members on a day: how sure each is, and who says so', async () => {
    const operation = await graphiql.turnTo(0);
    const { data, errors } = await graphiql.execute(operation);
    assert.equal(errors, undefined);
    const members = data.organization.members.nodes;
    assert.deepEqual(new Set(members.map(({ certainty }) => certainty)), new Set(['CERTAIN', 'POSSIBLE']));
    for (const { member, citations } of members) assert.ok(citations.nodes.length > 0, `${member.name} has no source`);
    await graphiql.seeInAnswer('Armenia');
    await graphiql.seeInAnswer('"certainty": "CERTAIN"');
  });

  it('shows a newcomer what is best here', () => {
    for (const field of ['asOf:', 'search(', 'timeline(', 'PLANNED', 'partyStatuses(', 'conflicts(']) {
      assert.ok(examples.some(({ query }) => query.includes(field)), `no example has ${field}`);
    }
  });

  it('answers every tab, and none misleads', async (t) => {
    for (let index = 0; index < examples.length; index += 1) {
      const operation = await graphiql.turnTo(index);
      await t.test(operation, async () => {
        const { data, errors } = await graphiql.execute(operation);
        assert.equal(errors, undefined);
        for (const [field, value] of Object.entries(data)) assert.notEqual(value, null, `${field} is null`);
        assert.doesNotMatch(JSON.stringify(data), /^\{"\w+":\{("totalCount":0,)?"nodes":\[\]/, 'the answer is empty');
        misleads(data, operation);
      });
    }
  });

  it('describes Organization in its documentation', async () => {
    const query = '{ __type(name: "Organization") { description } }';
    const response = await fetch(new URL('/graphql', url), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    });
    const { data } = await response.json();
    assert.ok(data.__type.description, 'Organization has no description');

    await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
    const docs = page.locator('.graphiql-doc-explorer');
    await docs.getByRole('link', { name: 'Organization', exact: true }).click();
    await docs.locator('.graphiql-doc-explorer-title', { hasText: /^Organization$/ }).waitFor();
    const shown = await docs.locator('.graphiql-markdown-description').first().innerText();
    assert.equal(words(shown), words(data.__type.description));
  });

  it('opens an example again whose tab was closed', async () => {
    const name = await graphiql.turnTo(1);
    await page.getByRole('button', { name: 'Close Tab' }).click();
    await page.getByRole('button', { name: 'Show Examples' }).click();
    await page.locator('.examples').getByRole('button').nth(1).click();
    await page.getByRole('tab', { selected: true }).filter({ hasText: name }).waitFor();
    assert.equal(await graphiql.tabs.count(), examples.length);
  });

  it('underlines what the schema does not have', async () => {
    const editor = page.locator('.graphiql-query-editor');
    await editor.locator('.view-line').first().click();
    await page.keyboard.press('ControlOrMeta+End');
    await page.keyboard.type('query Wrong { nonsense }');
    await editor.locator('.squiggly-error').first().waitFor();
  });

  it('works in workers of its own origin', () => {
    const kinds = page.workers().map((worker) => /\/assets\/(\w+)\.worker-/.exec(worker.url())?.[1]);
    assert.deepEqual([...new Set(kinds)].sort(), ['editor', 'graphql', 'json']);
  });

  it('has asked no other host, violated no policy and logged no error', () => {
    assert.deepEqual(troubles, []);
  });
});

/** Fails where an answer would mislead: by a list that is cut off, or by a value that says nothing about anybody. */
function misleads(value, path) {
  if (value === 'UNKNOWN') assert.fail(`${path} is UNKNOWN`);
  if (value === null || typeof value !== 'object') return;
  const rows = value.nodes ?? value.edges;
  if (rows) assert.equal(rows.length, value.totalCount, `${path} does not show the whole list, or not how long it is`);
  for (const [key, inner] of Object.entries(value)) misleads(inner, `${path}.${key}`);
}

/** The words of a description, without its Markdown. */
function words(text) {
  return text.match(/[\p{L}\p{N}]+/gu)?.join(' ');
}
