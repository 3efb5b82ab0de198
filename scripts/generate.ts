/**
 * Writes what is generated and committed: `schema.graphql`, `.env.example` and the reference pages. With `--check`, writes nothing and fails when one of
 * them is not what it would be.
 */
import 'reflect-metadata';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { secretSettings, settings } from '../src/config/settings.ts';
import { printSchemaWithCost } from '../src/cost/print-schema.ts';
import { errorTable } from '../src/errors/table.ts';
import { schema } from '../src/schema.ts';

function environmentExample(): string {
  const lines = Object.entries(settings).map(([name, setting]) => {
    const fallback = setting.safeParse(undefined);
    const value = fallback.success && fallback.data !== undefined ? String(fallback.data) : '';
    const also = secretSettings.has(name) ? ` May be given as a file: ${name}_FILE.` : '';
    return `# ${setting.description}${also}\n#${name}=${value}`;
  });
  return `${lines.join('\n\n')}\n`;
}

function errorsPage(): string {
  const rows = Object.entries(errorTable).map(([name, { code, status, when }]) => `| \`${name}\` | \`${code}\` | ${status} | ${when} |`);
  return [
    '# Errors',
    '',
    'Every error that a client can see. `extensions.code` is the code; several causes may share one. Generated from `src/errors/table.ts`.',
    '',
    '| cause | code | HTTP | when |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

const files: Readonly<Record<string, () => string>> = {
  'schema.graphql': () => `${printSchemaWithCost(schema)}\n`,
  '.env.example': environmentExample,
  'docs/reference/errors.md': errorsPage,
};

const isCheck = process.argv.includes('--check');
for (const [path, make] of Object.entries(files)) {
  const content = make();
  const isFresh = existsSync(path) && readFileSync(path, 'utf8') === content;
  if (isFresh) continue;
  if (isCheck) {
    console.error(`${path} is not fresh; run \`npm run generate\`.`);
    process.exitCode = 1;
    continue;
  }
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  console.error(`Wrote ${path}.`);
}

// Typed documents and the manifest of first-party operations follow from the SDL (codegen.yml).
const codegen = ['node_modules/@graphql-codegen/cli/esm/bin.js', '--config', 'codegen.yml', ...(isCheck ? ['--check'] : [])];
const { status, stderr } = spawnSync(process.execPath, codegen, { encoding: 'utf8' });
if (status !== 0) {
  console.error(isCheck ? 'The typed documents are not fresh; run `npm run generate`.' : stderr);
  process.exitCode = 1;
}
