import conflicts from './conflicts.graphql?raw';
import membersOnADay from './members-on-a-day.graphql?raw';
import officesOnADay from './offices-on-a-day.graphql?raw';
import organsToDocuments from './organs-to-documents.graphql?raw';
import searchTheRegister from './search-the-register.graphql?raw';
import timelineOfAMonth from './timeline-of-a-month.graphql?raw';
import treatyStatus from './treaty-status.graphql?raw';
import whatIsPlanned from './what-is-planned.graphql?raw';

/** A query worth starting from. */
export interface Example {
  /** The operation's name in words: "Members on a day". */
  readonly name: string;
  /** The comment that the file opens with, up to its first empty line. */
  readonly about: string;
  readonly query: string;
}

/** The tabs of a first visit, in this order. */
export const examples: readonly Example[] = [
  membersOnADay,
  searchTheRegister,
  whatIsPlanned,
  timelineOfAMonth,
  treatyStatus,
  conflicts,
  officesOnADay,
  organsToDocuments,
].map(read);

function read(query: string): Example {
  const operation = /^query (\w+)/m.exec(query)?.[1] ?? 'Query';
  const [first = '', ...rest] = operation.split(/(?<=[a-z])(?=[A-Z0-9])|(?<=[A-Z])(?=[A-Z])/);
  const lines = query.split('\n');
  const end = lines.findIndex((line) => !line.startsWith('# '));
  return {
    name: [first, ...rest.map((word) => word.toLowerCase())].join(' '),
    about: lines.slice(0, end).map((line) => line.slice(2)).join(' '),
    query,
  };
}
