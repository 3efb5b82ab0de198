/** Attacks E1 to E4, I12, L3 and L4: what an error tells a client, and what a client can make the log say. */
import { GraphQLError, GraphQLObjectType, GraphQLScalarType, GraphQLSchema, GraphQLString } from 'graphql';
import { afterEach, describe, expect, it } from 'vitest';
import { readConfig } from '../../../src/config/config.ts';
import { refuse } from '../../../src/errors/refuse.ts';
import { createLogger } from '../../../src/monitoring/logger.ts';
import { startGraphqlServer, type TestGraphqlServer, TOKEN, withGraphqlJs } from '../../support/graphql-server.ts';

let server: TestGraphqlServer | undefined;
afterEach(async () => {
  await server?.stop();
  server = undefined;
});

const CANARY = 'canary-5f3a';
const databaseError = Object.assign(new Error(`invalid input syntax for type bigint: "${CANARY}"`), {
  code: '22P02',
  severity: 'ERROR',
  detail: `Key (name)=(${CANARY}) already exists.`,
  table: 'secret_table',
  where: `SELECT ${CANARY}`,
});
const prismaError = Object.assign(
  new Error(`\nInvalid \`prisma.device.create()\` invocation:\n{ name: "${CANARY}" }\n\nUnique constraint failed`),
  {
    name: 'PrismaClientKnownRequestError',
    code: 'P2002',
  },
);

/** Everything that can be thrown, by those who forget that it can be anything. */
const thrown: readonly (readonly [string, unknown])[] = [
  ['an error', new Error(CANARY)],
  ['an error of PostgreSQL', databaseError],
  ['an error of Prisma', prismaError],
  [
    'a refused connection',
    Object.assign(new Error(`connect ECONNREFUSED postgres://user:${CANARY}@10.0.0.1:5432`), { code: 'ECONNREFUSED' }),
  ],
  ['an error of GraphQL that a resolver made', new GraphQLError(CANARY, { extensions: { code: 'BAD_USER_INPUT', secret: CANARY } })],
  ['null', null],
  ['undefined', undefined],
  ['a text', CANARY],
  ['a number', 17],
  ['an object', { canary: CANARY }],
  ['a symbol', Symbol(CANARY)],
  ['an object without a text', Object.create(null)],
];

describe('E1: whatever is thrown', () => {
  it.each(thrown)('while executing is one sentence and a request id: %s', async (_, value) => {
    server = await startGraphqlServer({
      execute: async () => {
        throw value;
      },
    });
    const { status, text, headers, body } = await server.post({ query: '{ hello }' });
    expect(status).toBe(500);
    expect(body).toEqual({
      errors: [
        {
          message: `Something went wrong on our side. The request id ${String(headers['x-request-id'])} finds the details in the log.`,
          extensions: { code: 'INTERNAL_SERVER_ERROR' },
        },
      ],
    });
    expect(text).not.toContain(CANARY);
    const line = server.lines
      .map((written) => JSON.parse(written) as { level: number; requestId?: string })
      .find(({ level }) => level === 50);
    expect(line).toMatchObject({ requestId: headers['x-request-id'] });
    expect((await server.ask('/livez')).status).toBe(200);
  });

  it.each(thrown)('by a field is one sentence and its path: %s', async (_, value) => {
    const schema = new GraphQLSchema({
      query: new GraphQLObjectType({
        name: 'Query',
        fields: {
          hello: {
            type: GraphQLString,
            resolve: () => {
              throw value;
            },
          },
        },
      }),
    });
    server = await startGraphqlServer({ schema, execute: withGraphqlJs(schema) });
    const { status, text, body } = await server.post({ query: '{ hello }' });
    expect(status).toBe(500);
    expect(body!.errors).toHaveLength(1);
    expect(body!.errors![0]).toMatchObject({ path: ['hello'], extensions: { code: 'INTERNAL_SERVER_ERROR' } });
    expect(text).not.toContain(CANARY);
    expect(text).not.toMatch(/Unexpected error value|at .*\.ts|node_modules/);
  });

  it.each([
    ['a big integer', 1n],
    ['an object without end', endless()],
    ['an object a million levels deep', deep(1_000_000)],
    ['a date that is none', new Date(Number.NaN)],
  ])('an answer that cannot be written is one sentence: %s', async (_, value) => {
    server = await startGraphqlServer({
      execute: async () => ({ data: { hello: { toJSON: () => JSON.parse(JSON.stringify(value)) as unknown } } }),
    });
    const { status, body, headers } = await server.post({ query: '{ hello }' });
    if (value instanceof Date) expect(status).toBe(200);
    else {
      expect(status).toBe(500);
      expect(body!.errors![0]!.message).toContain(headers['x-request-id']);
    }
  });

  it('a scalar that cannot write a stored value keeps the value to itself', async () => {
    const Strict = new GraphQLScalarType({
      name: 'Strict',
      serialize: (value) => {
        throw new GraphQLError(`Strict cannot represent ${String(value)}`);
      },
    });
    const schema = new GraphQLSchema({
      query: new GraphQLObjectType({ name: 'Query', fields: { hello: { type: Strict, resolve: () => CANARY } } }),
    });
    server = await startGraphqlServer({ schema, execute: withGraphqlJs(schema) });
    const { text, body } = await server.post({ query: '{ hello }' });
    expect(body!.errors![0]!.extensions['code']).toBe('INTERNAL_SERVER_ERROR');
    expect(text).not.toContain(CANARY);
  });
});

