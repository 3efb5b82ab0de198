/** `wayleave seed`: fills an empty database with a demo estate and says what it consists of. */
import { Command, InvalidArgumentError } from 'commander';
import { seedEstate } from '../exchange/seed/seed-estate.ts';
import { withDatabase } from './with-database.ts';

export function seedCommand(): Command {
  return new Command('seed')
    .option('--resources <number>', 'how many resources, all types together', wholeNumber, 100_000)
    .option('--seed <number>', 'which of the many estates of this size', wholeNumber, 1)
    .option('--json', 'print the numbers of rows as JSON')
    .addHelpText('after', '\nExamples:\n  wayleave seed\n  wayleave seed --resources 1000000 --seed 7 --json')
    .action(seed);
}

async function seed({ resources, seed, json }: { resources: number; seed: number; json?: true }): Promise<void> {
  const report = await withDatabase('Seeding', 'Interrupted; the database is as it was.', ({ pool, onProgress, signal }) =>
    seedEstate(pool, { resources, seed, onProgress, signal }),
  );
  if (json) {
    console.log(JSON.stringify(report));
    return;
  }
  for (const [table, rows] of Object.entries(report.rows))
    if (!table.startsWith('_')) console.log(`${table.padEnd(28)}${String(rows).padStart(10)}`);
  console.log(`${'resources'.padEnd(28)}${String(report.resources).padStart(10)}  in ${(report.milliseconds / 1000).toFixed(1)} s`);
}

function wholeNumber(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError('It has to be a whole number.');
  return Number(text);
}
