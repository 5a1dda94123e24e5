// The first file that the page loads, and a small one: the page can be read meanwhile.

const place = document.getElementById('page');
const progress = document.getElementById('status');
if (!place || !progress) throw new Error('index.html has no element "page" or "status"');

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

// There is nothing else to import at once; this says that the file is a module.
export {};
