/**
 * A starting query as one viewer may ask it.
 *
 * Starters are written for the whole schema; a role that sees two resources is shown a schema with little more than these. What that schema lacks is taken out
 * of the query, with what is nothing without it: selections, arguments, parts of filters, variables. A query that fits stays as it is, to the letter.
 */
import {
  type ASTNode,
  type DocumentNode,
  type GraphQLSchema,
  isObjectType,
  Kind,
  type NameNode,
  parse,
  print,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
} from 'graphql';

export interface Asked {
  readonly query: string;
  /** JSON. */
  readonly variables?: string;
}

/** Undefined where nothing of it is left, or what is left cannot be asked. */
export function fitQuery<T extends Asked>(
  schema: GraphQLSchema,
  asked: T,
): T | undefined {
  const document = parse(asked.query);
  if (isValid(schema, document)) return asked;
  const fitted = withoutUnusedVariables(
    withoutUnknown(schema, document),
  );
  if (
    !isValid(schema, fitted) ||
    !asksSomething(fitted)
  )
    return undefined;
  const variables =
    asked.variables === undefined
      ? {}
      : {
          variables: variablesOf(
            fitted,
            asked.variables,
          ),
        };
  return {
    ...asked,
    query: `${wordsAbove(asked.query)}${print(fitted)}\n`,
    ...variables,
  };
}

const isValid = (
  schema: GraphQLSchema,
  document: DocumentNode,
): boolean =>
  validate(schema, document).length === 0;

function withoutUnknown(
  schema: GraphQLSchema,
  document: DocumentNode,
): DocumentNode {
  const types = new TypeInfo(schema);
  const remove = null;
  return visit(
    document,
    visitWithTypeInfo(types, {
      Field: {
        enter: () =>
          types.getFieldDef()
            ? undefined
            : remove,
        leave: (field) =>
          field.selectionSet?.selections
            .length === 0
            ? remove
            : undefined,
      },
      InlineFragment: {
        enter: ({ typeCondition }) =>
          typeCondition &&
          !isObjectType(
            schema.getType(
              typeCondition.name.value,
            ),
          )
            ? remove
            : undefined,
        leave: (fragment) =>
          fragment.selectionSet.selections
            .length === 0
            ? remove
            : undefined,
      },
      Argument: {
        enter: () =>
          types.getArgument()
            ? undefined
            : remove,
        leave: (argument) =>
          isEmptied(argument.value)
            ? remove
            : undefined,
      },
      ObjectField: {
        enter: () =>
          types.getInputType()
            ? undefined
            : remove,
        leave: (field) =>
          isEmptied(field.value)
            ? remove
            : undefined,
      },
      ListValue: {
        leave: (list) => ({
          ...list,
          values: list.values.filter(
            (value) => !isEmptied(value),
          ),
        }),
      },
    }),
  );
}

const isEmptied = (value: ASTNode): boolean =>
  (value.kind === Kind.OBJECT &&
    value.fields.length === 0) ||
  (value.kind === Kind.LIST &&
    value.values.length === 0);

function withoutUnusedVariables(
  document: DocumentNode,
): DocumentNode {
  const used = new Set<string>();
  visit(document, {
    Variable: ({ name }, _key, parent) =>
      void (
        isDefinition(parent) ||
        used.add(name.value)
      ),
  });
  return visit(document, {
    enter: (node) =>
      node.kind === Kind.VARIABLE_DEFINITION &&
      !used.has(node.variable.name.value)
        ? null
        : undefined,
  });
}

const isDefinition = (
  parent:
    | ASTNode
    | readonly ASTNode[]
    | undefined,
): boolean =>
  parent !== undefined &&
  'kind' in parent &&
  parent.kind === Kind.VARIABLE_DEFINITION;

const asksSomething = ({
  definitions,
}: DocumentNode): boolean =>
  definitions.every(
    (definition) =>
      definition.kind !==
        Kind.OPERATION_DEFINITION ||
      definition.selectionSet.selections
        .length > 0,
  );

function variablesOf(
  { definitions }: DocumentNode,
  json: string,
): string {
  const declared = definitions.flatMap(
    (definition) =>
      definition.kind ===
      Kind.OPERATION_DEFINITION
        ? (definition.variableDefinitions ?? [])
        : [],
  );
  const names = new Set(
    declared.map(
      ({ variable }): NameNode['value'] =>
        variable.name.value,
    ),
  );
  const kept = Object.entries(
    JSON.parse(json) as Readonly<
      Record<string, unknown>
    >,
  ).filter(([name]) => names.has(name));
  return JSON.stringify(
    Object.fromEntries(kept),
    null,
    2,
  );
}

/** The comment on top, which printing would lose. */
const wordsAbove = (text: string): string =>
  /^(?:#[^\n]*\n)*/.exec(text)![0];
