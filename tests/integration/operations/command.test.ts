/** `wayleave operations` as a shell and a build see it: what it prints, what it registers, and how it ends. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { CommanderError } from 'commander';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { operationsCommand } from '../../../src/cli/operations.ts';
import { operationIdOf } from '../../../src/operations/operation-id.ts';
import { type TestDatabase, testDatabase } from '../../support/database.ts';

const folder = mkdtempSync(join(tmpdir(), 'wayleave-operations-'));
let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(async () => {
  await database.close();
  rmSync(folder, { recursive: true });
});

/** In this process: a process of its own for each call would load everything anew. */
async function run(...args: readonly string[]): Promise<{ stdout: string; stderr: string; status: number }> {
  const out: string[] = [];
  const err: string[] = [];
  vi.stubEnv('NODE_ENV', 'test');
  vi.stubEnv('DATABASE_URL', database.url);
  vi.stubEnv('WAYLEAVE_HOME', folder);
  const log = vi.spyOn(console, 'log').mockImplementation((line) => void out.push(`${line}\n`));
  const complain = vi.spyOn(console, 'error').mockImplementation((line) => void err.push(`${line}\n`));
  const exitCode = process.exitCode;
  process.exitCode = 0;
  try {
    const command = operationsCommand();
    for (const part of [command, ...command.commands]) part.exitOverride().configureOutput({ writeErr: (text) => void err.push(text) });
    await command.parseAsync(args, { from: 'user' });
    return { stdout: out.join(''), stderr: err.join(''), status: Number(process.exitCode) };
  } catch (error) {
    return { stdout: out.join(''), stderr: `${err.join('')}${(error as Error).message}`, status: error instanceof CommanderError ? 2 : 1 };
  } finally {
    process.exitCode = exitCode;
    log.mockRestore();
    complain.mockRestore();
    vi.unstubAllEnvs();
  }
}

function write(name: string, content: object | string): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const sites = (rows: number) => `query Sites { sites(first: ${rows}) { nodes { name } } }`;
const DEVICES = 'query Devices($first: Int!) { devices(first: $first) { nodes { name interfaces(first: 100) { nodes { name } } } } }';

describe('wayleave operations check', () => {
  it('prices each operation at its worst, refuses what is too dear, and says which bound would help', async () => {
    const manifest = write('devices.graphql', DEVICES);
    const refused = await run('check', manifest, '--audience', 'role:interactive');
    expect(refused.status).toBe(1);
    expect(refused.stderr).toMatch(/`Devices` can cost \d+; one request of its audience may cost 25000.*"first": \{ "max": 100 \}/);
    const bounds = write('bounds.json', { Devices: { first: { max: 50 } } });
    const bounded = await run('check', manifest, '--audience', 'role:interactive', '--bounds', bounds, '--json');
    expect(bounded.status).toBe(0);
    const { operations } = JSON.parse(bounded.stdout);
    // The root, fifty devices with a hundred interfaces each, and a call for each list.
    expect(operations).toMatchObject([{ name: 'Devices', price: 1 + 50 + 5000 + 51, bounds: { first: { max: 50 } }, change: 'new' }]);
  });

  it('compares with the prices of the last time', async () => {
    const manifest = write('sites.graphql', sites(2));
    const baseline = join(folder, 'prices.json');
    expect((await run('check', manifest, '--baseline', baseline, '--update')).status).toBe(0);
    expect(JSON.parse(readFileSync(baseline, 'utf8'))).toEqual({ Sites: { id: operationIdOf(sites(2)), price: 4 } });
    write('sites.graphql', sites(9));
    const { stdout } = await run('check', manifest, '--baseline', baseline);
    expect(stdout).toMatch(/^Sites\s+11\s+another text, \+7\s/m);
  });

  it('fails a build when the schema has changed so that an operation no longer fits, or is too dear', async () => {
    const manifest = write('sites.graphql', sites(5));
    const sdl = (site: string) => `
      directive @cost(weight: String!) on FIELD_DEFINITION | OBJECT
      directive @listSize(assumedSize: Int, slicingArguments: [String!], sizedFields: [String!], requireOneSlicingArgument: Boolean = true) on FIELD_DEFINITION
      type Query { sites(first: Int): SiteConnection! @listSize(slicingArguments: ["first"], sizedFields: ["nodes"]) }
      type SiteConnection @cost(weight: "0") { nodes: [Site!]! @cost(weight: "0") }
      ${site}`;
    const check = (site: string) => run('check', manifest, '--max', '100', '--schema', write('schema.graphql', sdl(site)));
    expect(await check('type Site { name: String }')).toMatchObject({ status: 0 });
    const renamed = await check('type Site { title: String }');
    expect(renamed.status).toBe(1);
    expect(renamed.stderr).toContain('Cannot query field "name" on type "Site".');
    const dearer = await check('type Site @cost(weight: "50") { name: String }');
    expect(dearer.status).toBe(1);
    expect(dearer.stderr).toContain('`Sites` can cost 252; one request of its audience may cost 100.');
  });

  it('is used rightly or ends with 2', async () => {
    expect((await run('check')).status).toBe(2);
    expect((await run('check', folder, '--audience', 'everybody')).stderr).toContain('It has to be role:NAME or token:ID.');
  });
});

