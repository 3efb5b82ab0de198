/**
 * Random mutations about the demo estate: objects that are there changed, copied, deleted, upserted and tagged, and addresses allocated, as clients write.
 *
 * What an object is like is read from its row, so that most of what is sent is accepted; the rest is refused by a rule, which stores nothing.
 */
import { type GraphQLInputObjectType, getNamedType, isInputObjectType, isListType, isScalarType } from 'graphql';
import type pg from 'pg';
import { encodeGlobalId } from '../../src/data/global-id.ts';
import type { ResourceEntry } from '../../src/resource/catalog.ts';
import { catalog, schema } from '../../src/schema.ts';

export interface RandomMutation {
  /** The table that it is about. */
  readonly table: string;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

type Values = Record<string, unknown>;

/** `tables` are the resources to write to; `random` decides what is written. */
export function randomMutations(pool: pg.Pool, tables: readonly string[], random: () => number): () => Promise<RandomMutation> {
  const upTo = (count: number): number => Math.floor(random() * count);
  const pick = <T>(items: readonly T[]): T => items[upTo(items.length)]!;
  const resources = tables.map((name) => catalog.get(name));
  let words = 0;
  const word = (): string => {
    words += 1;
    return `m${words}x${upTo(1_000_000)}`;
  };
  const someRow = async (table: string): Promise<Values | undefined> => {
    const { rows } = await pool.query<{ row: Values }>(
      `SELECT to_jsonb(t) AS row FROM "${table}" t OFFSET floor($1::float8 * (SELECT count(*) FROM "${table}"))::bigint LIMIT 1`,
      [random()],
    );
    return rows[0]?.row;
  };
  const someId = async (table: string): Promise<string> => encodeGlobalId(table, Number((await someRow(table))?.['id'] ?? 0));

  const inputOf = ({ name }: ResourceEntry): GraphQLInputObjectType => {
    const type = schema.getType(`${name}Input`);
    if (!isInputObjectType(type)) throw new Error(`${name} has no input.`);
    return type;
  };
  /** A reference to an object as the field takes it: by its id. */
  const reference = (type: GraphQLInputObjectType, field: string, id: string): unknown =>
    isScalarType(getNamedType(type.getFields()[field]!.type)) ? id : { id };

  /** Another value for one field. */
  const change = async (resource: ResourceEntry): Promise<Values> => {
    const type = inputOf(resource);
    const fields = type.getFields();
    const relations = [...resource.toOnes.values()].filter(({ name }) => fields[name]);
    const sets = [...resource.lists.values()].filter(({ name, join }) => join.kind === 'manyToMany' && isListType(fields[name]?.type));
    const kind = random();
    if (kind < 0.3 && relations.length > 0) {
      const { name, target, facts } = pick(relations);
      return { [name]: facts.optional && random() < 0.25 ? null : reference(type, name, await someId(target.name)) };
    }
    if (kind < 0.5 && sets.length > 0) {
      const { name, target } = pick(sets);
      const members = await Promise.all(Array.from({ length: upTo(4) }, () => someId(target.name)));
      return { [name]: [...new Set(members)].map((id) => reference(type, name, id)) };
    }
    const columns = [...resource.columns.values()].filter(
      (column) => fields[column.name] && ['text', 'choice', 'flag', 'integer'].includes(column.type),
    );
    const { name, type: kindOfColumn, choice } = pick(columns);
    if (kindOfColumn === 'choice') return { [name]: pick(Object.keys(choice!.members)) };
    if (kindOfColumn === 'flag') return { [name]: random() < 0.5 };
    return { [name]: kindOfColumn === 'integer' ? upTo(100) + 1 : word() };
  };
  /** What a row is like, as an input. */
  const like = (resource: ResourceEntry, row: Values): Values => {
    const type = inputOf(resource);
    const input: Values = {};
    for (const column of resource.columns.values())
      if (type.getFields()[column.name] && row[column.name] !== null && row[column.name] !== undefined)
        input[column.name] = row[column.name];
    for (const { name, target, facts } of resource.toOnes.values()) {
      const id = row[facts.via];
      if (type.getFields()[name] && id !== null && id !== undefined)
        input[name] = reference(type, name, encodeGlobalId(target.name, Number(id)));
    }
    return input;
  };
  const renamed = (input: Values): Values =>
    Object.fromEntries(Object.entries(input).map(([field, value]) => [field, ['name', 'slug', 'cid'].includes(field) ? word() : value]));

  const oneField = async (resource: ResourceEntry, index: number): Promise<{ field: string; declared: string; variables: Values }> => {
    const { name, plural } = resource;
    const [id, input] = [`id${index}`, `input${index}`];
    const back = 'status errors { code message }';
    const kind = random();
    if (kind < 0.55)
      return {
        field: `update${name}(id: $${id}, input: $${input}) { ${back} }`,
        declared: `$${id}: ID!, $${input}: ${name}Input!`,
        variables: {
          [id]: await someId(name),
          [input]: { ...(await change(resource)), ...(random() < 0.3 ? await change(resource) : {}) },
        },
      };
    if (kind < 0.65)
      return { field: `delete${name}(id: $${id}) { ${back} }`, declared: `$${id}: ID!`, variables: { [id]: await someId(name) } };
    const row = await someRow(name);
    const copied = row ? like(resource, row) : {};
    if (kind < 0.85)
      return {
        field: `create${name}(input: $${input}) { ${back} }`,
        declared: `$${input}: ${name}Input!`,
        variables: { [input]: renamed(copied) },
      };
    return {
      field: `upsert${plural.charAt(0).toUpperCase()}${plural.slice(1)}(items: $${input}) { ${back} }`,
      declared: `$${input}: [${name}Input!]!`,
      variables: { [input]: [{ ...copied, ...(await change(resource)) }, renamed(copied)] },
    };
  };

  return async () => {
    if (random() < 0.05)
      return {
        table: 'IpAddress',
        query: 'mutation ($in: ID!) { allocateIpAddress(in: $in, input: { status: ACTIVE }) { status } }',
        variables: { in: await someId('Prefix') },
      };
    const resource = pick(resources);
    // Now and then two in one request, which is one transaction.
    const fields = [await oneField(resource, 0), ...(random() < 0.2 ? [await oneField(resource, 1)] : [])];
    return {
      table: resource.name,
      query: `mutation (${fields.map(({ declared }) => declared).join(', ')}) { ${fields.map(({ field }, index) => `w${index}: ${field}`).join(' ')} }`,
      variables: Object.assign({}, ...fields.map(({ variables }) => variables)) as Values,
    };
  };
}
