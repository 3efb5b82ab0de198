/** `wayleave price` as a shell sees it: one line of JSON in, one out, and exit codes for CI. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'wayleave-price-'));
const sdl = `
  type Query { users(first: Int!): [User] @listSize(slicingArguments: ["first"]) everyone: [User] filtered(by: By): Int }
  type User { name: String boss: User }
  input By { name: String and: By }`;
const schemaFile = join(folder, 'schema.graphql');
const queryFile = join(folder, 'query.graphql');
const variablesFile = join(folder, 'variables.json');
writeFileSync(schemaFile, sdl);
writeFileSync(queryFile, 'query Users($n: Int!) { users(first: $n) { boss { name } } }');
writeFileSync(variablesFile, '{ "n": 5 }');
afterAll(() => rmSync(folder, { recursive: true }));

/** The command alone: the whole command line would load the server for each run. */
const program = `
  import { priceCommand } from './src/cli/price.ts';
  await priceCommand().parseAsync(process.argv.slice(1), { from: 'user' });`;

function run(args: readonly string[], input = '') {
  const node = ['--import', 'tsx', '--input-type=module', '--eval', program, '--'];
  const { stdout, stderr, status } = spawnSync(process.execPath, [...node, ...args], { input, encoding: 'utf8' });
  return { stdout, stderr, status };
}

function batch(...lines: readonly (object | string)[]): Record<string, unknown>[] {
  const input = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n');
  const { stdout, status } = run(['--batch'], input);
  expect(status).toBe(0);
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

const one = ['--schema', schemaFile, '--query', queryFile, '--variables', variablesFile];

describe('wayleave price', () => {
  it('prints the two costs, the fields and a hint as JSON', () => {
    const { stdout, status } = run([...one, '--json']);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      typeCost: 11,
      fieldCost: 6,
      cost: 17,
      hint: 'Ask for first: 2 instead of 5 at "users"; that saves 9 of 17.',
      fields: [
        { path: 'users.boss', requested: 10, count: 5 },
        { path: 'users', requested: 6, count: 5 },
        { path: 'users.boss.name', requested: 0, count: 5 },
      ],
    });
  });

  it('exits 1 above the maximum, 0 at it, and says how many records fit', () => {
    expect(run([...one, '--json', '--max', '17']).status).toBe(0);
    const { stdout, status } = run([...one, '--json', '--max', '10']);
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      allowed: false,
      maximumQueryCost: 10,
      hint: expect.stringContaining('Ask for first: 2 instead of 5'),
    });
  });

  it('exits 1 with a code when there is no price, and 2 when it is used wrongly', () => {
    writeFileSync(join(folder, 'endless.graphql'), '{ everyone { name } }');
    const { stdout, status } = run(['--schema', schemaFile, '--query', join(folder, 'endless.graphql'), '--json']);
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'COST_INFINITE' } });
    expect(run(['--schema', schemaFile]).status).toBe(2);
  });
});

describe('wayleave price --batch', () => {
  it('ends a line where JSON Lines do, and nowhere else', () => {
    const line = JSON.stringify({ id: 'a\u2028b\u2029c', schema: 'type Query { a: Int }', query: '{ a }' });
    const { stdout } = run(['--batch'], `${line}\r\n\r\n${line}`);
    expect(
      stdout
        .trim()
        .split('\n')
        .map((answer) => JSON.parse(answer)),
    ).toMatchObject([{ id: 'a\u2028b\u2029c', typeCost: 1 }, { typeCost: 1 }]);
  });

  it('takes the dialect and the length of lists from the command line where a line gives none, and refuses what is for one document', () => {
    const line = { schema: 'type Query { l: [A] } type A { x: Int }', query: '{ l { x } }' };
    const input = [line, { ...line, listSize: 2 }, { ...line, dialect: 'ibm', listSize: 2 }]
      .map((given) => JSON.stringify(given))
      .join('\n');
    const { stdout } = run(['--batch', '--dialect', 'apollo', '--list-size', '7'], input);
    expect(
      stdout
        .trim()
        .split('\n')
        .map((answer) => JSON.parse(answer)),
    ).toMatchObject([{ cost: 7 }, { cost: 2 }, { typeCost: 3, fieldCost: 1 }]);
    expect(run(['--batch', '--schema', schemaFile]).status).toBe(2);
    expect(run(['--batch', '--max', '5']).status).toBe(2);
  });

  it('answers each line in order, in both dialects, with the times that it took', () => {
    const query = 'query ($n: Int!) { users(first: $n) { boss { name } } }';
    const [ibm, apollo, sized] = batch(
      { id: 1, schema: sdl, query, variables: { n: 2 } },
      { id: 'two', schemaFile, query, variables: { n: 2 }, dialect: 'apollo' },
      { id: null, schemaFile, query: '{ everyone { name } }', listSize: 4 },
    );
    expect(ibm).toEqual({
      id: 1,
      typeCost: 5,
      fieldCost: 3,
      compileMicroseconds: expect.any(Number),
      evaluateMicroseconds: expect.any(Number),
    });
    expect(apollo).toEqual({ id: 'two', cost: 4, compileMicroseconds: expect.any(Number), evaluateMicroseconds: expect.any(Number) });
    expect(sized).toMatchObject({ id: null, typeCost: 5, fieldCost: 1 });
  });

  it('lets the weight of input objects be chosen', () => {
    const line = { schema: sdl, query: '{ filtered(by: { and: { name: "a" } }) }' };
    const answers = batch({ ...line, id: 1 }, { ...line, id: 2, inputObjectWeight: 0 }, { ...line, id: 3, inputObjectWeight: 2.5 });
    expect(answers.map(({ fieldCost }) => fieldCost)).toEqual([2, 0, 5]);
  });

  it('gives a code for what cannot be priced and goes on with the next line', () => {
    const answers = batch(
      'not json',
      { id: 1, query: '{ x }' },
      { id: 2, schema: 'type Query {', query: '{ x }' },
      { id: 3, schema: sdl, query: '{ nothing }' },
      { id: 4, schema: sdl, query: '{ users(first: -1) { name } }' },
      { id: 5, schema: sdl, query: 'query ($n: Int!) { users(first: $n) { name } }', variables: { n: 1e12 } },
      { id: 6, schema: sdl, query: '{ users(first: 1) { name } }', operationName: 'Missing' },
      { id: 7, schema: sdl, query: '{ users(first: 1) { ...F } } fragment F on User { boss { ...F } }' },
      { id: 8, schema: sdl, query: '{ users(first: 1) { name }' },
      { id: 9, schema: sdl, query: '{ users(first: 1) { name } }' },
    );
    expect(answers.map(({ id, error, typeCost }) => [id, (error as { code: string } | undefined)?.code ?? typeCost])).toEqual([
      [null, 'BAD_REQUEST'],
      [1, 'BAD_REQUEST'],
      [2, 'SCHEMA_INVALID'],
      [3, 'GRAPHQL_VALIDATION_FAILED'],
      [4, 'PAGE_SIZE_NEGATIVE'],
      [5, 'VARIABLES_INVALID'],
      [6, 'OPERATION_NOT_FOUND'],
      [7, 'GRAPHQL_VALIDATION_FAILED'],
      [8, 'GRAPHQL_PARSE_FAILED'],
      [9, 2],
    ]);
  });
});
