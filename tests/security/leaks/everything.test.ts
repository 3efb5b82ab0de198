/**
 * All canaries of all resources hidden at once: what leads from one hidden thing through another, and documents that nobody thought of.
 */
import fc from 'fast-check';
import { getNamedType, isAbstractType, isObjectType } from 'graphql';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { catalog, schema } from '../../../src/schema.ts';
import { estateDocuments } from '../../support/estate-documents.ts';
import { askIn, canariesOf, differenceOf, traceOf } from '../../support/leaks.ts';
import { leadingDocuments } from '../../support/leaks-documents.ts';
import { type Hidden, type LeakWorlds, leakWorlds, viewerWith } from '../../support/leaks-world.ts';

let worlds: LeakWorlds;
let hidden: Hidden;
beforeAll(async () => {
  worlds = await leakWorlds();
  hidden = canariesOf(worlds);
});
afterAll(() => worlds?.close());

/** By its text, since most fields lead to several resources. */
const documents = () => [
  ...new Map(
    catalog.resources.flatMap((resource) => [...leadingDocuments(resource)]).map((document) => [document.text, document]),
  ).values(),
];

it('every field of every type tells nothing of what is hidden at either end', async () => {
  const viewer = viewerWith(hidden.predicates);
  const leaks: string[] = [];
  await worlds.without(hidden, async (world) => {
    for (const document of documents()) {
      const seen = await askIn(worlds.whole, document, viewer);
      const leak = traceOf(seen.bytes, hidden) ?? differenceOf(seen, await askIn(world, document, viewer));
      if (leak) leaks.push(`${document.path} ${leak}`);
    }
  });
  expect(leaks.slice(0, 5)).toEqual([]);
}, 600_000);

it('every table that a statement reads carries the predicate, so that one which was never asked for is missed too', () => {
  const bare = worlds.whole.statements.flatMap((text) => {
    // How full a prefix is counts by blocks where nothing is hidden; with a predicate that branch is never taken.
    const taken = text.replaceAll(/WHEN FALSE THEN[\s\S]*?\n {6}ELSE/g, 'ELSE');
    return [...taken.matchAll(/(?:FROM|JOIN) "(\w+)" (t\d+)\b/g)].flatMap(([, table, alias]) => {
      const isResource = catalog.find(table!) !== undefined;
      const predicate = new RegExp(`\\(?\\b${alias}\\."id" = ANY \\(\\$\\d+::bigint\\[\\]\\)\\) IS NOT TRUE`);
      return isResource && !predicate.test(taken) ? [`${table} as ${alias} in ${taken}`] : [];
    });
  });
  expect(worlds.whole.statements.length).toBeGreaterThan(1000);
  expect(bare.slice(0, 3)).toEqual([]);
});

it('every field that answers with rows says what it means, so that the matrix knows to ask it', () => {
  const isAboutRows = (name: string): boolean => catalog.find(name.replace(/(?:Connection|Count)$/, '')) !== undefined;
  const unknown = Object.values(schema.getTypeMap()).flatMap((type) => {
    // What stands in a page or in a payload was put there by the field that answered with it.
    if (!isObjectType(type) || /(?:Connection|Edge)$/.test(type.name)) return [];
    return Object.values(type.getFields())
      .filter(({ type: answer, extensions }) => {
        const named = getNamedType(answer);
        return (isAboutRows(named.name) || isAbstractType(named)) && extensions['meaning'] === undefined;
      })
      .map(({ name }) => `${type.name}.${name}`);
  });
  expect(unknown).toEqual([]);
});

it('documents that nobody wrote tell nothing of it', async () => {
  const viewer = viewerWith(hidden.predicates);
  await worlds.without(hidden, (world) =>
    fc.assert(
      fc.asyncProperty(estateDocuments(), async ({ text, variables }) => {
        const document = { path: 'random', text, variables };
        const seen = await askIn(worlds.whole, document, viewer);
        expect(traceOf(seen.bytes, hidden)).toBeUndefined();
        expect(differenceOf(seen, await askIn(world, document, viewer))).toBeUndefined();
      }),
      // A document that tells something is short enough to be read as it is, and shrinking would ask for minutes.
      { numRuns: 40, endOnFailure: true },
    ),
  );
}, 300_000);
