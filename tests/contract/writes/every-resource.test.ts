import { type GraphQLObjectType, getNamedType, isLeafType } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Action, RowPredicate, Viewer } from '../../../src/access/viewer.ts';
import type { ResourceEntry } from '../../../src/resource/catalog.ts';
import { writableColumns } from '../../../src/resource/derive/mutations.ts';
import { catalog, schema } from '../../../src/schema.ts';
import { type Estate, testEstate } from '../../support/estate.ts';
import { MinimalInputs } from '../../support/minimal-inputs.ts';
import { mutate } from '../../support/mutate.ts';

let estate: Estate;
let inputs: MinimalInputs;
beforeAll(async () => {
  estate = await testEstate(0);
  inputs = new MinimalInputs(catalog, () => estate.context());
});
afterAll(() => estate.close());

type Row = Record<string, unknown> & { id: string; version: number };
interface Payload {
  readonly status: string;
  readonly errors: readonly { code: string; message: string; field: string | null; item: number | null }[];
}
type Input = Readonly<Record<string, unknown>>;

const lower = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);
const upper = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);
const leaves = (name: string): string =>
  Object.values((schema.getType(name) as GraphQLObjectType).getFields())
    .filter(({ type, args }) => isLeafType(getNamedType(type)) && args.length === 0)
    .map((field) => field.name)
    .join(' ');

/** What a viewer may do: everything but the actions that are named. */
const without = (predicate: RowPredicate, ...actions: Action[]): Viewer => ({
  id: 'limited',
  name: 'limited',
  role: 'test',
  fingerprint: `limited ${actions}`,
  operations: 'any',
  rows: (_resource, action = 'view') => (actions.includes(action) ? predicate : { kind: 'all' }),
});
const nothing: RowPredicate = { kind: 'none' };
const nobody: RowPredicate = { kind: 'where', filter: { id: { in: [] } } };

/** A field that can be changed without minding others. */
function change(resource: ResourceEntry): Input {
  for (const { name, type, nullable } of writableColumns(resource))
    if (type === 'text' && nullable && ['description', 'label', 'comments'].includes(name) && resource.recognisedBy?.[0] !== name)
      return { [name]: 'changed' };
  const changes: Readonly<Record<string, Input>> = {
    ContactAssignment: { priority: 'SECONDARY' },
    CableTermination: { cableEnd: 'B' },
  };
  return changes[resource.name] ?? {};
}

const fieldsOf = (name: string): string => `status ${lower(name)} { ${leaves(name)} } errors { code message field item }`;

async function one(
  operation: string,
  name: string,
  args: Readonly<Record<string, [type: string, value: unknown]>>,
  viewer?: Viewer,
  more = '',
) {
  const declared = Object.entries(args).map(([variable, [type]]) => `$${variable}: ${type}`);
  const given = Object.keys(args).map((variable) => `${variable}: $${variable}`);
  const source = `mutation (${declared.join(', ')}) { answer: ${operation}(${given.join(', ')}) { ${fieldsOf(name)} } ${more} }`;
  const variables = Object.fromEntries(Object.entries(args).map(([variable, [, value]]) => [variable, value]));
  const { data, errors, statements } = await mutate(estate, source, variables, viewer);
  expect(errors, source).toBeUndefined();
  return { payload: (data as { answer: unknown }).answer, statements };
}

/** A dependency needs a member before its request ends. */
const companion = async (name: string, input: Input): Promise<string> => {
  if (name !== 'ServiceDependency') return '';
  const { id } = await inputs.some('Service');
  const key = `{ serviceAndName: { service: { id: "${(input['service'] as { id: string }).id}" }, name: "${input['name']}" } }`;
  return `member: createServiceDependencyMember(input: { dependency: ${key}, service: { id: "${id}" } }) { errors { message } }`;
};

