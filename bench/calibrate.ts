/**
 * What a point costs in processor time: `npm run bench -- calibrate`.
 *
 * For each resource its ways to be asked: a page of its own, the objects that its rows point at, a count, a network filter; and the search. Each is sent so
 * often that the ticks of the clock (10 ms) do not matter, and what being asked at all costs (`{ __typename }`) is taken off. What is left, of Node and
 * of PostgreSQL together, is divided by the points that the answers were charged. The middle of all pages is what a point is worth; a weight is off by as
 * much as its own microseconds a point are away from it. Ways that are asked for fewer points than the clock can tell are left out.
 *
 * A weight is what a page of a resource, a count, a filter by network or the search is declared to cost. Objects that rows point at, and lists below them,
 * have no weight of their own: they are priced as if each were another object, which is the bound, and are found dear where many rows share a few. They are
 * reported, and no weight could be put right by them.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import type { ResourceEntry } from '../src/resource/catalog.ts';
import { catalog } from '../src/schema.ts';
import { processorTimeOf, processorTimeOfFamily } from './support/processor-time.ts';
import { startRealServer } from './support/real-server.ts';
import { ask } from './support/twenty-questions.ts';

const { values: options } = parseArgs({
  options: { milliseconds: { type: 'string', default: '400' }, only: { type: 'string', default: '' } },
});
const wantedMilliseconds = Number(options.milliseconds);

const WORST_FACTOR = 3;
const KINDS_OF_WEIGHTS: ReadonlySet<Way['kind']> = new Set(['page', 'count', 'network', 'search']);
const LEAST_POINTS = 40;
const MOST_REQUESTS = 400;

interface Way {
  readonly name: string;
  readonly kind: 'page' | 'references' | 'lists' | 'count' | 'network' | 'search';
  readonly query: string;
}

interface Measured {
  readonly name: string;
  readonly kind: Way['kind'];
  readonly points: number;
  readonly nodeMilliseconds: number;
  readonly postgresMilliseconds: number;
  readonly microsecondsPerPoint: number;
}

function waysOf({ name, plural, columns, toOnes, lists, max }: ResourceEntry): readonly Way[] {
  const first = Math.min(200, max);
  const leaves = [...columns.values()].filter(({ secret }) => !secret).slice(0, 8);
  const selected = ['id', ...leaves.map((column) => column.name)].join(' ');
  const ways: Way[] = [{ name, kind: 'page', query: `{ ${plural}(first: ${first}) { nodes { ${selected} } } }` }];
  const [one, two] = [...toOnes.keys()];
  if (one)
    ways.push({
      name,
      kind: 'references',
      query: `{ ${plural}(first: ${first}) { nodes { ${one} { id } ${two ? `${two} { id }` : ''} } } }`,
    });
  const below = [...lists.values()].find(({ join }) => join.kind === 'foreignKey');
  if (below) ways.push({ name, kind: 'lists', query: `{ ${plural}(first: 50) { nodes { ${below.name}(first: 10) { nodes { id } } } } }` });
  ways.push({ name, kind: 'count', query: `{ ${repeat(8, (index) => `a${index}: ${plural}(first: 0) { totalCount }`)} }` });
  const network = [...columns.values()].find(({ type, filter }) => filter && (type === 'cidr' || type === 'interfaceAddress'));
  if (network)
    ways.push({
      name,
      kind: 'network',
      query: `{ ${plural}(first: ${first}, filter: { ${network.name}: { within: "10.0.0.0/8" } }) { nodes { id } } }`,
    });
  return ways;
}

function repeat(count: number, make: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => make(index)).join(' ');
}

const server = await startRealServer();
try {
  const nothing = await costOf('{ __typename }');
  const ways = [
    ...catalog.resources.flatMap(waysOf),
    { name: 'search', kind: 'search', query: '{ search(text: "edge", first: 20) { __typename } }' } as const,
  ].filter(({ name }) => name.startsWith(options.only));
  const measured: Measured[] = [];
  for (const way of ways) {
    const cost = await costOf(way.query);
    if (!cost || cost.points < LEAST_POINTS || !nothing) continue;
    const nodeMilliseconds = Math.max(0, cost.node - nothing.node);
    const postgresMilliseconds = Math.max(0, cost.postgres - nothing.postgres);
    const microsecondsPerPoint = ((nodeMilliseconds + postgresMilliseconds) * 1000) / cost.points;
    measured.push({ name: way.name, kind: way.kind, points: cost.points, nodeMilliseconds, postgresMilliseconds, microsecondsPerPoint });
  }
  const usual = median(measured.filter(({ kind }) => kind === 'page').map((each) => each.microsecondsPerPoint));
  const rows = measured
    .map((each) => ({ ...rounded(each), off: factor(each.microsecondsPerPoint / usual) }))
    .sort((one, other) => away(other.off) - away(one.off));
  const kinds = [...new Set(rows.map(({ kind }) => kind))].map((kind) => {
    const own = measured.filter((each) => each.kind === kind).map((each) => each.microsecondsPerPoint);
    return { kind, ways: own.length, microsecondsPerPoint: round(median(own)), off: factor(median(own) / usual) };
  });
  console.table(rows);
  console.table(kinds);
  const weights = rows.filter(({ kind }) => KINDS_OF_WEIGHTS.has(kind));
  const worst = weights.reduce((most, { off }) => Math.max(most, away(off)), 1);
  const summary = {
    machine: { node: process.version, processor: cpus()[0]!.model, cores: cpus().length, loadAverage: Math.round(loadavg()[0]!) },
    ways: rows.length,
    askedMilliseconds: nothing && { node: round(nothing.node), postgres: round(nothing.postgres) },
    microsecondsPerPoint: round(usual),
    pointsOfBeingAsked: nothing && Math.round(((nothing.node + nothing.postgres) * 1000) / usual),
    worst,
    weights: weights.length,
    beyond: weights.filter(({ off }) => away(off) > WORST_FACTOR).length,
    kinds,
    rows,
  };
  mkdirSync('bench/results', { recursive: true });
  writeFileSync('bench/results/calibrate.json', `${JSON.stringify(summary, null, 2)}\n`);
  console.log(`A point is ${summary.microsecondsPerPoint} µs; being asked is ${summary.pointsOfBeingAsked} points.`);
  console.log(`The worst weight is off by ${worst}; the bar is ${WORST_FACTOR}: ${worst <= WORST_FACTOR ? 'met' : 'MISSED'}`);
  if (worst > WORST_FACTOR) process.exitCode = 1;
} finally {
  await server.stop();
}

/** Processor time and points of one request; undefined for one that is refused or empty. */
async function costOf(query: string): Promise<{ node: number; postgres: number; points: number } | undefined> {
  const body = JSON.stringify({ query });
  const once = async (): Promise<number | undefined> => {
    const { text } = await ask(server, body, { 'cache-control': 'no-cache' });
    const { errors, extensions } = JSON.parse(text) as { errors?: unknown; extensions?: { cost?: { actualQueryCost?: number } } };
    return errors ? undefined : extensions?.cost?.actualQueryCost;
  };
  const points = await once();
  if (points === undefined) return undefined;
  await once();
  const now = () => ({ node: processorTimeOf(server.processId), postgres: processorTimeOfFamily(server.postgresProcessId) });
  const before = now();
  let requests = 0;
  let after = before;
  do {
    for (let index = 0; index < 20; index += 1) await once();
    requests += 20;
    after = now();
  } while (after.node + after.postgres - before.node - before.postgres < wantedMilliseconds && requests < MOST_REQUESTS);
  return { node: (after.node - before.node) / requests, postgres: (after.postgres - before.postgres) / requests, points };
}

/** 2 is twice as dear as its points say, 0.5 half. */
function factor(ratio: number): number {
  return Math.round(ratio * 100) / 100;
}

function away(ratio: number): number {
  return ratio <= 0 ? Number.POSITIVE_INFINITY : Math.round(Math.max(ratio, 1 / ratio) * 10) / 10;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

function rounded(each: Measured): Measured {
  return {
    ...each,
    nodeMilliseconds: round(each.nodeMilliseconds),
    postgresMilliseconds: round(each.postgresMilliseconds),
    microsecondsPerPoint: round(each.microsecondsPerPoint),
  };
}

function median(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? 1;
}
