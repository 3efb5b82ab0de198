/** `npm run bench -- NAME`: runs bench/NAME.ts; without a name, lists what there is. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';

const [name, ...rest] = process.argv.slice(2);
const file = `bench/${name}.ts`;
if (!name || !existsSync(file)) {
  const names = existsSync('bench')
    ? readdirSync('bench')
        .filter((entry) => entry.endsWith('.ts'))
        .map((entry) => entry.slice(0, -3))
    : [];
  console.error(`Usage: npm run bench -- NAME\nThere are: ${names.join(', ')}`);
  process.exit(2);
}
process.exit(spawnSync(process.execPath, ['--import', 'tsx', file, ...rest], { stdio: 'inherit' }).status ?? 1);
