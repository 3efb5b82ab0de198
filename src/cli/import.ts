/** `wayleave import`: brings in an estate from elsewhere, and says what became of every row. */
import { Command } from 'commander';
import { type ImportReport, importNetbox } from '../exchange/netbox/import-netbox.ts';
import { importTopohub, type TopohubReport } from '../exchange/topohub/import-topohub.ts';
import { importCsvCommand } from './import-csv.ts';
import { importDeviceTypesCommand } from './import-device-types.ts';
import { withDatabase } from './with-database.ts';

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
  return new Command('import').addCommand(netbox).addCommand(topohub).addCommand(importCsvCommand()).addCommand(importDeviceTypesCommand());
}

async function fromNetbox(
  file: string,
  { source, dryRun = false, json }: { source: string; dryRun?: boolean; json?: true },
): Promise<void> {
  const report = await withDatabase('Importing', INTERRUPTED, ({ pool, onProgress, signal }) =>
    importNetbox(pool, { file, source, dryRun, onProgress, signal }),
  );
  if (json) console.log(JSON.stringify(report));
  else printNetboxReport(report);
}

async function fromTopohub(files: string[], { dryRun = false, json }: { dryRun?: boolean; json?: true }): Promise<void> {
  const report = await withDatabase('Importing', INTERRUPTED, ({ pool, onProgress, signal }) =>
    importTopohub(pool, { files, dryRun, onProgress, signal }),
  );
  if (json) console.log(JSON.stringify(report));
  else printTopohubReport(report);
}

const INTERRUPTED = 'Interrupted; the database is as it was.';

function printNetboxReport({ read, models, dryRun, milliseconds }: ImportReport): void {
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
  printEnd(dryRun, milliseconds);
}

function printTopohubReport({ topologies, dryRun, milliseconds }: TopohubReport): void {
  line('topology', 'nodes', 'links', 'inserted', 'changed', 'unchanged', 'refused');
  for (const each of topologies)
    line(each.topology, each.nodes, each.links, each.inserted, each.changed, each.unchanged, each.refused.length);
  for (const { topology, refused } of topologies)
    for (const { externalId, reason } of refused) console.log(`refused: ${topology} ${externalId}: ${reason}`);
  printEnd(dryRun, milliseconds);
}

function line(...cells: readonly (string | number)[]): void {
  console.log(cells.map((cell, index) => (index === 0 ? String(cell).padEnd(34) : String(cell).padStart(10))).join(''));
}

function printEnd(dryRun: boolean, milliseconds: number): void {
  console.log(`${dryRun ? 'Nothing was stored: this was a dry run.' : 'Stored.'} ${(milliseconds / 1000).toFixed(1)} s`);
}
