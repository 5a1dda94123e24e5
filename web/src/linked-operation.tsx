import { useEffect } from 'react';

import { pick, useGraphiQL } from '@graphiql/react';
import { Kind, parse } from 'graphql';

/** Puts the cursor into the operation that a link names: GraphiQL runs the one in which the cursor is. */
export function LinkedOperation({ name }: { readonly name: string }) {
  const { queryEditor } = useGraphiQL(pick('queryEditor'));
  useEffect(() => {
    const model = queryEditor?.getModel();
    const start = model ? startOf(name, model.getValue()) : undefined;
    if (!queryEditor || !model || start === undefined) return;
    queryEditor.setPosition(model.getPositionAt(start));
    queryEditor.focus();
  }, [name, queryEditor]);
  return null;
}

function startOf(name: string, query: string): number | undefined {
  try {
    return parse(query).definitions.find((part) => part.kind === Kind.OPERATION_DEFINITION && part.name?.value === name)?.loc?.start;
  } catch {
    return undefined;
  }
}
