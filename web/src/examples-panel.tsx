import { useGraphiQL, useGraphiQLActions, type GraphiQLPlugin } from '@graphiql/react';

import { examples, type Example } from './examples';

/** A panel beside the documentation that opens an example in a new tab. */
export const EXAMPLES_PLUGIN: GraphiQLPlugin = {
  title: 'Examples',
  icon: ExamplesIcon,
  content: Examples,
};

function Examples() {
  const { addTab } = useGraphiQLActions();
  const editor = useGraphiQL((state) => state.queryEditor);

  function open({ query }: Example) {
    addTab();
    editor?.setValue(query);
  }

  return (
    <section className="examples" aria-label="Examples">
      <div className="title">Examples</div>
      <ul>
        {examples.map((example) => (
          <li key={example.name}>
            <button type="button" onClick={() => open(example)}>
              <strong>{example.name}</strong>
              <span>{example.about}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function ExamplesIcon() {
  return (
    <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" strokeLinejoin="round">
      <path d="M9 5H5v4M15 5h4v4M9 19H5v-4M15 19h4v-4M10 9.5l4.500 2.500-4.500 2.500z" />
    </svg>
  );
}
