import meetingsIn2003 from './meetings-in-2003.graphql?raw';
import membersToDocuments from './members-to-documents.graphql?raw';
import peopleInOffice from './people-in-office.graphql?raw';
import revision from './revision.graphql?raw';
import sourcesOfFacts from './sources-of-facts.graphql?raw';
import stateMemberships from './state-memberships.graphql?raw';
import treatyLife from './treaty-life.graphql?raw';

/** A query worth starting from. */
export interface Example {
  /** The operation's name in words: "Members to documents". */
  readonly name: string;
  /** The comment that the file opens with, up to its first empty line. */
  readonly about: string;
  readonly query: string;
}

/** The tabs of a first visit, in this order. */
export const examples: readonly Example[] = [
  membersToDocuments,
  treatyLife,
  stateMemberships,
  meetingsIn2003,
  sourcesOfFacts,
  peopleInOffice,
  revision,
].map(read);

function read(query: string): Example {
  const operation = /^query (\w+)/m.exec(query)?.[1] ?? 'Query';
  const [first = '', ...rest] = operation.split(/(?<=[a-z])(?=[A-Z0-9])/);
  const lines = query.split('\n');
  const end = lines.findIndex((line) => !line.startsWith('# '));
  return {
    name: [first, ...rest.map((word) => word.toLowerCase())].join(' '),
    about: lines.slice(0, end).map((line) => line.slice(2)).join(' '),
    query,
  };
}
