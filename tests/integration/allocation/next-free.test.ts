/** The functions of the database that find what is free, against a plain reckoning of the same, and what they read to find it. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../../support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(() => database.run('TRUNCATE "IpAddress", "IpRange", "Prefix", "Vrf" RESTART IDENTITY CASCADE'));

const only = async (text: string): Promise<unknown> => (await database.query({ text }))[0]?.[0];
const nextAddress = (low: string, high: string, vrf = 0, avoidsRanges = true): Promise<unknown> =>
  only(`SELECT wayleave.next_free_address(${vrf}, '${low}', '${high}', ${avoidsRanges})`);
const nextPrefix = (parent: string, length: number, vrf = 0): Promise<unknown> =>
  only(`SELECT wayleave.next_free_prefix(${vrf}, '${parent}', ${length})`);
const addresses = (...hosts: readonly string[]): Promise<void> =>
  database.run(`INSERT INTO "IpAddress" (address, "lastUpdated") VALUES ${hosts.map((host) => `('${host}', now())`).join(', ')}`);
const prefixes = (...networks: readonly string[]): Promise<void> =>
  database.run(`INSERT INTO "Prefix" (prefix, "lastUpdated") VALUES ${networks.map((network) => `('${network}', now())`).join(', ')}`);

/** Counts of blocks that differ from what the rows say: none, ever. */
const miscounted = (): Promise<unknown> =>
  only(`SELECT count(*) FROM (
    SELECT "vrfId", block, sum(taken) AS taken FROM wayleave."AddressCount" GROUP BY 1, 2 HAVING sum(taken) <> 0
  ) AS counted
  FULL JOIN (
    SELECT coalesce("vrfId", 0) AS "vrfId", wayleave.block_of(address) AS block, count(DISTINCT host_of(address)) AS taken
    FROM "IpAddress" WHERE wayleave.stands_once(enforced, role) GROUP BY 1, 2
  ) AS actual USING ("vrfId", block)
  WHERE counted.taken IS DISTINCT FROM actual.taken`);

describe('the next free address', () => {
  it('is the first where nothing is taken', async () => {
    expect(await nextAddress('10.0.0.1', '10.0.0.254')).toBe('10.0.0.1');
    expect(await nextAddress('2001:db8::1', '2001:db8::ffff:ffff:ffff:ffff')).toBe('2001:db8::1');
  });

  it('is the first gap, whatever the masks of those around it', async () => {
    await addresses('10.0.0.1/24', '10.0.0.2/8', '10.0.0.3', '10.0.0.5/24');
    expect(await nextAddress('10.0.0.1', '10.0.0.254')).toBe('10.0.0.4');
  });

  it('comes after blocks that are full', async () => {
    await database.run(
      `INSERT INTO "IpAddress" (address, "lastUpdated") SELECT '10.0.0.0'::inet + n, now() FROM generate_series(1, 1500) n`,
    );
    expect(await nextAddress('10.0.0.1', '10.255.255.254')).toBe('10.0.5.221');
    await database.run(`DELETE FROM "IpAddress" WHERE address = '10.0.2.7'`);
    expect(await nextAddress('10.0.0.1', '10.255.255.254')).toBe('10.0.2.7');
    expect(await nextAddress('10.0.3.0', '10.255.255.254')).toBe('10.0.5.221');
  });

  it('is none where all are taken', async () => {
    await addresses('10.0.0.1/30', '10.0.0.2/30');
    expect(await nextAddress('10.0.0.1', '10.0.0.2')).toBeNull();
    await database.run(
      `INSERT INTO "IpAddress" (address, "lastUpdated") SELECT '255.255.254.0'::inet + n, now() FROM generate_series(0, 511) n`,
    );
    expect(await nextAddress('255.255.254.0', '255.255.255.255')).toBeNull();
  });

  it('lies in no range', async () => {
    await database.run(`INSERT INTO "IpRange" ("startAddress", "endAddress", "lastUpdated")
      VALUES ('10.0.0.1/22', '10.0.1.0/22', now()), ('10.0.1.1/22', '10.0.1.9/22', now())`);
    expect(await nextAddress('10.0.0.1', '10.0.3.254')).toBe('10.0.1.10');
    expect(await nextAddress('10.0.0.1', '10.0.1.0', 0, false)).toBe('10.0.0.1');
    expect(await nextAddress('10.0.0.1', '10.0.1.9')).toBeNull();
  });

  it('is asked for within one VRF, those that may hold a host twice included', async () => {
    await database.run(`INSERT INTO "Vrf" (name, "enforceUnique", "lastUpdated") VALUES ('strict', true, now()), ('lax', false, now())`);
    await database.run(`INSERT INTO "IpAddress" (address, "vrfId", "lastUpdated") VALUES
      ('10.0.0.1', 1, now()), ('10.0.0.1', 2, now()), ('10.0.0.1', 2, now()), ('10.0.0.2', 2, now())`);
    expect(await nextAddress('10.0.0.1', '10.0.0.9')).toBe('10.0.0.1');
    expect(await nextAddress('10.0.0.1', '10.0.0.9', 1)).toBe('10.0.0.2');
    expect(await nextAddress('10.0.0.1', '10.0.0.9', 2)).toBe('10.0.0.3');
  });

  it('is found beside addresses that several hosts share', async () => {
    await database.run(
      `INSERT INTO "IpAddress" (address, role, "lastUpdated") VALUES ('10.0.0.1', 'VRRP', now()), ('10.0.0.1', 'VRRP', now())`,
    );
    expect(await nextAddress('10.0.0.1', '10.0.0.9')).toBe('10.0.0.2');
  });
});

