import { beforeEach, describe, expect, it } from 'vitest';
import { AccessDirectory, type Found } from '../../../src/access/access-directory.ts';
import { digestOf, peppersOf } from '../../../src/access/peppers.ts';
import type { AccessRecords, GrantRecord, RoleRecord, TokenRecord } from '../../../src/access/records.ts';
import { newToken } from '../../../src/access/token-format.ts';

const peppers = peppersOf(Buffer.alloc(32, 1), [Buffer.alloc(32, 2)]);
const oldPepper = peppersOf(Buffer.alloc(32, 2)).current;
const sees: GrantRecord = { id: 1, action: 'view', resource: undefined, scope: {}, isShared: false };
const role = (more: Partial<RoleRecord> = {}): RoleRecord => ({
  id: 1,
  name: 'reader',
  description: '',
  allowance: 'interactive',
  isBuiltIn: false,
  grants: [sees],
  ...more,
});
const [made, another] = [newToken(), newToken()];
const token = (more: Partial<TokenRecord> = {}): TokenRecord => ({
  id: 7,
  keyId: made.keyId,
  digest: digestOf(made.token, peppers.current),
  pepper: peppers.current.name,
  name: 'seven',
  roleId: 1,
  tenants: undefined,
  sites: undefined,
  addresses: undefined,
  isReadOnly: false,
  budget: undefined,
  operations: 'any',
  expires: undefined,
  ...more,
});

let records: AccessRecords;
let isDown: boolean;
let loads: number;
let clock: number;
const digested: (readonly [number, Buffer])[] = [];
let directory: AccessDirectory;

/** What the store would say now, and that it says nothing when nothing has changed. */
const load = async (known: number | undefined): Promise<AccessRecords | undefined> => {
  loads += 1;
  if (isDown) throw new Error('The database is away.');
  return known === records.version ? undefined : records;
};
const change = (more: Partial<AccessRecords>): void => {
  records = { ...records, ...more, version: records.version + 1 };
};
const viewerIn = (found: Found) => {
  if (found.kind !== 'viewer') throw new Error(found.reason);
  return found.viewer;
};
const reasonIn = (found: Found) => (found.kind === 'nobody' ? found.reason : undefined);
const ask = (text = made.token, address?: string) => directory.viewerOfToken(text, address);

beforeEach(async () => {
  records = { version: 1, roles: [role()], users: [], tokens: [token()] };
  isDown = false;
  loads = 0;
  clock = 1_000_000;
  digested.length = 0;
  directory = new AccessDirectory({
    load,
    paths: { of: () => undefined, globalId: (type, id) => `${type}:${id}` },
    peppers,
    now: () => clock,
    monotonic: () => clock,
    onOldPepper: ({ id }, digest) => digested.push([id, digest]),
  });
  await directory.refresh();
});

