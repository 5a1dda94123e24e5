import { createGraphiQLFetcher } from '@graphiql/toolkit';

const endpoint = new URL('/graphql', location.href);
const socket = new URL(endpoint);
socket.protocol = endpoint.protocol === 'https:' ? 'wss:' : 'ws:';

/** Queries and mutations by POST, subscriptions over `graphql-transport-ws`, both at `/graphql`. */
export const fetcher = createGraphiQLFetcher({
  url: endpoint.href,
  subscriptionUrl: socket.href,
  enableIncrementalDelivery: false,
});