describe('the counts of blocks', () => {
  it('follow every change of addresses', async () => {
    await database.run(`INSERT INTO "Vrf" (name, "enforceUnique", "lastUpdated") VALUES ('strict', true, now())`);
    await database.run(
      `INSERT INTO "IpAddress" (address, "lastUpdated") SELECT '10.0.0.0'::inet + n, now() FROM generate_series(1, 600) n`,
    );
    expect(await miscounted()).toBe(0);
    await database.run(`UPDATE "IpAddress" SET address = address + 100000 WHERE id <= 300`);
    await database.run(`UPDATE "IpAddress" SET "vrfId" = 1 WHERE id BETWEEN 200 AND 400`);
    await database.run(`UPDATE "IpAddress" SET role = 'ANYCAST' WHERE id BETWEEN 350 AND 450`);
    await database.run(`UPDATE "IpAddress" SET description = 'The same host' WHERE id < 50`);
    expect(await miscounted()).toBe(0);
    await database.run(`UPDATE "Vrf" SET "enforceUnique" = false`);
    await database.run('DELETE FROM "IpAddress" WHERE id % 3 = 0');
    expect(await miscounted()).toBe(0);
    await database.run('TRUNCATE "IpAddress" CASCADE');
    expect(await miscounted()).toBe(0);
  });

  it('hold when writers write the same blocks at once, in opposite orders, and some of them give up', async () => {
    const write = async (worker: number): Promise<void> => {
      const client = await database.pool.connect();
      try {
        for (let turn = 0; turn < 20; turn += 1) {
          await client.query('BEGIN');
          const blocks = worker % 2 === 0 ? [0, 1, 2] : [2, 1, 0];
          for (const block of blocks)
            await client.query(
              `INSERT INTO "IpAddress" (address, "lastUpdated") VALUES ('10.0.${block}.0'::inet + ${worker * 20 + turn}, now())`,
            );
          await client.query(turn % 4 === 3 ? 'ROLLBACK' : 'COMMIT');
        }
      } finally {
        client.release();
      }
    };
    await Promise.all([0, 1, 2, 3, 4].map(write));
    expect(await only('SELECT count(*) FROM "IpAddress"')).toBe(5 * 15 * 3);
    expect(await miscounted()).toBe(0);
    expect(Number(await only('SELECT count(*) FROM wayleave."AddressCount"'))).toBeLessThanOrEqual(3 * 5);
  });
});

