/** A real nginx with a cache before the server, and two viewers who ask for the same address: attack K7. */
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seedEstate } from '../../../src/exchange/seed/seed-estate.ts';
import { sendRequest } from '../../support/exact-client.ts';
import { nginxPath, startNginx, type TestNginx } from '../../support/nginx.ts';
import { register } from '../../support/registered-operations.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';
import { issueToken, type TestToken, TOKEN_SECRET } from '../../support/token.ts';

if (!nginxPath) console.warn('Skipped: no nginx on this machine, and none could be installed (Debian: apt-get install nginx-light).');

let server: TestServer;
let nginx: TestNginx;
let all: TestToken;
let few: TestToken;
let id: string;

interface Proxied {
  readonly status: number;
  readonly text: string;
  /** What nginx says of its cache: `MISS`, `HIT` … */
  readonly cache: string;
  readonly etag: string | undefined;
}

async function get({ token }: TestToken, path: string, headers: Record<string, string> = {}): Promise<Proxied> {
  const answer = await sendRequest(`${nginx.url}${path}`, { headers: { authorization: `Bearer ${token}`, ...headers } });
  return { status: answer.status, text: answer.text, cache: String(answer.headers['x-cache']), etag: answer.headers['etag'] };
}
const rowsIn = ({ text }: Proxied): number => JSON.parse(text).data.sites.nodes.length;

/** In turn and at once, again and again: each has to be answered its own. */
async function askInTurn(path: string): Promise<readonly Proxied[]> {
  const answers: Proxied[] = [];
  for (let times = 0; times < 5; times += 1) {
    for (const [viewer, isOwn] of [
      [all, (rows: number) => rows > 1],
      [few, (rows: number) => rows === 1],
    ] as const) {
      for (const answer of await Promise.all([get(viewer, path), get(viewer, path)])) {
        expect(answer.status).toBe(200);
        expect(isOwn(rowsIn(answer))).toBe(true);
        answers.push(answer);
      }
    }
    const [mine, theirs] = await Promise.all([get(all, path), get(few, path)]);
    expect([rowsIn(mine) > 1, rowsIn(theirs)]).toEqual([true, 1]);
  }
  return answers;
}

describe.skipIf(!nginxPath)('nginx with a cache before the server', () => {
  beforeAll(async () => {
    server = await startTestServer({ WAYLEAVE_SECRET: TOKEN_SECRET });
    const { database } = server;
    await seedEstate(database.pool, { resources: 5000, seed: 1 });
    const { rows } = await database.pool.query<{ slug: string }>('SELECT "slug" FROM "Site" ORDER BY "id" LIMIT 1');
    all = await issueToken(database, { role: 'interactive', operations: 'ids' });
    few = await issueToken(database, { role: 'interactive', operations: 'ids', sites: [rows[0]!.slug] });
    id = await register(database, 'query Sites { sites(first: 100) { nodes { name } } }', { audience: 'role:interactive' });
    const proxy = `proxy_pass ${server.url}; proxy_cache answers; proxy_cache_key $request_uri;`;
    nginx = await startNginx(`
      # A cache that minds what it is told, as nginx does unless it is told otherwise.
      location /graphql/ { ${proxy} proxy_cache_valid 200 10m; proxy_set_header If-None-Match $http_if_none_match; }
      # One that keeps answers all the same, for ten minutes, under the address alone.
      location /careless/ { ${proxy.replace(server.url, `${server.url}/graphql/`)} proxy_ignore_headers Cache-Control Expires; proxy_cache_valid 200 10m; }
      # One that is shown to keep what may be kept, so that nothing kept above means something.
      location /kept/ { proxy_pass ${server.url}/; proxy_cache answers; proxy_ignore_headers Cache-Control Vary; proxy_cache_valid any 10m; }`);
    for (const token of [all, few]) while ((await get(token, `/graphql/p/${id}`)).status !== 200) await wait(50);
  });
  afterAll(async () => {
    await nginx?.close();
    await server?.close();
  });

  it('keeps nothing of anybody, and answers each viewer their own', async () => {
    const answers = await askInTurn(`/graphql/p/${id}`);
    expect(new Set(answers.map(({ cache }) => cache))).toEqual(new Set(['MISS']));
  });

  it('passes on that an answer still holds, and to nobody else', async () => {
    const first = await get(all, `/graphql/p/${id}`);
    expect(first.etag).toMatch(/^(?:W\/)?"/);
    const again = await get(all, `/graphql/p/${id}`, { 'if-none-match': first.etag! });
    expect({ status: again.status, text: again.text, etag: again.etag }).toEqual({ status: 304, text: '', etag: first.etag });
    const other = await get(few, `/graphql/p/${id}`, { 'if-none-match': first.etag! });
    expect(other.status).toBe(200);
    expect(rowsIn(other)).toBe(1);
  });

  it('answers each viewer their own even where it keeps answers that it was told not to keep', async () => {
    const answers = await askInTurn(`/careless/p/${id}`);
    // `Vary` is what keeps them apart; that some were kept shows that nothing else did.
    expect(answers.filter(({ cache }) => cache === 'HIT').length).toBeGreaterThan(0);
  });

  it('gives nobody who is not known what it keeps', async () => {
    await get(all, `/careless/p/${id}`);
    const nobody = await sendRequest(`${nginx.url}/careless/p/${id}`, {});
    expect(nobody.status).toBe(401);
    const wrong = await get(
      { token: `${all.token.slice(0, -1)}${all.token.endsWith('x') ? 'y' : 'x'}`, viewer: all.viewer },
      `/careless/p/${id}`,
    );
    expect(wrong.status).toBe(401);
  });

  it('does keep answers, where all that speaks against it is ignored', async () => {
    const path = `/kept/graphql/p/${id}`;
    await get(all, path);
    expect((await get(all, path)).cache).toBe('HIT');
  });
});
