/** What the editors are dressed in, by the page's own light or dark. */
export const EDITOR_THEME = { light: 'depositary-light', dark: 'depositary-dark' } as const;

/** Lets the page's background through. */
const CLEAR = '#ffffff00';

/** Loads Monaco, GraphiQL's editor, and gives it the two themes. */
export async function prepareEditor() {
  const { editor } = await import('monaco-graphql/esm/monaco-editor.js');
  editor.defineTheme(EDITOR_THEME.light, {
    base: 'vs',
    inherit: true,
    rules: [
      { token: 'comment.gql', foreground: '5b6b7f' },
      { token: 'argument.identifier.gql', foreground: '5a4bb0' },
    ],
    colors: { 'editor.background': CLEAR, 'scrollbar.shadow': CLEAR },
  });
  editor.defineTheme(EDITOR_THEME.dark, {
    base: 'vs-dark',
    inherit: true,
    rules: [
      { token: 'comment.gql', foreground: '94a3b8' },
      { token: 'argument.identifier.gql', foreground: 'b3a7ff' },
    ],
    colors: {
      'editor.background': CLEAR,
      'scrollbar.shadow': CLEAR,
      'editorWidget.background': '#212a3b',
      'editorHoverWidget.background': '#212a3b',
      'editorSuggestWidget.background': '#212a3b',
      'menu.background': '#212a3b',
      'quickInput.background': '#212a3b',
    },
  });
}
