import { useEffect } from 'react';

import { pick, useGraphiQL, useGraphiQLActions, type GraphiQLPlugin } from '@graphiql/react';

import { examples } from './examples';

/** Where a panel takes the place of the editor, as `page.css` has it: what was chosen there would not be seen. */
const NARROW = '(max-width: 700px)';

/** The examples, for when their tabs have been closed or changed. */
export const EXAMPLES_PLUGIN: GraphiQLPlugin = {
  title: 'Examples',
  icon: ExamplesIcon,
  content: Examples,
};

function Examples() {
  const { addTab, changeTab, setVisiblePlugin } = useGraphiQLActions();
  const { activeTabIndex, queryEditor, tabs } = useGraphiQL(pick('activeTabIndex', 'queryEditor', 'tabs'));

  // A tab that is opened from here may lie beyond the edge of the strip.
  useEffect(() => {
    document.getElementById(`graphiql-session-tab-${activeTabIndex}`)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [activeTabIndex]);

  function open(query: string) {
    const existing = tabs.findIndex((tab) => tab.query === query);
    if (existing >= 0) {
      changeTab(existing);
    } else {
      addTab();
      queryEditor?.setValue(query);
    }
    if (matchMedia(NARROW).matches) setVisiblePlugin(null);
  }

  return (
    <section className="examples" aria-label="Examples">
      <div className="title">Examples</div>
      <ul>
        {examples.map(({ name, about, query }) => (
          <li key={name}>
            <button type="button" onClick={() => open(query)}>
              <strong>{name}</strong>
              <span>{about}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** A light bulb. */
function ExamplesIcon() {
  return (
    <svg viewBox="2 1 20 22" fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" strokeLinejoin="round">
      <path d="M9.5 19h5M10.5 22h3M12 2.5a6.5 6.5 0 0 0-3.8 11.8c.8.6 1.3 1.3 1.3 2.2h5c0-.9.5-1.6 1.3-2.2A6.5 6.5 0 0 0 12 2.5Z" />
    </svg>
  );
}
