/**
 * The declarations of all domains, held against the Prisma models and migrations that make the tables, and against what a network engineer
 * would accept as a description. Nothing here starts a database: the model files are read as text.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { type GraphQLSchema, getNamedType, isEnumType, isInputObjectType, isInterfaceType, isObjectType, isScalarType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { domains } from '../../../src/domains/index.ts';
import { buildCatalog, type ResourceEntry } from '../../../src/resource/catalog.ts';
import type { ColumnType } from '../../../src/resource/facts.ts';
import { factsOf } from '../../../src/resource/registry.ts';
import { buildSchema } from '../../../src/resource/schema.ts';

const catalog = buildCatalog(domains);
const schema = buildSchema(catalog);
const models = readModels();
const uniqueIndexes = readUniqueIndexes();

interface ModelField {
  readonly type: string;
  readonly nullable: boolean;
  readonly list: boolean;
  readonly unique: boolean;
  readonly relation: string | undefined;
}
interface Models {
  readonly tables: ReadonlyMap<string, ReadonlyMap<string, ModelField>>;
  readonly enums: ReadonlyMap<string, readonly string[]>;
  /** Column lists of `@@unique`, by table. */
  readonly uniques: ReadonlyMap<string, readonly (readonly string[])[]>;
}

function readModels(): Models {
  const folder = new URL('../../../prisma/models/', import.meta.url);
  const text = readdirSync(folder)
    .filter((file) => file.endsWith('.prisma'))
    .map((file) => readFileSync(new URL(file, folder), 'utf8'))
    .join('\n');
  const blocks = [...text.matchAll(/^(model|enum) (\w+) \{\n(.*?)^\}/gms)].map(([, kind, name, body]) => {
    const lines = body!.split('\n').map((line) => line.trim());
    return { kind, name: name!, lines: lines.filter((line) => line !== '' && !line.startsWith('//')) };
  });
  const tables = blocks.filter(({ kind }) => kind === 'model');
  return {
    enums: new Map(blocks.filter(({ kind }) => kind === 'enum').map(({ name, lines }) => [name, lines])),
    tables: new Map(tables.map(({ name, lines }) => [name, new Map(lines.filter((line) => !line.startsWith('@@')).map(fieldOf))])),
    uniques: new Map(
      tables.map(({ name, lines }) => [
        name,
        lines.filter((line) => line.startsWith('@@unique')).map((line) => line.slice(line.indexOf('[') + 1, line.indexOf(']')).split(', ')),
      ]),
    ),
  };
}

