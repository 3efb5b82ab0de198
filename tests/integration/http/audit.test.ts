import { readFileSync } from 'node:fs';
import { type AuditResult, auditServer } from 'graphql-http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../support/server.ts';

let server: TestServer;
let results: AuditResult[];

beforeAll(async () => {
  server = await startTestServer();
  const { token } = server;
  results = await auditServer({
    url: `${server.url}/graphql`,
    fetchFn: (address: string, { headers, ...init }: RequestInit = {}) =>
      fetch(address, { ...init, headers: { ...(headers as Record<string, string>), authorization: `Bearer ${token}` } }),
  });
});
afterAll(() => server.close());

describe('The audits of GraphQL over HTTP', () => {
  it('are all run', () => {
    expect(results.length).toBeGreaterThanOrEqual(61);
  });

  it('find every MUST to be met', () => {
    const musts = results.filter(({ name }) => name.startsWith('MUST'));
    expect(musts.length).toBeGreaterThan(10);
    expect(musts.filter(({ status }) => status !== 'ok')).toEqual([]);
  });

  it('find no recommendation unmet that the documentation does not give a reason for', () => {
    const page = readFileSync('docs/graphql-over-http.md', 'utf8');
    const documented = [...page.matchAll(/^\| `(\w{4})` \| (.+?) \| .{10,} \|$/gm)].map(([, id, name]) => `${id} ${name}`);
    const unmet = results.filter(({ status }) => status !== 'ok').map(({ id, name }) => `${id} ${name}`);
    expect(documented.toSorted()).toEqual(unmet.toSorted());
  });
});
