/** Subscriptions as a client has them: the real client of graphql-sse against the whole server. */
import { request as httpRequest } from 'node:http';
import { createClient } from 'graphql-sse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../support/server.ts';

let server: TestServer;
let serial = 0;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

interface Event {
  readonly data?: { readonly changes: Readonly<Record<string, unknown>> } | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: Readonly<Record<string, unknown>> }[];
  readonly extensions?: { readonly cost: { readonly requestedQueryCost: number; readonly actualQueryCost: number } };
}

const CHANGES = 'subscription ($types: [String!], $after: String) { changes(types: $types, after: $after) { type action objectId after } }';

async function insertTag(): Promise<string> {
  serial += 1;
  await server.database.run(`INSERT INTO "Tag" (name, slug, color) VALUES ('Tag ${serial}', 'tag-${serial}', '000000')`);
  return `tag-${serial}`;
}
const slugOf = (event: Event): unknown => (event.data?.changes['after'] as { slug?: string } | undefined)?.slug;

/** Opens a stream by the client of graphql-sse; what it hears can be waited for one by one. */
function open(variables: Record<string, unknown> = {}, token = server.token, query = CHANGES) {
  const client = createClient({
    url: `${server.url}/graphql/stream`,
    headers: { authorization: `Bearer ${token}` },
    retryAttempts: 0,
  });
  const events = client.iterate<Event['data'], Event['extensions']>({ query, variables }) as AsyncIterableIterator<unknown>;
  return {
    next: async (): Promise<Event | undefined> => {
      const { value, done } = (await events.next()) as { value: Event; done: boolean };
      return done ? undefined : value;
    },
    close: () => client.dispose(),
  };
}

/** How many streams the server has open can be seen from what it asks the database; a moment is enough for a stream to begin. */
const moment = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 400));

interface RawStream {
  readonly status: number;
  readonly text: () => string;
  readonly ended: Promise<void>;
  close(): void;
}

function raw(variables: Record<string, unknown>, headers: Record<string, string> = {}, query = CHANGES): Promise<RawStream> {
  return new Promise((resolve, reject) => {
    const sending = httpRequest(`${server.url}/graphql/stream`, {
      method: 'POST',
      agent: false,
      headers: { authorization: `Bearer ${server.token}`, 'content-type': 'application/json', accept: 'text/event-stream', ...headers },
    });
    sending.on('error', reject);
    sending.on('response', (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => {
        text += chunk.toString();
      });
      const ended = new Promise<void>((end) => response.on('close', end));
      response.on('error', () => undefined);
      resolve({ status: response.statusCode!, text: () => text, ended, close: () => sending.destroy() });
    });
    sending.end(JSON.stringify({ query, variables }));
  });
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 20));
}

