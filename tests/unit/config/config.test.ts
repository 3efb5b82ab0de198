import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../../src/config/config.ts';
import { ConfigError } from '../../../src/config/config-error.ts';
import { secretSettings, settings } from '../../../src/config/settings.ts';

const SECRET = 'a'.repeat(32);

function problemsOf(environment: Readonly<Record<string, string>>): string {
  try {
    readConfig(environment);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as Error).message;
  }
  throw new Error('The settings were accepted.');
}

describe('the environment', () => {
  it('may be empty: everything has a default that suits a laptop', () => {
    expect(readConfig({})).toMatchObject({
      mode: { kind: 'development' },
      host: '127.0.0.1',
      port: 4000,
      home: '.wayleave',
      database: { kind: 'embedded' },
      redis: { kind: 'off' },
    });
  });

  it('switches features on with what they need', () => {
    expect(readConfig({ DATABASE_URL: 'postgresql://db/wayleave', REDIS_URL: 'rediss://cache' })).toMatchObject({
      database: { kind: 'external', url: 'postgresql://db/wayleave' },
      redis: { kind: 'on', url: 'rediss://cache' },
    });
  });

  it('is refused with all that is wrong with it, by name and without values', () => {
    const problems = problemsOf({
      PORT: '70000',
      DATABASE_URL: 'mysql://root:hunter2@db',
      WAYLEAVE_MAX_DEPTH: 'deep',
      WAYLEAVE_SECRET: 'short',
    });
    for (const name of ['PORT', 'DATABASE_URL', 'WAYLEAVE_MAX_DEPTH', 'WAYLEAVE_SECRET']) expect(problems).toContain(`\n  ${name}: `);
    expect(problems).not.toMatch(/hunter2|short|70000/);
  });

  it.each([' ', '1e3', '0x10', '4000.5', '-1', '+1', '999999999999999999'])('does not take %j for a number', (text) => {
    expect(problemsOf({ WAYLEAVE_MAX_DEPTH: text })).toContain('WAYLEAVE_MAX_DEPTH: ');
  });

  it('takes an empty variable for one that is not set', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: '' })).toMatchObject({ port: 4000, database: { kind: 'embedded' } });
  });

  it('cannot be changed once it is read', () => {
    const config = readConfig({ WAYLEAVE_ALLOWED_ORIGINS: 'https://one.example, https://two.example' });
    expect(config.allowedOrigins).toEqual(['https://one.example', 'https://two.example']);
    for (const part of [config, config.mode, config.database, config.limits, config.allowedOrigins])
      expect(Object.isFrozen(part)).toBe(true);
  });

  it('is described, variable by variable', () => {
    for (const [name, setting] of Object.entries(settings)) expect(setting.description, name).toMatch(/^[A-Z`].*\.$/s);
  });
});

describe('a secret in a file', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'wayleave-config-'));
    writeFileSync(join(folder, 'secret'), `${SECRET}\n`);
    writeFileSync(join(folder, 'database'), 'postgresql://user:password@db/wayleave\n');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is read without the newline at its end', () => {
    expect(readConfig({ WAYLEAVE_SECRET_FILE: join(folder, 'secret') }).secret).toBe(SECRET);
    expect(readConfig({ DATABASE_URL_FILE: join(folder, 'database') }).database).toEqual({
      kind: 'external',
      url: 'postgresql://user:password@db/wayleave',
    });
  });

  it('is refused when it cannot be read, or is given twice', () => {
    expect(problemsOf({ WAYLEAVE_SECRET_FILE: join(folder, 'none') })).toContain('WAYLEAVE_SECRET_FILE: cannot be read.');
    const both = { WAYLEAVE_SECRET: SECRET, WAYLEAVE_SECRET_FILE: join(folder, 'secret') };
    expect(problemsOf(both)).toContain('WAYLEAVE_SECRET: is given twice');
  });

  it('is possible for secrets alone', () => {
    expect([...secretSettings]).toEqual(['DATABASE_URL', 'REDIS_URL', 'WAYLEAVE_SECRET', 'WAYLEAVE_SECRET_PREVIOUS']);
    expect(readConfig({ PORT_FILE: join(folder, 'secret') }).port).toBe(4000);
  });
});

/** Attack E4: production started with a NODE_ENV that is missing or misspelt. */
describe('what counts as production', () => {
  it.each(['production', 'Production ', 'prod', 'PRODUCTION', 'staging', 'Development', ' test'])('NODE_ENV=%j does', (value) => {
    expect(problemsOf({ NODE_ENV: value })).toContain(`NODE_ENV is ${JSON.stringify(value)}, which counts as production.`);
    expect(readConfig({ NODE_ENV: value, WAYLEAVE_SECRET: SECRET }).mode).toEqual({ kind: 'production', secret: SECRET });
  });

  it.each(['0.0.0.0', '::', '192.0.2.1', 'wayleave.example', '127.evil.example'])(
    'no NODE_ENV does, where others can connect (%s)',
    (host) => {
      expect(problemsOf({ HOST: host })).toContain('NODE_ENV is not set, and HOST lets others in.');
    },
  );

  it.each(['127.0.0.1', '127.0.0.2', '::1', 'localhost'])('no NODE_ENV does not, where nobody else can (%s)', (host) => {
    expect(readConfig({ HOST: host }).mode).toEqual({ kind: 'development' });
  });

  it.each(['development', 'test'])('%s does not, wherever it listens', (value) => {
    expect(readConfig({ NODE_ENV: value, HOST: '0.0.0.0' }).mode).toEqual({ kind: 'development' });
  });
});

describe('an identity provider', () => {
  const provider = { WAYLEAVE_OIDC_ISSUER: 'https://login.example', WAYLEAVE_OIDC_AUDIENCE: 'wayleave' };
  it('is off unless it is named', () => {
    expect(readConfig({}).oidc).toEqual({ kind: 'off' });
  });
  it('brings its audience and the claims that give roles with it', () => {
    const roles = 'groups:network-admins=administrator, groups:noc team=interactive';
    expect(readConfig({ ...provider, WAYLEAVE_OIDC_ROLES: roles }).oidc).toEqual({
      kind: 'on',
      issuer: 'https://login.example',
      audience: 'wayleave',
      clockSkewSeconds: 30,
      roleClaims: [
        { claim: 'groups', value: 'network-admins', role: 'administrator' },
        { claim: 'groups', value: 'noc team', role: 'interactive' },
      ],
    });
  });
  it('is not taken on plain HTTP, but on loopback', () => {
    expect(() => readConfig({ ...provider, WAYLEAVE_OIDC_ISSUER: 'http://login.example' })).toThrow('WAYLEAVE_OIDC_ISSUER');
    expect(readConfig({ ...provider, WAYLEAVE_OIDC_ISSUER: 'http://127.0.0.1:9000' }).oidc.kind).toBe('on');
  });
  it.each([{ WAYLEAVE_OIDC_ISSUER: 'https://login.example' }, { WAYLEAVE_OIDC_AUDIENCE: 'wayleave' }])('is named whole: %j', (half) => {
    expect(() => readConfig(half)).toThrow('WAYLEAVE_OIDC_AUDIENCE');
  });
  it.each(['groups', 'groups=administrator', 'groups:x=', ':x=y', 'groups:x=A Role'])('gives no roles by %j', (roles) => {
    expect(() => readConfig({ ...provider, WAYLEAVE_OIDC_ROLES: roles })).toThrow('WAYLEAVE_OIDC_ROLES');
  });
});

describe('proxies', () => {
  it('are believed when they are named, as addresses or ranges', () => {
    expect(readConfig({}).trustedProxies).toEqual([]);
    expect(readConfig({ WAYLEAVE_TRUSTED_PROXIES: '10.0.0.0/8, ::1' }).trustedProxies).toEqual(['10.0.0.0/8', '::1']);
  });
  it.each(['*', '10.0.0.0/33', 'proxy.example', '0.0.0.0/0/0'])('are not %j', (proxies) => {
    expect(() => readConfig({ WAYLEAVE_TRUSTED_PROXIES: proxies })).toThrow('WAYLEAVE_TRUSTED_PROXIES');
  });
});
