/**
 * A small estate in a real PostgreSQL, for tests of what the database refuses.
 *
 * Each test runs in a transaction that is rolled back, so that tests cannot see each other. `refuses` expects a statement to fail by the name
 * of a rule, inside a savepoint, so that a test may try several.
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../../src/stores/embedded-postgres.ts';
import { migrate } from '../../../src/stores/migrations.ts';

export type Row = Record<string, unknown>;

export interface Estate {
  /** Inserts a row and answers its key. Names and slugs that are not given are made up. */
  insert(table: string, row?: Row): Promise<string>;
  update(table: string, key: string, row: Row): Promise<void>;
  remove(table: string, key: string): Promise<void>;
  find(table: string, key: string): Promise<Row>;
  query(text: string, values?: unknown[]): Promise<Row[]>;
  /** Expects the work to be refused by the rule of this name. */
  refuses(rule: string, work: () => Promise<unknown>): Promise<void>;
  /** A connection of its own, for tests of two writers; what it commits stays, so the test removes it. */
  connect(): Promise<pg.Client>;
  /** Checks now what would be checked at commit. */
  settle(): Promise<void>;
}

const NAMED = new Set(['name', 'slug', 'cid', 'model']);

/** Starts a server for the tests of this file; the estate is usable within tests only. */
export function estateForTests(): Estate {
  const folder = mkdtempSync(join(tmpdir(), 'wayleave-domain-'));
  // The server may run as another user, who has to get through the folder.
  chmodSync(folder, 0o755);
  let server: EmbeddedPostgres;
  let client: pg.Client;
  let required = new Map<string, Set<string>>();
  let count = 0;

  beforeAll(async () => {
    server = await startEmbeddedPostgres(folder);
    await migrate(server.url, { folder: 'prisma' });
    client = new pg.Client({ connectionString: server.url });
    await client.connect();
    const { rows } = await client.query(
      `SELECT table_name, column_name FROM information_schema.columns
       WHERE table_schema = 'public' AND is_nullable = 'NO' AND column_default IS NULL`,
    );
    required = new Map();
    for (const { table_name, column_name } of rows) required.set(table_name, (required.get(table_name) ?? new Set()).add(column_name));
  });
  beforeEach(async () => {
    await client.query('BEGIN');
  });
  afterEach(async () => {
    await client.query('ROLLBACK');
  });
  afterAll(async () => {
    await client?.end();
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const query = async (text: string, values: unknown[] = []): Promise<Row[]> => (await client.query(text, values)).rows;

  const insert = async (table: string, row: Row = {}): Promise<string> => {
    count += 1;
    const madeUp = [...(required.get(table) ?? [])]
      .filter((column) => NAMED.has(column))
      .map((column) => [column, `${table.toLowerCase()}-${count}`]);
    const entries = Object.entries({ ...Object.fromEntries(madeUp), ...row });
    const columns = entries.map(([column]) => `"${column}"`).join(', ');
    const values = entries.map((_, index) => `$${index + 1}`).join(', ');
    const body = entries.length === 0 ? 'DEFAULT VALUES' : `(${columns}) VALUES (${values})`;
    const [made] = await query(
      `INSERT INTO "${table}" ${body} RETURNING id`,
      entries.map(([, value]) => value),
    );
    return String(made?.['id']);
  };

  return {
    query,
    insert,
    async update(table, key, row) {
      const entries = Object.entries(row);
      const set = entries.map(([column], index) => `"${column}" = $${index + 2}`).join(', ');
      await query(`UPDATE "${table}" SET ${set} WHERE id = $1`, [key, ...entries.map(([, value]) => value)]);
    },
    async remove(table, key) {
      await query(`DELETE FROM "${table}" WHERE id = $1`, [key]);
    },
    async find(table, key) {
      const [row] = await query(`SELECT * FROM "${table}" WHERE id = $1`, [key]);
      expect(row, `${table} ${key} is gone`).toBeDefined();
      return row!;
    },
    async refuses(rule, work) {
      await query('SAVEPOINT attempt');
      let refusal: pg.DatabaseError | undefined;
      try {
        await work();
      } catch (error) {
        refusal = error as pg.DatabaseError;
      }
      await query('ROLLBACK TO SAVEPOINT attempt');
      expect(refusal, `nothing refused what ${rule} should`).toBeDefined();
      expect(refusal?.constraint ?? refusal?.message).toBe(rule);
    },
    async connect() {
      const other = new pg.Client({ connectionString: server.url });
      await other.connect();
      return other;
    },
    async settle() {
      await query('SET CONSTRAINTS ALL IMMEDIATE');
      await query('SET CONSTRAINTS ALL DEFERRED');
    },
  };
}

/** What most tests stand on: a site with a rack, and a device in neither. */
export async function smallEstate(estate: Estate) {
  const site = await estate.insert('Site');
  const rack = await estate.insert('Rack', { siteId: site });
  const manufacturer = await estate.insert('Manufacturer');
  const type = await estate.insert('DeviceType', { manufacturerId: manufacturer });
  const role = await estate.insert('DeviceRole');
  const device = (row: Row = {}) => estate.insert('Device', { deviceTypeId: type, roleId: role, siteId: site, name: null, ...row });
  const port = (table: string, deviceId: string, row: Row = {}) => estate.insert(table, { deviceId, ...row });
  return { site, rack, manufacturer, type, role, device, port };
}
