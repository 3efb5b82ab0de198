/** Builds dist/web for the tests that open it, unless a build newer than every source of the pages is there. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';

export function buildPages(): void {
  const built = 'dist/web/graphiql.html';
  const sources = readdirSync('src/web', { recursive: true, encoding: 'utf8' }).map((path) => statSync(`src/web/${path}`).mtimeMs);
  if (existsSync(built) && statSync(built).mtimeMs > Math.max(...sources)) return;
  execFileSync(process.execPath, ['node_modules/vite/bin/vite.js', 'build', '--config', 'src/web/vite.config.ts'], { stdio: 'pipe' });
}
