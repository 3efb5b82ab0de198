import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../support/server.ts';

const secret = 'a secret of the tests, long enough';
let server: TestServer;
const home = mkdtempSync(join(tmpdir(), 'wayleave-doctor-'));
beforeAll(async () => {
  server = await startTestServer({ WAYLEAVE_SECRET: secret });
});
afterAll(async () => {
  await server.close();
  rmSync(home, { recursive: true, force: true });
});

interface Finding {
  readonly check: string;
  readonly isGood: boolean;
  readonly detail: string;
}

function historyFinding(): Promise<Finding & { readonly exitCode: number }> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['--import', 'tsx', 'src/cli/main.ts', 'doctor', '--json'],
      {
        env: { ...process.env, NODE_ENV: 'test', DATABASE_URL: server.database.url, WAYLEAVE_HOME: home, WAYLEAVE_SECRET: secret },
      },
      (error, stdout) => {
        const findings = JSON.parse(stdout) as Finding[];
        resolve({ ...findings.find(({ check }) => check === 'history')!, exitCode: Number(error?.code ?? 0) });
      },
    );
  });
}

describe('wayleave doctor', () => {
  it('verifies the history that the server sealed as it stopped, and says which row is gone', async () => {
    await server.database.run(
      `INSERT INTO "Tag" (name, slug, color) SELECT 'Tag ' || n, 'tag-' || n, '000000' FROM generate_series(1, 3) AS n`,
    );
    await server.stop();
    expect(await historyFinding()).toMatchObject({
      isGood: true,
      detail: expect.stringContaining('3 rows as they were sealed, 0 not sealed yet'),
    });

    const client = await server.database.pool.connect();
    await client.query('SET session_replication_role = replica');
    const { rows } = await client.query(`DELETE FROM wayleave."History" WHERE after ->> 'slug' = 'tag-2' RETURNING id`);
    await client.query('SET session_replication_role = origin');
    client.release();
    expect(await historyFinding()).toMatchObject({
      isGood: false,
      exitCode: 1,
      detail: expect.stringContaining(`Row ${rows[0].id} of the history is missing. It was sealed by seal 1 of `),
    });
  });
});
