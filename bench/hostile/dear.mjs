// Requests that are dear by what they compute or let PostgreSQL compute, and requests of ever new shapes.

const list = (count, part) => Array.from({ length: count }, (_, index) => part(index)).join(' ');
const body = (query, variables) => JSON.stringify({ query, variables });
const KINDS = ['MEETING', 'EVENT', 'MILESTONE', 'MEMBERSHIP_BEGIN', 'MEMBERSHIP_END', 'TENURE_BEGIN', 'TENURE_END', 'RELATION', 'FIGURE', 'REMARK', 'PROVISION_BEGIN', 'PROVISION_END', 'NAME_BEGIN', 'NAME_END', 'TERM_END', 'TREATY_ACTION_EFFECT'];
const STANDING = 'status certainty isPresumed party { __typename }';

async function slugs(url, root, most) {
  const query = `{ ${root}(first: ${most}) { nodes { slug } } }`;
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: body(query) });
  return (await response.json()).data[root].nodes.map(({ slug }) => slug);
}

/** What an attacker found, and what is still allowed where that is refused; they name what the register has. */
export async function dearest(url) {
  const [states, bodies] = [await slugs(url, 'states', 100), await slugs(url, 'organizations', 50)];
  const among = [...states, ...bodies];
  const compare = (times, count) =>
    body(`query ($s: [String!]!) { ${list(times, (at) => `a${at}: compareStates(states: $s, asOf: "${1990 + at}", certainty: EXCLUDED) { documentsBindingSome { certainty } documentsSignedBySome { certainty } }`)} }`, { s: states.slice(0, count) });
  return [
    body(`query ($a: [String!]) { documents(first: 100) { nodes { ${list(14, (at) => `a${at}: partyStatuses(asOf: "2000", among: $a) { ${STANDING} }`)} } } }`, { a: among }),
    body(`query ($a: [String!]) { documents(first: 100) { nodes { partyStatuses(asOf: "2000", among: $a) { ${STANDING} } } } }`, { a: among }),
    compare(20, 20),
    compare(20, 2),
    body(`query ($b: [String!]) { documents(first: 100) { nodes { ${list(25, (at) => `a${at}: missing(membersOf: $b, asOf: "${1980 + at}") { status }`)} } } }`, { b: bodies }),
    body(`query ($b: [String!]) { documents(first: 100) { nodes { missing(membersOf: $b, asOf: "2000", certainty: EXCLUDED) { ${STANDING} } } } }`, { b: bodies.slice(0, 10) }),
    body(`{ ${list(20, (at) => `a${at}: changes(filter: { not: { kind: [${['MEETING', 'FIGURE'][at % 2]}], since: ${at} } }) { totalCount }`)} }`),
    body(`{ ${list(4, (at) => `a${at}: changes(filter: { not: { kind: [${['MEETING', 'FIGURE'][at % 2]}], since: ${at} } }) { totalCount }`)} }`),
    body(`{ ${list(20, (at) => `a${at}: timeline(filter: { modality: [CANCELLED], and: [${KINDS.map((kind) => `{ not: { kind: [${kind}], date: { within: "17${at + 10}" } } }`).join(' ')}] }) { nodes { kind } }`)} }`),
    body(`{ ${list(4, (at) => `a${at}: documents(filter: { not: { kind: [${list(1000, () => 'PLAN')}] }, steps: [${list(1000, () => 'ADOPTION')}] }) { totalCount }`)} }`),
  ];
}

const FIELDS = ['id', 'slug', 'name', 'kind', 'modality', 'date { edtf }', 'place { name }', 'convener { name }', 'organs { name }', 'topics { name }'];
const CONDITIONS = ['kind: [SUMMIT]', 'modality: [OCCURRED]', 'topic: ["terrorism"]', 'not: { kind: [SUMMIT] }', 'date: { within: "2003" }', 'or: [{ kind: [SUMMIT] }, { modality: [PLANNED] }]'];

/** A list of meetings whose SQL no number below 32,768 has in common with another. */
export function shape(number) {
  const chosen = (items, bits) => items.filter((_, at) => (bits >> at) & 1).join(' ');
  const fields = `__typename ${chosen(FIELDS.slice(0, 6), number)} ${number & 64 ? 'remarks(first: 2) { nodes { id } }' : ''}`;
  const conditions = CONDITIONS.filter((_, at) => ((number >> 7) >> at) & 1).join(', ');
  return body(`{ meetings(${number & 8192 ? 'last' : 'first'}: 5, filter: { ${conditions} }) { ${number & 16384 ? 'totalCount' : ''} nodes { ${fields} } } }`);
}
