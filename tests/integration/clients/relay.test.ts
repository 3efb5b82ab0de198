/** Relay: its compiler over our schema, the operations that it persists, and its runtime that sends their ids. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { printSchemaWithCost } from '../../../src/cost/print-schema.ts';
import { schema } from '../../../src/schema.ts';
import { type ClientServer, startClientServer } from '../../support/client-server.ts';

const require = createRequire(import.meta.url);
const relay = require('relay-runtime') as typeof import('relay-runtime');

let server: ClientServer;
let folder: string;
beforeAll(async () => {
  server = await startClientServer();
  folder = mkdtempSync(join(tmpdir(), 'wayleave-relay-'));
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await server.close();
});

function compile(): void {
  mkdirSync(join(folder, 'src/generated'), { recursive: true });
  writeFileSync(join(folder, 'schema.graphql'), printSchemaWithCost(schema));
  writeFileSync(join(folder, 'persisted.json'), '{}');
  writeFileSync(
    join(folder, 'src/App.js'),
    `import { graphql } from 'relay-runtime';
    export const sites = graphql\`query AppSitesQuery($first: Int!) { sites(first: $first) { nodes { ...App_site } } }\`;
    export const site = graphql\`fragment App_site on Site { name devices(first: 2) { nodes { name } } }\`;`,
  );
  writeFileSync(
    join(folder, 'relay.config.json'),
    JSON.stringify({
      src: './src',
      schema: './schema.graphql',
      language: 'javascript',
      artifactDirectory: './src/generated',
      persistConfig: { file: './persisted.json', algorithm: 'SHA256' },
    }),
  );
  const { status, stdout, stderr } = spawnSync(process.execPath, [require.resolve('relay-compiler/cli.js'), 'relay.config.json'], {
    cwd: folder,
    encoding: 'utf8',
  });
  expect(status, `${stdout}${stderr}`).toBe(0);
}

describe('Relay', () => {
  it('compiles against our schema, persists, and runs by id', async () => {
    compile();
    await server.publish('persisted.json', readFileSync(join(folder, 'persisted.json'), 'utf8'));
    const query = require(join(folder, 'src/generated/AppSitesQuery.graphql.js'));
    for (const name of ['doc_id', 'id'] as const) {
      // The network layer of Relay's documentation, for persisted queries.
      const network = relay.Network.create(async (params, variables) => {
        const answer = await server.fetch(server.url, {
          method: 'POST',
          headers: { 'Content-Type': 'application/json', ...server.idsOnly },
          body: JSON.stringify({ [name]: params.id, query: params.text, variables }),
        });
        return (await answer.json()) as never;
      });
      const environment = new relay.Environment({ network, store: new relay.Store(new relay.RecordSource()) });
      const data = (await relay.fetchQuery(environment, query, { first: 2 }).toPromise()) as { sites: { nodes: unknown[] } };
      expect(data.sites.nodes).toHaveLength(2);
    }
    expect(server.sent.map(({ status, body }) => [status, body?.includes('"query":null')])).toEqual([
      [200, true],
      [200, true],
    ]);
  });
});
