/** Columns that hold secrets: null to whoever may not reveal them, and no way round to guess what is in them. */
import { isInputObjectType, parse, validate } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RowPredicate, Viewer } from '../../../src/access/viewer.ts';
import { VisibleSchemas } from '../../../src/access/visible-schema.ts';
import { cursorCodec } from '../../../src/data/cursor.ts';
import { encodeGlobalId } from '../../../src/data/global-id.ts';
import { RowLoaders } from '../../../src/data/loaders.ts';
import { attachData } from '../../../src/data/resolvers.ts';
import { domains } from '../../../src/domains/index.ts';
import { compilePlan } from '../../../src/execution/compile.ts';
import { executePlan } from '../../../src/execution/execute.ts';
import { buildCatalog } from '../../../src/resource/catalog.ts';
import { buildSchema } from '../../../src/resource/schema.ts';
import { Computed, Resource, Text, ToOne } from '../../../src/resource/vocabulary.ts';
import { countedDatabase, type TestDatabase, testDatabase } from '../../support/database.ts';

@Resource({ domain: 'wireless', plural: 'wirelessKeys', description: 'What a wireless network is entered with.', keys: [['name']] })
class WirelessKey {
  @Text({ filter: true, order: true, search: true, description: 'Its name.' }) name!: string;
  @Text({ secret: true, description: 'What has to be typed.' }) passphrase!: string;
}

@Resource({ domain: 'wireless', plural: 'accessPoints', description: 'A radio.', keys: [['name']] })
class AccessPoint {
  @Text({ filter: true, order: true, description: 'Its name.' }) name!: string;
  @ToOne(() => WirelessKey, {
    via: 'wirelessKeyId',
    optional: true,
    description: 'What it is entered with.',
    inverse: { name: 'accessPoints', page: 50, max: 500, description: 'Radios that are entered with it.' },
  })
  wirelessKey!: WirelessKey | null;
}

const catalog = buildCatalog([WirelessKey, AccessPoint]);
const schema = attachData(buildSchema(catalog), catalog);
const everything: RowPredicate = { kind: 'all' };

const revealing = (predicate: RowPredicate): Viewer => ({
  id: 'somebody',
  name: 'somebody',
  role: 'somebody',
  fingerprint: JSON.stringify(predicate),
  operations: 'any',
  rows: (_, action) => (action === 'reveal' ? predicate : everything),
});
const nobody = revealing({ kind: 'none' });

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  const common =
    '"id" bigint PRIMARY KEY, "created" timestamptz(3) DEFAULT now(), "lastUpdated" timestamptz(3) DEFAULT now(), "version" int DEFAULT 1';
  await database.run(`CREATE TABLE "WirelessKey" (${common}, name text, passphrase text)`);
  await database.run(`CREATE TABLE "AccessPoint" (${common}, name text, "wirelessKeyId" bigint)`);
  await database.run(`INSERT INTO "WirelessKey" (id, name, passphrase) VALUES (1, 'guests', 'canary-one'), (2, 'staff', 'canary-two')`);
  await database.run(`INSERT INTO "AccessPoint" (id, name, "wirelessKeyId") VALUES (1, 'lobby', 1), (2, 'attic', 2)`);
});
afterAll(() => database?.close());

async function ask(text: string, viewer: Viewer) {
  const document = parse(text);
  expect(validate(schema, document)).toEqual([]);
  const context = {
    signal: new AbortController().signal,
    viewer,
    cursors: cursorCodec(Buffer.alloc(32, 7)),
    loaders: new RowLoaders(),
    database: countedDatabase(database.pool),
  };
  const { data, errors } = await executePlan(compilePlan(schema, document), { context: context as never });
  expect(errors).toBeUndefined();
  return JSON.parse(JSON.stringify(data)) as Record<string, never>;
}

const key = encodeGlobalId('WirelessKey', 1);
const waysThere = `{
  wirelessKeys(orderBy: [{ name: ASC }]) { nodes { name passphrase } edges { cursor node { passphrase } } }
  wirelessKey(id: "${key}") { passphrase }
  wirelessKeyBy(key: { name: "guests" }) { passphrase }
  node(id: "${key}") { ... on WirelessKey { passphrase } }
  nodes(ids: ["${key}"]) { ... on WirelessKey { passphrase } }
  search(text: "guests") { ... on WirelessKey { passphrase } }
  accessPoints { nodes { wirelessKey { passphrase accessPoints { nodes { wirelessKey { passphrase } } } } } }
}`;

