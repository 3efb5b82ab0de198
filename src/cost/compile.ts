/**
 * From a document to a price: `compileCost` once, `evaluateCost` for each request.
 *
 * What compiles is what a server keeps beside its parsed document. An expression is built for the values of the condition variables (@skip, @include)
 * and kept; a document has one or two in practice, and the few that are kept bound what an attacker can make us keep. Expects a validated document:
 * one that does not fit the schema is refused, not guessed at.
 */
import { type DocumentNode, type GraphQLSchema, getVariableValues, type OperationDefinitionNode } from 'graphql';
import { compileApollo } from './compile-apollo.ts';
import { compileIbm } from './compile-ibm.ts';
import { CostSchema } from './cost-schema.ts';
import { type PricedDocument, readDocument, WorkBudget } from './document.ts';
import { evaluateExpression, type PriceExpression, type Variables } from './expression.ts';
import { type CostOptions, costOptions, type Dialect } from './options.ts';
import { CostRefusal } from './refusal.ts';
import { unboundedList } from './unbounded-list.ts';

const MOST_EXPRESSIONS = 16;

export interface Price {
  /** What an operation pays: typeCost + fieldCost for IBM, Apollo's one number otherwise. */
  readonly cost: number;
  readonly typeCost: number;
  readonly fieldCost: number;
}

export class CompiledCost {
  readonly dialect: Dialect;
  readonly operation: OperationDefinitionNode;
  private readonly facts: CostSchema;
  private readonly document: PricedDocument;
  private readonly options: CostOptions;
  private readonly expressions = new Map<string, PriceExpression>();

  constructor(facts: CostSchema, document: PricedDocument, options: CostOptions) {
    this.facts = facts;
    this.document = document;
    this.options = options;
    this.dialect = options.dialect;
    this.operation = document.operation;
    if (document.conditions.length === 0) this.expressionFor({});
  }

  /** Raw variables coerced to their types, defaults included. Throws VARIABLES_INVALID. */
  coerce(rawVariables: Variables): Record<string, unknown> {
    guardObjects(rawVariables, this.options.mostInputObjects);
    try {
      const definitions = this.operation.variableDefinitions ?? [];
      const result = getVariableValues(this.facts.schema, definitions, rawVariables as Record<string, unknown>, { maxErrors: 5 });
      if (result.coerced) return result.coerced;
      throw new CostRefusal({ code: 'VARIABLES_INVALID', reason: result.errors.map(({ message }) => message).join(' ') });
    } catch (error) {
      // graphql-js coerces recursively; only the nesting of a value can exhaust the stack here.
      if (error instanceof RangeError) throw new CostRefusal({ code: 'VARIABLES_INVALID', reason: 'A variable is nested too deeply.' });
      throw error;
    }
  }

  /** The expression for these values of the condition variables; compiled when they are met for the first time. */
  expressionFor(variables: Variables): PriceExpression {
    let key = '';
    for (const name of this.document.conditions) key += variables[name] === true ? '1' : '0';
    let expression = this.expressions.get(key);
    if (expression) return expression;
    const collection = {
      schema: this.facts.schema,
      document: this.document,
      variables,
      budget: new WorkBudget(this.options.workBudget),
      introspectionBudget: new WorkBudget(this.options.workBudget * 3),
    };
    const compile = this.dialect === 'apollo' ? compileApollo : compileIbm;
    expression = compile(collection, this.facts, this.options);
    if (this.expressions.size >= MOST_EXPRESSIONS) this.expressions.delete(this.expressions.keys().next().value!);
    this.expressions.set(key, expression);
    return expression;
  }
}

/** Iterative, and done as soon as there are too many. */
function guardObjects(variables: Variables, most: number): void {
  let objects = 0;
  const stack: unknown[] = [variables];
  for (let value = stack.pop(); value !== undefined; value = stack.pop()) {
    if (typeof value !== 'object' || value === null) continue;
    if (!Array.isArray(value)) objects += 1;
    if (objects > most + 1)
      throw new CostRefusal({
        code: 'VARIABLES_INVALID',
        reason: `The variables hold more than the ${most} objects that one request may.`,
      });
    for (const each of Array.isArray(value) ? value : Object.values(value)) if (typeof each === 'object' && each !== null) stack.push(each);
  }
}

/** Throws CostRefusal. */
export function compileCost(
  schema: GraphQLSchema | CostSchema,
  document: DocumentNode,
  operationName?: string | null,
  options: Partial<CostOptions> = {},
): CompiledCost {
  return new CompiledCost(CostSchema.of(schema), readDocument(document, operationName), costOptions(options));
}

/** The price under coerced variables (`compiled.coerce` makes them of raw ones). Throws CostRefusal, also when the price has no bound. */
export function evaluateCost(compiled: CompiledCost, variables: Variables): Price {
  const expression = compiled.expressionFor(variables);
  const { type, field } = evaluateExpression(expression, variables);
  const cost = type + field;
  if (!Number.isFinite(cost)) throw new CostRefusal({ code: 'COST_INFINITE', path: unboundedList(expression, variables) });
  return { cost, typeCost: type, fieldCost: field };
}
