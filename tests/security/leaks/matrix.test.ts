/**
 * The leak matrix: whatever a viewer may not see is, to it, as if it did not exist.
 *
 * For each resource of the catalog, three ways of not being allowed to see (some rows, all of it, all but what a predicate reaches), and every document
 * that leads there: asked of an estate with the hidden rows and of one without them, the answers must be the same bytes, cost the same, and take the same
 * statements.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalog } from '../../../src/schema.ts';
import { type Asked, askIn, differenceOf, hidingsOf, traceOf } from '../../support/leaks.ts';
import { documentsFor } from '../../support/leaks-documents.ts';
import { type LeakWorlds, leakWorlds, viewerWith } from '../../support/leaks-world.ts';
import { writingDocuments } from '../../support/leaks-writing-documents.ts';

let worlds: LeakWorlds;
beforeAll(async () => {
  worlds = await leakWorlds();
});
afterAll(() => worlds?.close());

const everything = viewerWith(new Map());

describe.each(catalog.resources.map((resource) => [resource.name, resource] as const))('%s', (_, resource) => {
  it('is the same whether it is hidden or missing, by every way that leads to it', async () => {
    const documents = documentsFor(resource, worlds);
    const leaks: string[] = [];
    for (const hidden of await hidingsOf(resource, worlds)) {
      const viewer = viewerWith(hidden.predicates);
      const asked = [...documents, ...writingDocuments(resource, worlds, hidden)];
      const seen: Asked[] = [];
      for (const document of asked) seen.push(await askIn(worlds.whole, document, viewer));
      await worlds.without(hidden, async (world) => {
        for (const [index, document] of asked.entries()) {
          const missing = await askIn(world, document, viewer);
          const leak = traceOf(seen[index]!.bytes, hidden) ?? differenceOf(seen[index]!, missing);
          if (leak)
            leaks.push(
              `${resource.name} ${hidden.name}: ${document.path} ${leak}\n  ${document.text} ${JSON.stringify(document.variables ?? {})}`,
            );
        }
      });
    }
    expect(leaks.slice(0, 5).join('\n\n') + (leaks.length > 5 ? `\n\nand ${leaks.length - 5} more` : '')).toBe('');
  });

  it('shows to whoever may see it, so that the matrix has something to lose', async () => {
    const [hidden] = await hidingsOf(resource, worlds);
    const shown: string[] = [];
    for (const document of documentsFor(resource, worlds)) {
      if (traceOf((await askIn(worlds.whole, document, everything)).bytes, hidden!)) shown.push(document.path);
      if (shown.length > 3 && shown.includes(resource.plural)) break;
    }
    expect(shown).toContain(resource.plural);
    expect(shown.length).toBeGreaterThan(3);
  });
});
