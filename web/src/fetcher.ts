import type { FetcherParams, FetcherOpts } from '@graphiql/toolkit';
import { GraphQLError, Kind, parse, type ExecutionResult, type OperationDefinitionNode } from 'graphql';

import { note } from './timing';

const ENDPOINT = '/graphql';

/**
 * Sends a request to the server, by POST.
 *
 * **Invariant:** what goes wrong is said as an answer with one error in plain words. *Why:* GraphiQL shows what is
 * thrown with its stack, and an event of the browser as `{"isTrusted": true}`; neither tells a reader what to do.
 * *Enforced by:* everything that can fail is in `ask`, and `tests/web/trouble.test.mjs`.
 */
export async function fetcher(params: FetcherParams, options?: FetcherOpts): Promise<ExecutionResult> {
  const operations = read(params.query);
  const operationName = nameOf(operations, params.operationName);
  const chosen = operations.find(({ name }) => name?.value === operationName);
  if (chosen?.operation === 'subscription') {
    return failure(
      'This server has no subscriptions: it answers once and sends nothing afterwards. ' +
        'Ask for `revision { number }` in a query from time to time; a higher number says that something has changed.',
    );
  }
  return ask({ ...params, operationName }, options?.headers);
}

/** The operations of a document. One that cannot be read is sent as it is: the server says best what is wrong with it. */
function read(query: string): OperationDefinitionNode[] {
  try {
    return parse(query).definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  } catch {
    return [];
  }
}

/**
 * The name under which a request is sent: that of its only operation, if it has one alone.
 *
 * GraphiQL notices which operation a tab holds a moment after it shows the tab; run at once,
 * the new tab's query would go out under the name of the old one and be refused.
 */
function nameOf(operations: OperationDefinitionNode[], chosen: string | null | undefined): string | undefined {
  return operations.length === 1 ? operations[0]?.name?.value : (chosen ?? undefined);
}

async function ask(params: FetcherParams, headers: Record<string, string> | undefined): Promise<ExecutionResult> {
  const began = performance.now();
  let response: Response;
  try {
    response = await fetch(ENDPOINT, {
      method: 'POST',
      body: JSON.stringify(params),
      headers: {
        'content-type': 'application/json',
        accept: 'application/graphql-response+json, application/json;q=0.9',
        ...headers,
      },
    });
  } catch {
    return failure('The server cannot be reached. See whether this device is connected to the network, then run the query again.');
  }
  let text: string;
  try {
    text = await response.text();
  } catch {
    return failure('The answer broke off on its way. Run the query again.');
  }
  const answer = readAnswer(text);
  if (!answer) {
    return failure(
      `The answer is not from this server (status ${response.status}, ${describe(response, text)}). ` +
        'Something between here and the server has answered in its place, or has cut the answer off. Run the query again in a while.',
    );
  }
  // GraphiQL asks for the schema by itself; what that takes is not what the reader wants to know.
  if (params.operationName !== 'IntrospectionQuery') note({ response, text, milliseconds: performance.now() - began });
  return answer;
}

/** An answer of GraphQL; nothing where the text is none. */
function readAnswer(text: string): ExecutionResult | undefined {
  try {
    const answer: unknown = JSON.parse(text);
    const isAnswer = typeof answer === 'object' && answer !== null && ('data' in answer || 'errors' in answer);
    return isAnswer ? (answer as ExecutionResult) : undefined;
  } catch {
    return undefined;
  }
}

function describe(response: Response, text: string): string {
  if (text === '') return 'empty';
  return response.headers.get('content-type') ?? 'of no stated type';
}

function failure(message: string): ExecutionResult {
  return { errors: [new GraphQLError(message)] };
}
