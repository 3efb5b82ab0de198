/** Attacks P12 and P15 on values, through the whole server: what is no value of its type is refused with what is wrong, and no more. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

describe('P12: a value of an enum that is almost right', () => {
  it.each([
    ['query ($f: DeviceFilter) { devices(filter: $f) { totalCount } }', { f: { status: { eq: 'active' } } }],
    ['query ($f: DeviceFilter) { devices(filter: $f) { totalCount } }', { f: { statu: { eq: 'ACTIVE' } } }],
    ['query ($o: [DeviceOrder!]) { devices(orderBy: $o) { totalCount } }', { o: [{ nam: 'ASC' }] }],
  ])('is not put right: %s %j', async (query, variables) => {
    const { status, text, body } = await server.post(query, variables);
    expect({ status, code: body.errors![0]!.extensions['code'] }).toEqual({ status: 400, code: 'BAD_USER_INPUT' });
    expect(text).not.toMatch(/did you mean/i);
  });
});

describe('P15: a moment that no database can hold', () => {
  it.each(['0000-01-01T00:00:00Z', '0001-01-01T00:00:00+01:00', '9999-12-31T23:59:59-01:00', '2026-02-30T00:00:00Z'])(
    'is refused as the value that it is: %s',
    async (moment) => {
      const asked = await server.post('query ($f: DeviceFilter) { devices(filter: $f) { totalCount } }', {
        f: { lastUpdated: { gt: moment } },
      });
      expect({ status: asked.status, code: asked.body.errors![0]!.extensions['code'] }).toEqual({ status: 400, code: 'BAD_USER_INPUT' });
      const written = await server.post(`{ devices(filter: { lastUpdated: { gt: "${moment}" } }) { totalCount } }`);
      expect(written.status).toBe(400);
    },
  );
});
