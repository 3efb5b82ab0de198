/**
 * `npx tsx scripts/dev-database.ts`: a migrated PostgreSQL to try things on, apart from the one of `npm start`. Prints its DATABASE_URL and keeps it until
 * Ctrl-C; what is in it stays under .wayleave/dev for the next time.
 */
import { startEmbeddedPostgres } from '../src/stores/embedded-postgres.ts';
import { lockFolder } from '../src/stores/folder-lock.ts';
import { migrate } from '../src/stores/migrations.ts';

const folder = process.argv[2] ?? '.wayleave/dev';
const lock = lockFolder(folder);
const server = await startEmbeddedPostgres(folder);
const stop = async (): Promise<void> => {
  clearInterval(watch);
  await server.stop();
  lock.release();
};
const watch = setInterval(() => undefined, 60_000);
process.once('SIGINT', stop).once('SIGTERM', stop);
await migrate(server.url, { folder: 'prisma' });
console.log(server.url);
