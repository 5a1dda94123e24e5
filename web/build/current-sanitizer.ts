import type { Plugin } from 'vite';

/** Monaco's own copy of DOMPurify, which is as old as the Monaco that GraphiQL asks for. */
const COPY = /\/monaco-editor\/esm\/.*\/dompurify\/dompurify\.js$/;

/** What Monaco imports of it, by name. */
const CURRENT = `
import purify from 'dompurify';
export default purify;
export const { sanitize, addHook, removeHook, isSupported } = purify;
`;

/**
 * Gives Monaco the DOMPurify of `package.json`, where an audit sees its version, in place of its copy.
 *
 * **Invariant:** the bundle has one DOMPurify, that of `package.json`. *Why:* nobody updates a copy inside a package, and
 * no audit looks at it. *Enforced by:* this plugin, which fails the build when it replaced nothing; the bundler fails it
 * when Monaco imports another name.
 */
export function currentSanitizer(): Plugin {
  let hasReplaced = false;
  return {
    name: 'current-sanitizer',
    apply: 'build',
    enforce: 'pre',
    load(id) {
      if (!COPY.test(id)) return null;
      hasReplaced = true;
      return CURRENT;
    },
    buildEnd(error) {
      if (!error && !hasReplaced) this.error('Monaco has no copy of DOMPurify where it was: see build/current-sanitizer.ts.');
    },
  };
}
