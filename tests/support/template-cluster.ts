/**
 * A migrated cluster, made once for each state of `prisma/` and kept under node_modules/.cache; a run works on a copy of it in a temporary directory.
 *
 * Making one takes seconds, copying it a moment; and as no two runs share a server, they can neither disturb nor outlive each other.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/stores/embedded-postgres.ts';
import { migrate } from '../../src/stores/migrations.ts';

/** What a test writes need not survive the machine; not waiting for the disk makes it several times as fast. */
const forgetful = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', autovacuum: 'off', max_connections: '120' };

export async function startFromTemplate(settings: Readonly<Record<string, string>> = {}): Promise<EmbeddedPostgres> {
  const template = await makeTemplate();
  const folder = mkdtempSync(join(tmpdir(), 'wayleave-test-'));
  chmodSync(folder, 0o755);
  copy(join(template, 'postgres'), folder);
  const server = await startEmbeddedPostgres(folder, { ...forgetful, ...settings });
  return {
    ...server,
    stop: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function makeTemplate(): Promise<string> {
  const cache = resolve('node_modules/.cache/wayleave');
  const template = join(cache, `cluster-${fingerprint()}`);
  if (existsSync(template)) return template;
  mkdirSync(cache, { recursive: true });
  const building = mkdtempSync(join(cache, 'building-'));
  chmodSync(building, 0o755);
  const server = await startEmbeddedPostgres(building, forgetful);
  try {
    await migrate(server.url, { folder: 'prisma' });
  } finally {
    await server.stop();
  }
  try {
    renameSync(building, template);
  } catch {
    // Another run made the same one in the meantime.
    rmSync(building, { recursive: true, force: true });
  }
  return template;
}

function fingerprint(): string {
  const hash = createHash('sha256').update(readFileSync('src/stores/embedded-postgres.ts'));
  for (const migration of readdirSync('prisma/migrations', { withFileTypes: true }).filter((entry) => entry.isDirectory()))
    hash.update(migration.name).update(readFileSync(join('prisma/migrations', migration.name, 'migration.sql')));
  return hash.digest('hex').slice(0, 16);
}

/** `cp`, unlike Node, keeps the owner, who is not us where PostgreSQL refuses to run as root. */
function copy(from: string, folder: string): void {
  execFileSync('cp', ['-a', from, folder]);
}
