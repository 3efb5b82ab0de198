/** The same as Node's own response, over real sockets: every case is answered by both. */
import { createServer, IncomingMessage, request, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { QuickResponse } from '../../../src/http/quick-response.ts';

type Answer = (response: ServerResponse) => void;

const cases: Readonly<Record<string, Answer>> = {
  'headers one by one': (response) => {
    response.setHeader('x-one', 'a').setHeader('X-Two', 2);
    response.end('body');
  },
  'a header that is set twice, in another case': (response) => {
    response.setHeader('X-One', 'a');
    response.setHeader('x-one', 'b');
    response.end(String(response.getHeader('X-ONE')));
  },
  'a header that is taken back': (response) => {
    response.setHeader('x-one', 'a');
    response.removeHeader('X-One');
    response.end(String(response.hasHeader('x-one')));
  },
  'headers at the end, over those before': (response) => {
    response.setHeader('x-one', 'a');
    response.setHeader('x-two', 'b');
    response.writeHead(303, { location: '/', 'x-one': 'c' }).end();
  },
  'a reason, and headers in turn': (response) => {
    response.setHeader('x-one', 'a');
    response.writeHead(418, 'Teapot', ['x-two', 'b', 'x-three', 'c']).end();
  },
  'several values': (response) => {
    response.setHeader('set-cookie', ['a=1', 'b=2']);
    response.appendHeader('x-one', 'a').appendHeader('x-one', 'b');
    response.end(JSON.stringify([response.getHeaderNames(), response.getHeaders()]));
  },
  'headers of a map': (response) => {
    response.setHeaders(new Map([['x-one', 'a']]));
    response.end();
  },
  'a body in pieces, of a length that was said': (response) => {
    response.setHeader('content-length', 6);
    response.write('one');
    response.write(Buffer.from('two'));
    response.end();
  },
  'a body in pieces, of no length': (response) => {
    response.write('one');
    response.end('two');
  },
  'headers before the body': (response) => {
    response.setHeader('content-type', 'text/event-stream');
    response.flushHeaders();
    response.end('event');
  },
  'no body, by its status': (response) => {
    response.setHeader('x-one', 'a');
    response.writeHead(204).end();
  },
  'the end of the connection': (response) => {
    response.setHeader('connection', 'close');
    response.end();
  },
  'a value that cannot be sent, and another answer': (response) => {
    for (const value of ['a\r\nx-two: b', 'a\u0100'])
      try {
        response.setHeader('x-one', value);
      } catch (error) {
        response.appendHeader('x-refused', String((error as NodeJS.ErrnoException).code));
      }
    response.end();
  },
  'a header that comes too late': (response) => {
    response.write('body');
    for (const late of [() => response.setHeader('x-one', 'a'), () => response.removeHeader('x-one'), () => response.writeHead(200)])
      try {
        late();
      } catch {
        response.write(' refused');
      }
    response.end();
  },
};

/** What a client reads, headers in any order and without the date. */
async function read(answer: Answer, kind: typeof ServerResponse): Promise<unknown> {
  const server = createServer({ IncomingMessage, ServerResponse: kind }, (_, response) => answer(response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await new Promise((resolve, reject) => {
      request({ port: (server.address() as AddressInfo).port, host: '127.0.0.1', agent: false }, (response) => {
        let body = '';
        response.on('data', (chunk) => {
          body += chunk;
        });
        response.on('end', () => {
          const { statusCode, statusMessage, headers } = response;
          resolve({ statusCode, statusMessage, headers: { ...headers, date: undefined }, body });
        });
      })
        .on('error', reject)
        .end();
    });
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

describe('A response with gathered headers', () => {
  for (const [name, answer] of Object.entries(cases))
    it(`sends what Node would send: ${name}`, async () => {
      expect(await read(answer, QuickResponse as typeof ServerResponse)).toEqual(await read(answer, ServerResponse));
    });
});
