/** A change feed that tells what a test says, in transactions and snapshots that the test makes. */
import type { Change, ChangeFeed, Snapshot } from '../../src/changes/change.ts';

export class FakeFeed implements ChangeFeed {
  upTo: Snapshot = snapshot(100n);
  /** Milliseconds since the last poll. */
  silentFor = 0;
  private readonly listeners = new Set<(changes: readonly Change[]) => void>();

  subscribe(listener: (changes: readonly Change[]) => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  age(): number {
    return this.silentFor;
  }

  /** One poll: everything below `next` is visible now, but for those named as still under way. */
  poll(next: bigint, changes: readonly Change[], underWay: readonly bigint[] = []): void {
    this.upTo = snapshot(next, underWay);
    if (changes.length > 0) for (const listener of this.listeners) listener(changes);
  }
}

/** What can be seen when all transactions below `next` have ended but those under way. */
export function snapshot(next: bigint, underWay: readonly bigint[] = []): Snapshot {
  const [oldest = next] = [...underWay].sort((one, other) => Number(one - other));
  return { xmin: oldest, xmax: next, inProgress: new Set(underWay) };
}

export function change(transaction: bigint, table: string, ids?: readonly number[], values: Change['values'] = ids && {}): Change {
  return { transaction, table, action: 'UPDATE', ids, values };
}
