// Requests that make the server compute, read or write as much as it lets them.

const times = (count, part) => Array.from({ length: count }, (_, index) => part(index)).join(' ');
const body = (query, variables) => JSON.stringify({ query, variables });
const KINDS = ['MEETING', 'EVENT', 'MILESTONE', 'MEMBERSHIP_BEGIN', 'MEMBERSHIP_END', 'TENURE_BEGIN', 'TENURE_END', 'RELATION', 'FIGURE', 'REMARK', 'PROVISION_BEGIN', 'PROVISION_END', 'NAME_BEGIN', 'NAME_END', 'TERM_END', 'TREATY_ACTION_EFFECT'];
const STANDING = 'status certainty isPresumed party { __typename }';

/** Asks something and gives its data. */
async function ask(url, query) {
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: body(query) });
  return (await response.json()).data;
}

/** Slugs of a list, as many as there are up to a number. */
async function slugs(url, list, most) {
  const found = [];
  for (let after = ''; found.length < most; ) {
    const page = (await ask(url, `{ ${list}(first: 100${after}) { nodes { slug } pageInfo { hasNextPage endCursor } } }`))[list];
    found.push(...page.nodes.map((node) => node.slug));
    if (!page.pageInfo.hasNextPage) break;
    after = `, after: "${page.pageInfo.endCursor}"`;
  }
  return found.slice(0, most);
}

/** The requests; they name what the register has. */
export async function expensive(url) {
  const states = await slugs(url, 'states', 300);
  const parties = [...states, ...(await slugs(url, 'organizations', 700))].slice(0, 700);
  const documents = await slugs(url, 'documents', 20);
  const bodies = await slugs(url, 'organizations', 50);
  const among = (count) => parties.slice(0, count);
  return [
    {
      name: '100 documents × `partyStatuses` among 700 × 14 aliases',
      body: body(`query ($a: [String!]) { documents(first: 100) { nodes { ${times(14, (i) => `a${i}: partyStatuses(asOf: "2000", among: $a) { ${STANDING} }`)} } } }`, { a: among(700) }),
    },
    {
      name: '100 documents × `partyStatuses` among 200, just below the limit',
      body: body(`query ($a: [String!]) { documents(first: 100) { nodes { partyStatuses(asOf: "2000", among: $a) { ${STANDING} } } } }`, { a: among(200) }),
    },
    {
      name: '100 documents × `parties` on 10 days, EXCLUDED',
      body: body(`{ documents(first: 100) { nodes { ${times(10, (i) => `a${i}: parties(asOf: "${1990 + i}", certainty: EXCLUDED) { ${STANDING} }`)} } } }`),
    },
    {
      name: '20 × `compareStates` of 20 states, EXCLUDED',
      body: body(`query ($s: [String!]!) { ${times(20, (i) => `a${i}: compareStates(states: $s, asOf: "${1990 + i}", certainty: EXCLUDED) { documentsBindingSome { document { slug } standings { status } } documentsSignedBySome { certainty } organizationsOfSome { certainty } }`)} }`, { s: states.slice(0, 20) }),
    },
    {
      name: '20 × `compareStates` of 2 states, EXCLUDED',
      body: body(`query ($s: [String!]!) { ${times(20, (i) => `a${i}: compareStates(states: $s, asOf: "${1990 + i}", certainty: EXCLUDED) { documentsBindingSome { certainty } documentsSignedBySome { certainty } }`)} }`, { s: states.slice(0, 2) }),
    },
    {
      name: '100 documents × `missing` of the members of 50 bodies × 25 aliases',
      body: body(`query ($b: [String!]) { documents(first: 100) { nodes { ${times(25, (i) => `a${i}: missing(membersOf: $b, asOf: "${1980 + i}") { status }`)} } } }`, { b: bodies }),
    },
    {
      name: '100 documents × `missing` of the members of 10 bodies',
      body: body(`query ($b: [String!]) { documents(first: 100) { nodes { missing(membersOf: $b, asOf: "2000", certainty: EXCLUDED) { ${STANDING} } } } }`, { b: bodies.slice(0, 10) }),
    },
    {
      name: '18 documents by slug × `missing` of the members of 50 bodies',
      body: body(`query ($b: [String!]) { ${times(Math.min(18, documents.length), (i) => `d${i}: document(slug: "${documents[i]}") { missing(membersOf: $b, asOf: "2000", certainty: EXCLUDED) { ${STANDING} } }`)} }`, { b: bodies }),
    },
    {
      name: '20 states × `partyTo`, EXCLUDED, with their documents',
      body: body(`{ states(first: 20) { nodes { partyTo(asOf: "2000", certainty: EXCLUDED) { status because { rule } } } } }`),
    },
    {
      name: 'the most records by pages, all their plain fields',
      body: body(`{ organizations(first: 100) { nodes { id slug name members(first: 100) { nodes { id status from { edtf text } to { edtf text } citations(first: 4) { nodes { section paragraph sentence source { name slug } } } } } } } }`),
    },
    {
      name: 'a long answer by aliases: 100 documents × 28 lists of 17 acts',
      body: body(`{ documents(first: 100) { nodes { slug ${times(28, (i) => `a${i}: actions(first: 17) { nodes { id action date { edtf text earliest latest basis } party { ... on State { id slug name } } } }`)} } } }`),
    },
    { name: '20 × `__schema`, arguments of all fields', body: body(`{${times(20, (i) => `a${i}:__schema{types{fields{args{name}}}}`)}}`) },
  ];
}

/** Requests that make PostgreSQL look through long lists. */
export const EXPENSIVE_STATEMENTS = [
  body(`{ ${times(20, (i) => `a${i}: changes(filter: { not: { kind: [${['MEETING', 'FIGURE'][i % 2]}], since: ${i} } }) { totalCount }`)} }`),
  body(`{ ${times(4, (i) => `a${i}: changes(filter: { not: { kind: [${['MEETING', 'FIGURE'][i % 2]}], since: ${i} } }) { totalCount }`)} }`),
  body(`{ ${times(20, (i) => `a${i}: timeline(filter: { modality: [CANCELLED], and: [${KINDS.map((kind) => `{ not: { kind: [${kind}], date: { within: "17${i + 10}" } } }`).join(' ')}] }) { nodes { kind } }`)} }`),
  body(`{ ${times(4, (i) => `a${i}: documents(filter: { not: { kind: [${times(1000, () => 'PLAN')}] }, steps: [${times(1000, () => 'ADOPTION')}] }) { totalCount }`)} }`),
];