describe('The directory', () => {
  it('answers the same viewer for the same token, from memory', async () => {
    const viewer = viewerIn(await ask());
    clock += 900;
    expect(viewerIn(await ask())).toBe(viewer);
    expect(loads).toBe(1);
    expect(viewer).toMatchObject({ id: 'token:7', name: 'seven', role: 'reader', operations: 'any', allowance: 'interactive' });
  });

  it('keeps the viewer when something else has changed, and makes another when its rights have', async () => {
    const viewer = viewerIn(await ask());
    change({ tokens: [token(), token({ id: 8, keyId: another.keyId, digest: digestOf(another.token, peppers.current) })] });
    await directory.refresh();
    expect(viewerIn(await ask())).toBe(viewer);
    expect(viewerIn(await ask(another.token)).fingerprint).toBe(viewer.fingerprint);
    change({ roles: [role({ grants: [{ ...sees, action: 'update' }, sees] })] });
    await directory.refresh();
    const changed = viewerIn(await ask());
    expect(changed).not.toBe(viewer);
    expect(changed.fingerprint).not.toBe(viewer.fingerprint);
  });

  it('T9: asks nobody about a token that nobody made', async () => {
    clock += 60_000;
    for (const text of [`${made.token}x`, made.token.slice(1), made.token.toLowerCase(), 'wl_dev_x', ''])
      expect(reasonIn(await ask(text))).toBe('malformed');
    expect(loads).toBe(1);
  });

  it('tells an unknown key, a wrong secret, an expired token and a wrong address apart, for the trail', async () => {
    expect(reasonIn(await ask(another.token))).toBe('unknown');
    expect(reasonIn(await ask(newToken(made.keyId).token))).toBe('wrong secret');
    change({ tokens: [token({ expires: clock + 5000, addresses: ['192.0.2.0/24'] })] });
    await directory.refresh();
    expect(viewerIn(await ask(made.token, '::ffff:192.0.2.9')).name).toBe('seven');
    expect(reasonIn(await ask(made.token, '192.0.3.9'))).toBe('wrong address');
    expect(reasonIn(await ask(made.token, undefined))).toBe('wrong address');
    clock += 5000;
    expect(reasonIn(await ask(made.token, '192.0.2.9'))).toBe('expired');
  });

  it('asks before it answers when what it knows is a second old', async () => {
    await ask();
    change({ tokens: [] });
    clock += 999;
    expect(viewerIn(await ask()).name).toBe('seven');
    clock += 1;
    expect(reasonIn(await ask())).toBe('unknown');
    expect(loads).toBe(2);
  });

  it('lets nobody in on what is a second old when it cannot ask, and asks once for all who wait', async () => {
    isDown = true;
    clock += 1000;
    const answers = await Promise.allSettled(Array.from({ length: 50 }, () => ask()));
    for (const answer of answers)
      expect(answer).toMatchObject({ status: 'rejected', reason: { extensions: { code: 'SERVICE_UNAVAILABLE' } } });
    expect(loads).toBe(2);
    isDown = false;
    expect(viewerIn(await ask()).name).toBe('seven');
  });

  it('counts the age of an answer from when it was asked for', async () => {
    let answer: (() => void) | undefined;
    const slow = new AccessDirectory({
      load: async (known) => {
        if (known !== undefined) await new Promise<void>((resolve) => (answer = resolve));
        return load(known);
      },
      paths: { of: () => undefined, globalId: () => '' },
      peppers,
      now: () => clock,
      monotonic: () => clock,
    });
    await slow.refresh();
    clock += 1000;
    const asked = slow.viewerOfToken(made.token, undefined);
    clock += 800;
    answer!();
    await asked;
    clock += 200;
    const before = loads;
    const again = slow.viewerOfToken(made.token, undefined);
    await Promise.resolve();
    answer!();
    await again;
    expect(loads).toBe(before + 1);
  });

  it('T8: knows a token by the pepper of before, and has it digested anew', async () => {
    change({ tokens: [token({ digest: digestOf(made.token, oldPepper), pepper: oldPepper.name })] });
    await directory.refresh();
    expect(viewerIn(await ask()).name).toBe('seven');
    expect(digested).toEqual([[7, digestOf(made.token, peppers.current)]]);
    change({ tokens: [token({ pepper: 'forgotten' })] });
    await directory.refresh();
    expect(digested).toHaveLength(1);
  });

  it('knows a session by its token, as long as that stands', async () => {
    expect(viewerIn(await directory.viewerOfSession('token:7', undefined))).toBe(viewerIn(await ask()));
    change({ tokens: [] });
    await directory.refresh();
    expect(reasonIn(await directory.viewerOfSession('token:7', undefined))).toBe('ended');
  });
});

describe('A person', () => {
  const ada = { issuer: 'https://login.example', subject: 'ada', name: 'Ada' };
  const writer = role({ id: 2, name: 'writer', allowance: 'integrator', grants: [{ ...sees, action: 'create' }] });
  it('has the roles that are claimed and those that are stored, and the larger of their allowances', async () => {
    change({ roles: [role(), writer], users: [{ ...ada, id: 1, roleIds: [2], isDisabled: false }] });
    await directory.refresh();
    const viewer = viewerIn(await directory.viewerOfPerson(ada, ['reader', 'nobody-made-this']));
    expect(viewer).toMatchObject({ name: 'Ada', role: 'reader+writer', allowance: 'integrator' });
    expect([viewer.rows('Device').kind, viewer.rows('Device', 'create').kind, viewer.rows('Device', 'delete').kind]).toEqual([
      'all',
      'all',
      'none',
    ]);
    expect(viewerIn(await directory.viewerOfPerson(ada, ['reader']))).toBe(viewer);
    expect(viewerIn(await directory.viewerOfPerson(ada, []))).not.toBe(viewer);
  });
  it('without a role is nobody, and so is one who is disabled, whatever is claimed', async () => {
    expect(reasonIn(await directory.viewerOfPerson(ada, []))).toBe('without a role');
    change({ users: [{ ...ada, id: 1, roleIds: [1], isDisabled: true }] });
    await directory.refresh();
    expect(reasonIn(await directory.viewerOfPerson(ada, ['reader']))).toBe('disabled');
  });
  it('of the same name at another provider is another', async () => {
    change({ users: [{ ...ada, id: 1, roleIds: [1], isDisabled: false }] });
    await directory.refresh();
    expect(reasonIn(await directory.viewerOfPerson({ ...ada, issuer: 'https://other.example' }, []))).toBe('without a role');
  });
});
