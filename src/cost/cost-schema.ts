/**
 * What a schema says about prices, read once and looked up often.
 *
 * Facts are read when a document first touches them, not for the whole schema at once: a document of 2 KB against a schema of 600 KB touches some forty
 * of its ten thousand fields, and the first document should not wait for the rest. Specification: GraphQL Cost Directives, draft 2021, section 7.1
 * (leaves weigh 0, composite types 1, an abstract type what its heaviest member weighs).
 */
import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLInterfaceType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isAbstractType,
  isCompositeType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isObjectType,
  isUnionType,
  type OperationDefinitionNode,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
} from 'graphql';
import {
  type DeclaredListSize,
  type DirectiveNames,
  directiveNames,
  parseSizedFields,
  readListSize,
  readWeight,
  type SizedFields,
} from './directives.ts';
import { CostRefusal } from './refusal.ts';

export type FieldHolder = GraphQLObjectType | GraphQLInterfaceType;

export interface InputFacts {
  readonly name: string;
  readonly type: GraphQLInputType;
  readonly defaultValue: unknown;
  readonly declaredWeight: number | undefined;
  /** Whether an object of an input type stands here, alone or in a list. */
  readonly isObject: boolean;
}

export interface ListSizeFacts {
  readonly assumedSize: number | undefined;
  /** Each a path of names: the argument, then the fields within its input objects. */
  readonly slicing: readonly (readonly string[])[];
  readonly sizedFields: SizedFields | undefined;
  readonly requiresOne: boolean;
}

export interface FieldFacts {
  readonly coordinate: string;
  readonly definition: GraphQLField<unknown, unknown>;
  readonly namedType: GraphQLNamedType;
  readonly isLeaf: boolean;
  /** How many lists are nested in the type; 0 is no list. */
  readonly listDepth: number;
  readonly declaredWeight: number | undefined;
  readonly listSize: ListSizeFacts | undefined;
  readonly inputs: readonly InputFacts[];
}

export class CostSchema {
  private static readonly known = new WeakMap<GraphQLSchema, CostSchema>();

  readonly schema: GraphQLSchema;
  private readonly names: DirectiveNames;
  private readonly weights = new Map<GraphQLNamedType, number | undefined>();
  private readonly heaviest = new Map<GraphQLNamedType, number>();
  private readonly fields = new Map<FieldHolder, Map<string, FieldFacts | undefined>>();
  private readonly inputs = new Map<GraphQLNamedType | object, readonly InputFacts[]>();
  private readonly inputsByName = new Map<GraphQLNamedType, ReadonlyMap<string, InputFacts>>();

  private constructor(schema: GraphQLSchema) {
    this.schema = schema;
    this.names = directiveNames(schema);
  }

  /** The same facts for the same schema, however often asked. */
  static of(schema: GraphQLSchema | CostSchema): CostSchema {
    if (schema instanceof CostSchema) return schema;
    let facts = CostSchema.known.get(schema);
    if (!facts) {
      facts = new CostSchema(schema);
      CostSchema.known.set(schema, facts);
    }
    return facts;
  }

  /** The weight that the type itself declares. */
  declaredTypeWeight(type: GraphQLNamedType): number | undefined {
    if (!this.weights.has(type)) this.weights.set(type, readWeight(type, this.names, type.name));
    return this.weights.get(type);
  }

  /** What one value of the type weighs; for an abstract type, its heaviest member. */
  typeWeight(type: GraphQLNamedType): number {
    let weight = this.heaviest.get(type);
    if (weight === undefined) {
      const members = isAbstractType(type) ? this.schema.getPossibleTypes(type) : [];
      weight =
        members.length > 0
          ? members.reduce((most, member) => Math.max(most, this.typeWeight(member)), Number.NEGATIVE_INFINITY)
          : (this.declaredTypeWeight(type) ?? (isCompositeType(type) ? 1 : 0));
      this.heaviest.set(type, weight);
    }
    return weight;
  }

  /** The types that a value of a composite type may have; the type itself when nothing implements it. */
  runtimeTypes(type: GraphQLNamedType): readonly GraphQLNamedType[] {
    if (!isAbstractType(type)) return [type];
    const members = this.schema.getPossibleTypes(type);
    return members.length > 0 ? members : [type];
  }

  /** Whether the second is an interface or union that the first belongs to. */
  isKindOf(type: GraphQLNamedType, abstractName: string): boolean {
    const abstract = this.schema.getType(abstractName);
    return isAbstractType(abstract) && !isUnionType(type) && isCompositeType(type) && this.schema.isSubType(abstract, type);
  }

  /** `__typename` is the one field that a union has too. */
  readonly typenameFacts: FieldFacts = {
    coordinate: TypeNameMetaFieldDef.name,
    definition: TypeNameMetaFieldDef,
    namedType: getNamedType(TypeNameMetaFieldDef.type),
    isLeaf: true,
    listDepth: 0,
    declaredWeight: undefined,
    listSize: undefined,
    inputs: [],
  };

  /** Undefined when the type has no such field. Meta-fields are found wherever a valid document may select them. */
  field(parent: FieldHolder, name: string): FieldFacts | undefined {
    let facts = this.fields.get(parent);
    if (!facts) {
      facts = new Map();
      this.fields.set(parent, facts);
    }
    if (!facts.has(name)) facts.set(name, this.readField(parent, name));
    return facts.get(name);
  }