describe('wayleave operations publish, list, diff and retire', () => {
  it('take a manifest from its first version to its end', async () => {
    mkdirSync(join(folder, 'queries'), { recursive: true });
    write('queries/sites.graphql', sites(2));
    write('queries/racks.graphql', 'query Racks { racks(first: 1) { nodes { ...RackName } } }');
    write('queries/fragments.graphql', 'fragment RackName on Rack { name }');
    const queries = join(folder, 'queries');
    const integrator = ['--audience', 'role:integrator'];
    expect(await run('publish', queries, ...integrator, '--owner', 'netops')).toMatchObject({ status: 0 });

    write('queries/sites.graphql', sites(4));
    const diff = JSON.parse((await run('diff', queries, ...integrator, '--json')).stdout);
    expect(
      diff.operations.map(({ name, change, price, priceBefore }: Record<string, unknown>) => [name, change, price, priceBefore]),
    ).toEqual([
      ['Racks', 'same', 3, 3],
      ['Sites', 'changed', 6, 4],
    ]);

    // One that is refused keeps all of them out.
    write('queries/wrong.graphql', 'query Wrong { nothing }');
    const refused = await run('publish', queries, ...integrator);
    expect(refused.status).toBe(1);
    expect(refused.stderr).toContain('Nothing was published.');
    rmSync(join(queries, 'wrong.graphql'));
    expect((await run('publish', queries, ...integrator)).status).toBe(0);

    const listed = JSON.parse((await run('list', ...integrator, '--json')).stdout);
    expect(listed.map(({ name, version, owner }: Record<string, unknown>) => [name, version, owner !== ''])).toEqual([
      ['Racks', 1, true],
      ['Sites', 2, true],
      ['Sites', 1, true],
    ]);
    const retired = await run('retire', '--missing-from', queries, ...integrator);
    expect(retired.stdout).toBe(`retired Sites 1 ${operationIdOf(sites(2))}\n`);
    const again = await run('retire', operationIdOf(sites(2)), ...integrator);
    expect(again.status).toBe(1);
    expect((await run('list', '--state', 'retired')).stdout).toMatch(/^Sites\s+1\s+4\s+retired/m);

    const { rows: trail } = await database.pool.query(
      `SELECT "actor", "action", "subject", "detail" ->> 'name' AS "name" FROM "wayleave"."AccessAudit" WHERE "action" LIKE 'operation.%' ORDER BY "id"`,
    );
    const actor = `cli:${userInfo().username}`;
    expect(trail.map(({ action, name }) => `${action} ${name}`)).toEqual([
      'operation.publish Racks',
      'operation.publish Sites',
      'operation.publish Racks',
      'operation.publish Sites',
      'operation.retire Sites',
    ]);
    expect(trail.at(-1)).toMatchObject({ actor, subject: `operation:${operationIdOf(sites(2))}` });
    expect(new Set(trail.map((entry) => entry.actor))).toEqual(new Set([actor]));
  });

  it('refuse an audience that there is not', async () => {
    const manifest = write('sites.graphql', sites(1));
    const { status, stderr } = await run('publish', manifest, '--audience', 'role:nobody');
    expect(status).toBe(1);
    expect(stderr).toContain('There is no role nobody.');
  });
});
