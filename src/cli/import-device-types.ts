/** `wayleave import device-types`: definitions of hardware from the community's library, one file a transaction. */
import { statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import { administrator } from '../access/viewer.ts';
import { createWriter } from '../data/write/write.ts';
import { type FileReport, importDeviceTypes } from '../exchange/device-types/import-device-types.ts';
import { catalog } from '../schema.ts';
import { askAs } from './ask.ts';
import { withDatabase } from './with-database.ts';

export function importDeviceTypesCommand(): Command {
  return new Command('device-types')
    .description('Imports device types and module types with their port templates from YAML definitions of the devicetype-library.')
    .argument('<file...>', 'definitions, or folders of them')
    .option('--dry-run', 'report what would happen and store nothing')
    .option('--json', 'print the report as JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  wayleave import device-types device-types/Juniper/*.yaml --dry-run\n  wayleave import device-types device-types module-types',
    )
    .action(run);
}

async function run(given: readonly string[], { dryRun = false, json }: { dryRun?: boolean; json?: true }): Promise<void> {
  const files = await definitionsIn(given);
  const reports = await withDatabase('Importing', 'Interrupted; files that were done are stored.', ({ pool, signal, onProgress }) =>
    importDeviceTypes({
      files,
      catalog,
      writer: createWriter(catalog),
      context: askAs(administrator('command line'), pool, signal).context(),
      dryRun,
      onProgress,
    }),
  );
  if (json) console.log(JSON.stringify({ dryRun, files: reports }));
  else print(reports, dryRun);
  if (reports.some(({ kind }) => kind === 'refused')) process.exitCode = 1;
}

async function definitionsIn(given: readonly string[]): Promise<readonly string[]> {
  const files: string[] = [];
  for (const path of given) {
    if (!statSync(path).isDirectory()) files.push(path);
    else for (const name of (await readdir(path, { recursive: true })).sort()) if (/\.ya?ml$/.test(name)) files.push(join(path, name));
  }
  return files;
}

function print(reports: readonly FileReport[], dryRun: boolean): void {
  const notKept = new Map<string, number>();
  let stored = 0;
  for (const report of reports) {
    if (report.kind === 'refused') {
      console.log(`refused: ${report.file}${report.line > 0 ? `:${report.line}` : ''}: ${report.reason}`);
      continue;
    }
    stored += 1;
    const { created, updated, unchanged } = report.templates;
    console.log(
      `${report.status.toLowerCase().padEnd(10)}${report.type} ${report.model}: ${created} templates created, ${updated} updated, ${unchanged} unchanged`,
    );
    for (const field of report.notKept) notKept.set(field, (notKept.get(field) ?? 0) + 1);
  }
  for (const [field, files] of notKept) console.log(`not kept: ${field}, in ${files} files`);
  console.log(`${stored} files ${dryRun ? 'would be stored; this was a dry run' : 'stored'}, ${reports.length - stored} refused.`);
}
