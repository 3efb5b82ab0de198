/** Attacks A1 to A5: JWTs that nobody vouched for. None is let in, none makes the server ask anybody but its provider, and none makes it wait. */
import { createHmac, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, importJWK, type JWTHeaderParameters, type JWTPayload, SignJWT } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createOidc } from '../../../src/access/oidc.ts';
import { AUDIENCE, startIdentityProvider } from '../../support/identity-provider.ts';

let provider: Awaited<ReturnType<typeof startIdentityProvider>>;
let signingKey: CryptoKey;
let evil: Server;
let evilUrl: string;
let evilHits = 0;
const clock = { now: Date.now() };
const failures: unknown[] = [];
const evilKeys = generateKeyPairSync('rsa', { modulusLength: 2048 });

const personOf = () =>
  createOidc({
    settings: { issuer: provider.issuer, audience: AUDIENCE, roleClaims: [], clockSkewSeconds: 30 },
    fetch: (url, { signal, redirect }) => fetch(url, { signal, redirect }),
    now: () => clock.now,
    onFailure: (error) => failures.push(error),
  });
let check: ReturnType<typeof personOf>;

beforeAll(async () => {
  provider = await startIdentityProvider();
  signingKey = (await importJWK(provider.firstKey, 'RS256')) as CryptoKey;
  evil = createServer((_request, response) => {
    evilHits += 1;
    response.end(JSON.stringify({ keys: [evilKeys.publicKey.export({ format: 'jwk' })] }));
  });
  await new Promise<void>((listening) => evil.listen(0, '127.0.0.1', listening));
  evilUrl = `http://127.0.0.1:${(evil.address() as AddressInfo).port}/keys`;
});
afterAll(async () => {
  evil?.close();
  await provider?.close();
});
beforeEach(() => {
  clock.now = Date.now();
  provider.be('well');
  check = personOf();
});

const seconds = () => Math.floor(clock.now / 1000);
const claims = (): JWTPayload => ({ iss: provider.issuer, aud: AUDIENCE, sub: 'ada', iat: seconds(), exp: seconds() + 60 });
const signed = (payload: JWTPayload, header: Partial<JWTHeaderParameters> = {}, key: CryptoKey | KeyObject = signingKey) =>
  new SignJWT(payload).setProtectedHeader({ alg: 'RS256', kid: 'first', typ: 'at+jwt', ...header }).sign(key);
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const publicPem = () =>
  createPublicKey({ key: provider.firstKey as never, format: 'jwk' }).export({ type: 'spki', format: 'pem' }) as string;

it('A JWT that the provider signed for us names a person', async () => {
  expect(await check(await signed(claims()))).toMatchObject({
    person: { issuer: provider.issuer, subject: 'ada', name: 'ada' },
    roles: [],
  });
  expect(await check(await signed({ ...claims(), name: 'Ada' }, { typ: 'JWT' }))).toMatchObject({ person: { name: 'Ada' } });
});

describe('A1: a JWT without a signature', () => {
  it.each(['none', 'None', 'NONE', 'nOnE', ''])('is nobody’s, whatever its algorithm is called: %j', async (alg) => {
    const body = `${encode({ alg, typ: 'JWT' })}.${encode(claims())}`;
    for (const token of [`${body}.`, `${body}.AAAA`, body]) expect(await check(token)).toBeUndefined();
  });
  it('is nobody’s when it once had one', async () => {
    const [header, payload, signature] = (await signed(claims())).split('.');
    expect(await check(`${header}.${payload}.`)).toBeUndefined();
    expect(await check(`${header}.${encode({ ...claims(), sub: 'eve' })}.${signature}`)).toBeUndefined();
    expect(await check(`${header}.${payload}.${signature!.slice(0, -4)}AAAA`)).toBeUndefined();
  });
});

describe('A2: a JWT of another kind of signature', () => {
  it.each(['HS256', 'HS384', 'HS512'])('is nobody’s when the public key was taken for a secret: %s', async (alg) => {
    const jwk = await exportJWK(createPublicKey({ key: provider.firstKey as never, format: 'jwk' }));
    for (const secret of [publicPem(), publicPem().trim(), JSON.stringify(jwk), jwk.n!, Buffer.from(jwk.n!, 'base64url')]) {
      const body = `${encode({ alg, kid: 'first' })}.${encode(claims())}`;
      const signature = createHmac(`sha${alg.slice(2)}`, secret)
        .update(body)
        .digest('base64url');
      expect(await check(`${body}.${signature}`)).toBeUndefined();
    }
  });
  it('is nobody’s when it says another algorithm than the key is for', async () => {
    const [, payload, signature] = (await signed(claims())).split('.');
    for (const alg of ['PS256', 'ES256', 'RS512', 'EdDSA'])
      expect(await check(`${encode({ alg, kid: 'first' })}.${payload}.${signature}`)).toBeUndefined();
  });
});

describe('A3: a JWT that brings its key along', () => {
  it('is nobody’s, and nobody is asked for the key', async () => {
    const jwk = evilKeys.publicKey.export({ format: 'jwk' }) as never;
    const headers: Partial<JWTHeaderParameters>[] = [
      { jwk },
      { jku: evilUrl },
      { x5u: evilUrl },
      { jku: evilUrl, kid: 'evil', x5u: evilUrl },
      { x5c: [Buffer.from('certificate').toString('base64')] },
      { kid: '../../dev/null' },
      { kid: "' OR 1=1--" },
      { kid: evilUrl },
    ];
    for (const header of headers) expect(await check(await signed(claims(), header, evilKeys.privateKey))).toBeUndefined();
    expect(evilHits).toBe(0);
  });
  it('is nobody’s when it demands what we do not know', async () => {
    const [, payload, signature] = (await signed(claims())).split('.');
    for (const header of [
      { alg: 'RS256', kid: 'first', crit: ['x'], x: 1 },
      { alg: 'RS256', kid: 'first', crit: ['b64'], b64: false },
      { alg: 'RS256', kid: 'first', crit: [] },
    ])
      expect(await check(`${encode(header)}.${payload}.${signature}`)).toBeUndefined();
  });
});

