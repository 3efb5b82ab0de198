import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Estate, testEstate } from '../../support/estate.ts';

/** The documents of docs/queries.md under their headings. */
const questions = [...readFileSync('docs/queries.md', 'utf8').matchAll(/^## (\d+\. .+?)$[\s\S]*?```graphql\n([\s\S]*?)```/gm)].map(
  ([, heading, source]) => [heading!, source!] as const,
);

let estate: Estate;
beforeAll(async () => {
  estate = await testEstate(12_000);
});
afterAll(() => estate.close());

/** An empty list or a null somewhere is usual; an answer that is empty all over has missed its rows. */
function holdsRows(value: unknown): boolean {
  if (Array.isArray(value)) return value.some((item) => item !== null);
  return value !== null && typeof value === 'object' && Object.values(value).some(holdsRows);
}

describe('the twenty questions of docs/queries.md', () => {
  it('are twenty', () => {
    expect(questions).toHaveLength(20);
  });

  it('are answered with rows, and with as many statements as stand in tests/golden/statements.json', async () => {
    const { rows } = await estate.database.pool.query<{ id: string }>('SELECT id FROM "Device" ORDER BY id LIMIT 3');
    const ids = rows.map(({ id }) => Buffer.from(`Device:${id}`).toString('base64url'));
    const statements: Record<string, number> = {};
    for (const [heading, source] of questions) {
      const answer = await estate.ask(source, { variables: { ids } });
      expect(answer.errors, heading).toBeUndefined();
      expect(holdsRows(answer.data), heading).toBe(true);
      statements[heading] = answer.statements.length;
    }
    await expect(`${JSON.stringify(statements, null, 2)}\n`).toMatchFileSnapshot('../../golden/statements.json');
  });
});
