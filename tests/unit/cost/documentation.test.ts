/** The numbers of docs/cost.md are those that the library computes, and its codes those that the library refuses with. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { pricing } from './price-of.ts';

const page = readFileSync('docs/cost.md', 'utf8');
const sdl = page.match(/```graphql schema\n([\s\S]*?)```/)![1]!;
const { ibm } = pricing(sdl);
const examples = [...page.matchAll(/```graphql\n([^`]*)```\nPrice (\d+): typeCost (\d+), fieldCost (\d+)\./g)];

interface Tightness {
  readonly questions: { readonly asked: number; readonly p50: number; readonly p95: number };
  readonly random: { readonly asked: number; readonly refused: number; readonly p50: number; readonly p95: number };
  readonly unsound: number;
}

describe('docs/cost.md', () => {
  it('has a price under every example', () => {
    expect(examples).toHaveLength(page.split('```graphql\n').length - 1);
    expect(examples.length).toBeGreaterThan(7);
  });

  it.each(examples.map(([, query, price, type, field]) => [query!.trim(), Number(price), Number(type), Number(field)] as const))(
    'prices %s at %i',
    (query, price, type, field) => {
      expect(ibm(query)).toEqual([type, field]);
      expect(type + field).toBe(price);
    },
  );

  it('has the tightness that was measured', () => {
    const { questions, random, unsound } = JSON.parse(readFileSync('bench/results/tightness.json', 'utf8')) as Tightness;
    expect(page).toContain(`| the questions of [queries.md](queries.md) | ${questions.asked} | ${questions.p50} | ${questions.p95} |`);
    expect(page).toContain(`| ${random.asked} random ones | ${random.asked - random.refused} | ${random.p50} | ${random.p95} |`);
    expect(random.asked).toBeGreaterThanOrEqual(1000);
    expect(unsound).toBe(0);
  });

  it('names every code of a refusal', () => {
    const codes = [...readFileSync('src/cost/refusal.ts', 'utf8').matchAll(/readonly code: '([A-Z_]+)'/g)].map(([, code]) => code!);
    expect(codes.length).toBeGreaterThan(5);
    for (const code of codes) expect(page).toContain(`\`${code}\``);
  });
});
