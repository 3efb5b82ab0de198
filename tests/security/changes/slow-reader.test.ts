/** W6: a client that opens a stream and stops reading. */
import { createServer, get, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildSchema } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { administrator } from '../../../src/access/viewer.ts';
import { defaultShapeLimits } from '../../../src/cost/shape/check-shape.ts';
import { DocumentGate } from '../../../src/http/document-gate.ts';
import { StreamEndpoint } from '../../../src/http/stream-endpoint.ts';

const schema = buildSchema('type Query { a: Int } type Subscription { flood: String }');
const EVENT_BYTES = 64 * 1024;
let server: Server;
let made = 0;
let hasEnded = false;

const endpoint = new StreamEndpoint({
  schema,
  select: ({ query }) => ({ kind: 'text', text: query!, register: undefined }),
  gate: new DocumentGate(defaultShapeLimits, 1000),
  mostBodyBytes: 10_000,
  deepest: 10,
  mostAliases: 10,
  mostDirectives: 10,
  mostStreams: 10,
  mostStreamsOfViewer: 10,
  unreadMilliseconds: 300,
  reportError: () => undefined,
  async subscribe() {
    return (async function* () {
      try {
        for (;;) {
          made += 1;
          yield { id: String(made), result: { data: { flood: 'x'.repeat(EVENT_BYTES) } } };
        }
      } finally {
        hasEnded = true;
      }
    })();
  },
});

beforeAll(async () => {
  const viewer = administrator('slow');
  server = createServer((request, response) => {
    const url = new URL(request.url!, 'http://localhost');
    void endpoint.answer(request, response, url, viewer, { requestId: 'r', traceId: undefined }, async () => viewer);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => server.close());

describe('a client that does not read', () => {
  it('is worked for no further than the socket takes, then cut off', async () => {
    const { port } = server.address() as AddressInfo;
    const query = encodeURIComponent('subscription { flood }');
    const closed = new Promise<void>((resolve) => {
      const asking = get(
        { port, host: '127.0.0.1', path: `/graphql/stream?query=${query}`, headers: { accept: 'text/event-stream' }, agent: false },
        (response) => {
          // One look, and then never again.
          response.once('data', () => response.pause());
          response.on('error', () => undefined);
        },
      );
      asking.on('error', () => undefined);
      asking.on('socket', (socket) => socket.on('close', () => resolve()));
      const whenEnded = setInterval(() => {
        if (!hasEnded) return;
        clearInterval(whenEnded);
        asking.destroy();
      }, 20);
    });
    await closed;
    expect(hasEnded).toBe(true);
    expect(endpoint.open).toBe(0);
    // What the kernel and both sockets hold at most, a few megabytes; a flood without an end would have made thousands.
    expect(made * EVENT_BYTES).toBeLessThan(32 * 1024 * 1024);
  });
});
