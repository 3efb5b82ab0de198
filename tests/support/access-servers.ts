/** Two servers over one database, as two processes behind a load balancer are, and what tests of access ask of them. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readConfig } from '../../src/config/config.ts';
import { createLogger } from '../../src/monitoring/logger.ts';
import { startServer } from '../../src/server.ts';
import { startTestServer } from './server.ts';

export const SECRET = 'a secret of the tests of access, which all processes share';

export interface IssuedToken {
  readonly id: string;
  readonly token: string;
}

export async function startAccessServers(environment: Readonly<Record<string, string>> = {}) {
  const server = await startTestServer({ WAYLEAVE_SECRET: SECRET, ...environment });
  const home = mkdtempSync(join(tmpdir(), 'wayleave-other-'));
  const other = await startServer({
    config: readConfig({
      NODE_ENV: 'test',
      PORT: '0',
      DATABASE_URL: server.database.url,
      WAYLEAVE_HOME: home,
      WAYLEAVE_SECRET: SECRET,
      ...environment,
    }),
    logger: createLogger('silent'),
  });

  const mutate = async (mutation: string): Promise<Record<string, unknown>> => {
    const { body } = await server.post(`mutation { ${mutation} }`);
    if (body.errors) throw new Error(JSON.stringify(body.errors));
    return body.data!;
  };

  return {
    server,
    otherUrl: other.url,
    mutate,
    /** By a mutation of the first server, as its administrator. */
    create: async (given: string) => (await mutate(`createApiToken(${given}) { id token }`))['createApiToken'] as IssuedToken,
    /** An answer of either server to the bearer of a token. */
    ask: async (url: string, token: string, query: string) => {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ query }),
      });
      return { status: response.status, body: (await response.json()) as Answered };
    },
    close: async () => {
      await other.stop();
      await server.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

export interface Answered {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly { readonly message: string; readonly extensions: Readonly<Record<string, unknown>> }[];
}

/** Asks again and again until the answer is what is waited for, and says how long that took; the test's own limit is the bound. */
export async function until(ask: () => Promise<boolean>): Promise<number> {
  const began = performance.now();
  while (!(await ask())) await sleep(20);
  return performance.now() - began;
}
