/**
 * `npx tsx scripts/create-migration.ts NAME`: writes the migration that leads from the models of the last commit to those in the working tree.
 *
 * What the models cannot say (constraints, triggers, operator classes) is added to the file by hand.
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../src/stores/embedded-postgres.ts';
import { diffModels, readModels } from '../src/stores/migrations.ts';

const name = process.argv[2];
if (!name || !/^[a-z][a-z0-9_]*$/.test(name)) {
  console.error('Usage: npx tsx scripts/create-migration.ts NAME, where NAME is made of small letters, digits and underscores.');
  process.exit(2);
}

const git = (...parameters: string[]): string => execFileSync('git', parameters, { encoding: 'utf8' });

function modelsOfLastCommit(): string | undefined {
  const files = git('ls-tree', '-r', '--name-only', 'HEAD', 'prisma')
    .split('\n')
    .filter((file) => file === 'prisma/schema.prisma' || /^prisma\/models\/[^/]+\.prisma$/.test(file));
  // The same order as in the working tree: the generator first, then the models by name.
  const ordered = files.sort((one, other) => Number(other === 'prisma/schema.prisma') - Number(one === 'prisma/schema.prisma'));
  return files.length === 0 ? undefined : ordered.map((file) => git('show', `HEAD:${file}`)).join('\n');
}

const folder = mkdtempSync(join(tmpdir(), 'wayleave-migration-'));
chmodSync(folder, 0o755);
const server = await startEmbeddedPostgres(folder);
const sql = await diffModels(server.url, modelsOfLastCommit(), readModels('prisma')).finally(() => server.stop());
rmSync(folder, { recursive: true });
if (sql.trim() === '' || sql.includes('This is an empty migration')) {
  console.error('The models have not changed since the last commit.');
  process.exit(1);
}
const moment = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
const file = join('prisma/migrations', `${moment}_${name}`, 'migration.sql');
mkdirSync(join(file, '..'), { recursive: true });
writeFileSync(file, sql);
console.log(file);
