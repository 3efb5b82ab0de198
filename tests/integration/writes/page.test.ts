import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../support/server.ts';

const PAGE = 'docs/writing.md';
/** Set to write the answers into the page; the difference is the review. */
const REWRITES = process.env['WAYLEAVE_REWRITE_PAGES'] === '1';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

/** What the page says of an answer: its data, or the reason that there is none. */
async function answerTo(operation: string): Promise<unknown> {
  const { body } = await server.post(operation);
  if (!body.errors) return { data: body.data };
  const errors = body.errors.map(({ message, extensions }) => ({ message, extensions: { code: extensions['code'] } }));
  return body.data === undefined ? { errors } : { errors, data: body.data };
}

describe('the page about writing', () => {
  it('shows what happens: each operation, in this order, has the answer that stands below it', async () => {
    const page = readFileSync(PAGE, 'utf8');
    let rewritten = page;
    let examples = 0;
    for (const [block, operation, stated] of page.matchAll(/```graphql\n([\s\S]*?)```\n+```json\n([\s\S]*?)```/g)) {
      examples += 1;
      const answer = await answerTo(operation!);
      if (REWRITES)
        rewritten = rewritten.replace(block, () => block.replace(/```json\n[\s\S]*?```/, () => `\`\`\`json\n${written(answer)}\n\`\`\``));
      else expect(answer, operation).toEqual(JSON.parse(stated!));
    }
    if (REWRITES) writeFileSync(PAGE, rewritten);
    expect(examples).toBeGreaterThan(12);
  });

  it('lists every code of an error', async () => {
    const page = readFileSync(PAGE, 'utf8');
    const { WriteErrorCode } = await import('../../../src/resource/derive/mutations.ts');
    for (const code of Object.keys(WriteErrorCode.values)) expect(page).toContain(`\`${code}\``);
  });
});

/** JSON with what is short on one line. */
function written(value: unknown, indent = ''): string {
  const short = JSON.stringify(value, null, 1).replaceAll(/\n\s*/g, ' ');
  if (short.length + indent.length <= 150 || typeof value !== 'object' || value === null) return short;
  const inner = `${indent}  `;
  const items = Array.isArray(value)
    ? value.map((item) => `${inner}${written(item, inner)}`)
    : Object.entries(value).map(([name, item]) => `${inner}${JSON.stringify(name)}: ${written(item, inner)}`);
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  return `${open}\n${items.join(',\n')}\n${indent}${close}`;
}
