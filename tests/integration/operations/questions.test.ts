/** Everything that the documentation asks, registered: by its id it is answered as by its text, for a price that was known before. */
import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seedEstate } from '../../../src/exchange/seed/seed-estate.ts';
import { operationIdOf } from '../../../src/operations/operation-id.ts';
import { OperationStore } from '../../../src/stores/operation-store.ts';
import { recordsOf } from '../../support/registered-operations.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';

const questions = [...readFileSync('docs/queries.md', 'utf8').matchAll(/^## (\d+\. .+?)$[\s\S]*?```graphql\n([\s\S]*?)```/gm)].map(
  ([, heading, text]) => [heading!, text!] as const,
);

let server: TestServer;
let ids: readonly string[];
beforeAll(async () => {
  server = await startTestServer();
  await seedEstate(server.database.pool, { resources: 5000, seed: 1 });
  const { rows } = await server.database.pool.query<{ id: string }>('SELECT id FROM "Device" ORDER BY id LIMIT 3');
  ids = rows.map(({ id }) => Buffer.from(`Device:${id}`).toString('base64url'));
  const store = new OperationStore(server.database.pool);
  await store.publish(
    questions.flatMap(([, text]) => recordsOf(text)),
    100,
    { actor: 'tests' },
  );
  while ((await ask({ documentId: operationIdOf(questions[0]![1]) })).text.includes('NOT_IN_LIST')) await wait(50);
});
afterAll(() => server.close());

const ask = (body: object) =>
  server.ask('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'cache-control': 'no-cache' },
    body: JSON.stringify(body),
  });

describe('a question of docs/queries.md', () => {
  it.each(questions)('%s', async (_, text) => {
    const variables = text.includes('$ids') ? { ids } : {};
    const byId = await ask({ documentId: operationIdOf(text), variables });
    const byText = await ask({ query: text, variables });
    expect(byId.status).toBe(200);
    const withoutBudget = (answer: string) => answer.replace(/"currentlyAvailable":[\d.]+/, '');
    expect(withoutBudget(byId.text)).toBe(withoutBudget(byText.text));
    const { price } = recordsOf(text)[0]!;
    const { cost } = (byId.body as unknown as { extensions: { cost: { requestedQueryCost: number } } }).extensions;
    expect(cost.requestedQueryCost).toBeLessThanOrEqual(price);
    if (Object.keys(variables).length === 0 && !text.includes('$')) expect(cost.requestedQueryCost).toBe(price);
  });
});
