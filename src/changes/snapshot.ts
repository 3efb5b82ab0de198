/** Snapshots as PostgreSQL writes them: `10:20:10,14,15` is xmin, xmax and the transactions between them that were under way. */
import type { Snapshot } from './change.ts';

export function parseSnapshot(text: string): Snapshot {
  const match = /^(\d+):(\d+):([\d,]*)$/.exec(text);
  if (!match) throw new Error(`${text} is no snapshot.`);
  const [, xmin, xmax, list] = match;
  return { xmin: BigInt(xmin!), xmax: BigInt(xmax!), inProgress: new Set(list ? list.split(',').map(BigInt) : []) };
}

export function printSnapshot({ xmin, xmax, inProgress }: Snapshot): string {
  return `${xmin}:${xmax}:${[...inProgress].join(',')}`;
}
