/** Attack P12: names of the schema are not given away by what is said of wrong ones, not even to those who are signed in. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGraphqlServer, type TestGraphqlServer } from '../../support/graphql-server.ts';

let server: TestGraphqlServer;
beforeAll(async () => {
  server = await startGraphqlServer();
});
afterAll(() => server.stop());

describe('P12: a name that is almost right', () => {
  it.each([
    ['a field', '{ devic(id: 1) { id } }', /device/],
    ['an argument', '{ hello(nam: "x") }', /"name"/],
    ['an enum value', '{ hello(color: REDD) }', /"RED"|GREEN/],
    ['a directive', '{ hello @skp(if: true) }', /@skip|"skip"/],
    ['a type', '{ device(id: 1) { ... on Devic { id } } }', /"Device"\?/],
    ['a type of a variable', 'query ($c: Colr) { hello(color: $c) }', /"Color"\?/],
    ['a field of another type', '{ device(id: 1) { sites { name } } }', /"site"/],
    ['an operation that there is none of', 'subscription { devices }', /mean/],
  ])('is not put right: %s', async (_, query, right) => {
    const { status, text, body } = await server.post({ query });
    expect(status).toBe(400);
    expect(body!.errors![0]!.message.length).toBeGreaterThan(10);
    expect(text).not.toMatch(/did you mean/i);
    expect(text).not.toMatch(right);
  });

  it('is not put right in a variable either', async () => {
    const { status, text } = await server.post({ query: 'query ($c: Color) { hello(color: $c) }', variables: { c: 'REDD' } });
    expect(status).toBe(400);
    expect(text).toContain('REDD');
    expect(text).not.toMatch(/did you mean|"RED"|GREEN/i);
  });
});
