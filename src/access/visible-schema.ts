/**
 * The schema as one viewer may know it.
 *
 * A part of the schema says what it takes to use it, in `extensions.needs`: to see the rows of a resource, to reveal its secrets, to change it, to
 * administer. What a viewer lacks is left out, and with it all that leads there and nowhere else: fields, arguments and input fields of a type that is
 * gone, unions and enums without what they no longer hold, types that nothing is left of. What remains is a valid schema.
 *
 * There are two of them. By the *readable* one documents are validated, priced, and their variables coerced: it lacks what would tell of rows that the
 * viewer may not see, so that a hidden field is refused in the very words for one that does not exist. The *introspectable* one is what the viewer is
 * shown, and lacks what it may not do, too; to try that all the same is FORBIDDEN, since what can be done with this program is no secret.
 *
 * Schemas are kept by what they lack and not by viewer: a thousand tokens of one role share one.
 */
import {
  type GraphQLArgument,
  GraphQLEnumType,
  type GraphQLField,
  type GraphQLFieldConfig,
  type GraphQLInputField,
  GraphQLInputObjectType,
  GraphQLInterfaceType,
  GraphQLList,
  type GraphQLNamedType,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLSchema,
  type GraphQLType,
  GraphQLUnionType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
  isScalarType,
  isSpecifiedScalarType,
  isUnionType,
} from 'graphql';
import type { Action, Viewer } from './viewer.ts';

/** `administer` is to decide who may do what; of a list, one has to be met. */
export type Needs = 'administer' | readonly { readonly resource: string; readonly action: Action }[];

interface Needing {
  readonly extensions: Readonly<Record<string, unknown>>;
}

/** Roles are few, and change seldom. */
const MOST_SCHEMAS = 16;

export class VisibleSchemas {
  private readonly schema: GraphQLSchema;
  private readonly needs: ReadonlyMap<string, Needs>;
  private readonly kept = new Map<string, GraphQLSchema>();
  private readonly readable = new WeakMap<Viewer, string>();
  private readonly introspectable = new WeakMap<Viewer, string>();

  constructor(schema: GraphQLSchema) {
    this.schema = schema;
    this.needs = new Map([...needsIn(schema)].map((needs) => [keyOf(needs), needs]));
  }

  /** By which a viewer's documents are validated; the whole schema itself where nothing is hidden. */
  readableBy(viewer: Viewer): GraphQLSchema {
    return this.without(this.lackedBy(viewer, this.readable, mayHearOf));
  }

  /** Which a viewer is shown. */
  introspectableBy(viewer: Viewer): GraphQLSchema {
    return this.without(this.lackedBy(viewer, this.introspectable, mayUse));
  }

  private lackedBy(viewer: Viewer, known: WeakMap<Viewer, string>, meets: (viewer: Viewer, needs: Needs) => boolean): string {
    let lacked = known.get(viewer);
    if (lacked === undefined) {
      lacked = [...this.needs]
        .filter(([, needs]) => !meets(viewer, needs))
        .map(([key]) => key)
        .join('\n');
      known.set(viewer, lacked);
    }
    return lacked;
  }

  private without(lacked: string): GraphQLSchema {
    if (lacked === '') return this.schema;
    const known = this.kept.get(lacked);
    if (known) {
      // The one that was not asked for the longest is the first to go.
      this.kept.delete(lacked);
      this.kept.set(lacked, known);
      return known;
    }
    const made = schemaWithout(this.schema, new Set(lacked.split('\n')));
    if (this.kept.size >= MOST_SCHEMAS) this.kept.delete(this.kept.keys().next().value!);
    this.kept.set(lacked, made);
    return made;
  }
}

function mayUse(viewer: Viewer, needs: Needs): boolean {
  if (needs === 'administer') return viewer.rows('ApiToken', 'administer').kind === 'all';
  return needs.some(({ resource, action }) => viewer.rows(resource, action).kind !== 'none');
}

/** That something can be changed is known to whoever may see it. */
function mayHearOf(viewer: Viewer, needs: Needs): boolean {
  if (needs === 'administer' || mayUse(viewer, needs)) return true;
  return needs.some(({ resource, action }) => action !== 'view' && action !== 'reveal' && viewer.rows(resource).kind !== 'none');
}

function keyOf(needs: Needs): string {
  return needs === 'administer' ? needs : needs.map(({ resource, action }) => `${action} ${resource}`).join('|');
}

const needsOf = ({ extensions }: Needing): Needs | undefined => extensions['needs'] as Needs | undefined;

function* needsIn(schema: GraphQLSchema): Generator<Needs> {
  for (const type of Object.values(schema.getTypeMap()))
    for (const part of [type, ...partsOf(type)]) {
      const needs = needsOf(part);
      if (needs) yield needs;
    }
}

function partsOf(type: GraphQLNamedType): readonly Needing[] {
  if (isEnumType(type)) return type.getValues();
  if (isInputObjectType(type)) return Object.values(type.getFields());
  if (isObjectType(type) || isInterfaceType(type)) return Object.values(type.getFields()).flatMap((field) => [field, ...field.args]);
  return [];
}

/** The schema without what needs any of these, and without what is nothing without it. */
function schemaWithout(schema: GraphQLSchema, lacked: ReadonlySet<string>): GraphQLSchema {
  const pruning = new Pruning(schema, lacked);
  const copies = new Copies(pruning);
  const rootOf = (root: GraphQLObjectType | null | undefined) =>
    root && !pruning.isGone(root) ? (copies.named(root) as GraphQLObjectType) : undefined;
  const implementations = Object.values(schema.getTypeMap()).filter(
    (type) => isObjectType(type) && type.getInterfaces().length > 0 && !pruning.isGone(type),
  );
  const { description, extensions } = schema;
  return new GraphQLSchema({
    description,
    extensions,
    query: rootOf(schema.getQueryType()),
    mutation: rootOf(schema.getMutationType()),
    subscription: rootOf(schema.getSubscriptionType()),
    types: implementations.map((type) => copies.named(type)),
    directives: schema.getDirectives(),
    assumeValid: true,
  });
}

