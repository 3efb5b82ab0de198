import { describe, expect, it, vi } from 'vitest';
import { AuditBuffer, type AuditEntry, type CountedEntry } from '../../../src/access/audit-buffer.ts';

function bufferWith({ failures = 0 } = {}) {
  const written: CountedEntry[] = [];
  const failed: unknown[] = [];
  let left = failures;
  const buffer = new AuditBuffer({
    write: async (entries) => {
      if (left > 0) {
        left -= 1;
        throw new Error('no room');
      }
      written.push(...entries);
    },
    onFailure: (error) => failed.push(error),
  });
  return { buffer, written, failed, sum: () => written.reduce((total, { count }) => total + count, 0) };
}
const refusal = (address: string): AuditEntry => ({
  actor: 'nobody',
  action: 'authenticate',
  result: 'refused',
  reason: 'unknown',
  address,
});

describe('The trail', () => {
  it('joins what is alike, and counts it', async () => {
    const { buffer, written } = bufferWith();
    for (let time = 0; time < 500; time += 1) buffer.note(refusal(time % 2 ? '192.0.2.1' : '192.0.2.2'));
    await buffer.flush();
    expect(written.map(({ address, count }) => [address, count])).toEqual([
      ['192.0.2.2', 250],
      ['192.0.2.1', 250],
    ]);
  });

  it('L3: is not flooded, and loses nothing of the sum', async () => {
    const { buffer, written, sum } = bufferWith();
    for (let time = 0; time < 10_000; time += 1) buffer.note(refusal(`2001:db8::${time.toString(16)}`));
    await buffer.flush();
    expect(written.length).toBeLessThanOrEqual(201);
    expect(sum()).toBe(10_000);
  });

  it('L3: is not filled by a flood that goes on, and tells of it once there is room', async () => {
    vi.useFakeTimers();
    let clock = 0;
    const written: CountedEntry[] = [];
    const write = async (entries: readonly CountedEntry[]) => void written.push(...entries);
    const buffer = new AuditBuffer({ write, onFailure: () => undefined, now: () => clock });
    const login: AuditEntry = { actor: 'token:1', action: 'login', result: 'done' };
    const seconds = 3600;
    for (let second = 0; second < seconds; second += 1) {
      for (let time = 0; time < 150; time += 1) buffer.note(refusal(`2001:db8:${second.toString(16)}::${time.toString(16)}`));
      buffer.note(login);
      clock += 1000;
      await vi.advanceTimersByTimeAsync(1000);
    }
    const refused = written.filter(({ result }) => result === 'refused');
    // A thousand at first, then one a second.
    expect(refused.length).toBeLessThanOrEqual(1000 + seconds);
    expect(refused.at(-1)).toMatchObject({ actor: 'many', reason: 'too many to tell apart' });
    // What was done is told whole.
    expect(written.filter(({ result }) => result === 'done').length).toBe(seconds);
    await buffer.flush();
    const sum = (entries: readonly CountedEntry[]) => entries.reduce((total, { count }) => total + count, 0);
    expect(sum(written.filter(({ result }) => result === 'refused'))).toBe(150 * seconds);
    vi.useRealTimers();
  });

  it('is written later when it cannot be written now', async () => {
    const { buffer, written, failed, sum } = bufferWith({ failures: 2 });
    buffer.note(refusal('192.0.2.1'));
    await buffer.flush();
    buffer.note(refusal('192.0.2.1'));
    await buffer.flush();
    expect([written.length, failed.length]).toEqual([0, 2]);
    await buffer.flush();
    expect(sum()).toBe(2);
  });

  it('writes nothing when there is nothing', async () => {
    const { buffer, written } = bufferWith();
    await buffer.flush();
    expect(written).toEqual([]);
  });
});
