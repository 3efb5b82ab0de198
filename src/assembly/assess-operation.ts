/**
 * What it takes for an operation to be registered: it parses, keeps every limit that a text at `/graphql` has to keep, fits the schema, and its price has a
 * bound. No database and no server is needed, so that a check in CI and the registry of a server say the same.
 */
import { createHash } from 'node:crypto';
import { type DocumentNode, GraphQLError, type GraphQLField, type GraphQLSchema, Kind, specifiedRules, validate } from 'graphql';
import type { CostOptions } from '../cost/options.ts';
import { printSchemaWithCost } from '../cost/print-schema.ts';
import { CostRefusal } from '../cost/refusal.ts';
import { worstCase } from '../cost/worst-case.ts';
import { refuse } from '../errors/refuse.ts';
import type { DocumentGate } from '../http/document-gate.ts';
import { type SecondLimits, secondOpinions } from '../http/second-opinions.ts';
import type { AssessedOperation, Assessor } from '../operations/operation.ts';

export interface AssessorOptions {
  readonly schema: GraphQLSchema;
  readonly gate: DocumentGate;
  readonly second: SecondLimits;
  readonly cost: Partial<CostOptions>;
  readonly mostRowsOf: (field: GraphQLField<unknown, unknown>) => number | undefined;
}

/** Where an operation bounds its variables no further: a list has so many items, and an input so many objects, as a filter may have conditions. */
const MOST_ITEMS = 1000;
const MOST_OBJECTS = 100;

export function createAssessor({ schema, gate, second, cost, mostRowsOf }: AssessorOptions): Assessor {
  const rules = [...specifiedRules, ...secondOpinions(second)];
  const worst = { cost, mostRowsOf, mostItems: MOST_ITEMS, mostObjects: MOST_OBJECTS };
  let schemaHash: string | undefined;
  return {
    get schemaHash() {
      schemaHash ??= createHash('sha256').update(printSchemaWithCost(schema)).digest('hex');
      return schemaHash;
    },
    parse: (text) => gate.parse(text),
    assess(text, name, bounds) {
      gate.check(text);
      const document = gate.parse(text);
      const [problem] = validate(schema, document, rules, { maxErrors: 20 });
      if (problem) throw problem;
      return operationsIn(document, name).map((operation): AssessedOperation => {
        const operationName = operation.name?.value ?? null;
        try {
          const { price, bounds: held } = worstCase(schema, document, operationName, bounds, worst);
          return { name: operationName ?? '', kind: operation.operation, price: price.cost, bounds: held };
        } catch (error) {
          if (error instanceof CostRefusal) throw refuse('COST_NOT_COMPUTABLE', { reason: error.message });
          throw error;
        }
      });
    },
  };
}

function operationsIn(document: DocumentNode, name: string | undefined) {
  const operations = document.definitions.flatMap((definition) => (definition.kind === Kind.OPERATION_DEFINITION ? [definition] : []));
  const chosen = name === undefined ? operations : operations.filter((operation) => (operation.name?.value ?? '') === name);
  if (chosen.length > 0) return chosen;
  throw new GraphQLError(name ? `The document has no operation named "${name}".` : 'The document has no operation.');
}
