import { createHash } from 'node:crypto';

import type { Plugin } from 'vite';

const EMBEDDED_FONT = /url\(["']?data:font\/(\w+);(?:charset=[\w-]+;)?base64,([^)"']+)["']?\)/g;

/**
 * Moves the fonts that GraphiQL's stylesheets carry as `data:` addresses into files of their own.
 *
 * The browser then fetches only the alphabets it needs, and the Content-Security-Policy
 * can say `font-src 'self'`.
 */
export function fontFiles(): Plugin {
  return {
    name: 'font-files',
    apply: 'build',
    enforce: 'post',
    generateBundle(_options, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type !== 'asset' || !file.fileName.endsWith('.css')) continue;
        file.source = file.source.toString().replace(EMBEDDED_FONT, (_match, kind: string, body: string) => {
          const source = Buffer.from(body, 'base64');
          const name = `font-${createHash('sha256').update(source).digest('hex').slice(0, 8)}.${kind}`;
          this.emitFile({ type: 'asset', fileName: `assets/${name}`, source });
          return `url(./${name})`;
        });
      }
    },
  };
}
