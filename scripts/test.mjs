/**
 * `npm test`: every check that has to pass before a change lands. Runs all of them even when one fails, and ends with how many passed.
 *
 * What the tests need beyond Node is found or installed first (prerequisites.mjs). Arguments are handed to vitest.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { provide } from './prerequisites.mjs';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));

const report = 'coverage/vitest.json';
const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
const checks = [
  ['types', ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.json']],
  ['types of the pages', ['node_modules/typescript/bin/tsc', '-p', 'src/web/tsconfig.json']],
  ['format and lint', ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings']],
  [
    'who imports whom',
    [
      'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
      'src',
      '--config',
      '.dependency-cruiser.cjs',
      '--output-type',
      'err-long',
    ],
  ],
  ['nothing unused', ['node_modules/knip/bin/knip.js', '--no-progress']],
  ['generated files are fresh', ['--import', 'tsx', 'scripts/generate.ts', '--check']],
];

let passed = 0;
let failed = 0;
const run = (name, command) => {
  process.stdout.write(`\n── ${name}\n`);
  return spawnSync(process.execPath, command, { stdio: 'inherit', env: { ...process.env, FORCE_COLOR: '0' } }).status === 0;
};

for (const [name, command] of checks) {
  if (run(name, command)) passed += 1;
  else failed += 1;
}

for (const problem of provide()) process.stdout.write(`\n${problem}\n`);
rmSync(report, { force: true });
const isDone = run('tests', ['node_modules/vitest/vitest.mjs', 'run', ...reporters, ...process.argv.slice(2)]);
const counts = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : { numPassedTests: 0, numFailedTests: 0 };
passed += counts.numPassedTests;
// A file that does not load, or an error that nobody caught, has no failed test to it, and is a failure all the same.
failed += counts.numFailedTests || (isDone ? 0 : 1);

process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
process.exit(failed === 0 ? 0 : 1);
