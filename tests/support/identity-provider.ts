/**
 * A real OpenID Connect provider on loopback, whose keys can be replaced and which can be made to answer late or not at all.
 *
 * `asked` counts what it was asked, by path, so that a test can say what must not be asked again.
 */
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import Provider from 'oidc-provider';

export const AUDIENCE = 'https://wayleave.example';

export async function startIdentityProvider() {
  let handle: RequestListener = (_request, response) => response.writeHead(503).end();
  let mood: 'well' | 'frozen' | 'failing' = 'well';
  const asked = new Map<string, number>();
  const server = createServer((request, response) => {
    const path = request.url!.split('?', 1)[0]!;
    asked.set(path, (asked.get(path) ?? 0) + 1);
    if (mood === 'frozen') return;
    if (mood === 'failing') return void response.writeHead(500).end('no');
    handle(request, response);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  let groups: readonly string[] = [];

  /** New keys, and the old ones gone: what a provider does after a leak. */
  async function replaceKeys(kid: string): Promise<JWK> {
    const { privateKey } = await generateKeyPair('RS256', { extractable: true });
    const key = { ...(await exportJWK(privateKey)), kid, alg: 'RS256', use: 'sig' };
    const provider = new Provider(issuer, {
      clients: [
        { client_id: 'robot', client_secret: 'robot-secret', grant_types: ['client_credentials'], redirect_uris: [], response_types: [] },
      ],
      jwks: { keys: [key] },
      features: {
        devInteractions: { enabled: false },
        clientCredentials: { enabled: true },
        resourceIndicators: {
          enabled: true,
          getResourceServerInfo: (_context, resource) => ({
            scope: 'api',
            audience: resource,
            accessTokenTTL: 300,
            accessTokenFormat: 'jwt',
          }),
        },
      },
      extraTokenClaims: () => ({ groups: [...groups], name: 'A robot' }),
    });
    handle = provider.callback();
    return key;
  }

  const firstKey = await replaceKeys('first');
  return {
    issuer,
    asked,
    firstKey,
    replaceKeys,
    /** From now on `well`, `frozen` (takes requests and never answers) or `failing`. */
    be: (how: typeof mood) => {
      mood = how;
    },
    /** An access token as a program gets it from the provider. */
    tokenFor: async (claimed: readonly string[], audience = AUDIENCE): Promise<string> => {
      groups = claimed;
      const response = await fetch(`${issuer}/token`, {
        method: 'POST',
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          authorization: `Basic ${Buffer.from('robot:robot-secret').toString('base64')}`,
        },
        body: new URLSearchParams({ grant_type: 'client_credentials', resource: audience, scope: 'api' }),
      });
      const { access_token: token } = (await response.json()) as { access_token?: string };
      if (!token) throw new Error(`The provider gave no token: ${response.status}`);
      return token;
    },
    close: () =>
      new Promise<void>((closed) => {
        server.closeAllConnections();
        server.close(() => closed());
      }),
  };
}
