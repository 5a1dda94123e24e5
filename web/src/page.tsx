import { HISTORY_PLUGIN } from '@graphiql/plugin-history';
import { GraphiQL } from 'graphiql';

import { examples } from './examples';
import { EXAMPLES_PLUGIN } from './examples-panel';
import { fetcher } from './fetcher';
import { storage } from './storage';
import { EDITOR_THEME } from './theme';

const TABS = examples.map(({ query }) => ({ query }));
const PLUGINS = [EXAMPLES_PLUGIN, HISTORY_PLUGIN];

export function Page() {
  return (
    <GraphiQL
      fetcher={fetcher}
      defaultTabs={TABS}
      plugins={PLUGINS}
      storage={storage}
      editorTheme={EDITOR_THEME}
      schemaDescription
      inputValueDeprecation
    >
      <GraphiQL.Logo>
        <span className="logo">depositary</span>
      </GraphiQL.Logo>
    </GraphiQL>
  );
}
