/** Attack C11: an answer that is larger than what was paid for, because one text is asked for under many names or under one long name. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../support/server.ts';

const MOST_BYTES = 32 * 1024 * 1024;

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  await server.database.pool.query(
    `INSERT INTO "Site" ("name", "slug", "comments") SELECT 'Site ' || n, 'site-' || n, repeat('x', 19000) FROM generate_series(1, 100) AS n`,
  );
});
afterAll(() => server.close());

const times = (count: number, make: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => make(index)).join(' ');

describe('C11: an answer', () => {
  it.each([
    ['by one long text under many names', `{ sites(first: 100) { nodes { ${times(50, (index) => `a${index}: comments`)} } } }`],
    ['by one long name', `{ sites(first: 100) { nodes { ${'a'.repeat(600_000)}: id } } }`],
    ['by many lists', `{ ${times(19, (index) => `a${index}: sites(first: 100) { nodes { comments } }`)} }`],
  ])('that is made huge is not written, let alone sent: %s', async (_, query) => {
    const answer = await server.post(query);
    expect(answer.status).toBe(400);
    expect(answer.body.errors!.map(({ extensions }) => extensions['code'])).toEqual(['ANSWER_LIMIT_EXCEEDED']);
    expect(answer.body.data).toBeUndefined();
    expect(answer.bytes.length).toBeLessThan(4096);
  });

  it('of two megabytes is sent whole', async () => {
    const answer = await server.post('{ sites(first: 100) { nodes { comments } } }');
    expect(answer.status).toBe(200);
    expect(answer.bytes.length).toBeGreaterThan(1_900_000);
    expect(answer.bytes.length).toBeLessThan(MOST_BYTES);
  });

  it('that was refused is refused again, and nothing of it is kept', async () => {
    const query = `{ sites(first: 100) { nodes { ${times(30, (index) => `b${index}: comments`)} } } }`;
    for (let round = 0; round < 3; round += 1) expect((await server.post(query)).status).toBe(400);
  });
});
