/** An nginx of its own for a test file, from the PATH: a proxy with a cache before the server, as operators put one there. */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { findNginx } from '../../scripts/prerequisites.mjs';

export const nginxPath: string | undefined = findNginx();

export interface TestNginx {
  readonly url: string;
  /** What it complained of. */
  readonly lines: readonly string[];
  close(): Promise<void>;
}

/** `locations` are written into the only server; the cache is called `answers`. */
export async function startNginx(locations: string): Promise<TestNginx> {
  if (!nginxPath) throw new Error('No nginx on this machine. Debian: apt-get install nginx-light.');
  const folder = mkdtempSync(join(tmpdir(), 'wayleave-nginx-'));
  const port = await freePort();
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => {
    mkdirSync(join(folder, name));
    return `${name}_temp_path ${join(folder, name)};`;
  });
  const configuration = join(folder, 'nginx.conf');
  writeFileSync(
    configuration,
    `daemon off;
${process.getuid?.() === 0 ? 'user root;' : ''}
worker_processes 1;
pid ${join(folder, 'nginx.pid')};
error_log stderr warn;
events { worker_connections 64; }
http {
  access_log off;
  ${temporary.join('\n  ')}
  proxy_cache_path ${join(folder, 'cache')} keys_zone=answers:1m;
  server {
    listen 127.0.0.1:${port};
    add_header x-cache $upstream_cache_status always;
    ${locations}
  }
}
`,
  );
  const server = spawn(nginxPath, ['-c', configuration, '-p', folder, '-e', 'stderr'], { stdio: ['ignore', 'ignore', 'pipe'] });
  const lines: string[] = [];
  server.stderr.on('data', (text) => void lines.push(String(text)));
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  const url = `http://127.0.0.1:${port}`;
  let isUp = false;
  for (let attempt = 0; attempt < 100 && !isUp; attempt += 1) {
    isUp = await fetch(`${url}/none`).then(
      () => true,
      () => false,
    );
    if (!isUp) await wait(50);
  }
  const close = async (): Promise<void> => {
    server.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  if (!isUp) {
    await close();
    throw new Error(`nginx does not answer: ${lines.join('')}`);
  }
  return { url, lines, close };
}

function freePort(): Promise<number> {
  return new Promise((found) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => found(port));
    });
  });
}
