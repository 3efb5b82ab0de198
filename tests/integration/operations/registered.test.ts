import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { administrator } from '../../../src/access/viewer.ts';
import { openRegisteredOperations } from '../../../src/assembly/open-operations.ts';
import { readConfig } from '../../../src/config/config.ts';
import { seedEstate } from '../../../src/exchange/seed/seed-estate.ts';
import { createLogger } from '../../../src/monitoring/logger.ts';
import { Metrics } from '../../../src/monitoring/metrics.ts';
import { operationIdOf } from '../../../src/operations/operation-id.ts';
import { OperationStore } from '../../../src/stores/operation-store.ts';
import { register } from '../../support/registered-operations.ts';
import { type Answer, startTestServer, type TestServer } from '../../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  await seedEstate(server.database.pool, { resources: 5000, seed: 1 });
});
afterAll(() => server.close());

const SITES = 'query Sites($first: Int = 3) { sites(first: $first) { nodes { name } totalCount } }';

/** Asks until the registry of the server has heard of a change: it looks a few times a second. */
async function until(ask: () => Promise<Answer>, holds: (answer: Answer) => boolean): Promise<Answer> {
  for (let attempt = 0; attempt < 40; attempt += 1) {
    const answer = await ask();
    if (holds(answer)) return answer;
    await wait(50);
  }
  throw new Error('The registry did not hear of the change.');
}
const isFound = ({ text }: Answer) => !text.includes('NOT_IN_LIST');
const json = (body: object) => ({ method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
const withoutPrice = ({ text }: Answer) => text.replace(/"currentlyAvailable":\d+(?:\.\d+)?/, '');

describe('a registered operation', () => {
  it('is answered by its id as by its text: the same bytes, status and headers', async () => {
    const id = await register(server.database, SITES);
    const known = await until(() => server.ask('/graphql', json({ documentId: id, variables: { first: 2 } })), isFound);
    const text = await server.post(SITES, { first: 2 });
    expect(known.status).toBe(200);
    expect(withoutPrice(known)).toBe(withoutPrice(text));
    const comparable = ({ headers }: Answer) => ({ ...headers, date: '', 'x-request-id': '', ratelimit: '', 'content-length': '' });
    expect(comparable(known)).toEqual(comparable(text));
  });

  it('is found wherever clients put its id', async () => {
    const id = await register(server.database, SITES);
    const persistedQuery = { version: 1, sha256Hash: id };
    const reference = (await until(() => server.ask(`/graphql/p/${id}`), isFound)).body.data;
    const variables = encodeURIComponent(JSON.stringify({ first: 3 }));
    const answers = await Promise.all([
      server.ask('/graphql', json({ documentId: id })),
      server.ask('/graphql', json({ documentId: `sha256:${id}` })),
      server.ask('/graphql', json({ doc_id: id })),
      server.ask('/graphql', json({ id, query: null })),
      server.ask('/graphql', json({ extensions: { persistedQuery } })),
      server.ask('/graphql', json({ documentId: id, extensions: { persistedQuery }, operationName: 'Sites' })),
      server.ask(`/graphql/p/${id}`, json({})),
      server.ask(`/graphql/p/${id}/Sites`, json({ operationName: 'Sites' })),
      server.ask(`/graphql/p/sha256:${id}/Sites?variables=${variables}`),
      server.ask(`/graphql?documentId=${id}`),
      server.ask(`/graphql?doc_id=${id}`),
      server.ask(`/graphql?id=sha256%3A${id}`),
      server.ask(`/graphql?extensions=${encodeURIComponent(JSON.stringify({ persistedQuery }))}`),
    ]);
    for (const answer of answers) {
      expect(answer.status).toBe(200);
      expect(answer.body.data).toEqual(reference);
    }
  });

  it('is held to the bounds that it was registered with', async () => {
    const text = 'query Bounded($first: Int!) { sites(first: $first) { nodes { id } } }';
    const id = await register(server.database, text, { bounds: { first: { max: 5 } } });
    const within = await until(() => server.ask('/graphql', json({ documentId: id, variables: { first: 5 } })), isFound);
    expect(within.status).toBe(200);
    const above = await server.ask('/graphql', json({ documentId: id, variables: { first: 6 } }));
    expect(above.status).toBe(400);
    expect(above.body.errors![0]).toMatchObject({
      message: '`$first` was given 6; this operation was registered for 5 at most.',
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });

  it('never costs more than the price that it was registered with', async () => {
    const text = `query Worst($first: Int, $inner: Int!, $with: Boolean!, $filter: DeviceFilter, $ids: [ID!]!) {
      devices(first: $first, filter: $filter) { nodes { id interfaces(first: $inner) { nodes { name } } site @include(if: $with) { name } } }
      nodes(ids: $ids) { id }
    }`;
    const store = new OperationStore(server.database.pool);
    const id = await register(server.database, text, { bounds: { first: { max: 20 }, filter: { objects: 4 } } });
    const { price, bounds } = (await store.list({ states: ['active'] })).find((row) => row.id === id)!;
    expect(bounds).toEqual({ first: { max: 20 }, inner: { max: 1000 }, filter: { objects: 4 }, ids: { length: 200 } });
    const costs: number[] = [];
    for (const variables of [
      { first: 20, inner: 500, with: true, filter: { and: [{}, {}, {}] }, ids: Array.from({ length: 200 }, (_, index) => `none${index}`) },
      { inner: 500, with: true, filter: { not: { not: { not: {} } } }, ids: [] },
      { first: 1, inner: 1, with: false, ids: [] },
    ]) {
      const headers = { 'content-type': 'application/json', 'graphql-cost': 'validate' };
      const answer = await until(() => server.ask('/graphql', { ...json({ documentId: id, variables }), headers }), isFound);
      const { extensions } = answer.body as { extensions?: { cost: { requestedQueryCost: number } } };
      costs.push(extensions!.cost.requestedQueryCost);
    }
    expect(Math.max(...costs)).toBeLessThanOrEqual(price);
    // Without `first` a page has fifty rows, which is more than its bound; so the price is that of fifty.
    expect(costs[1]).toBeGreaterThan(costs[0]! * 2);
    expect(price).toBeGreaterThanOrEqual(costs[1]! + 200);
  });

  it('ends once it is retired', async () => {
    const text = 'query Soon { sites(first: 1) { nodes { id } } }';
    const id = await register(server.database, text);
    await until(() => server.ask(`/graphql/p/${id}`), isFound);
    await new OperationStore(server.database.pool).retire('role:administrator', [id], { actor: 'tests' });
    const gone = await until(
      () => server.ask(`/graphql/p/${id}`),
      (answer) => !isFound(answer),
    );
    expect(gone.status).toBe(400);
  });

  it('ends in every process that serves it, and one that joins later does not know it', async () => {
    const text = 'query Everywhere { sites(first: 1) { nodes { id } } }';
    const id = await register(server.database, text);
    const { url } = server.database;
    const config = readConfig({ NODE_ENV: 'test' });
    const logger = createLogger('silent', { write: () => undefined });
    const open = () => openRegisteredOperations({ url, config, logger, metrics: new Metrics() });
    const viewer = { ...administrator('tests'), operations: 'ids' as const };
    const asked = { query: undefined, documentId: id, operationName: undefined, variables: undefined };
    const processes = [await open(), await open()];
    for (const { select } of processes) expect(select(asked, viewer).kind).toBe('prepared');
    await new OperationStore(server.database.pool).retire('role:administrator', [id], { actor: 'tests' });
    processes.push(await open());
    for (const { select } of processes) {
      const refusal = await vi.waitUntil(
        () => {
          try {
            return select(asked, viewer) && undefined;
          } catch (error) {
            return error;
          }
        },
        { timeout: 10_000, interval: 20 },
      );
      expect(refusal).toMatchObject({ row: 'PERSISTED_QUERY_NOT_IN_LIST' });
    }
    for (const { stop } of processes) await stop();
  });

  it('gets the next version of its name, also when two publish at once', async () => {
    const store = new OperationStore(server.database.pool);
    const texts = [1, 2, 3, 4].map((first) => `query Versions { sites(first: ${first}) { nodes { id } } }`);
    await Promise.all(texts.map((text) => register(server.database, text)));
    await register(server.database, texts[0]!);
    const rows = (await store.list({ states: ['active'] })).filter(({ name }) => name === 'Versions');
    expect(rows.map(({ version }) => version)).toEqual([4, 3, 2, 1]);
  });

  it('is not served when its row was changed: the text is hashed again', async () => {
    const text = 'query Honest { sites(first: 1) { nodes { id } } }';
    const id = await register(server.database, text);
    await until(() => server.ask(`/graphql/p/${id}`), isFound);
    await server.database.pool.query(
      `UPDATE "wayleave"."Operation" SET "text" = 'query Honest { devices(first: 900) { nodes { id } } }' WHERE "hash" = $1`,
      [id],
    );
    await until(
      () => server.ask(`/graphql/p/${id}`),
      (answer) => !isFound(answer),
    );
    expect(server.lines.join('\n')).toContain('somebody changed the row');
  });

  it('is checked again when the schema is another than it was checked against', async () => {
    const fits = 'query Fits { sites(first: 1) { nodes { id } } }';
    const gone = 'query Gone { sites(first: 1) { nodes { noSuchField } } }';
    const store = new OperationStore(server.database.pool);
    const row = {
      owner: 'tests',
      audience: 'role:administrator',
      kind: 'query',
      state: 'active',
      bounds: {},
      price: 1,
      schemaHash: 'older',
    };
    await store.publish(
      [fits, gone].map((text) => ({ ...row, id: operationIdOf(text), text, name: text === fits ? 'Fits' : 'Gone' })),
      100,
      { actor: 'tests' },
    );
    expect((await until(() => server.ask(`/graphql/p/${operationIdOf(fits)}`), isFound)).status).toBe(200);
    expect(isFound(await server.ask(`/graphql/p/${operationIdOf(gone)}`))).toBe(false);
    expect(server.lines.join('\n')).toContain('does not fit the schema any more');
  });

  it('may be picked among those of its text that were registered, and no others', async () => {
    const text = 'query One { sites(first: 1) { nodes { id } } } query Two { devices(first: 1) { nodes { id } } }';
    const id = await register(server.database, text, { name: 'One' });
    expect((await until(() => server.ask(`/graphql/p/${id}`), isFound)).body.data).toHaveProperty('sites');
    for (const path of [`/graphql/p/${id}/Two`, `/graphql?documentId=${id}&operationName=Two`, `/graphql/p/${id}/Neither`]) {
      const answer = await server.ask(path);
      expect(answer.status).toBe(400);
      expect(isFound(answer)).toBe(false);
    }
  });
});

describe('an answer to a GET of a registered operation', () => {
  it('may be kept by its client, and is not sent again while it is the same', async () => {
    const id = await register(server.database, SITES);
    const first = await until(() => server.ask(`/graphql/p/${id}`), isFound);
    expect(first.headers['cache-control']).toBe('private, no-cache');
    expect(first.headers['vary']).toBe('Origin, Authorization, Cookie, Accept');
    const etag = first.headers['etag']!;
    const again = await server.ask(`/graphql/p/${id}`, { headers: { 'if-none-match': etag } });
    expect(again.status).toBe(304);
    expect(again.text).toBe('');
    expect(again.headers['etag']).toBe(etag);
    await server.database.pool.query(`UPDATE "Site" SET "name" = "name" || ' (moved)'`);
    const changed = await until(
      () => server.ask(`/graphql/p/${id}`, { headers: { 'if-none-match': etag } }),
      ({ status }) => status === 200,
    );
    expect(changed.headers['etag']).not.toBe(etag);
  });

  it('needs no header beside the bearer token, and one with the session’s cookie alone', async () => {
    const id = await register(server.database, SITES);
    expect((await until(() => server.ask(`/graphql/p/${id}`), isFound)).status).toBe(200);
    const cookie = await server.ask(`/graphql/p/${id}`, { headers: { authorization: null, cookie: 'wayleave_session=x' } });
    expect([400, 401]).toContain(cookie.status);
  });
});
