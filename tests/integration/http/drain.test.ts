import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Lock, lockTable } from '../../support/blocked.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';

const SITES = '{ sites(first: 1) { nodes { name } } }';

describe('A server that is told to stop', () => {
  let server: TestServer;
  let lock: Lock;
  beforeEach(async () => {
    server = await startTestServer();
    lock = await lockTable(server.database, 'Site');
  });
  afterEach(() => server.close());

  it('finishes what is in flight, and takes nobody new', async () => {
    // Five who ask the same would wait for one answer; these are five questions.
    const inFlight = [1, 2, 3, 4, 5].map((first) => server.post(`{ sites(first: ${first}) { nodes { name } } }`));
    await lock.waiting(5);
    const stopped = server.stop();
    await expect(server.ask('/livez')).rejects.toThrow('ECONNREFUSED');
    await lock.release();
    const answers = await Promise.all(inFlight);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect(answers.every(({ headers }) => headers.connection === 'close')).toBe(true);
    await stopped;
  });

  it('is no longer ready, on a connection that is still open', async () => {
    const body = JSON.stringify({ query: SITES });
    const socket = connect(server.port, '127.0.0.1');
    let received = '';
    socket.on('data', (chunk: Buffer) => (received += chunk));
    const ended = new Promise((end) => socket.on('close', end));
    const head = (line: string): string => `${line} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${server.token}\r\n`;
    socket.write(`${head('POST /graphql')}Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
    await lock.waiting(1);
    const stopped = server.stop();
    socket.write(`${head('GET /readyz')}\r\n`);
    await lock.release();
    await Promise.all([stopped, ended]);
    expect(received).toMatch(/^HTTP\/1.1 200 /);
    expect(received).not.toContain('"ready"');
  });
});
