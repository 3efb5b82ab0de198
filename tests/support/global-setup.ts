/** Starts one PostgreSQL for the whole run, with a migrated template that test files copy. Stops it at the end. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from '../../src/stores/embedded-postgres.ts';
import { migrate } from '../../src/stores/migrations.ts';

declare module 'vitest' {
  interface ProvidedContext {
    databaseUrl: string;
  }
}

const TEMPLATE = 'wayleave_template';

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'wayleave-test-'));
  const given = process.env['TEST_DATABASE_URL'];
  const server = given ? undefined : await startEmbeddedPostgres(folder);
  const url = given ?? server!.url;
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`DROP DATABASE IF EXISTS "${TEMPLATE}"`);
  await client.query(`CREATE DATABASE "${TEMPLATE}"`);
  await client.end();
  await migrate(Object.assign(new URL(url), { pathname: `/${TEMPLATE}` }).href, { folder: 'prisma' });
  project.provide('databaseUrl', url);
  return async () => {
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
