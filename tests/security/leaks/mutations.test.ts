/**
 * The matrix is only worth what it would notice: each predicate is taken out, one at a time, and the matrix has to fail.
 *
 * The data engine asks one class for its predicates. Here its answers are replaced by "yes, visible" for one place of the source at a time, the documents
 * that come past that place are asked again, and at least one has to tell the two worlds apart. Places are read off the stack, so a predicate that is
 * added tomorrow is taken out tomorrow; and each line of the source that asks for one must have been come past.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FilterCompiler } from '../../../src/data/filter.ts';
import { columnOf, TRUE } from '../../../src/data/sql.ts';
import { catalog } from '../../../src/schema.ts';
import { askIn, canariesOf } from '../../support/leaks.ts';
import { documentsFor, type LeakDocument } from '../../support/leaks-documents.ts';
import { type Hidden, type LeakWorlds, leakWorlds, viewerWith } from '../../support/leaks-world.ts';

/**
 * Where reading asks for predicates. What writing asks for is tested in tests/contract/writes, and what the history asks for in
 * tests/integration/changes: the estates of the matrix have none.
 */
const sources = readdirSync('src/data')
  .filter((file) => file.endsWith('.ts') && file !== 'history.ts')
  .map((file) => `src/data/${file}`);
/** Resources of every kind of relation: trees, networks, unions, pairs, opposites, lists through another. */
const asked = ['Region', 'Prefix', 'IpRange', 'IpAddress', 'Asn', 'VirtualChassis'];

const original = {
  visible: FilterCompiler.prototype.visible,
  reference: FilterCompiler.prototype.reference,
  unbroken: FilterCompiler.prototype.unbroken,
};
let removed: string | undefined;
let met = new Set<string>();

/** The places of the data engine that led here, innermost first, up to the one that is not a helper within the same file. */
function placeOfCaller(): string {
  const frames = (new Error().stack ?? '')
    .split('\n')
    .flatMap((line) => /src\/data\/([\w/-]+\.ts):(\d+):\d+/.exec(line)?.slice(1, 3).join(':') ?? []);
  const [first = 'nowhere'] = frames;
  const file = first.split(':')[0]!;
  // A measure hands a helper round; what asked the helper is the predicate.
  if (file !== 'measures.ts') return first;
  const end = frames.findIndex((frame) => !frame.startsWith(file));
  return frames.slice(0, end < 0 ? frames.length : end).join(' < ');
}

beforeAll(() => {
  FilterCompiler.prototype.visible = function (...given) {
    const place = placeOfCaller();
    met.add(place);
    return place === removed ? TRUE : original.visible.apply(this, given);
  };
  FilterCompiler.prototype.reference = function (target, via, alias) {
    const place = `${placeOfCaller()} (reference)`;
    met.add(place);
    return place === removed ? columnOf(alias, via) : original.reference.call(this, target, via, alias);
  };
  FilterCompiler.prototype.unbroken = function (...given) {
    const place = `${placeOfCaller()} (unbroken)`;
    met.add(place);
    return place === removed ? TRUE : original.unbroken.apply(this, given);
  };
});
afterAll(() => Object.assign(FilterCompiler.prototype, original));

let worlds: LeakWorlds;
let hidden: Hidden;
const documentsByPlace = new Map<string, LeakDocument[]>();
beforeAll(async () => {
  worlds = await leakWorlds();
  hidden = canariesOf(worlds);
  for (const name of asked)
    for (const document of documentsFor(catalog.get(name), worlds)) {
      met = new Set();
      await askIn(worlds.whole, document, viewerWith(hidden.predicates));
      for (const place of met) documentsByPlace.set(place, [...(documentsByPlace.get(place) ?? []), document]);
    }
}, 600_000);
afterAll(() => worlds?.close());

describe('the matrix', () => {
  it('comes past every line that asks for a predicate', () => {
    const lines = sources.flatMap((file) =>
      readFileSync(file, 'utf8')
        .split('\n')
        .flatMap((line, index) =>
          /\.(?:visible|reference|unbroken)\(|\bseen\('/.test(line) && !/\bvisible\(resource: /.test(line)
            ? [`${file.replace('src/data/', '')}:${index + 1}`]
            : [],
        ),
    );
    const places = [...documentsByPlace.keys()].flatMap((place) => place.replace(/ \(\w+\)/, '').split(' < '));
    expect(lines.length).toBeGreaterThan(10);
    expect(lines.filter((line) => !places.includes(line))).toEqual([]);
  });

  it('fails for each predicate that is taken out', async () => {
    const survivors: string[] = [];
    await worlds.without(hidden, async (world) => {
      for (const [place, documents] of documentsByPlace) {
        let killed = false;
        for (const document of documents) {
          removed = undefined;
          const missing = await askIn(world, document, viewerWith(hidden.predicates));
          removed = place;
          const seen = await askIn(worlds.whole, document, viewerWith(hidden.predicates));
          removed = undefined;
          killed = seen.bytes !== missing.bytes;
          if (killed) break;
        }
        if (!killed) survivors.push(`${place} (${documents.length} documents)`);
      }
    });
    expect(documentsByPlace.size).toBeGreaterThan(15);
    expect(survivors).toEqual([]);
  }, 600_000);
});
