/**
 * How far above what an answer costs its price is: `npm run bench -- tightness`.
 *
 * A price is a bound, so requested ÷ actual is 1 at best. The questions of docs/queries.md, and a thousand random documents about the same demo estate,
 * each asked once of the real server, which reports both numbers. Random documents are always the same ones.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { print } from 'graphql';
import { estateDocuments } from '../tests/support/estate-documents.ts';
import { startRealServer } from './support/real-server.ts';
import { ask, twentyQuestions } from './support/twenty-questions.ts';

const DOCUMENTS = 1000;
const AT_ONCE = 8;

interface Receipt {
  readonly requested: number;
  readonly actual: number;
}

function receiptOf(text: string): Receipt | undefined {
  const { extensions } = JSON.parse(text) as { extensions?: { cost?: { requestedQueryCost: number; actualQueryCost?: number } } };
  const cost = extensions?.cost;
  return cost?.actualQueryCost === undefined ? undefined : { requested: cost.requestedQueryCost, actual: cost.actualQueryCost };
}

const server = await startRealServer();
try {
  const questions: (Receipt & { name: string })[] = [];
  for (const { name, body } of await twentyQuestions(server)) {
    const receipt = receiptOf((await askAnew(body)).text);
    if (receipt) questions.push({ name, ...receipt });
  }
  const random: Receipt[] = [];
  let refused = 0;
  const documents = fc.sample(estateDocuments(), { numRuns: DOCUMENTS, seed: 1 });
  const askNext = async (): Promise<void> => {
    for (let next = documents.pop(); next; next = documents.pop()) {
      const receipt = receiptOf((await askAnew(JSON.stringify({ query: print(next.document), variables: next.variables }))).text);
      if (receipt) random.push(receipt);
      else refused += 1;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, askNext));
  const summary = {
    questions: { asked: questions.length, ...tightnessOf(questions) },
    random: { asked: DOCUMENTS, refused, ...tightnessOf(random) },
    unsound: [...questions, ...random].filter(({ requested, actual }) => actual > requested).length,
    byQuestion: questions.map((question) => ({ ...question, ratio: rounded(ratioOf(question)) })),
  };
  console.table(summary.byQuestion);
  console.log(summary.questions, summary.random);
  mkdirSync('bench/results', { recursive: true });
  writeFileSync('bench/results/tightness.json', `${JSON.stringify(summary, null, 2)}\n`);
  if (summary.unsound > 0) process.exitCode = 1;
} finally {
  await server.stop();
}

/** An answer from memory costs a point, whatever it holds. */
function askAnew(body: string): Promise<{ status: number; text: string }> {
  return ask(server, body, { 'cache-control': 'no-cache' });
}

function ratioOf({ requested, actual }: Receipt): number {
  return requested / Math.max(1, actual);
}

function tightnessOf(receipts: readonly Receipt[]): { p50: number; p95: number } {
  const ratios = receipts.map(ratioOf).sort((one, other) => one - other);
  const at = (share: number): number => rounded(ratios[Math.min(ratios.length - 1, Math.floor(ratios.length * share))] ?? 0);
  return { p50: at(0.5), p95: at(0.95) };
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
