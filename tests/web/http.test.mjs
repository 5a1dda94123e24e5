// GraphQL over HTTP: every audit of the reference suite, the recommendations (SHOULD, MAY) included.
import assert from 'node:assert/strict';
import test from 'node:test';

import { serverAudits } from 'graphql-http';

import { serverUrl } from './server.mjs';

const audits = serverAudits({ url: new URL('/graphql', serverUrl()).href });

test('the suite has all its audits', () => assert.equal(audits.length, 61));

for (const audit of audits) {
  test(`${audit.id} ${audit.name}`, async () => {
    const result = await audit.fn();
    if (result.status === 'ok') return;
    const { status, headers } = result.response;
    const body = result.response.bodyUsed ? '' : await result.response.text();
    assert.fail(`${result.reason} (answer: ${status} ${headers.get('content-type') ?? 'no content type'} ${body})`);
  });
}
