import { HISTORY_PLUGIN } from '@graphiql/plugin-history';
import { GraphiQL } from 'graphiql';

import { CopyLink } from './copy-link';
import { examples } from './examples';
import { EXAMPLES_PLUGIN } from './examples-panel';
import { fetcher } from './fetcher';
import { readLink } from './link';
import { LinkedOperation } from './linked-operation';
import { storage } from './storage';
import { EDITOR_THEME } from './theme';
import { useTiming } from './timing';

const LINKED = readLink(location.search);
/** The tabs of a first visit. A link opens in a tab of its own, in front of the examples. */
const TABS: { query: string; variables?: string }[] = examples.map(({ query }) => ({ query }));
if (LINKED) TABS.unshift({ query: LINKED.query, variables: LINKED.variables });
const PLUGINS = [EXAMPLES_PLUGIN, HISTORY_PLUGIN];

export function Page() {
  const timing = useTiming();
  return (
    <GraphiQL
      fetcher={fetcher}
      defaultTabs={TABS}
      initialQuery={LINKED?.query}
      initialVariables={LINKED?.variables}
      plugins={PLUGINS}
      storage={storage}
      editorTheme={EDITOR_THEME}
      schemaDescription
      inputValueDeprecation
    >
      <GraphiQL.Logo>
        <span className="logo">depositary</span>
      </GraphiQL.Logo>
      <GraphiQL.Toolbar>
        {({ prettify, merge, copy }) => (
          <>
            {prettify}
            {merge}
            {copy}
            <CopyLink />
          </>
        )}
      </GraphiQL.Toolbar>
      {timing && (
        <GraphiQL.Footer>
          <p className="timing">{timing}</p>
        </GraphiQL.Footer>
      )}
      {LINKED?.operationName && <LinkedOperation name={LINKED.operationName} />}
    </GraphiQL>
  );
}