describe('the next free prefix', () => {
  it('is the first of the parent where nothing is taken', async () => {
    expect(await nextPrefix('10.0.0.0/8', 24)).toBe('10.0.0.0/24');
    expect(await nextPrefix('2001:db8::/32', 64)).toBe('2001:db8::/64');
  });

  it('is the first gap that is wide enough, aligned', async () => {
    await prefixes('10.0.0.0/8', '10.0.0.0/26', '10.0.0.128/25', '10.0.2.0/23');
    expect(await nextPrefix('10.0.0.0/8', 26)).toBe('10.0.0.64/26');
    expect(await nextPrefix('10.0.0.0/8', 24)).toBe('10.0.1.0/24');
    expect(await nextPrefix('10.0.0.0/8', 23)).toBe('10.0.4.0/23');
    expect(await nextPrefix('10.0.0.0/8', 22)).toBe('10.0.4.0/22');
  });

  it('lies within no other child, however deep those are nested', async () => {
    await prefixes('10.0.0.0/8', '10.0.0.0/16', '10.0.0.0/24', '10.0.1.0/24', '10.1.0.0/17', '10.1.0.0/32');
    expect(await nextPrefix('10.0.0.0/8', 24)).toBe('10.1.128.0/24');
    expect(await nextPrefix('10.0.0.0/16', 24)).toBe('10.0.2.0/24');
  });

  it('is none where all is taken', async () => {
    await prefixes('10.0.0.0/30', '10.0.0.0/31', '10.0.0.2/32', '10.0.0.3/32');
    expect(await nextPrefix('10.0.0.0/30', 31)).toBeNull();
    expect(await nextPrefix('10.0.0.0/30', 32)).toBeNull();
    await prefixes('255.255.255.0/24', '255.255.255.0/25', '255.255.255.192/26');
    expect(await nextPrefix('255.255.255.0/24', 25)).toBeNull();
    expect(await nextPrefix('255.255.255.0/24', 26)).toBe('255.255.255.128/26');
  });

  it('is asked for within one VRF', async () => {
    await database.run(`INSERT INTO "Vrf" (name, "lastUpdated") VALUES ('other', now())`);
    await database.run(`INSERT INTO "Prefix" (prefix, "vrfId", "lastUpdated") VALUES ('10.0.0.0/24', 1, now())`);
    expect(await nextPrefix('10.0.0.0/8', 24)).toBe('10.0.0.0/24');
    expect(await nextPrefix('10.0.0.0/8', 24, 1)).toBe('10.0.1.0/24');
  });
});

describe('what is read', () => {
  /** Rows fetched from tables and entries from indexes of the addresses, by a statement that begins after the last count was told. */
  const readBy = async (text: string): Promise<number> => {
    const client = await database.pool.connect();
    try {
      await client.query('SELECT pg_stat_force_next_flush()');
      const read = async (): Promise<number> => {
        await client.query('SELECT pg_stat_force_next_flush()');
        const { rows } = await client.query<{ read: string }>(
          `SELECT (SELECT sum(seq_tup_read + coalesce(idx_tup_fetch, 0)) FROM pg_stat_user_tables WHERE relname IN ('IpAddress', 'AddressCount', 'IpRange'))
             + (SELECT sum(idx_tup_read) FROM pg_stat_user_indexes WHERE relname IN ('IpAddress', 'AddressCount', 'IpRange')) AS read`,
        );
        return Number(rows[0]!.read);
      };
      const before = await read();
      await client.query(text);
      return (await read()) - before;
    } finally {
      client.release();
    }
  };

  it('is two thousand rows at most in a network of 2^24 addresses of which the first 100,000 are taken', async () => {
    await database.run(
      `INSERT INTO "IpAddress" (address, "lastUpdated") SELECT '10.0.0.0'::inet + n, now() FROM generate_series(1, 100000) n`,
    );
    await database.run('ANALYZE "IpAddress", wayleave."AddressCount"');
    const text = `SELECT wayleave.next_free_address(0, '10.0.0.1', '10.255.255.254', true)`;
    expect(await only(text)).toBe('10.1.134.161');
    const read = await readBy(text);
    expect(read).toBeGreaterThan(100);
    expect(read).toBeLessThan(2000);
  });
});
