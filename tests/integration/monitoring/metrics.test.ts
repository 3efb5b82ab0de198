import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ WAYLEAVE_BUDGET_ADMINISTRATOR: '20000,30000,1', WAYLEAVE_CACHE_BYTES: '0' });
});
afterAll(() => server.close());

const scrape = async (): Promise<Map<string, number>> => {
  const { status, text, headers } = await server.ask('/metrics', { headers: { authorization: null } });
  expect(status).toBe(200);
  expect(headers['content-type']).toContain('text/plain');
  return new Map(
    text
      .split('\n')
      .filter((line) => line && !line.startsWith('#'))
      .map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))]),
  );
};
/** How much each grew while something was done. */
async function grown(work: () => Promise<unknown>): Promise<(name: string) => number> {
  const before = await scrape();
  await work();
  const after = await scrape();
  return (name) => (after.get(name) ?? 0) - (before.get(name) ?? 0);
}

describe('/metrics', () => {
  it('counts requests by status and code', async () => {
    const growth = await grown(async () => {
      await server.post('{ __typename }');
      await server.post('{ nonsense }');
      await server.post('{ devices(first: 1000) { nodes { interfaces(first: 1000) { nodes { name } } } } }');
      await server.ask('/nowhere');
    });
    expect(growth('wayleave_requests_total{status="200",code=""}')).toBeGreaterThanOrEqual(1);
    expect(growth('wayleave_requests_total{status="400",code="GRAPHQL_VALIDATION_FAILED"}')).toBe(1);
    expect(growth('wayleave_requests_total{status="400",code="COST_ESTIMATED_TOO_EXPENSIVE"}')).toBe(1);
    expect(growth('wayleave_requests_total{status="404",code="NOT_FOUND"}')).toBe(1);
    expect(growth('wayleave_ceiling_refusals_total{role="administrator"}')).toBe(1);
    expect(growth('wayleave_request_duration_seconds_count{route="graphql"}')).toBe(3);
  });

  it('counts points that were reserved and points that were used', async () => {
    const growth = await grown(() => server.post('{ devices(first: 10) { nodes { name } } }'));
    expect(growth('wayleave_cost_requested_total{role="administrator"}')).toBe(12);
    expect(growth('wayleave_cost_actual_total{role="administrator"}')).toBe(2);
    expect(growth('wayleave_operation_duration_seconds_count')).toBe(1);
    expect(growth('wayleave_operation_wait_seconds_count')).toBe(1);
    expect(growth('wayleave_cost_unsound_total')).toBe(0);
  });

  it('counts what a budget could not pay for', async () => {
    const dear = '{ devices(first: 1000) { nodes { interfaces(first: 15) { nodes { name } } } } }';
    const growth = await grown(() => Promise.all([server.post(dear), server.post(dear), server.post(dear)]));
    expect(growth('wayleave_budget_refusals_total{role="administrator"}')).toBeGreaterThan(0);
    expect(growth('wayleave_requests_total{status="429",code="THROTTLED"}')).toBe(
      growth('wayleave_budget_refusals_total{role="administrator"}'),
    );
  });

  it('shows how busy the process is', async () => {
    const found = await scrape();
    for (const name of [
      'wayleave_operations_in_flight',
      'wayleave_operations_waiting',
      'wayleave_cost_in_flight_points',
      'wayleave_database_connections{state="idle"}',
      'wayleave_event_loop_delay_seconds{quantile="0.99"}',
      'wayleave_alert{alert="cost_unsound"}',
      'process_resident_memory_bytes',
    ])
      expect(found.has(name), name).toBe(true);
    expect(found.get('wayleave_operations_in_flight')).toBe(0);
    expect(found.get('wayleave_alert{alert="cost_unsound"}')).toBe(0);
  });

  it('is for this machine, or for an administrator’s token', async () => {
    const asked = async (headers: Record<string, string | null>) => (await server.ask('/metrics', { headers })).status;
    expect(await asked({ authorization: null })).toBe(200);
    expect(await asked({})).toBe(200);
    expect(await asked({ authorization: 'Bearer nobody' })).toBe(401);
    // Whoever came through a proxy came from somewhere else, and a name that only leads here may be a page's.
    expect(await asked({ authorization: null, 'x-forwarded-for': '203.0.113.7' })).toBe(401);
    expect(await asked({ authorization: null, host: 'rebound.example' })).toBe(401);
    expect(await asked({ authorization: null, origin: 'https://elsewhere.example' })).toBe(401);
  });
});
