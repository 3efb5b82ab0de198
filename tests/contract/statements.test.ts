import { type GraphQLField, type GraphQLObjectType, getNamedType, isEnumType, isLeafType, isObjectType, isUnionType } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RowPredicate, Viewer } from '../../src/access/viewer.ts';
import type { FieldMeaning } from '../../src/resource/meaning.ts';
import { catalog, schema } from '../../src/schema.ts';
import { type Estate, testEstate } from '../support/estate.ts';

let estate: Estate;
beforeAll(async () => {
  estate = await testEstate(8000);
});
afterAll(() => estate.close());

const objectType = (name: string): GraphQLObjectType => {
  const type = schema.getType(name);
  if (!isObjectType(type)) throw new Error(`${name} is no object type.`);
  return type;
};
const meaningOf = (field: GraphQLField<unknown, unknown>) => field.extensions['meaning'] as FieldMeaning | undefined;
/** All columns and computed values of a type, as a selection. */
const leavesOf = (type: GraphQLObjectType): string =>
  Object.values(type.getFields())
    .filter((field) => isLeafType(getNamedType(field.type)) && meaningOf(field)?.kind !== 'measured')
    .map(({ name }) => name)
    .join(' ');

/** A selection of a relation with one level below it, and how many levels it adds: one, or one a type of a union. */
function selectionOf(field: GraphQLField<unknown, unknown>): { text: string; levels: number } | undefined {
  const type = getNamedType(field.type);
  if (isUnionType(type)) {
    const members = type.getTypes();
    return { text: `${field.name} { ${members.map((member) => `... on ${member.name} { id }`).join(' ')} }`, levels: members.length };
  }
  switch (meaningOf(field)?.kind) {
    case 'measured':
      return { text: field.name, levels: 1 };
    case 'list':
      return {
        text: `${field.name}(first: 2) { totalCount nodes { ${leavesOf(objectType(type.name.replace(/Connection$/, '')))} } }`,
        levels: 1,
      };
    case 'listCounts': {
      const groupBy = field.args.find(({ name }) => name === 'groupBy')!;
      const group = getNamedType(groupBy.type);
      if (!isEnumType(group)) throw new Error(`${field.name} groups by no enum.`);
      return { text: `${field.name}(groupBy: [${group.getValues()[0]!.name}]) { count }`, levels: 1 };
    }
    case 'toOne':
    case 'opposite':
    case 'withinNetwork':
    case 'ancestors':
      return { text: `${field.name} { ${leavesOf(type as GraphQLObjectType)} }`, levels: 1 };
    default:
      return undefined;
  }
}

describe.each(catalog.resources.map((resource) => [resource.name, resource] as const))('%s', (name, resource) => {
  const type = objectType(name);

  it('is listed and counted in one statement, whatever the page', async () => {
    for (const first of [0, 1, 200]) {
      const { errors, statements } = await estate.ask(
        `{ ${resource.plural}(first: ${first}) { totalCount nodes { ${leavesOf(type)} } pageInfo { endCursor } } }`,
      );
      expect(errors).toBeUndefined();
      expect(statements).toHaveLength(1);
    }
  });

  it('adds one statement for each relation, for one row and for two hundred', async () => {
    for (const field of Object.values(type.getFields())) {
      const selection = selectionOf(field);
      if (!selection) continue;
      for (const first of [1, 200]) {
        const { errors, statements } = await estate.ask(`{ ${resource.plural}(first: ${first}) { nodes { ${selection.text} } } }`);
        expect(errors, field.name).toBeUndefined();
        expect(statements.length, `${name}.${field.name}`).toBeLessThanOrEqual(1 + selection.levels);
      }
    }
  });

  it('can be ordered by each of its orders, both ways, and paged through without losing or repeating a row', async () => {
    const all = await estate.ask(`{ ${resource.plural}(first: 30) { nodes { id } } }`);
    const orders = [...resource.columns.values()].filter((column) => column.order);
    if ((all.data![resource.plural] as { nodes: unknown[] }).nodes.length === 0) return;
    for (const { name: column } of orders)
      for (const direction of ['ASC', 'DESC']) {
        const page = (bounds: string) =>
          estate.ask(
            `{ ${resource.plural}(${bounds}, orderBy: [{ ${column}: ${direction} }]) { nodes { id } pageInfo { endCursor startCursor hasNextPage } } }`,
          );
        const whole = await page('first: 7');
        expect(whole.errors, column).toBeUndefined();
        const rows = nodesOf(whole, resource.plural);
        const head = await page('first: 3');
        const { endCursor } = (head.data![resource.plural] as { pageInfo: { endCursor: string } }).pageInfo;
        const tail = await page(`first: 4, after: ${JSON.stringify(endCursor)}`);
        expect([...nodesOf(head, resource.plural), ...nodesOf(tail, resource.plural)], `${column} ${direction}`).toEqual(rows);
        if (rows.length < 7) continue;
        const { startCursor } = (tail.data![resource.plural] as { pageInfo: { startCursor: string } }).pageInfo;
        const back = await page(`last: 3, before: ${JSON.stringify(startCursor)}`);
        expect(nodesOf(back, resource.plural), `${column} ${direction} backwards`).toEqual(rows.slice(0, 3));
      }
  });

  it('shows nothing to a viewer who may not see it: not listed, counted, searched, followed or looked up', async () => {
    const blind: Viewer = {
      id: 'blind',
      name: 'blind',
      role: 'none',
      fingerprint: 'blind',
      operations: 'any',
      rows: (): RowPredicate => ({ kind: 'none' }),
    };
    const one = await estate.ask(`{ ${resource.plural}(first: 1) { nodes { id } } }`);
    const { data, errors } = await estate.ask(`{ ${resource.plural}(first: 2) { totalCount nodes { id } } }`, { viewer: blind });
    expect(errors).toBeUndefined();
    expect(data![resource.plural]).toEqual({ totalCount: 0, nodes: [] });
    const [id] = nodesOf(one, resource.plural);
    if (id === undefined) return;
    const single = name.charAt(0).toLowerCase() + name.slice(1);
    const looked = await estate.ask(`query ($id: ID!) { ${single}(id: $id) { id } node(id: $id) { id } nodes(ids: [$id]) { id } }`, {
      viewer: blind,
      variables: { id },
    });
    expect(looked.errors).toBeUndefined();
    expect({ ...looked.data }).toEqual({ [single]: null, node: null, nodes: [null] });
  });

  it('is left out of what leads to it, when it may not be seen', async () => {
    const without: Viewer = {
      id: 'w',
      name: 'w',
      role: 'none',
      fingerprint: 'w',
      operations: 'any',
      rows: (asked): RowPredicate => ({ kind: asked === name ? 'none' : 'all' }),
    };
    for (const owner of catalog.resources)
      for (const { name: relation, target } of owner.toOnes.values()) {
        if (target.name !== name || owner.name === name) continue;
        const { data, errors } = await estate.ask(`{ ${owner.plural}(first: 3) { nodes { ${relation} { id } } } }`, { viewer: without });
        expect(errors).toBeUndefined();
        for (const node of (data![owner.plural] as { nodes: Record<string, unknown>[] }).nodes) expect(node[relation]).toBeNull();
      }
  });
});

function nodesOf(answer: { data?: unknown }, list: string): unknown[] {
  return (answer.data as Record<string, { nodes: { id: unknown }[] }>)[list]!.nodes.map(({ id }) => id);
}
