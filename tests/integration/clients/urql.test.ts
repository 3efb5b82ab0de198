/** urql and graphql-request as applications use them, against the whole server. */
import { Client, fetchExchange, gql } from '@urql/core';
import { persistedExchange } from '@urql/exchange-persisted';
import { GraphQLClient } from 'graphql-request';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { operationIdOf } from '../../../src/operations/operation-id.ts';
import { type ClientServer, startClientServer } from '../../support/client-server.ts';

let server: ClientServer;
beforeAll(async () => {
  server = await startClientServer({ WAYLEAVE_AUTOMATIC_OPERATIONS: 'on' });
});
afterAll(() => server.close());
beforeEach(() => {
  server.sent.length = 0;
});

const TEXT = 'query Sites($first: Int!) { sites(first: $first) { nodes { id name } } }';
const SITES = gql<{ sites: { nodes: { name: string }[] } }, { first: number }>(TEXT);
const shape = () =>
  server.sent.map(({ method, url, body, status }) => [
    method,
    status,
    decodeURIComponent(body ?? url)
      .replaceAll('+', ' ')
      .includes('query Sites'),
  ]);

interface Options {
  readonly headers: Record<string, string>;
  readonly isGet?: boolean;
  readonly persisted?: ReturnType<typeof persistedExchange>;
}

function client({ headers, isGet = false, persisted }: Options): Client {
  return new Client({
    url: server.url,
    fetch: server.fetch,
    fetchOptions: { headers },
    preferGetMethod: isGet ? 'force' : false,
    exchanges: persisted ? [persisted, fetchExchange] : [fetchExchange],
  });
}

describe('urql', () => {
  it('sends texts by POST and by GET', async () => {
    for (const isGet of [false, true]) {
      const { data, error } = await client({ headers: server.anything, isGet }).query(SITES, { first: 2 }).toPromise();
      expect(error).toBeUndefined();
      expect(data!.sites.nodes).toHaveLength(2);
    }
    expect(shape()).toEqual([
      ['POST', 200, true],
      ['GET', 200, true],
    ]);
  });

  it('registers a text by sending it when its hash is not known, and sends the hash alone from then on', async () => {
    const persisted = persistedExchange({ preferGetForPersistedQueries: false });
    const automatic = client({ headers: server.anything, persisted });
    for (const first of [1, 2]) expect((await automatic.query(SITES, { first }).toPromise()).data!.sites.nodes).toHaveLength(first);
    expect(shape()).toEqual([
      ['POST', 400, false],
      ['POST', 200, true],
      ['POST', 200, false],
    ]);
  });

  it('does not send a text after its hash, where only registered operations are run', async () => {
    const { error } = await client({ headers: server.idsOnly, persisted: persistedExchange() }).query(SITES, { first: 1 }).toPromise();
    expect(error?.graphQLErrors[0]?.extensions['code']).toBe('PERSISTED_QUERY_NOT_IN_LIST');
    expect(server.sent).toHaveLength(1);
  });

  it('runs registered operations by the hash of their text, by POST and by GET', async () => {
    // urql hashes the text as it prints it; a manifest is made of the same.
    const { stringifyDocument } = await import('@urql/core');
    const text = stringifyDocument(SITES);
    await server.publish('manifest.json', JSON.stringify({ [operationIdOf(text)]: text }));
    for (const isGet of [false, 'force'] as const) {
      const persisted = persistedExchange({ enforcePersistedQueries: true, preferGetForPersistedQueries: isGet });
      const { data, error } = await client({ headers: server.idsOnly, persisted }).query(SITES, { first: 2 }).toPromise();
      expect(error).toBeUndefined();
      expect(data!.sites.nodes).toHaveLength(2);
    }
    expect(shape()).toEqual([
      ['POST', 200, false],
      ['GET', 200, false],
    ]);
  });
});

describe('graphql-request', () => {
  it('sends texts by POST and by GET', async () => {
    for (const method of ['POST', 'GET'] as const) {
      const asking = new GraphQLClient(server.url, { fetch: server.fetch, headers: server.anything, method, jsonSerializer: JSON });
      const data = await asking.request<{ sites: { nodes: unknown[] } }>(TEXT, { first: 2 });
      expect(data.sites.nodes).toHaveLength(2);
    }
    expect(shape()).toEqual([
      ['POST', 200, true],
      ['GET', 200, true],
    ]);
  });

  it('sends an id in place of a text through its own middleware', async () => {
    await server.publish('manifest.json', JSON.stringify({ [operationIdOf(TEXT)]: TEXT }));
    const asking = new GraphQLClient(server.url, {
      fetch: server.fetch,
      headers: server.idsOnly,
      requestMiddleware: ({ body, ...request }) => {
        const { query, ...rest } = JSON.parse(body as string) as { query: string };
        return { ...request, body: JSON.stringify({ ...rest, documentId: `sha256:${operationIdOf(query)}` }) };
      },
    });
    const data = await asking.request<{ sites: { nodes: unknown[] } }>(TEXT, { first: 1 });
    expect(data.sites.nodes).toHaveLength(1);
  });

  it('is told what is wrong in the error that it throws', async () => {
    const asking = new GraphQLClient(server.url, { fetch: server.fetch, headers: server.idsOnly });
    await expect(asking.request(TEXT, { first: 1 })).rejects.toMatchObject({
      response: { status: 400, errors: [{ extensions: { code: 'PERSISTED_QUERY_ID_REQUIRED' } }] },
    });
  });
});
