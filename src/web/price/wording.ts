/** How prices, shares and paths are written, for the panel and the status bar alike. */
const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const fine = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });

export function points(value: number): string {
  if (!Number.isFinite(value)) return 'unbounded';
  return value < 100 && !Number.isInteger(value) ? fine.format(value) : whole.format(Math.ceil(value));
}

/** A share as people read it: never 0 % of something, never 100 % of a little less. */
export function percent(part: number, total: number): string {
  if (!Number.isFinite(part) || total <= 0) return 'over 100%';
  const share = (part / total) * 100;
  if (share > 0 && share < 1) return 'under 1%';
  if (share > 99 && share < 100) return '99%';
  return share > 999 ? 'over 999%' : `${Math.round(share)}%`;
}

/** Between 0 and 1, for bars. */
export function fraction(part: number, total: number): number {
  if (total <= 0) return 1;
  return Math.max(0, Math.min(1, part / total));
}

/**
 * A path without the envelopes that cost nothing: `devices.nodes.interfaces.nodes` is the interfaces of the devices.
 * The last part is what is paid for, the rest says where it stands.
 */
export function placeOf(path: string): { readonly name: string; readonly within: string } {
  const parts = path.split('.').filter((part) => part !== '');
  const telling = parts.filter((part) => part !== 'nodes' && part !== 'edges' && part !== 'node' && part !== 'pageInfo');
  const [name = path, ...rest] = [...(telling.length > 0 ? telling : parts)].reverse();
  return { name, within: rest.reverse().join(' › ') };
}
