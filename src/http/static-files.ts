/** Serves the built pages: a fixed list of files read once at start, so that no path of a request ever reaches the file system. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import { type Representations, represent, sendRepresentation } from './representations.ts';

interface StaticFile {
  readonly representations: Representations;
  /** The name carries a hash of the content, so it may be kept for good. */
  readonly isImmutable: boolean;
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.ttf': 'font/ttf',
};

export class StaticFiles {
  private readonly files = new Map<string, StaticFile>();

  /** `folder` is what Vite built, with a brotli twin `x.js.br` beside each `x.js` worth one; a folder that is not there serves nothing. */
  constructor(folder: string) {
    if (existsSync(folder)) this.read(folder, '');
  }

  /** Answers with the file at this path, if there is one. */
  serve(path: string, request: IncomingMessage, response: ServerResponse): void {
    const file = this.files.get(path);
    if (!file) return;
    response.setHeader('cache-control', file.isImmutable ? 'public, max-age=31536000, immutable' : 'no-cache');
    sendRepresentation(request, response, file.representations);
  }

  has(path: string): boolean {
    return this.files.has(path);
  }

  private read(folder: string, prefix: string): void {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = `${prefix}/${entry.name}`;
      if (entry.isDirectory()) {
        this.read(join(folder, entry.name), path);
        continue;
      }
      const type = types[extname(entry.name)];
      if (!type) continue;
      const onDisk = join(folder, entry.name);
      const twin = existsSync(`${onDisk}.br`) ? new Map([['br' as const, readFileSync(`${onDisk}.br`)]]) : undefined;
      const file: StaticFile = { representations: represent(type, readFileSync(onDisk), twin), isImmutable: path.startsWith('/assets/') };
      this.files.set(path, file);
      if (path === '/index.html') this.files.set('/', file);
      else if (path.endsWith('.html')) this.files.set(path.slice(0, -'.html'.length), file);
    }
  }
}