describe('A column that holds a secret', () => {
  it('is null by every way that leads to it for whoever may not reveal it, and the row is there', async () => {
    const answer = await ask(waysThere, nobody);
    const text = JSON.stringify(answer);
    expect(text).not.toContain('canary');
    expect(text).toContain('guests');
    expect(text.match(/"passphrase":null/g)).toHaveLength(13);
  });

  it('is shown to whoever may, so that there is something to hide', async () => {
    const text = JSON.stringify(await ask(waysThere, revealing(everything)));
    expect(text).not.toContain('"passphrase":null');
    expect(text).toContain('canary-two');
  });

  it('is shown of those rows that may be revealed, and of no other', async () => {
    const { wirelessKeys } = await ask(waysThere, revealing({ kind: 'where', filter: { name: { eq: 'guests' } } }));
    expect((wirelessKeys as unknown as { nodes: unknown }).nodes).toEqual([
      { name: 'guests', passphrase: 'canary-one' },
      { name: 'staff', passphrase: null },
    ]);
  });

  it('does not leave the database for whoever may not reveal it', async () => {
    const statements = countedDatabase(database.pool);
    const context = {
      signal: new AbortController().signal,
      viewer: nobody,
      cursors: cursorCodec(Buffer.alloc(32, 7)),
      loaders: new RowLoaders(),
      database: statements,
    };
    await executePlan(compilePlan(schema, parse('{ wirelessKeys { nodes { passphrase } } }')), { context: context as never });
    expect(statements.statements.join()).not.toContain('passphrase');
  });

  it('is found by nothing: no filter, order, group or key has it, for anybody', () => {
    for (const suffix of ['Filter', 'Order', 'Key', 'GroupBy', 'Count']) {
      const type = schema.getType(`WirelessKey${suffix}`);
      if (isInputObjectType(type)) expect(Object.keys(type.getFields())).not.toContain('passphrase');
      else if (type && 'getFields' in type) expect(Object.keys(type.getFields())).not.toContain('passphrase');
    }
  });

  it('is searched for in vain, even by whoever may reveal it', async () => {
    expect(await ask('{ search(text: "canary") { __typename } }', revealing(everything))).toEqual({ search: [] });
  });

  it('is not in the schema of whoever may not reveal it', () => {
    const visible = new VisibleSchemas(schema).readableBy(nobody);
    expect(validate(visible, parse('{ wirelessKeys { nodes { name } } }'))).toEqual([]);
    expect(validate(visible, parse('{ wirelessKeys { nodes { passphrase } } }')).map(({ message }) => message)).toEqual([
      'Cannot query field "passphrase" on type "WirelessKey".',
    ]);
  });

  it('is refused at start where it is declared to be guessed at', () => {
    @Resource({ domain: 'wireless', plural: 'leakyKeys', description: 'A mistake.', keys: [['passphrase']] })
    class LeakyKey {
      @Text({ secret: true, filter: true, description: 'Filtered by.' }) passphrase!: string;
      @Text({ secret: true, search: true, description: 'Searched for.' }) pin!: string;
      @Computed('Int', { from: ['pin'], value: (row) => String(row['pin']).length, description: 'Its length.' }) length!: number;
    }
    expect(() => buildCatalog([LeakyKey])).toThrow(
      /passphrase is secret, and cannot be filtered[\s\S]*passphrase is secret, and cannot be part of a key[\s\S]*length is computed from pin, which is secret/,
    );
  });
});

it('The catalog holds no secrets: whatever is named like one has to be declared as one', () => {
  const names = buildCatalog(domains).resources.flatMap(({ name, columns }) =>
    [...columns.values()].filter(({ secret }) => !secret).map((column) => `${name}.${column.name}`),
  );
  expect(names.length).toBeGreaterThan(400);
  expect(names.filter((name) => /secret|password|passphrase|psk|credential|privateKey|apiKey|token|community|pin$/i.test(name))).toEqual(
    [],
  );
});
