/**
 * Builds the two pages that people see, the console and GraphiQL, into dist/web.
 *
 * Everything is served by ourselves: no CDN, no inlined scripts, no data: scripts. The content security policy of the server allows
 * scripts and workers of our own origin only, so nothing may be inlined into the HTML.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const output = here('../../dist/web');

/**
 * Lays a compressed twin beside each text file, `monaco.js.br` beside `monaco.js`, for browsers that accept it: 1.4 MB over the wire
 * instead of 6. Compressed once here, at a quality that no server could afford for each request.
 */
function compress(): Plugin {
  return {
    name: 'compress-text-files',
    apply: 'build',
    closeBundle() {
      for (const entry of readdirSync(output, { recursive: true, encoding: 'utf8' })) {
        if (!/\.(js|css|svg|html|ttf)$/.test(entry)) continue;
        const content = readFileSync(`${output}/${entry}`);
        const params = { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: content.length };
        writeFileSync(`${output}/${entry}.br`, brotliCompressSync(content, { params }));
      }
    },
  };
}

export default defineConfig({
  root: here('.'),
  plugins: [compress()],
  base: '/',
  publicDir: false,
  logLevel: 'warn',
  worker: { format: 'es' },
  build: {
    outDir: output,
    // The folder lies outside of the root; hashed files of earlier builds must not pile up in it.
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    sourcemap: false,
    // The preload helper would be an inline script in older browsers; those that read ES2022 preload by themselves.
    modulePreload: { polyfill: false },
    // Monaco is one file of three megabytes and is loaded only by GraphiQL, after the page shows.
    chunkSizeWarningLimit: 5000,
    rolldownOptions: {
      input: [here('index.html'), here('graphiql.html')],
      // Every file of some React libraries says `use client`, which means something to servers that render React, and nothing here.
      onLog: (level, log, report) => (log.code === 'MODULE_LEVEL_DIRECTIVE' ? undefined : report(level, log)),
    },
  },
});