describe('a stream of changes', () => {
  it('tells each change as it is committed, with what it cost', async () => {
    const stream = open({ types: ['Tag'] });
    const heard = stream.next();
    await moment();
    const slug = await insertTag();
    const event = (await heard)!;
    expect(event.errors).toBeUndefined();
    expect(event.data!.changes).toMatchObject({ type: 'Tag', action: 'CREATE', after: { slug } });
    expect(event.extensions!.cost.actualQueryCost).toBeGreaterThan(0);
    await server.database.run(`INSERT INTO "Site" (name, slug) VALUES ('Unasked ${serial}', 'unasked-${serial}')`);
    const next = stream.next();
    const second = await insertTag();
    expect(slugOf((await next)!)).toBe(second);
    stream.close();
  });

  it('goes on from where a client was, whoever came in between', async () => {
    const first = await raw({ types: ['Tag'] });
    await moment();
    await insertTag();
    await until(() => first.text().includes('event: next'));
    const id = /^id: (.+)$/m.exec(first.text())![1]!;
    first.close();
    await first.ended;
    const missed = [await insertTag(), await insertTag()];
    const second = await raw({ types: ['Tag'] }, { 'last-event-id': id });
    await until(() => second.text().split('event: next').length === 3);
    expect([...second.text().matchAll(/"slug":"([^"]+)"/g)].map(([, slug]) => slug)).toEqual(missed);
    second.close();
    const third = open({ types: ['Tag'], after: id });
    expect(slugOf((await third.next())!)).toBe(missed[0]);
    third.close();
  });

  it('tells many changes of one transaction one by one, in their order', async () => {
    const stream = await raw({ types: ['Tag'] });
    await moment();
    serial += 1;
    await server.database.run(
      `INSERT INTO "Tag" (name, slug, color) SELECT 'Many ${serial} ' || n, 'many-${serial}-' || n, '000000' FROM generate_series(1, 250) AS n`,
    );
    await until(() => stream.text().split('event: next').length === 251);
    const slugs = [...stream.text().matchAll(/"slug":"many-\d+-(\d+)"/g)].map(([, number]) => Number(number));
    expect(slugs).toEqual(Array.from({ length: 250 }, (_, index) => index + 1));
    stream.close();
  });

  it('takes a position of nobody else’s making, and no other', async () => {
    const { status, text, ended } = await raw({ types: ['Tag'], after: 'made-up' });
    await ended;
    expect(status).toBe(400);
    expect(text()).toContain('This cursor was not handed out');
  });
});

describe('the address of streams', () => {
  const refused = async (query: string, headers: Record<string, string> = {}): Promise<[number, string]> => {
    const stream = await raw({}, headers, query);
    await stream.ended;
    return [stream.status, stream.text()];
  };

  it('refuses what is no subscription, does not fit the schema, or asks for another form', async () => {
    expect(await refused('{ viewer { name } }')).toEqual([400, expect.stringContaining('Only subscriptions are streamed')]);
    expect(await refused('subscription { changes { nothing } }')).toEqual([400, expect.stringContaining('GRAPHQL_VALIDATION_FAILED')]);
    expect(await refused('subscription { changes { ')).toEqual([400, expect.stringContaining('GRAPHQL_PARSE_FAILED')]);
    expect(await refused('subscription { a: changes { id } b: changes { id } }')).toEqual([
      400,
      expect.stringContaining('GRAPHQL_VALIDATION_FAILED'),
    ]);
    expect((await refused('subscription { changes { id } }', { accept: 'multipart/mixed' }))[0]).toBe(406);
  });

  it('refuses who has no credential', async () => {
    expect((await refused('subscription { changes { id } }', { authorization: 'Bearer nobody' }))[0]).toBe(401);
  });

  it('is the only one that subscriptions are taken at', async () => {
    const answer = await server.post('subscription { changes { id } }');
    expect(answer.status).toBe(400);
    expect(answer.text).toContain('/graphql/stream');
  });

  it('gives one viewer so many streams and no more', async () => {
    const streams = await Promise.all(Array.from({ length: 10 }, () => raw({ types: ['Tag'] })));
    expect(streams.map(({ status }) => status)).toEqual(streams.map(() => 200));
    const [status, text] = await refused('subscription { changes { id } }');
    expect([status, text]).toEqual([429, expect.stringContaining('STREAM_LIMIT_EXCEEDED')]);
    for (const { close } of streams) close();
    await moment();
    const again = await raw({ types: ['Tag'] });
    expect(again.status).toBe(200);
    again.close();
  });
});

describe('a stream whose viewer is revoked', () => {
  it('ends, and says why', async () => {
    const created = await server.post(`mutation { createApiToken(name: "short", role: "administrator") { id token } }`);
    const { id, token } = created.body.data!['createApiToken'] as { id: string; token: string };
    const stream = open({ types: ['Tag'] }, token);
    const heard = stream.next();
    await moment();
    await insertTag();
    expect((await heard)!.errors).toBeUndefined();
    const last = stream.next();
    const revoked = await server.post(`mutation { revokeApiToken(id: "${id}") }`);
    expect(revoked.body.errors).toBeUndefined();
    expect((await last)!.errors![0]!.extensions!['code']).toBe('UNAUTHENTICATED');
    expect(await stream.next()).toBeUndefined();
    stream.close();
  });
});

describe('a server that stops', () => {
  it('ends its streams at once, so that their clients go elsewhere', async () => {
    const stream = await raw({ types: ['Tag'] });
    expect(stream.status).toBe(200);
    await server.stop();
    await stream.ended;
    expect(stream.text()).not.toContain('event: complete');
  });
});
