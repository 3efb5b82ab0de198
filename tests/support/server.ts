/**
 * The whole server over a database of its own: what a client meets, from the socket to PostgreSQL and back.
 *
 * Started once a test file. `lines` is everything that it logged, so that a test can look for what must not be there.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../src/config/config.ts';
import { createLogger } from '../../src/monitoring/logger.ts';
import { startServer } from '../../src/server.ts';
import { testDatabase } from './database.ts';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
  readonly text: string;
  /** The body as GraphQL's JSON; empty when it is none. */
  readonly body: {
    readonly data?: Record<string, unknown> | null;
    readonly errors?: readonly { readonly message: string; readonly extensions: Readonly<Record<string, unknown>> }[];
  };
}

type Headers = Readonly<Record<string, string | readonly string[] | null>>;

export interface Asking {
  readonly method?: string;
  /** The administrator's token is sent unless `authorization` is given here; null leaves a header out. */
  readonly headers?: Headers;
  readonly body?: string | Uint8Array;
  /** Ends the request from the client's side. */
  readonly signal?: AbortSignal;
}

/** `environment` is added to that of a server on loopback with a database of its own. */
export async function startTestServer(environment: Readonly<Record<string, string>> = {}) {
  const database = await testDatabase();
  const home = mkdtempSync(join(tmpdir(), 'wayleave-server-'));
  const lines: string[] = [];
  const server = await startServer({
    config: readConfig({ NODE_ENV: 'test', PORT: '0', DATABASE_URL: database.url, WAYLEAVE_HOME: home, ...environment }),
    logger: createLogger('trace', { write: (line) => void lines.push(line) }),
  });
  const token = readFileSync(join(home, 'dev-token'), 'utf8').trim();

  /** Sends exactly what it is told, unlike `fetch`, which forbids some headers and normalizes others. */
  const ask = (path: string, { method = 'GET', headers = {}, body, signal }: Asking = {}): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const sending = httpRequest(`${server.url}${path}`, { method, agent: false, ...(signal ? { signal } : {}) });
      const given: Headers = { authorization: `Bearer ${token}`, ...headers };
      for (const [name, value] of Object.entries(given)) if (value !== null) sending.setHeader(name, value);
      sending.on('error', reject);
      sending.on('response', (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const bytes = Buffer.concat(chunks);
          const text = bytes.toString('utf8');
          resolve({ status: response.statusCode!, headers: response.headers, bytes, text, body: jsonOf(text) });
        });
      });
      sending.end(body);
    });

  return {
    url: server.url,
    port: Number(new URL(server.url).port),
    signInUrl: server.signInUrl,
    token,
    database,
    lines,
    ask,
    /** An operation by POST. */
    post: (query: string, variables: Readonly<Record<string, unknown>> = {}, asking: Asking = {}): Promise<Answer> =>
      ask('/graphql', {
        method: 'POST',
        ...asking,
        headers: { 'content-type': 'application/json', ...asking.headers },
        body: JSON.stringify({ query, variables }),
      }),
    /** Bytes on a socket, and all that comes back until the server hangs up. */
    raw: (bytes: string | Uint8Array): Promise<string> =>
      new Promise((resolve, reject) => {
        const chunks: Buffer[] = [];
        const socket = connect(Number(new URL(server.url).port), '127.0.0.1', () => socket.write(bytes));
        socket.on('data', (chunk: Buffer) => chunks.push(chunk));
        socket.on('error', (error: NodeJS.ErrnoException) => (error.code === 'ECONNRESET' ? undefined : reject(error)));
        socket.on('close', () => resolve(Buffer.concat(chunks).toString('utf8')));
      }),
    /** Ends the server alone, as a test of how it ends does. */
    stop: () => server.stop(),
    /** Ends everything; the server may have been stopped. */
    close: async () => {
      await server.stop().catch(() => undefined);
      await database.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

export type TestServer = Awaited<ReturnType<typeof startTestServer>>;

function jsonOf(text: string): Answer['body'] {
  try {
    return JSON.parse(text) as Answer['body'];
  } catch {
    return {};
  }
}