describe('A4: a JWT that is signed well, and not for this', () => {
  it.each<[string, (well: JWTPayload) => JWTPayload]>([
    ['it has expired', (well) => ({ ...well, exp: seconds() - 31 })],
    ['it never expires', ({ exp: _, ...well }) => well],
    ['it does not say when it was made', ({ iat: _, ...well }) => well],
    ['it was made long ago', (well) => ({ ...well, iat: seconds() - 90_000 })],
    ['it was made in the future', (well) => ({ ...well, iat: seconds() + 90, exp: seconds() + 900 })],
    ['it is not good yet', (well) => ({ ...well, nbf: seconds() + 90 })],
    ['it is for another audience', (well) => ({ ...well, aud: 'https://another.example' })],
    ['it is for no audience', ({ aud: _, ...well }) => well],
    ['it is for an audience that begins like ours', (well) => ({ ...well, aud: `${AUDIENCE}.evil.example` })],
    ['another issued it', (well) => ({ ...well, iss: 'https://evil.example' })],
    ['the issuer is spelt differently', (well) => ({ ...well, iss: `${well.iss}/` })],
    ['nobody issued it', ({ iss: _, ...well }) => well],
    ['it is about nobody', ({ sub: _, ...well }) => well],
    ['it is about an empty name', (well) => ({ ...well, sub: '' })],
    ['its subject is no text', (well) => ({ ...well, sub: { id: 1 } as never })],
    ['its expiry is no number', (well) => ({ ...well, exp: '9999999999' as never })],
  ])('is nobody’s when %s', async (_, change) => {
    expect(await check(await signed(change(claims())))).toBeUndefined();
  });
  it.each(['refresh+jwt', 'logout+jwt', 'dpop+jwt', 'secevent+jwt', 'id+jwt'])('is nobody’s when it is of the type %s', async (typ) => {
    expect(await check(await signed(claims(), { typ }))).toBeUndefined();
  });
  it('is good up to the edge of what clocks may differ', async () => {
    expect(await check(await signed({ ...claims(), exp: seconds() - 25 }))).toBeDefined();
    expect(await check(await signed({ ...claims(), nbf: seconds() + 25 }))).toBeDefined();
  });
});

describe('A5: a JWT that is work', () => {
  it.each([
    [
      'encrypted, with a password to be stretched',
      `${encode({ alg: 'PBES2-HS256+A128KW', enc: 'A128GCM', p2c: 2 ** 31, p2s: 'AAAA' })}.a.b.c.d`,
    ],
    ['encrypted and compressed', `${encode({ alg: 'dir', enc: 'A128GCM', zip: 'DEF' })}..b.c.d`],
    ['a megabyte', `${encode({ alg: 'RS256', kid: 'first' })}.${'A'.repeat(1024 * 1024)}.AAAA`],
    ['nested deeply', `${encode({ alg: 'RS256', kid: 'first' })}.${Buffer.from('['.repeat(50_000)).toString('base64url')}.AAAA`],
    ['no JSON', 'a.b.c'],
    ['empty', '..'],
  ])('is nobody’s: %s', async (_, token) => {
    expect(await check(token)).toBeUndefined();
  });
});

describe('Keys', () => {
  it('are not asked for again by every key id that somebody makes up', async () => {
    await check(await signed(claims()));
    const before = provider.asked.get('/jwks') ?? 0;
    for (let time = 0; time < 50; time += 1) await check(await signed(claims(), { kid: `made-up-${time}` }));
    expect(provider.asked.get('/jwks')).toBe(before);
    clock.now += 6_000;
    for (let time = 0; time < 50; time += 1) await check(await signed(claims(), { kid: `made-up-again-${time}` }));
    expect(provider.asked.get('/jwks')).toBe(before + 1);
  });

  it('stay good for a day while the provider does not answer, and nobody waits for it', async () => {
    await check(await signed(claims()));
    provider.be('frozen');
    clock.now += 11 * 60_000;
    expect(await check(await signed(claims()))).toBeDefined();
    clock.now += 24 * 60 * 60_000;
    await expect(check(await signed(claims()))).rejects.toMatchObject({ extensions: { code: 'SERVICE_UNAVAILABLE' } });
    provider.be('well');
    clock.now += 6_000;
    expect(await check(await signed(claims()))).toBeDefined();
  });

  it('that cannot be had refuse everybody, all at once after one deadline', async () => {
    provider.be('frozen');
    const token = await signed(claims());
    const before = provider.asked.get('/.well-known/openid-configuration') ?? 0;
    const answers = await Promise.allSettled(Array.from({ length: 100 }, () => check(token)));
    expect(answers.every(({ status }) => status === 'rejected')).toBe(true);
    await expect(check(token)).rejects.toMatchObject({ extensions: { code: 'SERVICE_UNAVAILABLE' } });
    expect(provider.asked.get('/.well-known/openid-configuration')).toBe(before + 1);
  });

  it('of a provider that answers with errors are none', async () => {
    provider.be('failing');
    await expect(check(await signed(claims()))).rejects.toMatchObject({ extensions: { code: 'SERVICE_UNAVAILABLE' } });
  });
});
