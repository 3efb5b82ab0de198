/**
 * From texts to a price: what `wayleave price` does for each document.
 *
 * The document is parsed, looked at by the shape check, which makes it safe to validate, validated, compiled and evaluated. The two times that are
 * reported are those that a server pays: compiling with the first price, once a document, and evaluating, once a request. The variables of the second
 * evaluation are another object, so that nothing remembered of the first is taken for speed.
 */
import { type DocumentNode, GraphQLError, type GraphQLSchema, parse, validate } from 'graphql';
import { type CompiledCost, compileCost, evaluateCost, type Price } from './compile.ts';
import type { Variables } from './expression.ts';
import type { CostOptions } from './options.ts';
import { CostRefusal } from './refusal.ts';
import { checkShape, type ShapeLimits } from './shape/check-shape.ts';

const MOST_TOKENS = 200_000;

/** Wide enough for any document that a person would price, and narrow enough for graphql-js to walk without exhausting the stack. */
const offlineLimits: ShapeLimits = {
  depth: 120,
  aliases: Number.POSITIVE_INFINITY,
  rootFields: Number.POSITIVE_INFINITY,
  directives: 10_000,
  operations: 1000,
  expandedFields: Number.POSITIVE_INFINITY,
  inputValues: 100_000,
  inputDepth: 100,
};

export interface PricedText {
  readonly price: Price;
  readonly compiled: CompiledCost;
  readonly variables: Variables;
  readonly compileMicroseconds: number;
  readonly evaluateMicroseconds: number;
}

/** A document that cannot be priced, for a reason that the library's own refusals do not name. */
export class DocumentRefusal extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = 'DocumentRefusal';
    this.code = code;
  }
}

/** Throws CostRefusal or DocumentRefusal. */
export function priceText(
  schema: GraphQLSchema,
  text: string,
  rawVariables: Variables,
  operationName: string | null,
  options: Partial<CostOptions>,
): PricedText {
  const document = parsed(text);
  const problem = checkShape(document, offlineLimits);
  if (problem?.kind === 'invalid') throw new DocumentRefusal('GRAPHQL_VALIDATION_FAILED', problem.message);
  if (problem)
    throw new DocumentRefusal(`${problem.what}_LIMIT_EXCEEDED`, `${problem.found} is more than the ${problem.limit} that can be priced.`);
  const [error] = validate(schema, document, undefined, { maxErrors: 1 });
  if (error) throw new DocumentRefusal('GRAPHQL_VALIDATION_FAILED', error.message);

  const started = process.hrtime.bigint();
  const compiled = compileCost(schema, document, operationName, options);
  const ready = process.hrtime.bigint();
  const variables = compiled.coerce(rawVariables);
  const resumed = process.hrtime.bigint();
  evaluateCost(compiled, variables);
  const compiledAt = process.hrtime.bigint();
  const request = { ...variables };
  const askedAt = process.hrtime.bigint();
  const price = evaluateCost(compiled, request);
  const evaluatedAt = process.hrtime.bigint();
  return {
    price,
    compiled,
    variables,
    compileMicroseconds: Number(ready - started + compiledAt - resumed) / 1000,
    evaluateMicroseconds: Number(evaluatedAt - askedAt) / 1000,
  };
}

function parsed(text: string): DocumentNode {
  try {
    return parse(text, { maxTokens: MOST_TOKENS, noLocation: true });
  } catch (error) {
    if (error instanceof GraphQLError) throw new DocumentRefusal('GRAPHQL_PARSE_FAILED', error.message);
    if (error instanceof RangeError) throw new DocumentRefusal('GRAPHQL_PARSE_FAILED', 'Syntax Error: The document is nested too deeply.');
    throw error;
  }
}

/** The code and the sentence for whatever pricing throws; undefined for what is a defect of ours. */
export function refusalOf(error: unknown): { readonly code: string; readonly message: string } | undefined {
  if (error instanceof CostRefusal || error instanceof DocumentRefusal) return { code: error.code, message: error.message };
  return undefined;
}
