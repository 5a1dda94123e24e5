import { createGraphiQLFetcher, type Fetcher } from '@graphiql/toolkit';
import { Kind, parse, type DocumentNode } from 'graphql';

const endpoint = new URL('/graphql', location.href);
const socket = new URL(endpoint);
socket.protocol = endpoint.protocol === 'https:' ? 'wss:' : 'ws:';

/** Queries and mutations by POST, subscriptions over `graphql-transport-ws`, both at `/graphql`. */
const send = createGraphiQLFetcher({
  url: endpoint.href,
  subscriptionUrl: socket.href,
  enableIncrementalDelivery: false,
});

/**
 * Sends a request under the name its document has.
 *
 * GraphiQL notices which operation a tab holds a moment after it shows the tab; run at once,
 * the new tab's query would go out under the name of the old one and be refused.
 */
export const fetcher: Fetcher = (params, options) => {
  const documentAST = read(params.query);
  const operations = documentAST?.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION) ?? [];
  const [only] = operations;
  if (operations.length !== 1 || only?.kind !== Kind.OPERATION_DEFINITION) return send(params, options);
  return send({ ...params, operationName: only.name?.value }, { ...options, documentAST });
};

/** What cannot be read is sent as it is: the server says best what is wrong with it. */
function read(query: string): DocumentNode | undefined {
  try {
    return parse(query);
  } catch {
    return undefined;
  }
}
