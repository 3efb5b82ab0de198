import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../../support/database.ts';

/** The program itself, killed again and again while clients write; each client sends again what got no answer, with the same key. */
const MUTATIONS = 200;
const CLIENTS = 4;
const KILLS = 4;

let database: TestDatabase;
let home: string;
let server: { process: ChildProcess; url: string } | undefined;
beforeAll(async () => {
  database = await testDatabase();
  home = mkdtempSync(join(tmpdir(), 'wayleave-killed-'));
});
afterAll(async () => {
  server?.process.kill('SIGKILL');
  await database.close();
  rmSync(home, { recursive: true, force: true });
});

async function start(): Promise<{ process: ChildProcess; url: string }> {
  const program = spawn(process.execPath, ['--import', 'tsx', 'src/cli/main.ts', 'serve'], {
    env: { ...process.env, NODE_ENV: 'test', WAYLEAVE_HOME: home, DATABASE_URL: database.url, PORT: '0', WAYLEAVE_DEMO_RESOURCES: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let words = '';
  for (const stream of [program.stdout, program.stderr]) stream.on('data', (chunk: Buffer) => (words += chunk));
  for (;;) {
    const url = /answers at (http:\/\/\S+)\/graphql/.exec(words)?.[1];
    if (url) return { process: program, url };
    if (program.exitCode !== null) throw new Error(`The program ended: ${words}`);
    await new Promise((wake) => setTimeout(wake, 20));
  }
}

/** One mutation of two fields and a set: what is there of it must be there as a whole. */
const MUTATION = `mutation ($name: String, $slug: String, $key: String) {
  tag: createTag(input: { name: $name, slug: $slug }, idempotencyKey: $key) { status }
  site: createSite(input: { name: $name, slug: $slug, tags: [{ slug: $slug }] }) { status site { id } errors { message } }
}`;

async function write(url: string, number: number): Promise<boolean> {
  const token = readFileSync(join(home, 'dev-token'), 'utf8').trim();
  const slug = `site-${number}`;
  try {
    const answer = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query: MUTATION, variables: { name: `Site ${number}`, slug, key: slug } }),
    });
    const { data, errors } = (await answer.json()) as { data?: { site: { status: string } }; errors?: { message: string }[] };
    if (answer.status === 429 || answer.status >= 500) return false;
    expect(errors).toBeUndefined();
    expect(data!.site).toMatchObject({ status: 'CREATED' });
    return true;
  } catch (error) {
    // The process is gone, in the middle of an answer or before it.
    if (error instanceof TypeError || error instanceof SyntaxError) return false;
    throw error;
  }
}

const numbersIn = async (text: string): Promise<number[]> =>
  (await database.pool.query<{ n: string }>(text)).rows.map(({ n }) => Number(n)).sort((left, right) => left - right);

it('leaves exactly what was acknowledged, with its history and its outbox rows, however often the process is killed', {
  timeout: 300_000,
}, async () => {
  const todo = Array.from({ length: MUTATIONS }, (_, number) => number).reverse();
  const acknowledged = new Set<number>();
  const underWay = new Set<number>();
  for (let kill = 0; acknowledged.size < MUTATIONS; kill += 1) {
    server = await start();
    const { url, process: program } = server;
    let isAlive = true;
    const ended = new Promise((resolve) => program.once('exit', resolve));
    program.once('exit', () => (isAlive = false));
    const clients = Array.from({ length: CLIENTS }, async () => {
      while (isAlive && todo.length > 0) {
        const number = todo.pop()!;
        underWay.add(number);
        if (await write(url, number)) {
          acknowledged.add(number);
          underWay.delete(number);
        } else todo.push(number);
      }
    });
    // Somewhere in the middle of a mutation, another place each time; the last process is left to finish.
    const untilKill = Math.ceil(((kill + 1) * MUTATIONS) / (KILLS + 2));
    if (kill < KILLS) {
      while (acknowledged.size < untilKill && isAlive) await new Promise((wake) => setTimeout(wake, 3 + kill));
      program.kill('SIGKILL');
    }
    await Promise.all(clients);
    if (kill >= KILLS) program.kill('SIGTERM');
    await ended;

    const stored = await numbersIn(`SELECT substring(slug FROM 6) AS n FROM "Site" WHERE slug LIKE 'site-%'`);
    expect(new Set(stored).size).toBe(stored.length);
    for (const number of acknowledged) expect(stored).toContain(number);
    for (const number of stored) expect(acknowledged.has(number) || underWay.has(number)).toBe(true);
    // What a mutation did is there as a whole: the tag, the pair, and the key with its answer.
    expect(await numbersIn(`SELECT substring(slug FROM 6) AS n FROM "Tag"`)).toEqual(stored);
    expect(
      await numbersIn(
        `SELECT substring(s.slug FROM 6) AS n FROM "_SiteToTag" p JOIN "Site" s ON s.id = p."A" JOIN "Tag" t ON t.id = p."B" AND t.slug = s.slug`,
      ),
    ).toEqual(stored);
    expect(await numbersIn(`SELECT substring(key FROM 6) AS n FROM wayleave."IdempotencyKey" WHERE answer IS NOT NULL`)).toEqual(stored);
    expect(
      await numbersIn(
        `SELECT substring(h.after ->> 'slug' FROM 6) AS n FROM wayleave."History" h WHERE "table" = 'Site' AND action = 'INSERT'`,
      ),
    ).toEqual(stored);
    expect(
      await numbersIn(
        `SELECT substring(s.slug FROM 6) AS n FROM wayleave."Outbox" o JOIN "Site" s ON s.id = ANY (o.ids) WHERE o."table" = 'Site' AND o.action = 'INSERT'`,
      ),
    ).toEqual(stored);
  }
  expect(await numbersIn(`SELECT substring(slug FROM 6) AS n FROM "Site" WHERE slug LIKE 'site-%'`)).toEqual(
    Array.from({ length: MUTATIONS }, (_, number) => number),
  );
});
