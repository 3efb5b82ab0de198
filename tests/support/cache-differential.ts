/**
 * Caches against the truth: random writes, random questions, several viewers, two caches over one database, and after every write all that a cache says still
 * holds is worked out anew and compared.
 *
 * A difference is one that no write explains: it is looked for once both feeds have told everything that was committed.
 */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { administrator, type RowPredicate, type Viewer } from '../../src/access/viewer.ts';
import { isKeepable } from '../../src/assembly/kept-answers.ts';
import type { RedisDoor } from '../../src/cache/shared-layer.ts';
import { schema } from '../../src/schema.ts';
import { type CachedEstate, cachedEstate, type EstateQuestion, estateQuestion, type Sabotage, truth } from './cached-estate.ts';
import type { TestDatabase } from './database.ts';
import { estateDocuments } from './estate-documents.ts';
import { randomWriter, seededRandom } from './random-writes.ts';

export interface Difference {
  readonly round: number;
  readonly question: string;
  readonly wroteTo: string;
  readonly kept: string;
  readonly now: string;
}

export interface DifferentialOptions {
  readonly database: TestDatabase;
  readonly door?: RedisDoor | undefined;
  readonly sabotage?: Sabotage;
  readonly seed: number;
  readonly questions: readonly EstateQuestion[];
  /** The resources that are written to. */
  readonly tables: readonly string[];
  /** Ends the run; asked before each round with what has been found so far. */
  readonly goesOn: (round: number, differences: readonly Difference[]) => boolean;
  /** How many questions are asked after a write, of those that its table concerns first. */
  readonly questionsPerRound?: number;
}

export interface DifferentialOutcome {
  readonly rounds: number;
  /** Rounds whose write changed something. */
  readonly written: number;
  readonly hits: number;
  readonly foreign: number;
  readonly differences: readonly Difference[];
}

const limited = (fingerprint: string, filters: Readonly<Record<string, Readonly<Record<string, unknown>>>>): Viewer => ({
  id: fingerprint,
  name: fingerprint,
  role: 'reader',
  fingerprint,
  operations: 'any',
  rows: (resource): RowPredicate => (filters[resource] ? { kind: 'where', filter: filters[resource] } : { kind: 'all' }),
});

const ofSomeSites = { site: { slug: { startsWith: 'a' } } };
/** One sees everything; one the devices of some sites, by relation; one what has a status, and tenants by their group. */
export const viewers: readonly Viewer[] = [
  administrator('test'),
  limited('by site', { Device: ofSomeSites, Interface: { device: ofSomeSites }, Rack: ofSomeSites, Prefix: { vrf: { isNull: true } } }),
  limited('by status', {
    Device: { or: [{ status: { eq: 'ACTIVE' } }, { tags: { some: { name: { contains: 'a' } } } }] },
    Site: { status: { in: ['ACTIVE', 'PLANNED'] } },
    Tenant: { group: { isNull: false } },
    IpAddress: { status: { eq: 'ACTIVE' } },
  }),
];

