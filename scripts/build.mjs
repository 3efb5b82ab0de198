/**
 * Builds what runs: the Prisma client, the server (dist/) and the pages (dist/web). Does nothing when nothing has changed since the last time.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const stamp = 'dist/.built';

/** Changes with any file that the build reads. */
function fingerprint() {
  const hash = createHash('sha256');
  const visit = (path) => {
    if (!existsSync(path)) return;
    if (statSync(path).isFile()) return void hash.update(path).update(readFileSync(path));
    for (const entry of readdirSync(path).sort()) if (entry !== 'generated') visit(`${path}/${entry}`);
  };
  for (const path of ['package-lock.json', 'tsconfig.json', 'tsconfig.build.json', 'prisma/schema.prisma', 'prisma/models', 'src'])
    visit(path);
  return hash.digest('hex');
}

function run(what, script, args, environment = {}) {
  process.stderr.write(`Building ${what} …\n`);
  execFileSync(process.execPath, [script, ...args], { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, ...environment } });
}

const now = fingerprint();
if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== now) {
  rmSync('dist', { recursive: true, force: true });
  run('the server', 'node_modules/typescript/bin/tsc', ['-p', 'tsconfig.build.json']);
  if (existsSync('src/web/vite.config.ts'))
    run('the pages', 'node_modules/vite/bin/vite.js', ['build', '--config', 'src/web/vite.config.ts', '--logLevel', 'error']);
  mkdirSync('dist', { recursive: true });
  writeFileSync(stamp, now);
}