  /** The type that an operation starts from. Throws DOCUMENT_INVALID. */
  rootType({ operation }: OperationDefinitionNode): GraphQLObjectType {
    const type = this.schema.getRootType(operation);
    if (!type) throw new CostRefusal({ code: 'DOCUMENT_INVALID', reason: `The schema has no ${operation} type.` });
    return type;
  }

  /** A field that a document selects. Throws DOCUMENT_INVALID where there is none. */
  selected(type: GraphQLNamedType, name: string): FieldFacts {
    const facts = isObjectType(type) || isInterfaceType(type) ? this.field(type, name) : undefined;
    if (!facts) throw new CostRefusal({ code: 'DOCUMENT_INVALID', reason: `Cannot query field "${name}" on type "${type.name}".` });
    return facts;
  }

  /** The fields of an input type. */
  inputFields(type: GraphQLNamedType): readonly InputFacts[] {
    if (!isInputObjectType(type)) return [];
    let facts = this.inputs.get(type);
    if (!facts) {
      facts = Object.values(type.getFields()).map((field) => this.readInput(field, `${type.name}.${field.name}`));
      this.inputs.set(type, facts);
    }
    return facts;
  }

  /** The same, to be looked up: a type may have a hundred fields of which a value uses one. */
  inputField(type: GraphQLNamedType, name: string): InputFacts | undefined {
    let byName = this.inputsByName.get(type);
    if (!byName) {
      byName = new Map(this.inputFields(type).map((field) => [field.name, field]));
      this.inputsByName.set(type, byName);
    }
    return byName.get(name);
  }

  /** The arguments of a directive that stands in a document; none when the schema does not define it. */
  directiveArguments(name: string): readonly InputFacts[] {
    const directive = this.schema.getDirective(name);
    if (!directive) return [];
    let facts = this.inputs.get(directive);
    if (!facts) {
      facts = directive.args.map((argument) => this.readInput(argument, `@${name}(${argument.name}:)`));
      this.inputs.set(directive, facts);
    }
    return facts;
  }

  private readField(parent: FieldHolder, name: string): FieldFacts | undefined {
    const definition = this.definitionOf(parent, name);
    if (!definition) return undefined;
    const coordinate = `${parent.name}.${name}`;
    const namedType = getNamedType(definition.type);
    const declared = this.listSizeOf(parent, definition);
    return {
      coordinate,
      definition,
      namedType,
      isLeaf: !isCompositeType(namedType),
      listDepth: listDepthOf(definition.type),
      declaredWeight: readWeight(definition, this.names, coordinate),
      listSize: declared && checkedListSize(declared, definition, coordinate),
      inputs: definition.args.map((argument) => this.readInput(argument, `${coordinate}(${argument.name}:)`)),
    };
  }

  private definitionOf(parent: FieldHolder, name: string): GraphQLField<unknown, unknown> | undefined {
    const fields = parent.getFields();
    if (Object.hasOwn(fields, name)) return fields[name];
    if (name === TypeNameMetaFieldDef.name) return TypeNameMetaFieldDef;
    if (parent !== this.schema.getQueryType()) return undefined;
    if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
    return name === TypeMetaFieldDef.name ? TypeMetaFieldDef : undefined;
  }

  /** A field without a size of its own has the one of the interface that it implements. */
  private listSizeOf(parent: FieldHolder, definition: GraphQLField<unknown, unknown>): DeclaredListSize | undefined {
    const own = readListSize(definition, this.names);
    if (own) return own;
    for (const implemented of parent.getInterfaces()) {
      const inherited = implemented.getFields()[definition.name];
      const size = inherited && readListSize(inherited, this.names);
      if (size) return size;
    }
    return undefined;
  }

  private readInput(
    input: Pick<GraphQLArgument, 'name' | 'type' | 'defaultValue' | 'extensions' | 'astNode'>,
    coordinate: string,
  ): InputFacts {
    return {
      name: input.name,
      type: input.type,
      defaultValue: input.defaultValue,
      declaredWeight: readWeight(input, this.names, coordinate),
      isObject: isInputObjectType(getNamedType(input.type)),
    };
  }
}

function listDepthOf(type: GraphQLOutputType): number {
  let depth = 0;
  for (let inner = getNullableType(type); isListType(inner); inner = getNullableType(inner.ofType)) depth += 1;
  return depth;
}

function checkedListSize(declared: DeclaredListSize, definition: GraphQLField<unknown, unknown>, coordinate: string): ListSizeFacts {
  const { assumedSize, slicingArguments = [], sizedFields, requireOneSlicingArgument = true } = declared;
  const invalid = (reason: string): never => {
    throw new CostRefusal({ code: 'SCHEMA_COST_INVALID', coordinate, reason });
  };
  if (assumedSize !== undefined && (!Number.isSafeInteger(assumedSize) || assumedSize < 0)) invalid('assumedSize must be 0 or more.');
  const slicing = slicingArguments.map((path) => path.split('.'));
  for (const [name] of slicing)
    if (!definition.args.some((argument) => argument.name === name))
      invalid(`@listSize slices by "${name}", which is no argument of the field.`);
  return {
    assumedSize,
    slicing,
    sizedFields: sizedFields && sizedFields.length > 0 ? parseSizedFields(sizedFields, coordinate) : undefined,
    requiresOne: requireOneSlicingArgument && slicing.length > 0,
  };
}