/** The questions of docs/queries.md, some that meet each kind of read by itself, and random ones. */
export async function estateQuestions(
  { pool }: TestDatabase,
  { random, seed }: { random: number; seed: number },
): Promise<readonly EstateQuestion[]> {
  const { rows } = await pool.query<{ id: string }>('SELECT id FROM "Device" ORDER BY id LIMIT 3');
  const ids = rows.map(({ id }) => Buffer.from(`Device:${id}`).toString('base64url'));
  const questions: EstateQuestion[] = [];
  const add = (name: string, source: string, variables: Readonly<Record<string, unknown>> = {}): void => {
    for (const viewer of viewers) questions.push(estateQuestion(`${name}, ${viewer.fingerprint}`, source, viewer, variables));
  };
  for (const [, heading, source] of readFileSync('docs/queries.md', 'utf8').matchAll(/^## (\d+\. .+?)$[\s\S]*?```graphql\n([\s\S]*?)```/gm))
    if (isKeepable(schema, estateQuestion('', source!, viewers[0]!).document))
      add(heading!, source!, source!.includes('$ids') ? { ids } : {});
  for (const [name, source] of Object.entries(byKind)) add(name, source, source.includes('$ids') ? { ids } : {});
  for (const { text, document, variables } of fc.sample(estateDocuments(), { numRuns: random, seed }))
    if (isKeepable(schema, document) && !text.includes('100000')) add(text, text, variables);
  return questions;
}

/** One for each way in which a statement reads. */
const byKind: Readonly<Record<string, string>> = {
  'rows by id':
    '{ nodes(ids: ["RGV2aWNlOjE", "RGV2aWNlOjI", "U2l0ZTox", "UmFjazox"]) { id ... on Device { name description } ... on Site { name } } }',
  'a row by id': '{ device(id: "RGV2aWNlOjE") { name serial status } site(id: "U2l0ZTox") { name } }',
  'a row by natural key': '{ siteBy(key: { slug: "a" }) { name } tagBy(key: { slug: "pci" }) { name } }',
  'a page of a table': '{ sites(first: 5, orderBy: [{ name: ASC }]) { nodes { name slug } pageInfo { hasNextPage } } }',
  'a page with a total': '{ devices(first: 2) { totalCount nodes { name } } }',
  'a page by choice': '{ devices(filter: { status: { eq: ACTIVE } }, first: 5) { totalCount nodes { name status } } }',
  'a page by choices': '{ interfaces(filter: { type: { in: [VIRTUAL, LAG] } }, first: 5) { totalCount nodes { name type } } }',
  'a page by relation': '{ devices(filter: { site: { slug: { contains: "a" } } }, first: 5) { totalCount nodes { name } } }',
  'a page by the id of a relation': '{ devices(filter: { site: { id: { eq: "U2l0ZTox" } } }, first: 5) { totalCount nodes { name } } }',
  'a page by a missing relation': '{ devices(filter: { tenant: { isNull: true } }, first: 5) { totalCount nodes { name } } }',
  'a page by some of a list': '{ sites(filter: { racks: { some: { status: { eq: ACTIVE } } } }, first: 5) { totalCount nodes { name } } }',
  'a page by none of a list':
    '{ devices(filter: { tags: { none: { name: { contains: "e" } } } }, first: 5) { totalCount nodes { name } } }',
  'a page by ancestors': '{ locations(filter: { ancestors: { name: { contains: "a" } } }, first: 5) { totalCount nodes { name } } }',
  'one of several': '{ interfaces(first: 3) { nodes { name ipAddresses(first: 2) { nodes { address } } device { name site { name } } } } }',
  'lists below parents':
    '{ sites(first: 3) { nodes { name racks(first: 3) { totalCount nodes { name } } devices(first: 2, filter: { status: { eq: ACTIVE } }) { nodes { name } } } } }',
  'lists across a hop': '{ devices(first: 3) { nodes { name ipAddresses(first: 5) { totalCount nodes { address } } } } }',
  'lists of many to many':
    '{ devices(first: 5) { nodes { name tags(first: 5) { totalCount nodes { name } } } } interfaces(first: 5) { nodes { taggedVlans(first: 3) { nodes { name } } } } }',
  'within networks':
    '{ prefixes(first: 3) { nodes { prefix utilization children(first: 3) { totalCount nodes { prefix } } } } ipAddresses(first: 3) { nodes { address prefix { prefix } } } }',
  trees: '{ regions(first: 5) { nodes { name parent { name } ancestors { name } descendants(first: 3) { totalCount nodes { name } } } } }',
  counts:
    '{ deviceCounts(groupBy: [STATUS]) { status count } sites(first: 2) { nodes { deviceCounts(groupBy: [STATUS]) { status count } } } }',
  'counts by choice': '{ deviceCounts(groupBy: [SITE], filter: { status: { eq: ACTIVE } }) { count } }',
  search: '{ search(text: "lea", first: 10) { __typename ... on Device { name } ... on Tag { name } } }',
  'the other end': '{ interfaces(first: 5) { nodes { name cableTermination { cable { label status } } } } }',
  'cables and their ends':
    '{ cables(first: 3) { nodes { label status aEnds: terminations(first: 4) { nodes { side device { name } } } } } }',
};

export async function runDifferential(options: DifferentialOptions): Promise<DifferentialOutcome> {
  const { database, door, sabotage = {}, seed, questions, tables, goesOn, questionsPerRound = 3 } = options;
  const random = seededRandom(seed);
  const upTo = (count: number): number => Math.floor(random() * count);
  const writer = await randomWriter(database.pool, tables, random);
  const caches: CachedEstate[] = [await cachedEstate(database, door, sabotage), await cachedEstate(database, door, sabotage)];
  /** Which questions concern a table, as far as is known: of those that were told, and of those that were kept back. */
  const concerned = new Map<string, Set<EstateQuestion>>();
  const differences: Difference[] = [];
  let hits = 0;
  let foreign = 0;
  let written = 0;
  let round = 0;

  const note = (question: EstateQuestion, tags: ReadonlySet<string> | undefined): void => {
    for (const tag of tags ?? []) {
      const table = tag.split(/[:.]/, 1)[0]!;
      concerned.set(table, (concerned.get(table) ?? new Set()).add(question));
    }
  };
  const ask = async (cache: CachedEstate, question: EstateQuestion, beforeStatement?: () => Promise<void>) => {
    const answer = await cache.ask(question, beforeStatement && { beforeStatement });
    note(question, answer.tags);
    return answer;
  };
  try {
    // Twice, since what is asked once is not kept.
    for (const cache of caches) for (const question of [...questions, ...questions]) await ask(cache, question);
    while (goesOn(round, differences)) {
      round += 1;
      // Now and then the write comes in the middle of an answer, between two of its statements or after the last.
      let wroteTo = '';
      const write = async (): Promise<void> => {
        const { table, isRefused } = await writer.write();
        wroteTo = table;
        if (!isRefused) written += 1;
      };
      if (random() < 0.25) {
        let left = upTo(3);
        await ask(caches[upTo(2)]!, questions[upTo(questions.length)]!, async () => {
          if (left === 0) await write();
          left -= 1;
        });
      }
      if (wroteTo === '') await write();
      for (const { feed } of caches) await feed.catchUp();
      const near = [...(concerned.get(wroteTo) ?? [])];
      const asked = new Set<EstateQuestion>();
      for (let index = 0; index < questionsPerRound; index += 1)
        asked.add(index < questionsPerRound - 1 && near.length > 0 ? near[upTo(near.length)]! : questions[upTo(questions.length)]!);
      for (const question of asked) {
        let now: string | undefined;
        for (const cache of caches) {
          const { text, from } = await ask(cache, question);
          if (from === 'database') continue;
          hits += 1;
          if (from === 'elsewhere') foreign += 1;
          now ??= await truth(database, question);
          if (text !== now) differences.push({ round, question: question.name, wroteTo, kept: text, now });
        }
      }
    }
    return { rounds: round, written, hits, foreign, differences };
  } finally {
    for (const cache of caches) await cache.close();
  }
}
