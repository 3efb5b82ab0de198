/** Who published and retired operations: in the trail of access, by whichever way it was done. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { operationIdOf } from '../../../src/operations/operation-id.ts';
import { OperationStore } from '../../../src/stores/operation-store.ts';
import { recordsOf } from '../../support/registered-operations.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';
import { issueToken, TOKEN_SECRET } from '../../support/token.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ WAYLEAVE_SECRET: TOKEN_SECRET });
});
afterAll(() => server.close());

const SITES = 'query Sites { sites(first: 1) { nodes { name } } }';
const RACKS = 'query Racks($first: Int) { racks(first: $first) { nodes { name } } }';
const PUBLISH = `mutation Publish($audience: String!, $texts: [String!]!, $bounds: JSON, $draft: Boolean) {
  publishOperations(audience: $audience, texts: $texts, bounds: $bounds, draft: $draft) {
    operations { id name audience owner version kind state price bounds text }
    refused { source reason price }
  }
}`;
const RETIRE = 'mutation Retire($audience: String!, $ids: [ID!]!) { retireOperations(audience: $audience, ids: $ids) { id name state } }';

const trail = async (action: string) =>
  (
    await server.database.pool.query(
      'SELECT "actor", "subject", "result", "reason", "address", "requestId", "detail" FROM "wayleave"."AccessAudit" WHERE "action" = $1 ORDER BY "id"',
      [action],
    )
  ).rows;

describe('publishing and retiring over GraphQL', () => {
  const audience = 'role:integrator';

  it('is done by those who administer, and written down: who, from where, in which request, which id and name', async () => {
    const bounds = { Racks: { first: { max: 5 } } };
    const published = await server.post(PUBLISH, { audience, texts: [SITES, RACKS], bounds });
    const { operations, refused } = published.body.data!['publishOperations'] as { operations: object[]; refused: object[] };
    expect(refused).toEqual([]);
    expect(operations).toMatchObject([
      { id: operationIdOf(SITES), name: 'Sites', audience, version: 1, kind: 'query', state: 'ACTIVE', text: SITES },
      { id: operationIdOf(RACKS), name: 'Racks', bounds: { first: { max: 5 } } },
    ]);
    const retired = await server.post(RETIRE, { audience, ids: [`sha256:${operationIdOf(RACKS)}`, '0'.repeat(64)] });
    expect(retired.body.data).toEqual({ retireOperations: [{ id: operationIdOf(RACKS), name: 'Racks', state: 'RETIRED' }] });

    const actor = 'administrator:development';
    const entry = (answer: typeof published, text: string, name: string, state: string) => ({
      actor,
      subject: `operation:${operationIdOf(text)}`,
      result: 'done',
      reason: null,
      address: expect.stringMatching(/127\.0\.0\.1$/),
      requestId: answer.headers['x-request-id'],
      detail: expect.objectContaining({ name, audience, version: 1, state }),
    });
    expect(await trail('operation.publish')).toEqual([
      entry(published, SITES, 'Sites', 'active'),
      entry(published, RACKS, 'Racks', 'active'),
    ]);
    expect(await trail('operation.retire')).toEqual([entry(retired, RACKS, 'Racks', 'retired')]);

    const shown = await server.post('{ accessAudit(first: 1) { action subject detail } }');
    expect(shown.body.data).toMatchObject({ accessAudit: [{ action: 'operation.retire', subject: `operation:${operationIdOf(RACKS)}` }] });
  });

  it('publishes all or nothing, and says what is refused; what was not published is not in the trail', async () => {
    const before = await trail('operation.publish');
    const dear = 'query Dear($n: Int!) { devices(first: $n) { nodes { interfaces(first: $n) { nodes { name } } } } }';
    const texts = ['query New { regions(first: 1) { nodes { name } } }', 'query Wrong { nothing }', dear];
    const { body } = await server.post(PUBLISH, { audience: 'role:interactive', texts });
    expect(body.data!['publishOperations']).toMatchObject({
      operations: [],
      refused: [
        { source: 'Wrong', reason: expect.stringContaining('Cannot query field'), price: null },
        { source: 'Dear', reason: expect.stringContaining('25000'), price: expect.any(Number) },
      ],
    });
    expect(await trail('operation.publish')).toEqual(before);
  });

  it.each([
    [PUBLISH, { audience: 'everybody', texts: [SITES] }, 'An audience is `role:NAME` or `token:ID`.'],
    [PUBLISH, { audience: 'role:nobody', texts: [SITES] }, 'There is no role nobody.'],
    [PUBLISH, { audience, texts: [] }, '0 texts were given; a request publishes 1 to 100.'],
    [PUBLISH, { audience, texts: [SITES], bounds: { Sites: { first: { most: 1 } } } }, 'Sites: `$first` has a bound `most`'],
    [RETIRE, { audience, ids: ['Sites'] }, '"Sites" is no id of an operation.'],
  ])('says what cannot be: %#', async (text, variables, reason) => {
    const { status, body } = await server.post(text, variables);
    expect(status).toBe(400);
    expect(body.errors![0]!.message).toContain(reason);
    expect(body.errors![0]!.extensions['code']).toBe('BAD_USER_INPUT');
  });

  it('is nobody else’s, and the attempt is in the trail', async () => {
    const { token, viewer } = await issueToken(server.database, { role: 'integrator' });
    const ask = (query: string, variables: object) =>
      server.ask('/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ query, variables }),
      });
    let answer = await ask(PUBLISH, { audience, texts: [SITES] });
    while (answer.status === 401) answer = await ask(PUBLISH, { audience, texts: [SITES] });
    expect(answer.body.errors![0]!.extensions['code']).toBe('FORBIDDEN');
    expect((await ask(RETIRE, { audience, ids: [operationIdOf(SITES)] })).body.errors![0]!.extensions['code']).toBe('FORBIDDEN');
    await expect
      .poll(async () => (await trail('administer')).filter(({ actor }) => actor === viewer), { timeout: 10_000 })
      .toMatchObject([
        { subject: 'publishOperations', result: 'refused', reason: 'not granted' },
        { subject: 'retireOperations', result: 'refused', reason: 'not granted' },
      ]);
  });

  it('lists what is registered', async () => {
    const { body } = await server.post(`{ registeredOperations(audience: "${audience}", states: [RETIRED]) { id state } }`);
    expect(body.data).toEqual({ registeredOperations: [{ id: operationIdOf(RACKS), state: 'RETIRED' }] });
  });
});

describe('a change of the registry that cannot be written down', () => {
  it('is not made', async () => {
    const store = new OperationStore(server.database.pool);
    const text = 'query Unwritten { sites(first: 1) { nodes { id } } }';
    // The trail takes no entry without an author.
    const nobody = { actor: null as unknown as string };
    await expect(store.publish(recordsOf(text), 100, nobody)).rejects.toThrow(/"actor"/);
    expect((await store.list({ states: ['active'] })).some(({ id }) => id === operationIdOf(text))).toBe(false);
    await expect(store.retire('role:integrator', [operationIdOf(SITES)], nobody)).rejects.toThrow(/"actor"/);
    expect((await store.list({ states: ['active'] })).some(({ id }) => id === operationIdOf(SITES))).toBe(true);
  });
});
