/** The declarations and the database say the same: columns, types, nullability, values of choices, natural keys. */
import { existsSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ColumnType, ResourceClass, ResourceFacts } from '../../../src/resource/facts.ts';
import { factsOf } from '../../../src/resource/registry.ts';
import { estateForTests, type Row } from './estate.ts';

const { query } = estateForTests();

const SQL_TYPES: Record<ColumnType, string> = {
  id: 'bigint',
  text: 'text',
  integer: 'integer',
  bigInteger: 'bigint',
  decimal: 'numeric',
  flag: 'boolean',
  choice: 'USER-DEFINED',
  timestamp: 'timestamp with time zone',
  day: 'date',
  json: 'jsonb',
  cidr: 'cidr',
  interfaceAddress: 'inet',
  mac: 'macaddr',
  vlanId: 'integer',
  asNumber: 'bigint',
  color: 'text',
};

/** Columns that the database keeps for itself. */
const INTERNAL = new Set(['path', 'rackUnits', 'rackFaces', 'enforced']);

/** Keys whose parts are set together or not at all: nobody looks for what has none, so nulls need not be unique. */
const SET_TOGETHER = new Set(['Device by virtualChassis, vcPosition']);

const folders = readdirSync('src/domains').filter((folder) => existsSync(`src/domains/${folder}/index.ts`));
const lists = await Promise.all(
  folders.map(
    async (folder) =>
      Object.values((await import(`../../../src/domains/${folder}/index.ts`)) as Record<string, readonly ResourceClass[]>)[0]!,
  ),
);
const resources: readonly ResourceFacts[] = lists.flat().map(factsOf);

const columnsOf = async (table: string): Promise<Map<string, Row>> => {
  const rows = await query(
    `SELECT column_name AS name, data_type AS type, udt_name AS udt, is_nullable = 'YES' AS nullable, collation_name AS collation
     FROM information_schema.columns WHERE table_schema = 'public' AND table_name = $1`,
    [table],
  );
  return new Map(rows.map((row) => [String(row['name']), row]));
};

describe.each(resources.map((facts) => [facts.name, facts] as const))('%s', (name, facts) => {
  it('has the columns that it declares, of their types', async () => {
    const columns = await columnsOf(name);
    for (const member of facts.members) {
      if (member.kind === 'column') {
        const column = columns.get(member.name);
        expect(column, `${name}.${member.name}`).toMatchObject({ type: SQL_TYPES[member.type], nullable: member.nullable });
        if (member.natural) expect(column?.['collation'], `${name}.${member.name} sorts as people count`).toBe('natural_sort');
        if (member.choice) expect(column?.['udt']).toBe(member.choice.name);
      } else if (member.kind === 'toOne') {
        expect(columns.get(member.via), `${name}.${member.via}`).toMatchObject({ type: 'bigint', nullable: member.optional });
      }
    }
  });

  it('declares the columns that it has', async () => {
    const declared = new Set<string>(INTERNAL);
    for (const member of facts.members) {
      if (member.kind === 'column') declared.add(member.name);
      if (member.kind === 'toOne') declared.add(member.via);
    }
    const columns = await columnsOf(name);
    expect([...columns.keys()].filter((column) => !declared.has(column))).toEqual([]);
  });

  it('offers the choices that the database knows', async () => {
    for (const member of facts.members) {
      if (member.kind !== 'column' || !member.choice) continue;
      const rows = await query(
        'SELECT label.enumlabel AS label FROM pg_enum label JOIN pg_type type ON type.oid = label.enumtypid WHERE type.typname = $1',
        [member.choice.name],
      );
      expect(rows.map((row) => row['label']).sort(), member.choice.name).toEqual(Object.keys(member.choice.values).sort());
    }
  });

  it('has natural keys that are unique', async () => {
    const rows = await query(
      `SELECT array_agg(a.attname::text ORDER BY a.attname) AS columns
       FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
       WHERE i.indrelid = format('%I', $1::text)::regclass AND i.indisunique AND i.indexprs IS NULL
         AND (i.indnkeyatts = 1 OR i.indnullsnotdistinct
           OR NOT EXISTS (SELECT 1 FROM pg_attribute n WHERE n.attrelid = i.indrelid AND n.attnum = ANY (i.indkey) AND NOT n.attnotnull))
       GROUP BY i.indexrelid`,
      [name],
    );
    const unique = new Set(rows.map((row) => (row['columns'] as string[]).join()));
    for (const key of facts.keys) {
      if (SET_TOGETHER.has(`${name} by ${key.join(', ')}`)) continue;
      const columns = key.map((part) => {
        const member = facts.members.find((candidate) => candidate.name === part);
        return member?.kind === 'toOne' ? member.via : part;
      });
      expect(unique, `${name} by ${key.join(', ')}`).toContain([...columns].sort().join());
    }
  });

  it('keeps its links to many in a table', async () => {
    for (const member of facts.members) {
      if (member.kind !== 'manyToMany') continue;
      const rows = await query(
        `SELECT a.attname AS side, c.confrelid::regclass::text AS target
         FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
         WHERE c.conrelid = to_regclass(format('%I', $1::text)) AND c.contype = 'f'`,
        [member.table],
      );
      const near = rows.find((row) => row['side'] === member.near)?.['target'];
      expect(String(near).replaceAll('"', ''), `${member.table}.${member.near}`).toBe(name);
    }
  });
});

describe('the database', () => {
  it('has no table of objects that no class declares', async () => {
    const rows = await query(
      `SELECT table_name AS name FROM information_schema.columns
       WHERE table_schema = 'public' AND column_name IN ('created', 'lastUpdated', 'version')
       GROUP BY table_name HAVING count(*) = 3`,
    );
    const declared = new Set(resources.map((facts) => facts.name));
    expect(rows.map((row) => String(row['name'])).filter((table) => !declared.has(table))).toEqual([]);
  });
});
