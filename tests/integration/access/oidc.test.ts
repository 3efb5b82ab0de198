/** People and programs whom a real identity provider vouches for. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startAccessServers, until } from '../../support/access-servers.ts';
import { AUDIENCE, startIdentityProvider } from '../../support/identity-provider.ts';

let provider: Awaited<ReturnType<typeof startIdentityProvider>>;
let servers: Awaited<ReturnType<typeof startAccessServers>>;
beforeAll(async () => {
  provider = await startIdentityProvider();
  servers = await startAccessServers({
    WAYLEAVE_OIDC_ISSUER: provider.issuer,
    WAYLEAVE_OIDC_AUDIENCE: AUDIENCE,
    WAYLEAVE_OIDC_ROLES: 'groups:network-admins=administrator,groups:noc=interactive,scope:api=nobody-made-this-role',
  });
});
afterAll(async () => {
  await servers?.close();
  await provider?.close();
});

const viewerOf = async (token: string) => {
  const { status, body } = await servers.ask(servers.server.url, token, '{ viewer { name role } }');
  return { status, viewer: body.data?.['viewer'] };
};

describe('A token of the identity provider', () => {
  it('gives the roles that its claims give', async () => {
    expect(await viewerOf(await provider.tokenFor(['noc']))).toEqual({ status: 200, viewer: { name: 'A robot', role: 'interactive' } });
    expect(await viewerOf(await provider.tokenFor(['noc', 'network-admins']))).toMatchObject({
      viewer: { role: 'administrator+interactive' },
    });
  });

  it('of somebody without a role opens nothing', async () => {
    expect((await viewerOf(await provider.tokenFor(['kitchen']))).status).toBe(401);
  });

  it('for somebody else opens nothing', async () => {
    expect((await viewerOf(await provider.tokenFor(['noc'], 'https://another.example'))).status).toBe(401);
  });

  it('gives the roles that are stored for its subject, until the person is disabled', async () => {
    const save = (more: string) =>
      servers.mutate(`saveUser(issuer: "${provider.issuer}", subject: "robot", name: "Stored robot", roles: ["integrator"]${more}) { id }`);
    const token = await provider.tokenFor([]);
    expect((await viewerOf(token)).status).toBe(401);
    await save('');
    expect(await viewerOf(token)).toEqual({ status: 200, viewer: { name: 'Stored robot', role: 'integrator' } });
    await save(', disabled: true');
    expect((await viewerOf(token)).status).toBe(401);
    expect((await viewerOf(await provider.tokenFor(['network-admins']))).status).toBe(401);
    const { body } = await servers.server.post('{ users { id subject roles isDisabled } }');
    const [user] = body.data!['users'] as { id: string }[];
    expect(user).toMatchObject({ subject: 'robot', roles: ['integrator'], isDisabled: true });
    await servers.mutate(`deleteUser(id: "${user!.id}")`);
    expect((await viewerOf(await provider.tokenFor(['noc']))).status).toBe(200);
  });

  it('begins a session in a browser, which ends when the token does at the latest', async () => {
    const token = await provider.tokenFor(['noc']);
    const signIn = await servers.server.ask('/session', {
      method: 'POST',
      headers: { authorization: null, 'content-type': 'application/json' },
      body: JSON.stringify({ token }),
    });
    expect(signIn.status).toBe(204);
    const [cookie] = signIn.headers['set-cookie']!;
    expect(Number(/Max-Age=(\d+)/.exec(cookie!)![1])).toBeLessThanOrEqual(300);
    const { body } = await servers.server.post(
      '{ viewer { name role } }',
      {},
      {
        headers: { authorization: null, cookie: cookie!.split(';')[0]! },
      },
    );
    expect(body.data).toEqual({ viewer: { name: 'A robot', role: 'interactive' } });
  });

  it('is checked without asking the provider again', async () => {
    const token = await provider.tokenFor(['noc']);
    const before = new Map(provider.asked);
    for (let time = 0; time < 20; time += 1) expect((await viewerOf(token)).status).toBe(200);
    expect(provider.asked).toEqual(before);
  });

  it('is known by new keys as soon as the provider has them', async () => {
    const old = await provider.tokenFor(['noc']);
    await provider.replaceKeys('second');
    const fresh = await provider.tokenFor(['noc']);
    // The provider is asked again every few seconds at most, whatever key ids people make up.
    await until(async () => (await viewerOf(fresh)).status === 200);
    expect((await viewerOf(old)).status).toBe(401);
  });
});
