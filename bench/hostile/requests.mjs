// What a stranger may send. `code` is how the server has to answer; without it, with data.
import { getIntrospectionQuery } from './introspection.mjs';

const times = (count, part) => Array.from({ length: count }, (_, index) => part(index)).join('');
const body = (query, variables) => JSON.stringify({ query, variables });

/** Fragments each of which opens the next one twice. */
const doubling = (count) =>
  body(`{...f0}${times(count, (i) => ` fragment f${i} on Query{...f${i + 1} ...f${i + 1}}`)} fragment f${count} on Query{__typename}`);

const TYPES = ['State', 'Organization', 'Organ', 'Meeting', 'Document', 'Person', 'Office', 'Event', 'Place', 'Topic'];
const related = (inner) => `relations(first:1){nodes{subject{${inner}}}}`;

/** One fragment a level, opened by each of eight types at the level above: 8^10 fields from ten lines. */
const eightfold = (depth) =>
  body(
    `{record(slug:"cis"){...f0}}${times(depth, (i) => ` fragment f${i} on RegisterRecord{${times(8, (k) => `...on ${TYPES[k]}{${related(`...f${i + 1}`)}}`)}}`)} fragment f${depth} on RegisterRecord{id}`,
  );

/** At each level every type has a branch of its own down to the bottom: few characters, many pairs to merge. */
function merging(width, depth) {
  const chain = (left) => (left > 0 ? related(chain(left - 1)) : 'id');
  const level = (left) => {
    const here = TYPES.slice(0, width).map((type) => `...on ${type}{${chain(left)}}`).join('');
    return left > 1 ? `${here}${related(level(left - 1))}` : here;
  };
  return body(`{record(slug:"cis"){${level(depth)}}}`);
}

/** Levels within each other below a field of the root. */
const nested = (root, open, core, close, levels) => `{${root}{${open.repeat(levels)}${core}${close.repeat(levels)}}}`;

export const LIGHT = body('{organizations(first:10){nodes{id slug name}}}');

const NESTED = body(`{
  organizations(first: 10) { nodes { id name
    members(first: 100) { nodes { id status state { id iso3 name } } }
    meetings(first: 10) { nodes { id name date { edtf }
      documents(first: 5) { nodes { id name
        actions(first: 50, filter: { action: [SIGNATURE] }) { nodes { id date { edtf } state { id iso3 name } } } } } } } } }
}`);

