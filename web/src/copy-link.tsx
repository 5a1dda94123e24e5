import { useEffect, useState } from 'react';

import { pick, ToolbarButton, useGraphiQL } from '@graphiql/react';

import { makeLink } from './link';

/** What the button says after it was pressed; it offers a link again when the tab changes or a few seconds have passed. */
const SECONDS = 5;

/** The button that copies a link to what the open tab holds. */
export function CopyLink() {
  const { queryEditor, variableEditor, operationName, operations, activeTabIndex } = useGraphiQL(
    pick('queryEditor', 'variableEditor', 'operationName', 'operations', 'activeTabIndex'),
  );
  const [outcome, setOutcome] = useState<string>();

  useEffect(() => {
    const timer = setTimeout(() => setOutcome(undefined), SECONDS * 1_000);
    return () => clearTimeout(timer);
  }, [outcome]);
  useEffect(() => setOutcome(undefined), [activeTabIndex]);

  async function copy() {
    const link = makeLink({
      query: queryEditor?.getValue() ?? '',
      variables: variableEditor?.getValue().trim(),
      // A document with one operation needs no name.
      operationName: (operations?.length ?? 0) > 1 ? operationName : undefined,
    });
    setOutcome(link === undefined ? 'Too long for a link' : await give(link));
  }

  return (
    <ToolbarButton onClick={() => void copy()} label={outcome ?? 'Copy a link to this query'}>
      <LinkIcon />
    </ToolbarButton>
  );
}

/** Browsers let a page copy only over https or on the same machine, and may ask; the address bar is always there. */
async function give(link: string): Promise<string> {
  try {
    await navigator.clipboard.writeText(link);
    return 'Link copied';
  } catch {
    history.replaceState(null, '', link);
    return 'The link is in the address bar';
  }
}

/** Two links of a chain. */
function LinkIcon() {
  return (
    <svg
      className="graphiql-toolbar-icon"
      aria-hidden="true"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d="M10 14a4.5 4.5 0 0 0 6.4 0l3.3-3.3a4.5 4.5 0 0 0-6.4-6.4l-1.1 1.1" />
      <path d="M14 10a4.5 4.5 0 0 0-6.4 0l-3.3 3.3a4.5 4.5 0 0 0 6.4 6.4l1.1-1.1" />
    </svg>
  );
}
