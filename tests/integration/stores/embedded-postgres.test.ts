import { chmodSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findRunningPostgres, startEmbeddedPostgres } from '../../../src/stores/embedded-postgres.ts';

/** As in life, with the disk: what is asked here is what survives. */
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'wayleave-embedded-'));
  chmodSync(folder, 0o755);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function ask(url: string, text: string): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

async function untilDead(processId: number): Promise<void> {
  for (;;) {
    try {
      process.kill(processId, 0);
    } catch {
      return;
    }
    await new Promise((wake) => setTimeout(wake, 10));
  }
}

describe('the embedded PostgreSQL', () => {
  it('keeps what was written, its address included, from one start to the next', async () => {
    const first = await startEmbeddedPostgres(folder);
    await ask(first.url, 'CREATE TABLE kept AS SELECT 1 AS value');
    await first.stop();
    const second = await startEmbeddedPostgres(folder);
    expect(await ask(second.url, 'SELECT value FROM kept')).toEqual([{ value: 1 }]);
    expect(second.url).toBe(first.url);
    await second.stop();
  });

  it('sorts names as people do', async () => {
    const server = await startEmbeddedPostgres(folder);
    await ask(server.url, `CREATE COLLATION IF NOT EXISTS people (provider = icu, locale = 'und-u-kn-true')`);
    expect(await ask(server.url, `SELECT name FROM (VALUES ('et-10'), ('et-9')) AS names(name) ORDER BY name COLLATE people`)).toEqual([
      { name: 'et-9' },
      { name: 'et-10' },
    ]);
    await server.stop();
  });

  it('is closed to whoever does not have the password, which is its owner’s alone', async () => {
    const server = await startEmbeddedPostgres(folder);
    const stranger = Object.assign(new URL(server.url), { password: 'guess' }).href;
    await expect(ask(stranger, 'SELECT 1')).rejects.toThrow('password authentication failed');
    expect(statSync(join(folder, 'postgres/password')).mode & 0o777).toBe(0o600);
    await server.stop();
  });

  it('starts again after the whole server was killed, with all that was committed', async () => {
    const killed = await startEmbeddedPostgres(folder);
    await ask(killed.url, 'CREATE TABLE committed AS SELECT 2 AS value');
    process.kill(killed.processId, 'SIGKILL');
    await untilDead(killed.processId);
    const server = await startEmbeddedPostgres(folder);
    expect(await ask(server.url, 'SELECT value FROM committed')).toEqual([{ value: 2 }]);
    await server.stop();
  });

  it('stops the server that a killed process left running, and starts its own', async () => {
    const orphan = await startEmbeddedPostgres(folder);
    await ask(orphan.url, 'CREATE TABLE orphaned AS SELECT 3 AS value');
    const server = await startEmbeddedPostgres(folder);
    await untilDead(orphan.processId);
    expect(server.processId).not.toBe(orphan.processId);
    expect(await ask(server.url, 'SELECT value FROM orphaned')).toEqual([{ value: 3 }]);
    await server.stop();
  });

  it('is found by others while it runs, and only then', async () => {
    const server = await startEmbeddedPostgres(folder);
    expect(findRunningPostgres(folder)).toBe(server.url);
    await server.stop();
    expect(findRunningPostgres(folder)).toBeUndefined();
  });

  it('says in its own words why it does not start', async () => {
    await expect(startEmbeddedPostgres(folder, { shared_buffers: 'plenty' })).rejects.toThrow(
      /invalid value for parameter "shared_buffers": "plenty"/,
    );
  });

  it('runs in a folder that only root can enter', async () => {
    if (process.getuid?.() !== 0) return;
    const closed = mkdtempSync(join(tmpdir(), 'wayleave-closed-'));
    chmodSync(closed, 0o700);
    const server = await startEmbeddedPostgres(join(closed, 'home'));
    expect(await ask(server.url, 'SELECT 4 AS value')).toEqual([{ value: 4 }]);
    await server.stop();
    rmSync(closed, { recursive: true });
  });
});
