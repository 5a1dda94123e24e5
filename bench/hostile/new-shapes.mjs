// Requests whose SQL never came before.

const body = (query) => JSON.stringify({ query });
const FIELDS = ['id', 'slug', 'name', 'kind', 'modality', 'date { edtf }', 'place { name }', 'convener { name }', 'organs { name }', 'topics { name }'];
const CONDITIONS = ['kind: [SUMMIT]', 'modality: [OCCURRED]', 'topic: ["terrorism"]', 'not: { kind: [SUMMIT] }', 'date: { within: "2003" }', 'or: [{ kind: [SUMMIT] }, { modality: [PLANNED] }]'];

/** A list of meetings whose SQL no number below 32,768 has in common with another. */
export function shape(number) {
  const chosen = (items, bits) => items.filter((_, at) => (bits >> at) & 1).join(' ');
  const fields = `__typename ${chosen(FIELDS.slice(0, 6), number)} ${number & 64 ? 'remarks(first: 2) { nodes { id } }' : ''}`;
  const conditions = CONDITIONS.filter((_, at) => ((number >> 7) >> at) & 1).join(', ');
  return body(`{ meetings(${number & 8192 ? 'last' : 'first'}: 5, filter: { ${conditions} }) { ${number & 16384 ? 'totalCount' : ''} nodes { ${fields} } } }`);
}
