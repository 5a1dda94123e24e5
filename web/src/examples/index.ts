import lifeOfATreaty from './life-of-a-treaty.graphql?raw';
import meetingsOfAYear from './meetings-of-a-year.graphql?raw';
import membersToDocuments from './members-to-documents.graphql?raw';
import membershipsOfAState from './memberships-of-a-state.graphql?raw';
import peopleInOffice from './people-in-office.graphql?raw';
import revision from './revision.graphql?raw';
import sourcesOfAFact from './sources-of-a-fact.graphql?raw';

/** A query worth starting from. */
export interface Example {
  /** The operation's name in words, as `MembersToDocuments` is "Members to documents". */
  readonly name: string;
  /** The comment the file opens with, up to its first empty line. */
  readonly about: string;
  readonly query: string;
}

/** The tabs of a first visit, in order. */
export const examples: readonly Example[] = [
  membersToDocuments,
  lifeOfATreaty,
  membershipsOfAState,
  meetingsOfAYear,
  sourcesOfAFact,
  peopleInOffice,
  revision,
].map(read);

function read(query: string): Example {
  const operation = /^query (\w+)/m.exec(query)?.[1] ?? 'Query';
  const words = operation.replace(/(?<=[a-z])(?=[A-Z])|(?<=A)(?=[A-Z])/g, ' ').toLowerCase();
  const lines = query.split('\n');
  const end = lines.findIndex((line) => !/^# ?\S/.test(line));
  return {
    name: words.charAt(0).toUpperCase() + words.slice(1),
    about: lines.slice(0, end).map((line) => line.slice(1).trim()).join(' '),
    query,
  };
}
