/**
 * The whole server over a database of its own: what a client meets, from the socket to PostgreSQL and back.
 *
 * Started once a test file. `lines` is everything that it logged, so that a test can look for what must not be there.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../src/config/config.ts';
import { createLogger } from '../../src/monitoring/logger.ts';
import { startServer } from '../../src/server.ts';
import { testDatabase } from './database.ts';
import { type ExactAnswer, type ExactRequest, sendBytes, sendRequest } from './exact-client.ts';

export interface Answer extends ExactAnswer {
  /** The body as GraphQL's JSON; empty when it is none. */
  readonly body: {
    readonly data?: Record<string, unknown> | null;
    readonly errors?: readonly { readonly message: string; readonly extensions: Readonly<Record<string, unknown>> }[];
  };
}

/** The administrator's token is sent unless `authorization` is given. */
export type Asking = ExactRequest;

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

  const ask = async (path: string, { headers, ...asking }: Asking = {}): Promise<Answer> => {
    const answer = await sendRequest(`${server.url}${path}`, { ...asking, headers: { authorization: `Bearer ${token}`, ...headers } });
    return { ...answer, body: jsonOf(answer.text) };
  };

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
    raw: (bytes: string | Uint8Array): Promise<string> => sendBytes(Number(new URL(server.url).port), bytes),
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
