import { describe, expect, it } from 'vitest';
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
