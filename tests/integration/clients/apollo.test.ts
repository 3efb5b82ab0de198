/** Apollo Client 4 as applications use it, against the whole server. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ApolloClient, type CombinedGraphQLErrors, gql, HttpLink, InMemoryCache } from '@apollo/client/core';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { generatePersistedQueryIdsFromManifest } from '@apollo/persisted-query-lists';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ClientServer, startClientServer } from '../../support/client-server.ts';
import { DynamicInventoryDocument } from '../../support/generated/graphql.ts';
import persistedDocuments from '../../support/generated/persisted-documents.json' with { type: 'json' };

let server: ClientServer;
beforeAll(async () => {
  server = await startClientServer({ WAYLEAVE_AUTOMATIC_OPERATIONS: 'on' });
});
afterAll(() => server.close());
beforeEach(() => {
  server.sent.length = 0;
});

const SITES = gql`
  query Sites($first: Int!) {
    sites(first: $first) {
      nodes {
        id
        name
      }
    }
  }
`;

interface Options {
  readonly headers: Record<string, string>;
  readonly isGet?: boolean;
  readonly persisted?: PersistedQueryLink;
}

function client({ headers, isGet = false, persisted }: Options): ApolloClient {
  const http = new HttpLink({ uri: server.url, fetch: server.fetch, headers, useGETForQueries: isGet });
  return new ApolloClient({ cache: new InMemoryCache(), link: persisted ? persisted.concat(http) : http, queryDeduplication: false });
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const shape = () =>
  server.sent.map(({ method, url, body, status }) => [
    method,
    status,
    (body ?? url).includes('query+Sites') || (body ?? url).includes('query Sites') || url.includes('query%20Sites'),
  ]);

describe('Apollo Client', () => {
  it('sends texts by POST and by GET', async () => {
    for (const isGet of [false, true]) {
      const { data } = await client({ headers: server.anything, isGet }).query({ query: SITES, variables: { first: 2 } });
      expect(data).toMatchObject({ sites: { nodes: [{ __typename: 'Site' }, { __typename: 'Site' }] } });
    }
    expect(shape()).toEqual([
      ['POST', 200, true],
      ['GET', 200, true],
    ]);
  });

  it('registers a text by sending it when its hash is not known, and sends the hash alone from then on', async () => {
    const automatic = client({ headers: server.anything, persisted: new PersistedQueryLink({ sha256 }) });
    for (const first of [1, 2]) {
      const { data } = await automatic.query({ query: SITES, variables: { first }, fetchPolicy: 'network-only' });
      expect((data as { sites: { nodes: unknown[] } }).sites.nodes).toHaveLength(first);
    }
    expect(shape()).toEqual([
      ['POST', 400, false],
      ['POST', 200, true],
      ['POST', 200, false],
    ]);
  });

  it('asks for hashes by GET', async () => {
    const persisted = new PersistedQueryLink({ sha256, useGETForHashedQueries: true });
    await client({ headers: server.anything, persisted }).query({ query: SITES, variables: { first: 1 } });
    expect(shape()).toEqual([['GET', 200, false]]);
  });

  it('does not send a text after its hash, where only registered operations are run', async () => {
    const persisted = new PersistedQueryLink({ sha256 });
    const asking = client({ headers: server.idsOnly, persisted }).query({ query: SITES, variables: { first: 1 } });
    const error = await asking.then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(shape()).toEqual([['POST', 400, false]]);
    expect(JSON.stringify((error as CombinedGraphQLErrors).errors ?? (error as { bodyText?: string }).bodyText)).toContain(
      'PERSISTED_QUERY_NOT_IN_LIST',
    );
  });

  it('runs from the manifest that Apollo’s compiler writes', async () => {
    // Within the checkout, so that the compiler finds the packages.
    const folder = mkdtempSync(resolve('node_modules/.wayleave-apollo-'));
    try {
      mkdirSync(join(folder, 'src'));
      writeFileSync(join(folder, 'src/sites.graphql'), 'query Sites($first: Int!) { sites(first: $first) { nodes { id name } } }');
      writeFileSync(join(folder, 'config.json'), JSON.stringify({ documents: ['src/*.graphql'], output: 'manifest.json' }));
      const compiler = resolve('node_modules/.bin/generate-persisted-query-manifest');
      const { status, stderr } = spawnSync(compiler, ['--config', 'config.json'], { cwd: folder, encoding: 'utf8' });
      expect(status, stderr).toBe(0);
      const manifest = readFileSync(join(folder, 'manifest.json'), 'utf8');
      await server.publish('manifest.json', manifest);
      for (const useGETForHashedQueries of [false, true]) {
        const ids = generatePersistedQueryIdsFromManifest({ loadManifest: async () => JSON.parse(manifest) });
        const persisted = new PersistedQueryLink({ ...ids, useGETForHashedQueries });
        const { data } = await client({ headers: server.idsOnly, persisted }).query({ query: SITES, variables: { first: 2 } });
        expect((data as { sites: { nodes: unknown[] } }).sites.nodes).toHaveLength(2);
      }
      expect(shape()).toEqual([
        ['POST', 200, false],
        ['GET', 200, false],
      ]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('runs the persisted documents of GraphQL Code Generator', async () => {
    await server.publish('persisted-documents.json', JSON.stringify(persistedDocuments));
    // As the generator's own documentation sets it up: the hash is embedded in the document, and the document is sent as it was written.
    const persisted = new PersistedQueryLink({
      generateHash: (document) => (document as unknown as { __meta__: { id: string } }).__meta__.id,
    });
    const { data } = await client({ headers: server.idsOnly, persisted }).query({
      query: DynamicInventoryDocument,
      variables: { first: 3 },
    });
    expect((data as { devices: { nodes: unknown[] } }).devices.nodes).toHaveLength(3);
    expect(server.sent).toHaveLength(1);
  });
});
