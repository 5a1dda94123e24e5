// The first file that the page loads, and a small one: the page can be read meanwhile.

import { prepareIntro } from './intro';

const intro = document.querySelector<HTMLElement>('.intro');
const hide = intro?.querySelector('button');
const place = document.getElementById('page');
const progress = document.getElementById('status');
if (!intro || !hide || !place || !progress) throw new Error('index.html lacks a part that main.ts looks for');

prepareIntro(intro, hide);

try {
  // Monaco is the heaviest part, so it comes beside the rest and not after it.
  const [{ draw }] = await Promise.all([import('./draw'), import('monaco-graphql/esm/monaco-editor.js')]);
  await draw(place);
} catch {
  progress.textContent =
    'The editor could not be loaded: the network broke off, or the server has been updated since this page was opened. ' +
    'The server also answers without it: send queries to /graphql by POST or GET.';
  const again = document.createElement('button');
  again.textContent = 'Try again';
  again.addEventListener('click', () => location.reload());
  progress.after(again);
}
