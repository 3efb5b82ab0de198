/** Attack T8: the server's secret is replaced while its tokens and sessions are in use, and the old one is worth nothing afterwards. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readConfig } from '../../../src/config/config.ts';
import { createLogger } from '../../../src/monitoring/logger.ts';
import { startServer } from '../../../src/server.ts';
import { SECRET, startAccessServers, until } from '../../support/access-servers.ts';

const FRESH = 'another secret, which has taken the place of the first one';
let servers: Awaited<ReturnType<typeof startAccessServers>>;
const home = mkdtempSync(join(tmpdir(), 'wayleave-secrets-'));
beforeAll(async () => {
  servers = await startAccessServers();
});
afterAll(async () => {
  await servers?.close();
  rmSync(home, { recursive: true, force: true });
});

const startWith = (secrets: Readonly<Record<string, string>>) =>
  startServer({
    config: readConfig({ NODE_ENV: 'test', PORT: '0', DATABASE_URL: servers.server.database.url, WAYLEAVE_HOME: home, ...secrets }),
    logger: createLogger('silent'),
  });

it('A secret is replaced without anybody noticing, but for those who never came', async () => {
  const [used, unused] = [
    await servers.create('name: "used", role: "interactive"'),
    await servers.create('name: "unused", role: "interactive"'),
  ];
  const statusAt = async (url: string, token: string) => (await servers.ask(url, token, '{ viewer { name } }')).status;
  const signIn = await servers.server.ask('/session', {
    method: 'POST',
    headers: { authorization: null, 'content-type': 'application/json' },
    body: JSON.stringify({ token: used.token }),
  });
  const cookie = signIn.headers['set-cookie']![0]!.split(';')[0]!;
  const withCookie = async (url: string) =>
    (
      await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', cookie },
        body: JSON.stringify({ query: '{ viewer { name } }' }),
      })
    ).status;
  const pepperOf = async (id: string) => {
    const { rows } = await servers.server.database.pool.query<{ pepper: string }>(
      `SELECT "pepper" FROM "wayleave"."ApiToken" WHERE "id" = ${id}`,
    );
    return rows[0]!.pepper;
  };

  const before = await pepperOf(used.id);
  const during = await startWith({ WAYLEAVE_SECRET: FRESH, WAYLEAVE_SECRET_PREVIOUS: SECRET });
  try {
    expect(await statusAt(during.url, used.token)).toBe(200);
    expect(await withCookie(during.url)).toBe(200);
    await until(async () => (await pepperOf(used.id)) !== before);
    expect(await pepperOf(unused.id)).toBe(before);
    expect(await statusAt(during.url, used.token)).toBe(200);
  } finally {
    await during.stop();
  }

  const after = await startWith({ WAYLEAVE_SECRET: FRESH });
  try {
    expect(await statusAt(after.url, used.token)).toBe(200);
    expect(await statusAt(after.url, unused.token)).toBe(401);
    expect(await withCookie(after.url)).toBe(401);
  } finally {
    await after.stop();
  }
});