describe('What is the client’s business', () => {
  it('is told: a variable of the wrong type', async () => {
    server = await startGraphqlServer();
    const { status, body } = await server.post({ query: 'query ($color: Color) { hello(color: $color) }', variables: { color: 'BLUE' } });
    expect(status).toBe(400);
    expect(body!.errors![0]).toMatchObject({ message: expect.stringContaining('BLUE') as string, extensions: { code: 'BAD_USER_INPUT' } });
  });

  it('is told: an argument that may not be null, where it was', async () => {
    server = await startGraphqlServer();
    const { status, body } = await server.post({ query: 'query ($id: ID = 1) { device(id: $id) { id } }', variables: { id: null } });
    expect(status).toBe(400);
    expect(body!.errors![0]).toMatchObject({ path: ['device'], extensions: { code: 'BAD_USER_INPUT' } });
  });

  it('is told: a row of the table, with its status, wherever it was thrown', async () => {
    server = await startGraphqlServer({
      execute: async () => {
        throw refuse('PAGE_TOO_LARGE', { size: 501, most: 500 });
      },
    });
    const { status, body } = await server.post({ query: '{ hello }' });
    expect(status).toBe(400);
    expect(body!.errors![0]!.message).toContain('501');
  });
});

describe('E2: a client that asks for more', () => {
  it('gets no more', async () => {
    server = await startGraphqlServer({
      execute: async () => {
        throw new Error(CANARY);
      },
    });
    const { text } = await server.ask('/graphql?debug=1', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-debug': '1', 'apollo-federation-include-trace': 'ftv1' },
      body: JSON.stringify({ query: '{ hello }', extensions: { tracing: true, debug: true } }),
    });
    expect(text).not.toMatch(/canary|stack|ftv1|tracing/);
  });
});

describe('E3: an error while an error is handled', () => {
  it('is still answered, and the process lives: a logger that throws', async () => {
    const logger = createLogger('trace', {
      write: () => {
        throw new Error('disk full');
      },
    });
    server = await startGraphqlServer({
      logger,
      execute: async () => {
        throw new Error(CANARY);
      },
    });
    const { status, text } = await server.post({ query: '{ hello }' });
    expect(status).toBe(500);
    expect(text).not.toMatch(/canary|disk full/);
    expect((await server.ask('/livez')).status).toBe(200);
  });
});

describe('E4: an environment whose name is misspelt', () => {
  it.each(['Production ', 'prod', 'PRODUCTION', 'staging'])('is production, which refuses to start without its secret: %j', (NODE_ENV) => {
    expect(() => readConfig({ NODE_ENV })).toThrow('WAYLEAVE_SECRET');
  });
});

describe('I12: a text made to forge a line', () => {
  const forgeries = ['x\n{"level":60,"msg":"forged"}', '\u001b[2Jx', 'x\u2028y', 'x'.repeat(100_000)];

  it.each(forgeries)('is one line of one event, escaped and short (%#)', async (operationName) => {
    server = await startGraphqlServer();
    await server.post({ query: '{ hello }', operationName });
    expect(server.lines.length).toBeGreaterThan(0);
    for (const line of server.lines) {
      expect(line.trimEnd()).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
      expect(JSON.parse(line)).not.toMatchObject({ msg: 'forged' });
      expect(line.length).toBeLessThan(1000);
    }
  });

  it('is escaped in an address', async () => {
    server = await startGraphqlServer();
    await server.ask(`/${'%0a'.repeat(3)}\u00a0${'x'.repeat(5000)}`.replace('\u00a0', '%C2%A0'));
    expect(server.lines.every((line) => line.length < 1000 && line.trimEnd().split('\n').length === 1)).toBe(true);
  });
});

describe('L3: a flood of one error', () => {
  it('is written a few times and then counted', async () => {
    server = await startGraphqlServer({
      execute: async () => {
        throw new Error('the same');
      },
    });
    for (let round = 0; round < 50; round += 1) await server.post({ query: '{ hello }' });
    expect(server.lines.filter((line) => line.includes('hidden from the client'))).toHaveLength(10);
  });
});

describe('L4: a secret', () => {
  it('is in no line, wherever it was sent or thrown', async () => {
    server = await startGraphqlServer({
      execute: async () => {
        throw Object.assign(new Error(`could not connect to redis://user:${CANARY}@cache:6379 with Bearer ${CANARY}`), {
          variables: { password: CANARY },
          config: { headers: { authorization: CANARY } },
          cause: databaseError,
        });
      },
    });
    await server.ask(`/graphql?token=${CANARY}&query=${CANARY}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: `session=${CANARY}`, 'x-api-key': CANARY },
      body: JSON.stringify({ query: `{ hello(name: "${CANARY}") }`, variables: { password: CANARY, secret: CANARY } }),
    });
    await server.post({ query: '{ hello }' }, { authorization: `Bearer ${CANARY}` });
    await server.ask(`/?token=${CANARY}`);
    await server.ask(`/?token=${TOKEN}`);
    expect(server.lines.length).toBeGreaterThan(3);
    expect(server.lines.join('')).not.toContain(CANARY);
    expect(server.lines.join('')).not.toContain(TOKEN);
  });
});

function endless(): unknown {
  const value: Record<string, unknown> = {};
  value['self'] = value;
  return value;
}

function deep(levels: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < levels; level += 1) value = [value];
  return value;
}
