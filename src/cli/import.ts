/** `wayleave import`: brings in an estate from elsewhere, and says what became of every row. */
import { Command } from 'commander';
import { readConfig } from '../config/config.ts';
import { type ImportReport, importNetbox } from '../exchange/netbox/import-netbox.ts';
import { importTopohub, type TopohubReport } from '../exchange/topohub/import-topohub.ts';
import { joinDatabase } from '../stores/open-database.ts';
import { createPool } from '../stores/pool.ts';
import { importCsvCommand } from './import-csv.ts';
import { importDeviceTypesCommand } from './import-device-types.ts';
import { progressBar } from './progress.ts';

export function importCommand(): Command {
  const netbox = new Command('netbox')
    .description(
      'Imports a NetBox estate from a Django fixture (`manage.py dumpdata`). A second import changes what differs and nothing else.',
    )
    .argument('<file>', 'a JSON array of {model, pk, fields}')
    .option('--source <name>', 'keeps the keys of several NetBoxes apart', 'netbox')
    .option('--dry-run', 'report what would happen and store nothing')
    .option('--json', 'print the report as JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  wayleave import netbox netbox.json --dry-run\n  wayleave import netbox netbox.json --source berlin --json',
    )
    .action(fromNetbox);
  const topohub = new Command('topohub')
    .description('Imports topologies of wide-area networks: sites, routers, interfaces, circuits.')
    .argument('<file...>', 'node-link JSON, one topology a file')
    .option('--dry-run', 'report what would happen and store nothing')
    .option('--json', 'print the report as JSON')
    .addHelpText('after', '\nExamples:\n  wayleave import topohub world.json\n  wayleave import topohub topozoo/*.json --dry-run')
    .action(fromTopohub);
  return new Command('import')
    .description('Brings in an estate from elsewhere: all of it, or nothing.')
    .addCommand(netbox)
    .addCommand(topohub)
    .addCommand(importCsvCommand())
    .addCommand(importDeviceTypesCommand());
}

async function fromNetbox(
  file: string,
  { source, dryRun = false, json }: { source: string; dryRun?: boolean; json?: true },
): Promise<void> {
  const report = await withDatabase('Importing', (pool, onProgress, signal) =>
    importNetbox(pool, { file, source, dryRun, onProgress, signal }),
  );
  if (json) console.log(JSON.stringify(report));
  else printNetboxReport(report);
}

async function fromTopohub(files: string[], { dryRun = false, json }: { dryRun?: boolean; json?: true }): Promise<void> {
  const report = await withDatabase('Importing', (pool, onProgress, signal) => importTopohub(pool, { files, dryRun, onProgress, signal }));
  if (json) console.log(JSON.stringify(report));
  else printTopohubReport(report);
}

type Progress = (done: number, total: number) => void;

/** A connection without a time limit, a progress bar, and Ctrl-C that leaves the database as it was. */
async function withDatabase<Report>(
  what: string,
  work: (pool: Parameters<typeof importNetbox>[0], onProgress: Progress, signal: AbortSignal) => Promise<Report>,
): Promise<Report> {
  const interrupted = new AbortController();
  const interrupt = (): void => interrupted.abort(new Error('Interrupted; the database is as it was.'));
  process.once('SIGINT', interrupt);
  process.once('SIGTERM', interrupt);
  const database = await joinDatabase(readConfig());
  const pool = createPool({ url: database.url, size: 1, statementTimeoutMilliseconds: 0 });
  const progress = progressBar(what);
  try {
    return await work(pool, progress.update, interrupted.signal);
  } finally {
    progress.stop();
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
    await pool.end();
    await database.close();
  }
}

function printNetboxReport({ read, models, dryRun, milliseconds }: ImportReport): void {
  const line = (...cells: readonly (string | number)[]): void =>
    console.log(cells.map((cell, index) => (index === 0 ? String(cell).padEnd(34) : String(cell).padStart(10))).join(''));
  line('model', 'read', 'stored', 'inserted', 'changed', 'unchanged', 'lookup', 'refused');
  const total = { stored: 0, inserted: 0, changed: 0, unchanged: 0, usedAsLookup: 0, refused: 0 };
  for (const model of models) {
    line(model.model, model.read, model.stored, model.inserted, model.changed, model.unchanged, model.usedAsLookup, model.refused.length);
    total.stored += model.stored;
    total.inserted += model.inserted;
    total.changed += model.changed;
    total.unchanged += model.unchanged;
    total.usedAsLookup += model.usedAsLookup;
    total.refused += model.refused.length;
  }
  line('all', read, total.stored, total.inserted, total.changed, total.unchanged, total.usedAsLookup, total.refused);
  for (const { model, refused, incomplete, notKept } of models) {
    for (const { key, line: number, reason } of refused) console.log(`refused: ${model} ${key} (line ${number}): ${reason}`);
    for (const { key, line: number, reason } of incomplete) console.log(`stored without: ${model} ${key} (line ${number}): ${reason}`);
    for (const [field, rows] of Object.entries(notKept)) console.log(`not kept: ${model}.${field}, in ${rows} rows`);
  }
  console.log(`${dryRun ? 'Nothing was stored: this was a dry run.' : 'Stored.'} ${(milliseconds / 1000).toFixed(1)} s`);
}

function printTopohubReport({ topologies, dryRun, milliseconds }: TopohubReport): void {
  const line = (...cells: readonly (string | number)[]): void =>
    console.log(cells.map((cell, index) => (index === 0 ? String(cell).padEnd(34) : String(cell).padStart(10))).join(''));
  line('topology', 'nodes', 'links', 'inserted', 'changed', 'unchanged', 'refused');
  for (const each of topologies)
    line(each.topology, each.nodes, each.links, each.inserted, each.changed, each.unchanged, each.refused.length);
  for (const { topology, refused } of topologies)
    for (const { externalId, reason } of refused) console.log(`refused: ${topology} ${externalId}: ${reason}`);
  console.log(`${dryRun ? 'Nothing was stored: this was a dry run.' : 'Stored.'} ${(milliseconds / 1000).toFixed(1)} s`);
}
