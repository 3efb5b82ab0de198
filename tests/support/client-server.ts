/**
 * A server for the clients that people use, with a token for every text, one for ids only, and a record of what was sent.
 *
 * Clients take a `fetch` of the application's; this one adds nothing and changes nothing.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { seedEstate } from '../../src/exchange/seed/seed-estate.ts';
import { readManifest } from '../../src/operations/manifest.ts';
import { OperationStore } from '../../src/stores/operation-store.ts';
import { recordsOf } from './registered-operations.ts';
import { startTestServer } from './server.ts';
import { issueToken, TOKEN_SECRET } from './token.ts';

export interface Sent {
  readonly method: string;
  readonly url: string;
  readonly body: string | undefined;
  readonly status: number;
}

export async function startClientServer(environment: Readonly<Record<string, string>> = {}) {
  const server = await startTestServer({ WAYLEAVE_SECRET: TOKEN_SECRET, ...environment });
  await seedEstate(server.database.pool, { resources: 5000, seed: 1 });
  const anything = await issueToken(server.database, { role: 'integrator', name: 'any' });
  const idsOnly = await issueToken(server.database, { role: 'integrator', operations: 'ids', name: 'ids' });
  // Tokens are known within a second, as they end within one.
  const isKnown = async (): Promise<boolean> =>
    (await fetch(`${server.url}/graphql/p/none`, { headers: { authorization: `Bearer ${idsOnly.token}` } })).status !== 401;
  while (!(await isKnown())) await wait(50);
  const sent: Sent[] = [];
  const recording: typeof fetch = async (input, init) => {
    const answer = await fetch(input, init);
    const body = init?.body;
    sent.push({
      method: init?.method ?? 'GET',
      url: String(input),
      body: typeof body === 'string' ? body : undefined,
      status: answer.status,
    });
    return answer;
  };
  return {
    url: `${server.url}/graphql`,
    sent,
    fetch: recording,
    /** Headers of a token that may send every text, and of one that may send ids only. */
    anything: { authorization: `Bearer ${anything.token}` },
    idsOnly: { authorization: `Bearer ${idsOnly.token}` },
    /** Registers a manifest for the token of ids, as `wayleave operations publish` does, and waits until the server has heard. */
    async publish(path: string, text: string): Promise<void> {
      const manifest = readManifest([{ path, text }]);
      if (manifest.problems.length > 0) throw new Error(JSON.stringify(manifest.problems));
      const records = manifest.entries.flatMap((entry) =>
        recordsOf(entry.text, { audience: idsOnly.viewer, ...(entry.name ? { name: entry.name } : {}) }),
      );
      await new OperationStore(server.database.pool).publish(records, 10_000, { actor: 'tests' });
      const probe = `${server.url}/graphql/p/${records.at(-1)!.id}`;
      for (let attempt = 0; attempt < 100; attempt += 1) {
        const answer = await fetch(probe, { headers: { authorization: `Bearer ${idsOnly.token}` } });
        if (!(await answer.text()).includes('NOT_IN_LIST')) break;
        await wait(50);
      }
      sent.length = 0;
    },
    close: () => server.close(),
  };
}

export type ClientServer = Awaited<ReturnType<typeof startClientServer>>;
