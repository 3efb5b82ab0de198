/** Serves the built pages: a fixed list of files read once at start, so that no path of a request ever reaches the file system. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join } from 'node:path';

interface StaticFile {
  readonly content: Buffer;
  readonly type: string;
  readonly etag: string;
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

  /** `folder` is what Vite built; a folder that is not there serves nothing. */
  constructor(folder: string) {
    if (existsSync(folder)) this.read(folder, '');
  }

  /** Answers when `path` is one of the files; says whether it was. */
  serve(path: string, request: IncomingMessage, response: ServerResponse): boolean {
    const file = this.files.get(path);
    if (!file) return false;
    response.setHeader('etag', file.etag);
    response.setHeader('cache-control', file.isImmutable ? 'public, max-age=31536000, immutable' : 'no-cache');
    if (request.headers['if-none-match'] === file.etag) {
      response.writeHead(304).end();
      return true;
    }
    response.setHeader('content-type', file.type);
    response.setHeader('content-length', file.content.length);
    response.writeHead(200).end(request.method === 'HEAD' ? undefined : file.content);
    return true;
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
      const content = readFileSync(join(folder, entry.name));
      const etag = `"${createHash('sha256').update(content).digest('base64url').slice(0, 16)}"`;
      const file: StaticFile = { content, type, etag, isImmutable: path.startsWith('/assets/') };
      this.files.set(path, file);
      if (path === '/index.html') this.files.set('/', file);
      else if (path.endsWith('.html')) this.files.set(path.slice(0, -'.html'.length), file);
    }
  }
}