/** What is left of each type: decided over and over, until nothing more falls. */
class Pruning {
  private readonly lacked: ReadonlySet<string>;
  private readonly gone = new Set<string>();

  constructor(schema: GraphQLSchema, lacked: ReadonlySet<string>) {
    this.lacked = lacked;
    const types = Object.values(schema.getTypeMap()).filter((type) => !isIntrospectionType(type));
    for (let before = -1; before !== this.gone.size; ) {
      before = this.gone.size;
      for (const type of types) if (!this.gone.has(type.name) && (this.isLacked(type) || this.isEmpty(type))) this.gone.add(type.name);
    }
  }

  isGone(type: GraphQLType): boolean {
    return this.gone.has(getNamedType(type).name);
  }

  isLacked(part: Needing): boolean {
    const needs = needsOf(part);
    return needs !== undefined && this.lacked.has(keyOf(needs));
  }

  keepsField(field: GraphQLField<unknown, unknown>): boolean {
    if (this.isLacked(field) || this.isGone(field.type)) return false;
    return field.args.every((argument) => this.keepsArgument(argument) || !isRequiredArgument(argument));
  }

  keepsArgument(argument: GraphQLArgument): boolean {
    return !this.isLacked(argument) && !this.isGone(argument.type);
  }

  keepsInputField(field: GraphQLInputField): boolean {
    return !this.isLacked(field) && !this.isGone(field.type);
  }

  private isEmpty(type: GraphQLNamedType): boolean {
    if (isObjectType(type) || isInterfaceType(type)) return !Object.values(type.getFields()).some((field) => this.keepsField(field));
    if (isUnionType(type)) return type.getTypes().every((member) => this.isGone(member));
    if (isEnumType(type)) return type.getValues().every((value) => this.isLacked(value));
    if (!isInputObjectType(type)) return false;
    const fields = Object.values(type.getFields());
    // Of which a required part cannot be given, none can be given.
    return (
      !fields.some((field) => this.keepsInputField(field)) ||
      fields.some((field) => isRequiredInputField(field) && !this.keepsInputField(field))
    );
  }
}

/** Types refer to each other, so what is left of them refers to what is left of the others. */
class Copies {
  private readonly pruning: Pruning;
  private readonly made = new Map<string, GraphQLNamedType>();

  constructor(pruning: Pruning) {
    this.pruning = pruning;
  }

  named(type: GraphQLNamedType): GraphQLNamedType {
    // Scalars refer to nobody.
    if (isScalarType(type) || isSpecifiedScalarType(type) || isIntrospectionType(type)) return type;
    let copy = this.made.get(type.name);
    if (!copy) {
      copy = this.copyOf(type);
      this.made.set(type.name, copy);
    }
    return copy;
  }

  private typed<Type extends GraphQLType>(type: Type): Type {
    if (isNonNullType(type)) return new GraphQLNonNull(this.typed(type.ofType)) as Type;
    if (isListType(type)) return new GraphQLList(this.typed(type.ofType)) as Type;
    return this.named(type as GraphQLNamedType) as Type;
  }

  private copyOf(type: Exclude<GraphQLNamedType, { serialize: unknown }> | GraphQLNamedType): GraphQLNamedType {
    const { pruning } = this;
    if (isObjectType(type))
      return new GraphQLObjectType({
        ...type.toConfig(),
        fields: () => this.fields(type),
        interfaces: () => type.getInterfaces().map((one) => this.named(one) as GraphQLInterfaceType),
      });
    if (isInterfaceType(type))
      return new GraphQLInterfaceType({
        ...type.toConfig(),
        fields: () => this.fields(type),
        interfaces: () => type.getInterfaces().map((one) => this.named(one) as GraphQLInterfaceType),
      });
    if (isUnionType(type))
      return new GraphQLUnionType({
        ...type.toConfig(),
        types: () =>
          type
            .getTypes()
            .filter((member) => !pruning.isGone(member))
            .map((member) => this.named(member) as GraphQLObjectType),
      });
    if (isEnumType(type)) {
      const config = type.toConfig();
      const kept = type.getValues().filter((value) => !pruning.isLacked(value));
      return new GraphQLEnumType({ ...config, values: Object.fromEntries(kept.map(({ name }) => [name, config.values[name]!])) });
    }
    if (!isInputObjectType(type)) throw new Error(`${type.name} is of no kind that can be copied.`);
    const config = type.toConfig();
    return new GraphQLInputObjectType({
      ...config,
      fields: () =>
        Object.fromEntries(
          Object.values(type.getFields())
            .filter((field) => pruning.keepsInputField(field))
            .map(({ name, type: of }) => [name, { ...config.fields[name]!, type: this.typed(of) }]),
        ),
    });
  }

  private fields(type: GraphQLObjectType | GraphQLInterfaceType): Record<string, GraphQLFieldConfig<unknown, unknown>> {
    const { fields } = type.toConfig();
    const kept = Object.values(type.getFields()).filter((field) => this.pruning.keepsField(field));
    return Object.fromEntries(
      kept.map((field) => {
        const config = fields[field.name]!;
        const args = field.args
          .filter((argument) => this.pruning.keepsArgument(argument))
          .map((argument) => [argument.name, { ...config.args![argument.name]!, type: this.typed(argument.type) }]);
        return [field.name, { ...config, type: this.typed(field.type), args: Object.fromEntries(args) }];
      }),
    );
  }
}
