/** The demo estate before it meets a database: determinism, size, the form of its rows, the skew that it promises. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { generateEstate } from '../../../src/exchange/seed/generate-estate.ts';
import { Random } from '../../../src/exchange/seed/random.ts';

const size = 20_000;

function hashOf(resources: number, seed: number): string {
  const hash = createHash('sha256');
  for (const { parts } of generateEstate(resources, seed).batches) for (const { table, text } of parts) hash.update(table).update(text);
  return hash.digest('hex');
}

function rowsOf(resources: number, table: string): readonly Readonly<Record<string, string>>[] {
  const rows: Record<string, string>[] = [];
  for (const { parts } of generateEstate(resources, 1).batches)
    for (const part of parts)
      if (part.table === table)
        for (const line of part.text.trimEnd().split('\n'))
          rows.push(Object.fromEntries(line.split('\t').map((cell, index) => [part.columns[index]!, cell])));
  return rows;
}

describe('a demo estate', () => {
  it('is the same bytes for the same size and seed, and others for another seed', () => {
    const first = hashOf(size, 7);
    expect(hashOf(size, 7)).toBe(first);
    expect(hashOf(size, 8)).not.toBe(first);
  });

  it.each([5_000, 7_777, 20_000, 100_000])('of %i resources has so many', (resources) => {
    let count = 0;
    let rows = 0;
    for (const batch of generateEstate(resources, 3).batches) {
      count += batch.resources;
      for (const { table, rows: written } of batch.parts) if (!table.startsWith('_')) rows += written;
    }
    expect(count).toBe(resources);
    expect(rows).toBe(resources);
  });

  it('consists of lines that COPY reads without escaping', () => {
    for (const { parts } of generateEstate(size, 2).batches)
      for (const { table, columns, rows, text } of parts) {
        const lines = text.trimEnd().split('\n');
        expect(lines, table).toHaveLength(rows);
        for (const line of lines) {
          const cells = line.split('\t');
          if (
            cells.length !== columns.length ||
            cells.some((cell) => (cell.includes('\\') && cell !== '\\N') || cell === 'undefined' || cell === 'NaN')
          )
            expect.fail(`${table}: ${line}`);
        }
      }
  });

  it('gives every key out once', () => {
    const seen = new Map<string, Set<string>>();
    for (const { parts } of generateEstate(size, 2).batches)
      for (const { table, text } of parts) {
        if (table.startsWith('_')) continue;
        const ids = seen.get(table) ?? new Set();
        seen.set(table, ids);
        for (const line of text.trimEnd().split('\n')) {
          const id = line.slice(0, line.indexOf('\t'));
          expect(ids.has(id), `${table} ${id}`).toBe(false);
          ids.add(id);
        }
      }
  });

  it('is skewed: a giant device, a giant container, an owner of 60 %, a VLAN nearly everywhere', () => {
    const resources = 100_000;
    const ports = new Map<string, number>();
    for (const { deviceId } of rowsOf(resources, 'Interface')) ports.set(deviceId!, (ports.get(deviceId!) ?? 0) + 1);
    expect(Math.max(...ports.values())).toBeGreaterThanOrEqual(1638);

    const inContainer = rowsOf(resources, 'Prefix').filter(({ prefix }) => /^172\.(1[6-9]|2\d|3[01])\..*\/26$/.test(prefix!));
    expect(inContainer.length).toBeGreaterThanOrEqual(1400);

    const owners = rowsOf(resources, 'Device').map(({ tenantId }) => tenantId);
    const share = owners.filter((owner) => owner === '1').length / owners.length;
    expect(share).toBeGreaterThan(0.55);
    expect(share).toBeLessThan(0.65);

    const tagged = new Map<string, number>();
    for (const { B } of rowsOf(resources, '_InterfaceTaggedVlans')) tagged.set(B!, (tagged.get(B!) ?? 0) + 1);
    expect(Math.max(...tagged.values())).toBeGreaterThanOrEqual(2000);
  });
});

describe('the dice', () => {
  it('repeat for a seed and differ between neighbours', () => {
    const draw = (seed: number): readonly number[] => {
      const random = new Random(seed);
      return Array.from({ length: 5 }, () => random.next());
    };
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
    expect(draw(1)).not.toEqual(draw(1 + 2 ** 32));
    for (const value of draw(3)) expect(value >= 0 && value < 1).toBe(true);
  });
});