function fieldOf(line: string): [string, ModelField] {
  const parsed = /^(\w+)\s+(?:Unsupported\("([^"]+)"\)|(\w+))(\[\])?(\?)?(.*)$/.exec(line);
  if (!parsed) throw new Error(`Not understood in a Prisma model: ${line}`);
  const [, name, unsupported, type, list, nullable, rest] = parsed;
  return [
    name!,
    {
      type: (unsupported ?? type)!,
      nullable: nullable === '?',
      list: list === '[]',
      unique: /@unique\b/.test(rest!),
      relation: /@relation\("(\w+)"/.exec(rest!)?.[1],
    },
  ];
}

/** Column lists of the unique indexes that are made in SQL, by table; those over expressions are left out. */
function readUniqueIndexes(): ReadonlyMap<string, readonly (readonly string[])[]> {
  const folder = new URL('../../../prisma/migrations/', import.meta.url);
  const found = new Map<string, string[][]>();
  for (const name of readdirSync(folder).filter((entry) => /^\d{14}_/.test(entry))) {
    const sql = readFileSync(new URL(`${name}/migration.sql`, folder), 'utf8');
    for (const [, table, columns] of sql.matchAll(/CREATE UNIQUE INDEX "\w+" ON "(\w+)" ?\(\s*([^;()]+?)\s*\)[^;]*;/g))
      found.set(table!, [...(found.get(table!) ?? []), columns!.split(/,\s*/).map((column) => column.replaceAll('"', ''))]);
  }
  return found;
}

const columnTypes: Readonly<Record<Exclude<ColumnType, 'choice'>, readonly string[]>> = {
  id: ['BigInt'],
  text: ['String'],
  integer: ['Int'],
  bigInteger: ['BigInt'],
  decimal: ['Decimal', 'Float'],
  flag: ['Boolean'],
  timestamp: ['DateTime'],
  day: ['DateTime'],
  json: ['Json'],
  cidr: ['cidr'],
  interfaceAddress: ['inet'],
  mac: ['macaddr'],
  vlanId: ['Int'],
  asNumber: ['BigInt'],
  color: ['String'],
};

/** What triggers keep for PostgreSQL’s own use and nobody asks for. */
const internalColumns: ReadonlySet<string> = new Set(['Device.rackUnits', 'Device.rackFaces', 'Prefix.enforced', 'IpAddress.enforced']);
const isInternal = (entry: ResourceEntry, column: string): boolean =>
  internalColumns.has(`${entry.name}.${column}`) || (column === 'path' && entry.tree !== undefined);

const each = catalog.resources.map((entry) => [entry.name, entry] as const);

describe.each(each)('%s', (name, entry) => {
  const table = models.tables.get(name);

  it('has a Prisma model', () => {
    expect(table).toBeDefined();
  });

  it('declares each column as the model has it: the same type and the same nullability', () => {
    const declared = [...entry.columns.values()].map((column) => ({
      column: column.name,
      type: column.choice ? column.choice.name : column.type,
      nullable: column.nullable,
    }));
    const stored = [...entry.columns.values()].map((column) => {
      const field = table?.get(column.name);
      const fits = field && !column.choice && columnTypes[column.type as Exclude<ColumnType, 'choice'>].includes(field.type);
      return { column: column.name, type: fits ? column.type : field?.type, nullable: field?.nullable };
    });
    expect(declared).toEqual(stored);
  });

  it('offers the values of its choices, neither more nor fewer', () => {
    for (const { choice } of entry.columns.values())
      if (choice)
        expect([choice.name, Object.keys(choice.values).sort()]).toEqual([choice.name, [...(models.enums.get(choice.name) ?? [])].sort()]);
  });

  it('has each relation over a column that exists and that may be null where the relation is optional', () => {
    const declared = [...entry.toOnes.values()].map(({ facts, target }) => [facts.via, target.name, facts.optional]);
    const stored = [...entry.toOnes.values()].map(({ facts, name: relation }) => [
      table?.has(facts.via) ? facts.via : undefined,
      table?.get(relation)?.type,
      table?.get(facts.via)?.nullable,
    ]);
    expect(declared).toEqual(stored);
  });

  it('shows a single object at the other end exactly where the key is unique', () => {
    for (const { facts, name: relation } of entry.toOnes.values())
      if (facts.opposite || facts.inverse)
        expect([relation, facts.opposite !== undefined]).toEqual([relation, table?.get(facts.via)?.unique]);
  });

  it('joins many-to-many relations over the table that Prisma makes, by the right columns', () => {
    for (const member of factsOf(entry.class).members) {
      if (member.kind !== 'manyToMany') continue;
      const field = table?.get(member.name);
      const [first, second] = [name, field?.type ?? ''].sort() as [string, string];
      expect(member.table).toBe(`_${field?.relation ?? `${first}To${second}`}`);
      expect([member.near, member.far]).toEqual(first === name ? ['A', 'B'] : ['B', 'A']);
    }
  });

  it('leaves no column of the model undeclared, but for what triggers keep', () => {
    const keys = new Set([...entry.toOnes.values()].map(({ facts }) => facts.via));
    const forgotten = [...(table ?? [])]
      .filter(([column, field]) => !models.tables.has(field.type) && !entry.columns.has(column) && !keys.has(column))
      .map(([column]) => column)
      .filter((column) => !isInternal(entry, column));
    expect(forgotten).toEqual([]);
  });

  it('has a unique index under each natural key', () => {
    const alone = [...(table ?? [])].filter(([, field]) => field.unique).map(([column]) => [column]);
    const unique = [...alone, ...(models.uniques.get(name) ?? []), ...(uniqueIndexes.get(name) ?? [])].map((columns) =>
      [...columns].sort().join(),
    );
    for (const parts of entry.keys) {
      const columns = parts.map((part) => entry.toOnes.get(part)?.facts.via ?? part);
      expect(unique).toContain(columns.sort().join());
    }
  });
});

describe('descriptions', () => {
  /** `The name of the device.` under `name` tells nobody anything. */
  const filler = (name: string, description: string): boolean => {
    const words = name.replaceAll(/[A-Z]/g, (letter) => ` ${letter}`).toLowerCase();
    return new RegExp(`^(the|a|an|its)? ?${words}( of (the|a|an|this) \\w+( \\w+)?)?\\.$`, 'i').test(description);
  };

  it('recognizes filler', () => {
    expect(filler('assetTag', 'The asset tag of the device.')).toBe(true);
    expect(filler('name', 'Name.')).toBe(true);
    expect(filler('assetTag', 'Number of the inventory sticker, unique among devices.')).toBe(false);
  });

  it('of members are sentences that say more than the name', () => {
    const poor: string[] = [];
    for (const entry of catalog.resources)
      for (const member of factsOf(entry.class).members) {
        const { name, description } = member;
        if (description.length < 15 || !description.endsWith('.') || filler(name, description))
          poor.push(`${entry.name}.${name}: ${description}`);
        const lists = member.kind === 'toOne' ? [member.inverse, member.opposite, ...member.through] : [];
        for (const list of lists)
          if (list && (list.description.length < 15 || !list.description.endsWith('.')))
            poor.push(`${entry.name}.${name}: ${list.description}`);
      }
    expect(poor).toEqual([]);
  });

  it('of types are sentences, and no two types share one', () => {
    const said = catalog.resources.map(({ description }) => description);
    expect(said.filter((description) => description.length < 15 || !description.endsWith('.'))).toEqual([]);
    expect(said.filter((description, index) => said.indexOf(description) !== index)).toEqual([]);
  });

  it('of the values of a choice end with a full stop, say more than the value, and differ from each other', () => {
    const choices = catalog.resources.flatMap((entry) => [...entry.columns.values()].flatMap(({ choice }) => choice ?? []));
    const poor: string[] = [];
    for (const { name, description, values } of new Set(choices)) {
      if (description.length < 15 || !description.endsWith('.')) poor.push(`${name}: ${description}`);
      const words = Object.entries<string>(values);
      for (const [value, text] of words) {
        const echo = text.slice(0, -1).toUpperCase().replaceAll(/\W+/g, '_') === value;
        if (text.length < 5 || !text.endsWith('.') || echo) poor.push(`${name}.${value}: ${text}`);
        if (words.some(([other, same]) => other !== value && same === text))
          poor.push(`${name}.${value} is described like another value: ${text}`);
      }
    }
    expect(poor).toEqual([]);
  });

  it('stand at every type, field, argument and enum value of the schema', () => {
    expect(withoutDescription(schema)).toEqual([]);
  });
});

function withoutDescription(whole: GraphQLSchema): string[] {
  const missing: string[] = [];
  const note = (path: string, description: string | null | undefined): void => {
    if (!description || !/[.!?:)]$/.test(description.trim())) missing.push(path);
  };
  for (const type of Object.values(whole.getTypeMap())) {
    // The built-in scalars and introspection are described by graphql-js; the roots explain themselves.
    if (type.name.startsWith('__') || isScalarType(type) || type === whole.getQueryType()) continue;
    note(type.name, type.description);
    if (isEnumType(type)) for (const value of type.getValues()) note(`${type.name}.${value.name}`, value.description);
    if (isInputObjectType(type)) for (const field of Object.values(type.getFields())) note(`${type.name}.${field.name}`, field.description);
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      note(`${type.name}.${field.name}`, field.description);
      for (const argument of field.args) note(`${type.name}.${field.name}(${argument.name})`, argument.description);
    }
  }
  return missing;
}

describe('the schema of all domains', () => {
  it('has for each resource its object, its lookups and its list', () => {
    const query = schema.getQueryType()!.getFields();
    for (const { name, plural, keys } of catalog.resources) {
      const one = name.charAt(0).toLowerCase() + name.slice(1);
      expect(getNamedType(query[one]!.type).name).toBe(name);
      expect(getNamedType(query[plural]!.type).name).toBe(`${name}Connection`);
      expect([name, `${one}By` in query]).toEqual([name, keys.length > 0]);
    }
  });

  it('reaches all nine kinds of cable end by one field', () => {
    const end = schema.getType('CableEnd');
    expect(
      schema
        .getPossibleTypes(end as never)
        .map(({ name }) => name)
        .sort(),
    ).toEqual([
      'CircuitTermination',
      'ConsolePort',
      'ConsoleServerPort',
      'FrontPort',
      'Interface',
      'PowerFeed',
      'PowerOutlet',
      'PowerPort',
      'RearPort',
    ]);
  });
});
