/**
 * The matrix is only worth what it would notice: each predicate is taken out, one at a time, and the matrix has to fail.
 *
 * Who may see or do what is asked in two ways: `FilterCompiler` compiles it into a statement, and a few places ask the viewer directly. Here both answer
 * "yes, all of it" for one place of the source at a time, the documents that come past that place are asked again, and at least one has to tell the two
 * worlds apart. Places are read off the stack, so a predicate that is added tomorrow is taken out tomorrow; and each line of the source that asks must have
 * been come past, or stand below with a reason.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Viewer } from '../../../src/access/viewer.ts';
import { readColumn } from '../../../src/data/column-sql.ts';
import { FilterCompiler } from '../../../src/data/filter.ts';
import { columnOf, type Sql, TRUE } from '../../../src/data/sql.ts';
import { catalog } from '../../../src/schema.ts';
import { type Asked, askIn, canariesOf } from '../../support/leaks.ts';
import { documentsFor, type LeakDocument } from '../../support/leaks-documents.ts';
import { type Hidden, type LeakWorlds, leakWorlds, viewerWith } from '../../support/leaks-world.ts';
import { administered, rightsDocuments, writingDocuments } from '../../support/leaks-writing-documents.ts';

/** Where rows are read and written, and where fields are that follow from no resource. */
const folders = ['src/data', 'src/root-fields'];
const sources = folders.flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => `${folder}/${file}`),
);
/** Resources of every kind of relation: trees, networks, unions, pairs, opposites, lists through another. */
const asked = ['Region', 'Prefix', 'IpRange', 'IpAddress', 'Asn', 'VirtualChassis'];
/** Of these, what is entered and changed: a tree, networks, and a pair. */
const written = ['Region', 'Prefix', 'IpRange', 'Asn'];

/** A line that asks and whose loss need not be noticed, by what stands in it. */
const elsewhere: Readonly<Record<string, string>> = {
  'this.viewer.rows(resource.name, action)': 'What all predicates are compiled from: those who ask for one are taken out.',
  "this.rows(resource, 'view', alias)": 'The same.',
  "this.rows(resource, 'reveal', alias)": 'The same.',
  "viewer.rows(resource.name, 'reveal').kind !== 'all'": 'No resource has a secret yet; secrets.test.ts has one of its own.',
  '.revealed(': 'No resource has a secret yet; secrets.test.ts has one of its own.',
  'if (!target || context.viewer.rows(target.name)': 'Says in which order, not whether something is seen.',
};

function isExcused(place: string): boolean {
  const [, file, line] = /^([\w/.-]+):(\d+)/.exec(place)!;
  const text = readFileSync(`src/${file}`, 'utf8').split('\n')[Number(line) - 1]!;
  return Object.keys(elsewhere).some((part) => text.includes(part));
}

const compilers = {
  visible: () => TRUE,
  unbroken: () => TRUE,
  reference: (_target, via, alias) => columnOf(alias, via),
  revealed: (_resource, column, alias) => readColumn(alias, column),
} satisfies { [name in 'visible' | 'unbroken' | 'reference' | 'revealed']: (...given: Parameters<FilterCompiler[name]>) => Sql };
const original = Object.fromEntries(
  Object.keys(compilers).map((name) => [name, FilterCompiler.prototype[name as keyof typeof compilers]]),
) as unknown as Record<keyof typeof compilers, (...given: never[]) => Sql>;

/** Files whose functions ask on behalf of others of the same file: what asked them is the predicate. */
const helpers = ['data/measures.ts', 'data/write/store.ts', 'data/write/write.ts', 'data/allocate/allocator.ts', 'data/history/'];

let removed: string | undefined;
let met = new Set<string>();

/** The places of the source that led here, innermost first, up to the one that is not a helper within the same file. */
function placeOfCaller(): string {
  const frames = (new Error().stack ?? '')
    .split('\n')
    .flatMap((line) => /src\/((?:data|root-fields)\/[\w/-]+\.ts):(\d+):\d+/.exec(line)?.slice(1, 3).join(':') ?? []);
  const [first = 'nowhere'] = frames;
  const file = helpers.find((helper) => first.startsWith(helper));
  if (!file) return first;
  const end = frames.findIndex((frame) => !frame.startsWith(file));
  return frames.slice(0, end < 0 ? frames.length : end).join(' < ');
}

