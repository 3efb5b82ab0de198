/** What a plan answers, case by case; that it equals graphql-js in general is proven in differential.test.ts. */
import { buildSchema, execute, GraphQLError, type GraphQLObjectType, type GraphQLSchema, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import type { BatchResolver, Selection } from '../../../src/execution/batch.ts';
import { compilePlan } from '../../../src/execution/compile.ts';
import { attachResolvers } from '../../../src/execution/dataloader-driver.ts';
import { type ExecuteOptions, executePlan } from '../../../src/execution/execute.ts';
import { sortErrors } from '../../../src/execution/sort-errors.ts';

/** A schema whose fields are batched where a resolver is given, by coordinate. */
function schemaOf(sdl: string, batches: Readonly<Record<string, BatchResolver>>): GraphQLSchema {
  const schema = buildSchema(sdl);
  for (const [coordinate, batch] of Object.entries(batches)) {
    const [type, field] = coordinate.split('.') as [string, string];
    (schema.getType(type) as GraphQLObjectType).getFields()[field]!.extensions = { batch };
  }
  return schema;
}

function contextOf(signal = new AbortController().signal) {
  return { signal };
}

function run(schema: GraphQLSchema, text: string, options: Partial<ExecuteOptions> = {}) {
  return executePlan(compilePlan(schema, parse(text)), { context: contextOf(), ...options });
}

/** The answer as JSON, after checking that graphql-js gives it too. */
async function answer(schema: GraphQLSchema, text: string, options: Partial<ExecuteOptions> = {}): Promise<unknown> {
  const ours = await run(schema, text, options);
  attachResolvers(schema);
  const theirs = await execute({
    schema,
    document: parse(text),
    rootValue: options.rootValue,
    contextValue: contextOf(),
    variableValues: options.variables ?? {},
  });
  expect(JSON.stringify(ours)).toBe(JSON.stringify(sortErrors(theirs)));
  return JSON.parse(JSON.stringify(ours));
}

/** A resolver that does something first. */
const noting =
  (note: (...call: Parameters<BatchResolver>) => void, resolver: BatchResolver): BatchResolver =>
  (...call) => {
    note(...call);
    return resolver(...call);
  };

const each =
  (value: unknown): BatchResolver =>
  (parents) =>
    parents.map(() => value);

describe('calls', () => {
  it('asks once for each field and level, whatever the rows', async () => {
    const calls: string[] = [];
    const schema = schemaOf(
      'type Query { devices: [Device!]! } type Device { id: Int! ports: [Port!]! site: Site } type Port { id: Int! peer: Port } type Site { id: Int! }',
      {
        'Query.devices': () => [Array.from({ length: 50 }, (_, id) => ({ id }))],
        'Device.ports': noting((parents) => calls.push(`ports ${parents.length}`), each([{ id: 1 }, { id: 2 }])),
        'Device.site': noting((parents) => calls.push(`site ${parents.length}`), each({ id: 3 })),
        'Port.peer': noting((parents) => calls.push(`peer ${parents.length}`), each(null)),
      },
    );
    await run(schema, '{ devices { id ports { id peer { id } } site { id } } }');
    expect(calls.sort()).toEqual(['peer 100', 'ports 50', 'site 50']);
  });

  it('tells an observer how many parents were asked and how many objects came', async () => {
    const seen: unknown[] = [];
    const schema = schemaOf(
      'type Query { devices: [Device]! } type Device { name: String site: Site count: Int } type Site { name: String }',
      {
        'Query.devices': () => [[{ name: 'a' }, null, { name: 'b' }, { name: 'c' }]],
        'Device.site': (parents) => parents.map((_, index) => (index ? { name: 's' } : null)),
        'Device.count': each(1),
      },
    );
    await run(schema, '{ all: devices { name site { name } count } }', {
      observe: (field, parents, results) => seen.push([field.path, field.parentType.name, parents, results]),
    });
    expect(seen).toEqual([
      ['all', 'Query', 1, 3],
      ['all.name', 'Device', 3, 3],
      ['all.site', 'Device', 3, 2],
      ['all.site.name', 'Site', 2, 2],
      ['all.count', 'Device', 3, 3],
    ]);
  });

  it('completes an object that several parents share once, and reports its failure for each of them', async () => {
    const site = { name: 'shared' };
    let asked = 0;
    const schema = schemaOf(
      'type Query { devices: [Device!]! } type Device { site: Site } type Site { name: String region: Region! } type Region { name: String }',
      {
        'Query.devices': () => [[{}, {}, {}]],
        'Device.site': each(site),
        'Site.region': (parents) => {
          asked = parents.length;
          return parents.map(() => new Error('no region'));
        },
      },
    );
    const result = (await answer(schema, '{ devices { site { name region { name } } } }')) as {
      data: unknown;
      errors: { path: unknown }[];
    };
    expect(asked).toBe(1);
    expect(result.data).toEqual({ devices: [{ site: null }, { site: null }, { site: null }] });
    expect(result.errors.map((error) => error.path)).toEqual([0, 1, 2].map((index) => ['devices', index, 'site', 'region']));
  });

  it('reports a column of a shared object that cannot be written for each parent', async () => {
    const schema = schemaOf('type Query { devices: [Device!]! } type Device { site: Site } type Site { area: Int code: Int! }', {
      'Query.devices': () => [[{}, {}]],
      'Device.site': each({ area: 'wide', code: 'none' }),
    });
    const result = (await answer(schema, '{ devices { site { area } } }')) as { errors: { path: unknown }[] };
    expect(result.errors.map((error) => error.path)).toEqual([0, 1].map((index) => ['devices', index, 'site', 'area']));
    expect(await answer(schema, '{ devices { site { area code } } }')).toMatchObject({
      data: { devices: [{ site: null }, { site: null }] },
    });
  });

  it('runs the fields of a mutation one after another, and none after one that took the answer away', async () => {
    const log: string[] = [];
    const slow: BatchResolver = async (_parents, { name }) => {
      log.push(`start ${String(name)}`);
      await new Promise(setImmediate);
      log.push(`end ${String(name)}`);
      return name === 'bad' ? [null] : ['done'];
    };
    const schema = schemaOf('type Query { a: Int } type Mutation { set(name: String): String! }', { 'Mutation.set': slow });
    const result = await answer(schema, 'mutation { one: set(name: "x") two: set(name: "bad") three: set(name: "y") }');
    expect(log.slice(0, 4)).toEqual(['start x', 'end x', 'start bad', 'end bad']);
    expect(log).not.toContain('start y');
    expect(result).toMatchObject({ data: null, errors: [{ path: ['two'] }] });
  });

  it('refuses results that do not match the parents', async () => {
    const schema = schemaOf('type Query { devices: [Device!] } type Device { site: Site } type Site { name: String }', {
      'Query.devices': () => [[{}, {}]],
      'Device.site': () => [{ name: 'whose?' }],
    });
    const message = 'The batch resolver of Device.site was called for 2 parents and answered 1 results.';
    expect(await answer(schema, '{ devices { site { name } } }')).toMatchObject({
      errors: [{ message }, { message }],
      data: { devices: [{ site: null }, { site: null }] },
    });
  });
});

describe('selections and arguments', () => {
  it('are the same objects every time the plan runs', async () => {
    const seen: unknown[][] = [];
    const schema = schemaOf('type Query { devices(first: Int = 3): [Device!]! } type Device { name: String }', {
      'Query.devices': noting((_parents, args, selection) => seen.push([args, selection]), each([])),
    });
    const plan = compilePlan(schema, parse('{ devices { name } }'));
    await executePlan(plan, { context: contextOf() });
    await executePlan(plan, { context: contextOf() });
    expect(seen[0]![0]).toBe(seen[1]![0]);
    expect(seen[0]![1]).toBe(seen[1]![1]);
    expect(seen[0]![0]).toEqual({ first: 3 });
  });

  it('are the same under graphql-js too', async () => {
    const seen: unknown[][] = [];
    const schema = schemaOf('type Query { devices(first: Int = 3): [Device!]! } type Device { name: String }', {
      'Query.devices': noting((_parents, args, selection) => seen.push([args, selection]), each([])),
    });
    attachResolvers(schema);
    const document = parse('{ devices { name } }');
    await execute({ schema, document, contextValue: contextOf() });
    await execute({ schema, document, contextValue: contextOf() });
    expect(seen[0]![0]).toBe(seen[1]![0]);
    expect(seen[0]![1]).toBe(seen[1]![1]);
  });

  it('say what is asked of each type, with fragments merged and skipped fields left out', async () => {
    let asked: Selection | undefined;
    const schema = schemaOf(
      'interface Node { id: ID } type Query { node: Node } type Device implements Node { id: ID name: String site: Site } type Site implements Node { id: ID slug: String }',
      {
        'Query.node': (parents, _args, selection) => {
          asked = selection;
          return parents.map(() => null);
        },
      },
    );
    await run(
      schema,
      'query ($yes: Boolean!) { node { __typename id ...D ... on Site { slug } } } fragment D on Device { label: name site { id } site { slug @skip(if: $yes) } }',
      { variables: { yes: true } },
    );
    const device = asked!.fieldsFor(schema.getType('Device') as GraphQLObjectType);
    expect(device.map((field) => `${field.responseKey}=${field.field.name}`)).toEqual(['id=id', 'label=name', 'site=site']);
    expect(asked!.fieldsFor(schema.getType('Site') as GraphQLObjectType).map((field) => field.responseKey)).toEqual(['id', 'slug']);
    expect(device[0]!.selection).toBeUndefined();
    expect(device[2]!.selection!.fieldsFor(schema.getType('Site') as GraphQLObjectType).map((field) => field.responseKey)).toEqual(['id']);
  });

  it('report a variable that is wrong before anything is called', async () => {
    let called = false;
    const schema = schemaOf('type Query { devices(first: Int!): [Int] }', {
      'Query.devices': () => {
        called = true;
        return [[]];
      },
    });
    const result = await answer(schema, 'query ($n: Int!) { devices(first: $n) }', { variables: { n: 'many' } });
    expect(result).toMatchObject({
      errors: [{ message: 'Variable "$n" got invalid value "many"; Int cannot represent non-integer value: "many"' }],
    });
    expect(result).not.toHaveProperty('data');
    expect(called).toBe(false);
  });

  it('report no more wrong variables than asked for', async () => {
    const schema = schemaOf('type Query { sum(of: [Int!]): Int }', {});
    const result = await run(schema, 'query ($of: [Int!]) { sum(of: $of) }', { variables: { of: Array(100).fill('x') }, maxErrors: 3 });
    expect(result.errors).toHaveLength(4);
  });
});

describe('nulls', () => {
  const nested = (wrappers: string, value: unknown) =>
    schemaOf(`type Query { outer: Outer } type Outer { list: ${wrappers} other: Int } type Item { id: Int must: Int! }`, {
      'Query.outer': each({ other: 1 }),
      'Outer.list': each(value),
    });
  const text = '{ outer { other list { id } } }';

  // The table of section 6.4.4 of the specification, for lists of objects.
  it.each([
    ['[Item]', { list: [{ id: 1 }, null] }, 0],
    ['[Item]!', { list: [{ id: 1 }, null] }, 0],
    ['[Item!]', { list: null }, 1],
    ['[Item!]!', undefined, 1],
  ])('a null in %s leaves %j', async (wrappers, expected, errors) => {
    const result = (await answer(nested(wrappers, [{ id: 1 }, null]), text)) as { data: { outer: object | null }; errors?: unknown[] };
    expect(result.data.outer).toEqual(expected ? { other: 1, ...expected } : null);
    expect(result.errors ?? []).toHaveLength(errors);
  });

  it.each([
    ['[[Item!]!]', [[{ id: 1 }], [null]], null],
    ['[[Item!]]', [[{ id: 1 }], [null]], [[{ id: 1 }], null]],
    ['[[Item]!]!', [[{ id: 1 }], [null]], [[{ id: 1 }], [null]]],
  ])('a null deep in %s', async (wrappers, value, expected) => {
    const result = (await answer(nested(wrappers, value), text)) as { data: { outer: { list: unknown } } };
    expect(result.data.outer.list).toEqual(expected);
  });

  it('from below take away the nearest object that may be null', async () => {
    const schema = nested('[Item]!', [{ id: 1, must: 1 }, { id: 2 }]);
    expect(await answer(schema, '{ outer { list { id must } } }')).toEqual({
      data: { outer: { list: [{ id: 1, must: 1 }, null] } },
      errors: [
        {
          message: 'Cannot return null for non-nullable field Item.must.',
          locations: [{ line: 1, column: 21 }],
          path: ['outer', 'list', 1, 'must'],
        },
      ],
    });
  });

  it('reach the root when nothing on the way may be null', async () => {
    const schema = schemaOf('type Query { a: A! } type A { b: B! } type B { c: Int! }', {
      'Query.a': each({}),
      'A.b': each({}),
      'B.c': each(null),
    });
    expect(await answer(schema, '{ a { b { c } } }')).toMatchObject({ data: null, errors: [{ path: ['a', 'b', 'c'] }] });
  });

  it('have one cause each, the same whichever call is slower', async () => {
    const slowly =
      (turns: number, message: string): BatchResolver =>
      async () => {
        for (let turn = 0; turn < turns; turn++) await new Promise(setImmediate);
        throw new Error(message);
      };
    for (const [a, b] of [
      [0, 5],
      [5, 0],
    ] as const) {
      const schema = schemaOf('type Query { a: Int! b: Int! }', { 'Query.b': slowly(b, 'b failed'), 'Query.a': slowly(a, 'a failed') });
      expect((await run(schema, '{ b a }')).errors!.map((error) => error.message)).toEqual(['b failed']);
      expect((await run(schema, '{ b a }', { everyCause: true })).errors).toHaveLength(2);
    }
  });
});

describe('errors', () => {
  it('keep the original error, its extensions and its place', async () => {
    const cause = new GraphQLError('Not for you.', { extensions: { code: 'FORBIDDEN' } });
    const schema = schemaOf('type Query { devices: [Device] } type Device { name: String }', {
      'Query.devices': each([{ name: 'a' }, cause]),
    });
    const result = await run(schema, '{ devices { name } }');
    expect(result.data).toEqual({ devices: [{ name: 'a' }, null] });
    expect(result.errors![0]).toMatchObject({ path: ['devices', 1], extensions: { code: 'FORBIDDEN' }, originalError: cause });
  });

  it('of one element leave the others alone', async () => {
    const schema = schemaOf('type Query { devices: [Device!]! } type Device { name: String site: Site } type Site { name: String }', {
      'Query.devices': each([{ name: 'a' }, { name: 'b' }]),
      'Device.site': (parents) => parents.map((_, index) => (index === 0 ? new Error('lost') : { name: 'found' })),
    });
    expect(await answer(schema, '{ devices { site { name } } }')).toMatchObject({
      data: { devices: [{ site: null }, { site: { name: 'found' } }] },
      errors: [{ message: 'lost', path: ['devices', 0, 'site'] }],
    });
  });
});

describe('a field that fails for every row', () => {
  it('is listed a thousand times at most, the same by both drivers', async () => {
    const schema = schemaOf('type Query { rows: [Row]! } type Row { count(first: Int! = 1): Int }', {
      'Query.rows': each(Array.from({ length: 1_200 }, () => ({}))),
    });
    const result = (await answer(schema, 'query ($n: Int = 1) { rows { count(first: $n) } }', { variables: { n: null } })) as {
      errors: { message: string }[];
    };
    expect(result.errors).toHaveLength(1_001);
    expect(result.errors[0]!.message).toBe('200 more errors are not listed.');
  });
});

describe('cancellation', () => {
  const steps = (controller: AbortController, reason: Error, log: string[]) =>
    schemaOf('type Query { a: A } type A { b: A c: Int }', {
      'Query.a': async (parents) => {
        log.push('a');
        controller.abort(reason);
        return parents.map(() => ({}));
      },
      'A.b': noting(() => log.push('b'), each(null)),
    });

  it('stops before the next level, with the reason of the signal', async () => {
    const controller = new AbortController();
    const reason = new Error('The client left.');
    const log: string[] = [];
    await expect(run(steps(controller, reason, log), '{ a { b { c } } }', { context: contextOf(controller.signal) })).rejects.toBe(reason);
    expect(log).toEqual(['a']);
  });

  it('hides the failure of a statement that was cancelled with it', async () => {
    const controller = new AbortController();
    const reason = new Error('Too late.');
    const schema = schemaOf('type Query { a: Int }', {
      'Query.a': async () => {
        controller.abort(reason);
        throw new Error('canceling statement due to user request');
      },
    });
    await expect(run(schema, '{ a }', { context: contextOf(controller.signal) })).rejects.toBe(reason);
  });

  it('calls nothing when the client has already left', async () => {
    const log: string[] = [];
    const controller = new AbortController();
    controller.abort(new Error('gone'));
    await expect(
      run(steps(new AbortController(), new Error(), log), '{ a { c } }', { context: contextOf(controller.signal) }),
    ).rejects.toThrow('gone');
    expect(log).toEqual([]);
  });
});

describe('size', () => {
  it('walks a document 200 levels deep without running out of stack', async () => {
    const tree = 'type Query { a: A } type A { batched: A plain: A id: Int }';
    const schema = schemaOf(tree, { 'Query.a': each({ id: 1 }), 'A.batched': each({ id: 1 }) });
    const deep = (field: string) => `{ a ${`{ ${field} `.repeat(199)} { id } ${'}'.repeat(199)} }`;
    expect(await answer(schema, deep('batched'))).not.toHaveProperty('errors');
    const chain: { id: number; plain?: unknown } = { id: 1 };
    chain.plain = chain;
    const endless = schemaOf(tree, { 'Query.a': each(chain) });
    expect(await answer(endless, deep('plain'))).not.toHaveProperty('errors');
  });

  it('writes 25,000 rows without a promise for each', async () => {
    const rows = Array.from({ length: 25_000 }, (_, id) => ({ id, name: `port ${id}` }));
    const schema = schemaOf('type Query { ports: [Port!]! } type Port { id: Int! name: String site: Site } type Site { id: Int }', {
      'Query.ports': () => [rows],
      'Port.site': (parents) => parents.map(() => ({ id: 1 })),
    });
    const plan = compilePlan(schema, parse('{ ports { id name site { id } } }'));
    let promises = 0;
    const { createHook } = await import('node:async_hooks');
    const hook = createHook({ init: (_id, type) => void (type === 'PROMISE' && promises++) }).enable();
    const result = await executePlan(plan, { context: contextOf() });
    hook.disable();
    expect(promises).toBeLessThan(50);
    expect((result.data as { ports: unknown[] }).ports).toHaveLength(25_000);
    expect((result.data as { ports: unknown[] }).ports[24_999]).toEqual({ id: 24_999, name: 'port 24999', site: { id: 1 } });
  });
});

describe('hostile names', () => {
  it.each([0, Number.POSITIVE_INFINITY])('are properties like any other (code generated after %s objects)', async (specialiseAfter) => {
    const schema = schemaOf('type Query { a: A b: Int } type A { id: Int self: A }', {
      'Query.a': each({ id: 1, self: { id: 2 } }),
      'Query.b': each(7),
    });
    const text = '{ __proto__: a { __proto__: self { constructor: id __proto__: __typename } toJSON: id } hasOwnProperty: b }';
    const result = await executePlan(compilePlan(schema, parse(text), null, { specialiseAfter }), { context: contextOf() });
    expect(JSON.stringify(result)).toBe(
      '{"data":{"__proto__":{"__proto__":{"constructor":2,"__proto__":"A"},"toJSON":1},"hasOwnProperty":7}}',
    );
    expect(Object.getPrototypeOf(result.data)).toBe(Object.prototype);
    expect(await answer(schema, text)).toBeDefined();
  });
});

describe('resolvers written by hand', () => {
  it('are left to graphql-js, with the batched fields below them', async () => {
    const schema = schemaOf(
      'type Query { hello(name: String): Device } type Device { name: String site: Site } type Site { name: String }',
      {
        'Device.site': each({ name: 'batched' }),
      },
    );
    schema.getQueryType()!.getFields()['hello']!.resolve = async (_parent, { name }) => ({ name });
    const plan = compilePlan(schema, parse('query ($n: String) { hello(name: $n) { name site { name } } }'));
    expect(plan.handwritten).toEqual(['Query.hello']);
    const result = await executePlan(plan, { variables: { n: 'x' }, context: contextOf() });
    expect(JSON.parse(JSON.stringify(result))).toEqual({ data: { hello: { name: 'x', site: { name: 'batched' } } } });
  });

  it('are found behind an interface', () => {
    const schema = schemaOf(
      'type Query { node: Node } interface Node { id: ID } type A implements Node { id: ID } type B implements Node { id: ID }',
      {},
    );
    (schema.getType('B') as GraphQLObjectType).getFields()['id']!.resolve = () => 1;
    expect(compilePlan(schema, parse('{ node { id } }')).handwritten).toEqual(['B.id']);
    expect(compilePlan(schema, parse('{ node { __typename } }')).handwritten).toEqual([]);
  });
});