describe.each(catalog.resources.filter(({ readOnly }) => !readOnly).map((resource) => [resource.name, resource] as const))(
  '%s',
  (name, resource) => {
    const inputType = `${name}Input`;
    const upsertName = `upsert${upper(resource.plural)}`;
    const create = async (input: Input, viewer?: Viewer) =>
      (await one(`create${name}`, name, { input: [`${inputType}!`, input] }, viewer, await companion(name, input))).payload as Payload &
        Row;
    const rowOf = (payload: unknown): Row => (payload as Record<string, Row>)[lower(name)]!;
    const upsert = async (items: readonly Input[], viewer?: Viewer) => {
      const { payload, statements } = await one(upsertName, name, { items: [`[${inputType}!]!`, items] }, viewer);
      return { payloads: payload as readonly Payload[], statements };
    };

    it('is created, read, changed unless somebody else did, recognised, and deleted', async () => {
      const input = await inputs.input(name);
      if (name === 'ServiceDependency') Object.assign(input, { service: await inputs.fresh('Service') });
      const created = await create(input);
      expect(created.errors).toEqual([]);
      expect(created.status).toBe('CREATED');
      const row = rowOf(created);
      expect(row.version).toBe(1);
      const read = await estate.ask(`query ($id: ID!) { row: ${lower(name)}(id: $id) { ${leaves(name)} } }`, { variables: { id: row.id } });
      expect(read.data!['row']).toEqual(row);

      const changes = change(resource);
      const update = async (ifVersion: number | null, different: Input) =>
        (await one(`update${name}`, name, { id: ['ID!', row.id], input: [`${inputType}!`, different], ifVersion: ['Int', ifVersion] }))
          .payload as Payload;
      expect(await update(99, changes)).toMatchObject({ status: 'FAILED', errors: [{ code: 'VERSION_CONFLICT', field: 'ifVersion' }] });
      const isChanged = Object.values(changes).some((value) => value === 'changed' || value === 'B' || value === 'SECONDARY');
      const updated = await update(1, changes);
      expect(updated).toMatchObject({ status: isChanged ? 'UPDATED' : 'UNCHANGED', errors: [] });
      expect(rowOf(updated).version).toBe(isChanged ? 2 : 1);

      const again = await upsert([{ ...input, ...changes }]);
      expect(again.payloads[0]).toMatchObject({ status: 'UNCHANGED', errors: [] });
      expect(rowOf(again.payloads[0]).id).toBe(row.id);

      const remove = async (id: string, ifVersion: number | null) =>
        (await one(`delete${name}`, name, { id: ['ID!', id], ifVersion: ['Int', ifVersion] })).payload as Payload;
      expect(await remove(row.id, 99)).toMatchObject({ status: 'FAILED', errors: [{ code: 'VERSION_CONFLICT' }] });
      expect(await remove(row.id, null)).toMatchObject({ status: 'DELETED', errors: [] });
      expect(await remove(row.id, null)).toMatchObject({ status: 'FAILED', errors: [{ code: 'NOT_FOUND', field: 'id' }] });
    });

    it('says which fields a new one needs', async () => {
      const { payload } = await one(`create${name}`, name, { input: [`${inputType}!`, {}] });
      const { status, errors } = payload as Payload;
      // A type without required fields breaks a rule, or is created.
      if (status === 'CREATED') return;
      for (const { code, message, field } of errors) {
        expect(['REQUIRED', 'RULE_BROKEN', 'INVALID']).toContain(code);
        expect(message).not.toMatch(/constraint|relation|violates|column|null value/);
        if (code === 'REQUIRED')
          expect(Object.keys((schema.getType(inputType) as unknown as GraphQLObjectType).getFields())).toContain(field);
      }
    });

    it('is refused to who may not', async () => {
      const input = await inputs.input(name);
      const { id } = await inputs.fresh(name);
      const tries = {
        create: {
          source: `mutation ($input: ${inputType}!) { a: create${name}(input: $input) { status errors { code } } }`,
          variables: { input },
        },
        update: {
          source: `mutation ($id: ID!, $input: ${inputType}!) { a: update${name}(id: $id, input: $input) { status errors { code } } }`,
          variables: { id, input: {} },
        },
        delete: { source: `mutation ($id: ID!) { a: delete${name}(id: $id) { status errors { code } } }`, variables: { id } },
      } as const;
      for (const [action, { source, variables }] of Object.entries(tries)) {
        await expect(mutate(estate, source, variables, without(nothing, action as Action)), action).rejects.toThrow(/You may not/);
        const { data } = await mutate(estate, source, variables, without(nobody, action as Action));
        expect(data!['a'], action).toEqual({ status: 'FAILED', errors: [{ code: 'FORBIDDEN' }] });
      }
      const unseen = await mutate(estate, tries.delete.source, tries.delete.variables, without(nobody, 'view'));
      expect(unseen.data!['a']).toEqual({ status: 'FAILED', errors: [{ code: 'NOT_FOUND' }] });
      await expect(
        mutate(
          estate,
          `mutation ($items: [${inputType}!]!) { a: ${upsertName}(items: $items) { status } }`,
          { items: [input] },
          without(nothing, 'create', 'update'),
        ),
      ).rejects.toThrow(/You may not/);
      const { rows } = await estate.database.pool.query(`SELECT version FROM "${name}" WHERE id = $1`, [
        Buffer.from(id, 'base64url').toString().split(':')[1],
      ]);
      expect(rows).toEqual([{ version: 1 }]);
    });

    it('takes as many statements for a hundred as for one', async () => {
      // A dependency cannot come without its member.
      if (name === 'ServiceDependency') return;
      const items: Input[] = [];
      for (let count = 0; count < 101; count += 4) items.push(...(await Promise.all([1, 2, 3, 4].map(() => inputs.input(name)))));
      const [first, ...others] = items.slice(0, 101);
      const single = await upsert([first!]);
      const many = await upsert(others);
      expect(many.payloads.filter(({ status }) => status !== 'CREATED').slice(0, 2)).toEqual([]);
      expect(many.statements.length).toBe(single.statements.length);
      expect(many.statements.length).toBeLessThan(25);
      const changes = change(resource);
      const same = await upsert([{ ...first!, ...changes }]);
      const again = await upsert(others.map((item) => ({ ...item, ...changes })));
      expect(again.payloads.filter(({ status }) => status === 'FAILED').slice(0, 2)).toEqual([]);
      expect(again.statements.length).toBe(same.statements.length);
    });
  },
);