/** Whether the place that asks now, in this way, is the one that is taken out. */
function isTakenOut(way: string): boolean {
  const place = `${placeOfCaller()} (${way})`;
  met.add(place);
  return place === removed;
}

beforeAll(() => {
  for (const [name, open] of Object.entries(compilers) as [keyof typeof compilers, (...given: never[]) => Sql][])
    Object.assign(FilterCompiler.prototype, {
      [name](this: FilterCompiler, ...given: never[]) {
        return isTakenOut(name) ? open(...given) : original[name].apply(this, given);
      },
    });
});
afterAll(() => Object.assign(FilterCompiler.prototype, original));

/** The viewer as it is asked directly; `FilterCompiler` asks on behalf of others. */
const watched = (viewer: Viewer): Viewer => ({
  ...viewer,
  rows: (resource, action) => {
    const isCompiling = new Error().stack?.split('\n')[2]?.includes('src/data/filter.ts');
    return !isCompiling && isTakenOut('rows') ? { kind: 'all' } : viewer.rows(resource, action);
  },
});

let worlds: LeakWorlds;
let hidden: Hidden;
let documents: readonly LeakDocument[];
const documentsByPlace = new Map<string, LeakDocument[]>();
const ask = (world: LeakWorlds['whole'], document: LeakDocument) => askIn(world, document, viewerWith(hidden.predicates), watched);

beforeAll(async () => {
  worlds = await leakWorlds();
  hidden = canariesOf(worlds);
  documents = [
    ...asked.flatMap((name) => documentsFor(catalog.get(name), worlds)),
    ...written.flatMap((name) => [
      ...writingDocuments(catalog.get(name), worlds, hidden),
      ...rightsDocuments(catalog.get(name), worlds, hidden),
    ]),
    ...administered,
  ];
  for (const document of documents) {
    met = new Set();
    await ask(worlds.whole, document);
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
          /\.(?:visible|reference|unbroken|revealed|rows)\(|\bseen\('/.test(line) && !/this\.visible\(resource, \[/.test(line)
            ? [{ line: line.trim(), place: `${file.replace('src/', '')}:${index + 1}` }]
            : [],
        ),
    );
    const places = new Set([...documentsByPlace.keys()].flatMap((place) => place.replace(/ \(\w+\)/, '').split(' < ')));
    const excused = Object.keys(elsewhere);
    expect(lines.length).toBeGreaterThan(40);
    expect(lines.filter(({ line, place }) => !places.has(place) && !excused.some((part) => line.includes(part)))).toEqual([]);
    expect(excused.filter((part) => !lines.some(({ line }) => line.includes(part)))).toEqual([]);
  });

  it('fails for each predicate that is taken out', async () => {
    const missing = new Map<LeakDocument, Asked>();
    await worlds.without(hidden, async (world) => {
      for (const document of documents) missing.set(document, await ask(world, document));
    });
    const survivors: string[] = [];
    for (const [place, passing] of documentsByPlace) {
      let isNoticed = false;
      const cost = (document: LeakDocument): number => missing.get(document)!.statements.length;
      for (const document of passing.toSorted((left, right) => cost(left) - cost(right))) {
        removed = place;
        const seen = await ask(worlds.whole, document);
        removed = undefined;
        const { bytes, statements } = missing.get(document)!;
        // A statement without its predicate is another one, and that proves nothing; one more or less can be seen.
        isNoticed = seen.bytes !== bytes || seen.statements.length !== statements.length;
        if (isNoticed) break;
      }
      if (!isNoticed) survivors.push(`${place} (${passing.length} documents)`);
    }
    expect(documentsByPlace.size).toBeGreaterThan(50);
    expect(survivors.filter((survivor) => !isExcused(survivor))).toEqual([]);
  }, 600_000);
});
