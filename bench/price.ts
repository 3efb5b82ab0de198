/**
 * What knowing the price costs: `npm run bench -- price`.
 *
 * The questions of docs/queries.md against this program's own schema, written out as SDL. Cold is a document that was parsed but never priced: compile,
 * then evaluate; warm is every further request. Beside it graphql-query-complexity, which walks the document for each request, set up to count the same
 * objects. Both run in turn in the same process, so that whatever else the machine does hits both.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { type DocumentNode, type GraphQLSchema, Kind, parse, print, type SelectionNode, visit } from 'graphql';
import { getComplexity, simpleEstimator } from 'graphql-query-complexity';
import { compileCost, evaluateCost } from '../src/cost/compile.ts';
import { loadSchema } from '../src/cost/load-schema.ts';
import { printSchemaWithCost } from '../src/cost/print-schema.ts';
import { schema as ours } from '../src/schema.ts';

const COLD_ROUNDS = 60;
const WARM_ROUNDS = 60;
/** One evaluation is too short for the clock. */
const WARM_BATCH = 200;

interface Question {
  readonly name: string;
  readonly text: string;
  readonly document: DocumentNode;
}

interface Row {
  readonly name: string;
  readonly bytes: number;
  readonly cost: number;
  readonly coldMicroseconds: number;
  readonly warmMicroseconds: number;
  readonly peerWarmMicroseconds: number;
}

/** Three questions of the page to a document, as a dashboard sends them, with every page size in a variable: a constant price would be no work at all. */
function questions(): readonly Question[] {
  const page = readFileSync('docs/queries.md', 'utf8');
  const written = [...page.matchAll(/^## (.+)$[\s\S]*?```graphql\n([\s\S]*?)```/gm)]
    .map(([, name, text]) => ({ name: name!, document: parse(text!, { noLocation: true }) }))
    .filter(({ document }) => !print(document).includes('!'))
    .sort((left, right) => print(right.document).length - print(left.document).length);
  return Array.from({ length: Math.min(9, Math.floor(written.length / 2)) }, (_, index) => {
    const pair = [written[index]!, written[written.length - 1 - index]!, written[(index + 1) % written.length]!];
    return { name: pair.map(({ name }) => name.split('.')[0]).join(' + '), ...dashboardOf(pair.map(({ document }) => document)) };
  });
}

function dashboardOf(documents: readonly DocumentNode[]): { readonly text: string; readonly document: DocumentNode } {
  const sizes: string[] = [];
  const parts = documents.map((document, index) =>
    visit(document, {
      Argument(argument) {
        if ((argument.name.value !== 'first' && argument.name.value !== 'last') || argument.value.kind !== Kind.INT) return undefined;
        sizes.push(`$size${sizes.length}: Int = ${argument.value.value}`);
        return { ...argument, value: { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: `size${sizes.length - 1}` } } };
      },
      OperationDefinition: {
        leave: ({ selectionSet }) => selectionSet.selections.map((field) => print(aliased(field, index))).join('\n') as never,
      },
    }),
  );
  const cursors = documents.some((document) => print(document).includes('$after')) ? '$after: String, ' : '';
  const text = print(
    parse(`query Dashboard(${cursors}${sizes.join(', ')}) { ${parts.map(({ definitions }) => String(definitions[0])).join('\n')} }`),
  );
  return { text, document: parse(text, { noLocation: true }) };
}

function aliased(selection: SelectionNode, index: number): SelectionNode {
  if (selection.kind !== Kind.FIELD) return selection;
  return { ...selection, alias: { kind: Kind.NAME, value: `${(selection.alias ?? selection.name).value}${index}` } };
}

/** A question that requires a variable of its own is left out. */
function priceable(schema: GraphQLSchema, question: Question): boolean {
  try {
    const compiled = compileCost(schema, question.document);
    evaluateCost(compiled, compiled.coerce({}));
    return true;
  } catch (error) {
    console.error(`Left out "${question.name}": ${error instanceof Error ? error.message : String(error)}`);
    return false;
  }
}

function measure(schema: GraphQLSchema, { name, text, document }: Question): Row {
  const cold: number[] = [];
  const warm: number[] = [];
  const peer: number[] = [];
  const compiled = compileCost(schema, document);
  const variables = compiled.coerce({});
  const estimators = [simpleEstimator({ defaultComplexity: 1 })];
  for (let round = 0; round < COLD_ROUNDS; round += 1) {
    // Parsed anew, so that nothing is known of the document.
    const fresh = parse(text, { noLocation: true });
    cold.push(microseconds(() => evaluateCost(compileCost(schema, fresh), variables)));
  }
  for (let round = 0; round < WARM_ROUNDS; round += 1) {
    warm.push(
      microseconds(() => {
        for (let times = 0; times < WARM_BATCH; times += 1) evaluateCost(compiled, variables);
      }) / WARM_BATCH,
    );
    peer.push(microseconds(() => getComplexity({ schema, query: document, variables, estimators })));
  }
  const { cost } = evaluateCost(compiled, variables);
  return {
    name,
    bytes: Buffer.byteLength(text),
    cost,
    coldMicroseconds: median(cold),
    warmMicroseconds: median(warm),
    peerWarmMicroseconds: median(peer),
  };
}

function microseconds(work: () => void): number {
  const started = process.hrtime.bigint();
  work();
  return Number(process.hrtime.bigint() - started) / 1000;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)]!;
}

const sdl = printSchemaWithCost(ours);
const schema = loadSchema(sdl);
const all = questions().filter((question) => priceable(schema, question));
const chosen = all;
for (const question of chosen) measure(schema, question);
const rows = chosen.map((question) => measure(schema, question));

console.table(
  rows.map(({ name, bytes, cost, coldMicroseconds, warmMicroseconds, peerWarmMicroseconds }) => ({
    questions: name,
    bytes,
    price: cost,
    'cold µs': Math.round(coldMicroseconds),
    'warm µs': Number(warmMicroseconds.toFixed(2)),
    'graphql-query-complexity µs': Math.round(peerWarmMicroseconds),
    'times faster': Math.round(peerWarmMicroseconds / warmMicroseconds),
  })),
);
const summary = {
  schemaKilobytes: Math.round(Buffer.byteLength(sdl) / 1000),
  processor: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}`,
  node: process.version,
  coldP50Microseconds: median(rows.map((row) => row.coldMicroseconds)),
  warmP50Microseconds: median(rows.map((row) => row.warmMicroseconds)),
  peerP50Microseconds: median(rows.map((row) => row.peerWarmMicroseconds)),
  leastTimesFaster: Math.min(...rows.map((row) => row.peerWarmMicroseconds / row.warmMicroseconds)),
};
const bars = [
  { bar: 'cold p50 below 1 ms', met: summary.coldP50Microseconds < 1000 },
  { bar: 'warm p50 below 10 µs', met: summary.warmP50Microseconds < 10 },
  { bar: 'at least 10 times faster than graphql-query-complexity, warm', met: summary.leastTimesFaster >= 10 },
];
console.table(bars);
mkdirSync('bench/results', { recursive: true });
writeFileSync('bench/results/price.json', `${JSON.stringify({ ...summary, bars, rows }, null, 2)}\n`);
if (bars.some(({ met }) => !met)) process.exitCode = 1;
