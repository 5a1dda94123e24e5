import { defineConfig } from 'vite';

import { currentSanitizer } from './build/current-sanitizer.ts';
import { fontFiles } from './build/font-files.ts';

/** Where `npm run dev` finds the server; the built page always asks its own origin. */
const server = process.env.DEPOSITARY_URL ?? 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [currentSanitizer(), fontFiles()],
  build: {
    target: 'es2022',
    // Small files stay files: a `data:` address would need a wider Content-Security-Policy.
    assetsInlineLimit: 0,
    // Every browser this page is built for knows <link rel="modulepreload">.
    modulePreload: { polyfill: false },
    // Monaco is one large file by nature; it loads after the page has drawn itself.
    chunkSizeWarningLimit: 3_000,
    rolldownOptions: {
      onwarn(warning, warn) {
        // "use client" in the parts of GraphiQL is for servers that render React.
        if (warning.code !== 'MODULE_LEVEL_DIRECTIVE') warn(warning);
      },
    },
    // The licences of what is bundled travel with the bundle.
    license: { fileName: 'assets/licenses.md' },
  },
  worker: { format: 'es' },
  server: { proxy: { '/graphql': server } },
});
