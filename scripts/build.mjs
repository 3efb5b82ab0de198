/**
 * Builds what runs: the server (dist/) and the pages (dist/web), side by side. Does nothing when nothing has changed since the last time.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const stamp = `${root}dist/.built`;
const sources = ['package-lock.json', 'tsconfig.json', 'tsconfig.build.json', 'scripts/build.mjs', 'src'];

/** Changes with any file that the build reads. */
function fingerprint() {
  const hash = createHash('sha256');
  const visit = (path) => {
    if (!existsSync(path)) return;
    if (statSync(path).isFile()) return void hash.update(path.slice(root.length)).update(readFileSync(path));
    for (const entry of readdirSync(path).sort()) visit(`${path}/${entry}`);
  };
  for (const source of sources) visit(root + source);
  return hash.digest('hex');
}

/** Runs a tool of node_modules to its end; its words are shown only when it fails. */
function run(what, script, ...parameters) {
  return new Promise((resolve, reject) => {
    const tool = spawn(process.execPath, [`node_modules/${script}`, ...parameters], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let words = '';
    for (const stream of [tool.stdout, tool.stderr]) stream.on('data', (chunk) => (words += chunk));
    tool.once('error', reject);
    tool.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`${what} could not be built:\n${words.trim()}`))));
  });
}

const buildServer = () => run('The server', 'typescript/bin/tsc', '-p', 'tsconfig.build.json');
const buildPages = () =>
  existsSync(`${root}src/web/vite.config.ts`)
    ? run('The pages', 'vite/bin/vite.js', 'build', '--config', 'src/web/vite.config.ts', '--logLevel', 'error')
    : undefined;

const now = fingerprint();
if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== now) {
  process.stderr.write('Building …\n');
  rmSync(`${root}dist`, { recursive: true, force: true });
  try {
    await Promise.all([buildServer(), buildPages()]);
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
  mkdirSync(`${root}dist`, { recursive: true });
  writeFileSync(stamp, now);
}
