/**
 * The SDL of a schema with its prices in it.
 *
 * A schema built in code declares weights as `extensions.cost`, which graphql-js does not print. Here each declared weight and list size becomes the
 * directive that says the same, so that any tool that reads @cost and @listSize prices against the text as the server prices against the schema.
 */
import {
  type ConstDirectiveNode,
  type ConstValueNode,
  type DefinitionNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLSchema,
  type InputValueDefinitionNode,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isScalarType,
  Kind,
  type NameNode,
  parse,
  print,
  printSchema,
} from 'graphql';
import {
  type CostBearing,
  costDirectiveDefinitions,
  type DeclaredListSize,
  directiveNames,
  readListSize,
  readWeight,
} from './directives.ts';

/** Throws SCHEMA_COST_INVALID where a declared weight is no number. */
export function printSchemaWithCost(schema: GraphQLSchema): string {
  const printer = new Priced(schema);
  const document = parse(printSchema(schema), { noLocation: true });
  const definitions = document.definitions.map((definition) => printer.definition(definition));
  const priced: DocumentNode = { kind: Kind.DOCUMENT, definitions: [...missingDefinitions(schema), ...definitions] };
  return `${print(priced)}\n`;
}

function missingDefinitions(schema: GraphQLSchema): readonly DefinitionNode[] {
  const names = directiveNames(schema);
  return parse(costDirectiveDefinitions, { noLocation: true }).definitions.filter(
    (definition) =>
      definition.kind === Kind.DIRECTIVE_DEFINITION && !schema.getDirective(definition.name.value === 'cost' ? names.cost : names.listSize),
  );
}

class Priced {
  private readonly schema: GraphQLSchema;
  private readonly names: { readonly cost: string; readonly listSize: string };

  constructor(schema: GraphQLSchema) {
    this.schema = schema;
    this.names = directiveNames(schema);
  }

  definition(definition: DefinitionNode): DefinitionNode {
    if (!('name' in definition) || !definition.name) return definition;
    const type = this.schema.getType(definition.name.value);
    if (!type) return definition;
    if (definition.kind === Kind.OBJECT_TYPE_DEFINITION && isObjectType(type))
      return {
        ...definition,
        directives: this.weightOf(type, type.name),
        fields: (definition.fields ?? []).map((field) =>
          this.field(field, type.getFields()[field.name.value]!, `${type.name}.${field.name.value}`, true),
        ),
      };
    // The specification weighs no interfaces and none of their fields: what implements them is weighed.
    if (definition.kind === Kind.INTERFACE_TYPE_DEFINITION && isInterfaceType(type))
      return {
        ...definition,
        fields: (definition.fields ?? []).map((field) =>
          this.field(field, type.getFields()[field.name.value]!, `${type.name}.${field.name.value}`, false),
        ),
      };
    if (definition.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION && isInputObjectType(type))
      return {
        ...definition,
        fields: (definition.fields ?? []).map((field) =>
          this.input(field, type.getFields()[field.name.value]!, `${type.name}.${field.name.value}`),
        ),
      };
    if (definition.kind === Kind.ENUM_TYPE_DEFINITION && isEnumType(type))
      return { ...definition, directives: this.weightOf(type, type.name) };
    if (definition.kind === Kind.SCALAR_TYPE_DEFINITION && isScalarType(type))
      return { ...definition, directives: [...(definition.directives ?? []), ...this.weightOf(type, type.name)] };
    return definition;
  }

  private field(
    node: FieldDefinitionNode,
    field: GraphQLField<unknown, unknown>,
    coordinate: string,
    isWeighed: boolean,
  ): FieldDefinitionNode {
    const listSize = readListSize(field, this.names);
    return {
      ...node,
      arguments: (node.arguments ?? []).map((argument) =>
        this.input(argument, field.args.find(({ name }) => name === argument.name.value)!, `${coordinate}(${argument.name.value}:)`),
      ),
      directives: [
        ...(node.directives ?? []),
        ...(isWeighed ? this.weightOf(field, coordinate) : []),
        ...(listSize ? [listSizeDirective(this.names.listSize, listSize)] : []),
      ],
    };
  }

  private input(
    node: InputValueDefinitionNode,
    input: Pick<GraphQLArgument, 'extensions' | 'astNode'>,
    coordinate: string,
  ): InputValueDefinitionNode {
    return { ...node, directives: [...(node.directives ?? []), ...this.weightOf(input, coordinate)] };
  }

  private weightOf(element: CostBearing, coordinate: string): readonly ConstDirectiveNode[] {
    const weight = readWeight(element, this.names, coordinate);
    return weight === undefined ? [] : [directive(this.names.cost, { weight: { kind: Kind.STRING, value: String(weight) } })];
  }
}

function listSizeDirective(name: string, { assumedSize, slicingArguments, sizedFields, requireOneSlicingArgument }: DeclaredListSize) {
  return directive(name, {
    ...(assumedSize === undefined ? {} : { assumedSize: { kind: Kind.INT, value: String(assumedSize) } as const }),
    ...(slicingArguments ? { slicingArguments: texts(slicingArguments) } : {}),
    ...(sizedFields ? { sizedFields: texts(sizedFields) } : {}),
    ...(requireOneSlicingArgument === undefined
      ? {}
      : { requireOneSlicingArgument: { kind: Kind.BOOLEAN, value: requireOneSlicingArgument } as const }),
  });
}

function directive(name: string, values: Readonly<Record<string, ConstValueNode>>): ConstDirectiveNode {
  return {
    kind: Kind.DIRECTIVE,
    name: named(name),
    arguments: Object.entries(values).map(([argument, value]) => ({ kind: Kind.ARGUMENT, name: named(argument), value })),
  };
}

function texts(values: readonly string[]): ConstValueNode {
  return { kind: Kind.LIST, values: values.map((value) => ({ kind: Kind.STRING, value })) };
}

function named(value: string): NameNode {
  return { kind: Kind.NAME, value };
}
