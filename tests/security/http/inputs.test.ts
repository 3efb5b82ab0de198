/** Whatever is put where a value is expected is answered or refused with a reason; it never reaches PostgreSQL as something that breaks there. */
import { type GraphQLInputObjectType, type GraphQLInputType, getNamedType, isInputObjectType, isLeafType } from 'graphql';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { schema } from '../../../src/schema.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const junk: readonly unknown[] = [
  null,
  true,
  -1,
  0.5,
  1e308,
  2 ** 53,
  '',
  '\'; DROP TABLE "Site"; --',
  '%_\\',
  '999.999.999.999/99',
  'fe80::1%eth0/64',
  '00:00:00:00:00:00:00',
  '2024-02-30T25:61:61Z',
  '-infinity',
  'x'.repeat(5000),
  {},
  { eq: 1 },
  [],
  [null],
  [[1]],
  ['x', 1, {}],
  Array.from({ length: 5000 }, () => 'x'),
];

interface Place {
  readonly field: string;
  readonly filterType: string;
  /** From the filter down to the operator. */
  readonly path: readonly string[];
}

/** One place for each operator of each kind of column: the first that the schema has. */
function places(): readonly Place[] {
  const found = new Map<string, Place>();
  for (const field of Object.values(schema.getQueryType()!.getFields())) {
    const filter = field.args.find(({ name }) => name === 'filter')?.type;
    const type = filter && getNamedType(filter);
    if (!type || !isInputObjectType(type)) continue;
    for (const column of Object.values(type.getFields())) {
      const operators = getNamedType(column.type) as GraphQLInputType;
      if (isLeafType(operators) && !found.has(`${type.name}.${column.name}`) && column.name !== 'not')
        found.set(`leaf ${operators.name}`, { field: field.name, filterType: type.name, path: [column.name] });
      if (
        !isInputObjectType(operators) ||
        !Object.values(operators.getFields()).every((operator) => isLeafType(getNamedType(operator.type)))
      )
        continue;
      for (const operator of Object.keys((operators as GraphQLInputObjectType).getFields()))
        if (!found.has(`${operators.name}.${operator}`))
          found.set(`${operators.name}.${operator}`, { field: field.name, filterType: type.name, path: [column.name, operator] });
    }
  }
  return [...found.values()];
}

it('finds places to put it', () => {
  expect(places().length).toBeGreaterThan(20);
});

it.each(places().map((place) => [`${place.filterType}.${place.path.join('.')}`, place] as const))(
  'in %s',
  async (_, { field, filterType, path }) => {
    const query = `query ($filter: ${filterType}) { ${field}(first: 1, filter: $filter) { nodes { __typename } } }`;
    for (const value of junk) {
      const filter = path.reduceRight<unknown>((inner, name) => ({ [name]: inner }), value);
      const { status, text } = await server.post(query, { filter: filter as object });
      expect({ value: JSON.stringify(value).slice(0, 60), status, text: text.slice(0, 300) }).toMatchObject({
        status: expect.toSatisfy((given: number) => given === 200 || given === 400) as number,
        text: expect.not.stringMatching(/INTERNAL_SERVER_ERROR|SELECT |syntax for type|node_modules/) as string,
      });
    }
  },
);

it.each([
  ['first', -1],
  ['first', 5000],
  ['first', 1.5],
  ['first', 2_147_483_648],
  ['first', '1'],
  ['last', -2_147_483_648],
  ['after', ''],
  ['after', 'nonsense'],
  ['before', 'W10'],
  ['after', 'x'.repeat(100_000)],
  ['orderBy', [{}]],
  ['orderBy', [{ nothing: 'ASC' }]],
  ['orderBy', Array.from({ length: 100 }, () => ({ name: 'ASC' }))],
] as const)('refuses %s: %j', async (argument, value) => {
  const type = schema
    .getQueryType()!
    .getFields()
    ['sites']!.args.find(({ name }) => name === argument)!.type;
  const { status, body } = await server.post(`query ($value: ${String(type)}) { sites(${argument}: $value) { nodes { id } } }`, { value });
  expect(body.errors?.map(({ extensions }) => extensions['code'])).toEqual(['BAD_USER_INPUT']);
  expect([200, 400]).toContain(status);
});

it('refuses a page of millions, as too large or as too dear', async () => {
  const { status, body } = await server.post('{ sites(first: 2147483647) { nodes { id } } }');
  expect(status).toBe(400);
  expect(['BAD_USER_INPUT', 'COST_ESTIMATED_TOO_EXPENSIVE']).toContain(body.errors?.[0]?.extensions['code']);
});

it('keeps to its word about statements and tables, whatever the operation', () => {
  const written = server.lines.filter((line) => (JSON.parse(line) as { level: number }).level >= 50);
  expect(written).toEqual([]);
});