export const REQUESTS = [
  { name: 'light query: 10 organizations', control: true, body: LIGHT },
  { name: 'nested query: members, meetings, documents, signatories', control: true, body: NESTED },
  { name: 'full introspection, as GraphiQL asks', control: true, body: body(getIntrospectionQuery()) },
  { name: '30 fragments, each opening the next twice (2^30 fields)', body: doubling(30), code: 'TOO_MANY_SELECTIONS' },
  { name: '1,000 such fragments', body: doubling(1000), code: 'DOCUMENT_TOO_LARGE' },
  { name: 'fragments in a circle', body: body('{...a} fragment a on Query{...b} fragment b on Query{...a}'), code: 'GRAPHQL_VALIDATION_FAILED' },
  { name: '10,000 levels of selections', body: body('{a'.repeat(10_000) + '}'.repeat(10_000)), code: 'DOCUMENT_TOO_LARGE' },
  { name: '5,000 lists within each other', body: body(`{nodes(ids:${'['.repeat(5000)}1${']'.repeat(5000)}){id}}`), code: 'DOCUMENT_TOO_DEEP' },
  { name: '1,000 aliases', body: body(`{${times(1000, (i) => `a${i}:__typename `)}}`), code: 'TOO_MANY_ALIASES' },
  { name: '4,900 times the same field', body: body(`{record(slug:"cis"){${'id '.repeat(4900)}}}`) },
  { name: '2,000 operations', body: body(times(2000, (i) => `query A${i}{__typename} `)), code: 'TOO_MANY_OPERATIONS' },
  { name: '2,000 directives', body: body(`{__typename ${'@include(if:true)'.repeat(2000)}}`), code: 'TOO_MANY_DIRECTIVES' },
  { name: '10 fragments, each opened by 8 types (2^30 fields)', body: eightfold(10), code: 'TOO_MANY_SELECTIONS' },
  { name: '10 types at 4 levels, all merging', body: merging(10, 4), code: 'TOO_MANY_SELECTIONS' },
  { name: 'interface within interface, 20,000 fields', body: body(`{record(slug:"cis"){${'relations{nodes{subject{'.repeat(4)}id slug name${'}}}'.repeat(4)}}}`), code: 'TOO_MANY_SELECTIONS' },
  { name: 'pages that multiply to a million records', body: body('{organizations(first:100){nodes{members(first:100){nodes{citations(first:100){nodes{section}}}}}}}'), code: 'TOO_MANY_NODES' },
  { name: 'the most records that may be asked for', body: body('{organizations(first:100){nodes{members(first:100){nodes{citations(first:4){nodes{section}}}}}}}') },
  { name: 'lists without pages, four levels', body: body(nested('state(slug:"russia")', 'partyTo(asOf:"2003",certainty:EXCLUDED){document{parties(asOf:"2003",certainty:EXCLUDED){party{...on State{', 'slug', '}}}}}', 2)), code: 'TOO_MANY_NODES' },
  { name: '2,400 fragments at three levels of interfaces', body: body(`${nested('record(slug:"cis")', 'relations(first:1){nodes{subject{', '...F '.repeat(2400), '}}}', 3)} fragment F on State{id}`), code: 'TOO_MANY_SELECTIONS' },
  { name: 'a list of 100 under an alias of 900 kB', body: body(`{changes(first:100){nodes{${'a'.repeat(900_000)}:__typename}}}`), code: 'DOCUMENT_TOO_LARGE' },
  { name: 'a search for 10,000 words joined by hyphens', body: body(`{search(query:"${'terror-'.repeat(10_000)}"){totalCount}}`), code: 'BAD_USER_INPUT' },
  { name: 'a filter by 199 topics', body: body('query($f:TimelineFilter){timeline(filter:$f){totalCount}}', { f: { or: Array(199).fill({ topic: ['terrorism'] }) } }), code: 'BAD_USER_INPUT' },
  { name: 'the most expensive filter that is taken, by 18 topics', body: body('query($f:TimelineFilter){timeline(filter:$f){totalCount}}', { f: { or: Array(18).fill({ topic: ['terrorism'] }) } }) },
  { name: '20 × __schema, arguments of all fields', body: body(`{${times(20, (i) => `a${i}:__schema{types{fields{args{name}}}}`)}}`) },
  { name: '20 × __schema, everything', body: body(`{${times(20, (i) => `a${i}:__schema{types{name description fields{name description args{name description type{name}} type{name kind}}}}`)}}`), code: 'INTROSPECTION_TOO_LARGE' },
  { name: '__schema, types of fields of types of fields', body: body('{__schema{types{fields{type{fields{type{fields{name}}}}}}}}'), code: 'INTROSPECTION_TOO_LARGE' },
  { name: '1 MB of JSON variables: a list of 450,000 numbers', body: `{"query":"query($f:[ID!]!){nodes(ids:$f){id}}","variables":{"f":[${'1,'.repeat(450_000)}1]}}`, code: 'ARGUMENTS_TOO_LARGE' },
  { name: '1 MB of JSON variables: 80,000 objects, used 20 times', body: body(`query($f:[MeetingFilter!]){${times(20, (i) => `a${i}:meetings(filter:{or:$f}){totalCount}`)}}`, { f: Array(80_000).fill({ date: {} }) }), code: 'ARGUMENTS_TOO_LARGE' },
  { name: '1 MB of JSON variables that no query uses', body: body('{__typename}', Object.fromEntries(Array.from({ length: 90_000 }, (_, i) => [`a${i}`, 1]))), code: 'ARGUMENTS_TOO_LARGE' },
  { name: '1 MB of JSON brackets', body: `{"query":"{__typename}","variables":{"f":${'['.repeat(500_000)}${']'.repeat(500_000)}}}`, code: 'BAD_REQUEST' },
  { name: '1 MB of one text in an argument', body: body(`{record(slug:"${'a'.repeat(1_000_000)}"){id}}`) },
  { name: '1 MB of blanks', body: body(`${' '.repeat(1_000_000)}{__typename}`) },
  { name: '1 MB of commas', body: body(`${','.repeat(1_000_000)}{__typename}`), code: 'DOCUMENT_TOO_LARGE' },
  { name: '600 kB of no GraphQL at all', body: body('?! '.repeat(200_000)), code: 'DOCUMENT_TOO_LARGE' },
  { name: 'a batch of 1,000', body: `[${`${body('{__typename}')},`.repeat(999)}${body('{__typename}')}]`, code: 'BAD_REQUEST' },
  { name: 'a body of 10 MB', body: ' '.repeat(10 << 20), code: 'PAYLOAD_TOO_LARGE' },
];
