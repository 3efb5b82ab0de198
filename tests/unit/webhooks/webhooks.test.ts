import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MOST_ATTEMPTS, secondsUntilNext } from '../../../src/webhooks/backoff.ts';
import { holds, problemOfCondition } from '../../../src/webhooks/condition.ts';
import { secretBox } from '../../../src/webhooks/secret-box.ts';
import { isSigned, signatureOf } from '../../../src/webhooks/signature.ts';

describe('a condition', () => {
  const was = { status: 'PLANNED', site: null };
  const became = { status: 'ACTIVE', site: 'S1' };
  const now = { status: 'ACTIVE', site: 'S1', role: 'R1' };
  it.each([
    [{}, true],
    [{ changed: ['status'] }, true],
    [{ changed: ['role'] }, false],
    [{ changed: ['role', 'site'] }, true],
    [{ before: { status: 'PLANNED' }, after: { status: 'ACTIVE' } }, true],
    [{ before: { status: 'ACTIVE' } }, false],
    [{ after: { status: ['STAGED', 'ACTIVE'] } }, true],
    [{ before: { site: null } }, true],
    [{ after: { role: 'R1' } }, true],
    [{ before: { role: 'R1' } }, true],
    [{ after: { role: 'R2' } }, false],
    [{ after: { name: null } }, true],
  ])('%j on a change is %s', (condition, expected) => {
    expect(holds(condition, was, became, now)).toBe(expected);
  });

  it('on what is new or gone takes what was not there for empty', () => {
    expect(holds({ before: { status: null }, after: { status: 'ACTIVE' } }, null, { status: 'ACTIVE' }, now)).toBe(true);
    expect(holds({ before: { status: 'ACTIVE' } }, null, { status: 'ACTIVE' }, now)).toBe(false);
    expect(holds({ before: { status: 'ACTIVE' }, after: { status: null } }, { status: 'ACTIVE' }, null, null)).toBe(true);
    expect(holds({ changed: ['status'] }, { status: 'ACTIVE' }, null, null)).toBe(true);
  });

  it.each([
    [[], /object/],
    ['x', /object/],
    [{ during: {} }, /no `during`/],
    [{ changed: 'status' }, /list of fields/],
    [{ before: [] }, /object of fields/],
    [{ after: { secret: 1 } }, /has a field `secret`/],
    [{ after: JSON.parse('{"__proto__": 1}') }, /has a field/],
  ])('%j is refused', (condition, problem) => {
    expect(problemOfCondition(condition, new Set(['status', 'name']))).toMatch(problem);
  });
});

describe('a signature', () => {
  const secret = 'whsec_0123456789abcdef';
  it('is that of the body, the secret and the time', () => {
    const header = signatureOf(secret, '{"a":1}', 1_000_000);
    expect(isSigned(header, secret, '{"a":1}', 1_000_100)).toBe(true);
    expect(isSigned(header, secret, '{"a":2}', 1_000_100)).toBe(false);
    expect(isSigned(header, `${secret}x`, '{"a":1}', 1_000_100)).toBe(false);
    expect(isSigned(header, secret, '{"a":1}', 1_000_301)).toBe(false);
    expect(isSigned(header.replace('t=1000000', 't=1000100'), secret, '{"a":1}', 1_000_100)).toBe(false);
  });

  it('is told from anything else without a stack trace', () => {
    fc.assert(fc.property(fc.string(), (header) => !isSigned(header, secret, '', 0)));
  });
});

describe('a secret in the database', () => {
  const box = secretBox(Buffer.alloc(32, 1));
  it('is read by none without the secret of the server, nor in another row, nor changed', () => {
    const sealed = box.seal('whsec_x', 'one');
    expect(box.open(sealed, 'one')).toBe('whsec_x');
    expect(sealed.toString('latin1')).not.toContain('whsec_x');
    expect(() => box.open(sealed, 'two')).toThrow();
    expect(() => secretBox(Buffer.alloc(32, 2)).open(sealed, 'one')).toThrow();
    const changed = Buffer.from(sealed);
    changed[changed.length - 1]! ^= 1;
    expect(() => box.open(changed, 'one')).toThrow();
  });

  it('outlives a rotation of the server’s secret', () => {
    const rotated = secretBox(Buffer.alloc(32, 2), Buffer.alloc(32, 1));
    expect(rotated.open(box.seal('whsec_x', 'one'), 'one')).toBe('whsec_x');
  });
});

describe('the pause before the next attempt', () => {
  it('doubles up to an hour and differs between deliveries', () => {
    expect(secondsUntilNext(1, 1)).toBe(5);
    expect(secondsUntilNext(4, 1)).toBe(40);
    expect(secondsUntilNext(MOST_ATTEMPTS, 1)).toBeLessThanOrEqual(3600);
    expect(secondsUntilNext(30, 0)).toBe(1800);
    expect(secondsUntilNext(3, 0)).not.toBe(secondsUntilNext(3, 0.5));
  });
});
