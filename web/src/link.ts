/** What the address of the page says to open. */
export interface Linked {
  readonly query: string;
  /** As typed: JSON, or what somebody took for it. */
  readonly variables?: string;
  readonly operationName?: string;
}

/** The server takes 16,384 bytes of URL and headers together, and browsers send some kilobytes of headers. */
const LONGEST = 8_000;

/** Reads `/?query=&variables=&operationName=`, the parameters of a GET request of GraphQL; nothing where there is no query. */
export function readLink(search: string): Linked | undefined {
  const parameters = new URLSearchParams(search);
  const query = parameters.get('query');
  if (!query) return undefined;
  return {
    query,
    variables: parameters.get('variables') ?? undefined,
    operationName: parameters.get('operationName') ?? undefined,
  };
}

/** The address that opens a query; nothing where it would be longer than the server takes. */
export function makeLink({ query, variables, operationName }: Linked): string | undefined {
  const link = new URL('/', location.href);
  link.searchParams.set('query', query);
  if (variables) link.searchParams.set('variables', variables);
  if (operationName) link.searchParams.set('operationName', operationName);
  return link.href.length > LONGEST ? undefined : link.href;
}
