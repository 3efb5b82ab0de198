/**
 * Random valid documents for any schema.
 *
 * Every document passes validation by construction: a response key stands for one field with one list of arguments in the whole document, so
 * whatever fragments overlap, their fields merge. Draws are made so that small numbers mean less, which lets fast-check shrink to short documents.
 */
import fc from 'fast-check';
import {
  type DocumentNode,
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLInputType,
  GraphQLNonNull,
  type GraphQLObjectType,
  type GraphQLScalarType,
  type GraphQLSchema,
  GraphQLString,
  getNamedType,
  getNullableType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
  isScalarType,
  parse,
} from 'graphql';

export interface RandomDocument {
  readonly text: string;
  readonly document: DocumentNode;
  readonly variables: Record<string, unknown>;
}

export interface RandomDocumentOptions {
  readonly operation?: 'query' | 'mutation';
  /** How many fields a document has at most, fragments counted once. */
  readonly maxFields?: number;
  readonly maxDepth?: number;
  /**
   * Values as a client would send them, for the arguments where any value of the type will not do; undefined leaves it to the type. A value that is
   * undefined leaves the argument out.
   */
  readonly argumentValues?: (field: GraphQLField<unknown, unknown>, argument: GraphQLArgument) => fc.Arbitrary<unknown> | undefined;
  /** The same for scalars of the schema's own, wherever they occur; without it they are text. */
  readonly scalarValues?: (scalar: GraphQLScalarType) => fc.Arbitrary<unknown> | undefined;
  /** Fields that documents may select; all by default. */
  readonly maySelect?: (parentType: GraphQLCompositeType, field: GraphQLField<unknown, unknown>) => boolean;
  /** Aliases that are tried beside the names themselves. */
  readonly aliases?: readonly string[];
  /** Whether variables may be null, with a default, where null makes the field fail at run time. */
  readonly failingNulls?: boolean;
}

export function randomDocuments(schema: GraphQLSchema, options: RandomDocumentOptions = {}): fc.Arbitrary<RandomDocument> {
  return fc.gen().map((draw) => new DocumentWriter(schema, options, draw).write());
}

type Draw = fc.GeneratorValue;

interface Variable {
  readonly definition: string;
  readonly name: string;
}

class DocumentWriter {
  private readonly schema: GraphQLSchema;
  private readonly options: RandomDocumentOptions;
  private readonly draw: Draw;
  private readonly variables: Variable[] = [];
  private readonly values: Record<string, unknown> = {};
  private readonly fragments: {
    readonly name: string;
    readonly type: GraphQLCompositeType;
    readonly depth: number;
    readonly text: string;
  }[] = [];
  private readonly signatures = new Map<string, string>();
  private fieldsLeft: number;
  /** Where hardly anything may be selected, fields never run out; fragments within fragments would go on for ever. */
  private selectionsLeft: number;
  private names = 0;

  constructor(schema: GraphQLSchema, options: RandomDocumentOptions, draw: Draw) {
    this.schema = schema;
    this.options = options;
    this.draw = draw;
    this.fieldsLeft = options.maxFields ?? 40;
    this.selectionsLeft = this.fieldsLeft * 6;
  }

  write(): RandomDocument {
    const operation = this.options.operation ?? 'query';
    const root = operation === 'query' ? this.schema.getQueryType() : this.schema.getMutationType();
    if (!root) throw new Error(`The schema has no ${operation} type.`);
    const selection = this.selectionSet(root, this.options.maxDepth ?? 6, 5);
    const definitions = this.variables.length > 0 ? `(${this.variables.map((variable) => variable.definition).join(', ')})` : '';
    const fragments = this.fragments.map((fragment) => `fragment ${fragment.name} on ${fragment.type.name} ${fragment.text}`);
    const text = [`${operation} Random${definitions} ${selection}`, ...fragments].join('\n');
    return { text, document: parse(text), variables: this.values };
  }

  private chance(percent: number): boolean {
    return this.draw(fc.nat, { max: 99 }) >= 100 - percent;
  }

  private upTo(max: number): number {
    return max <= 0 ? 0 : this.draw(fc.nat, { max });
  }

  private pick<Item>(items: readonly Item[]): Item {
    return items[this.upTo(items.length - 1)]!;
  }

  private selectionSet(type: GraphQLCompositeType, depth: number, width: number): string {
    const count = 1 + this.upTo(width - 1);
    const selections: string[] = [];
    for (let index = 0; index < count; index++) selections.push(this.selection(type, depth));
    return `{\n${selections.join('\n')}\n}`;
  }

  private selection(type: GraphQLCompositeType, depth: number): string {
    this.selectionsLeft--;
    if (this.selectionsLeft < 0) return this.keyed('__typename', '', 'String!');
    const kind = this.upTo(19);
    if (kind >= 18) return this.inlineFragment(type, depth);
    if (kind >= 16) return this.spread(type, depth);
    if (isAbstractType(type) && kind >= 10) return this.inlineFragment(type, depth);
    if (type === this.schema.getQueryType() && kind === 15 && this.chance(20)) return this.introspection();
    return this.field(type, depth);
  }

  private field(type: GraphQLCompositeType, depth: number): string {
    const fields = 'getFields' in type ? Object.values(type.getFields()) : [];
    const { maySelect } = this.options;
    const choices = fields.filter(
      (field) => (maySelect?.(type, field) ?? true) && ((depth > 0 && this.fieldsLeft > 0) || !isCompositeType(getNamedType(field.type))),
    );
    if (choices.length === 0 || this.chance(6)) return this.keyed('__typename', '', 'String!') + this.directives();
    const field = this.pick(choices);
    this.fieldsLeft--;
    const named = getNamedType(field.type);
    const head = this.keyed(field.name, this.argumentsOf(field), String(field.type)) + this.directives();
    return isCompositeType(named) ? `${head} ${this.selectionSet(named, depth - 1, 4)}` : head;
  }

  /** The field under a response key that means nothing else in this document. */
  private keyed(name: string, args: string, type: string): string {
    const signature = `${name}${args}: ${type}`;
    let key = this.chance(25) ? this.pick(this.options.aliases ?? ['a', 'b', 'c', '__proto__', 'constructor', 'toString']) : name;
    while ((this.signatures.get(key) ?? signature) !== signature) key = `k${this.names++}`;
    this.signatures.set(key, signature);
    return key === name ? `${name}${args}` : `${key}: ${name}${args}`;
  }

  private introspection(): string {
    const key = `k${this.names++}`;
    if (this.chance(50)) return `${key}: __schema { k${this.names++}: queryType { k${this.names++}: name } }`;
    const name = this.inputValue(new GraphQLNonNull(GraphQLString), `"${this.pick(['Query', 'Nobody'])}"`, true);
    return `${key}: __type(name: ${name})${this.directives()} { k${this.names++}: kind k${this.names++}: name }`;
  }

  private inlineFragment(type: GraphQLCompositeType, depth: number): string {
    const condition = this.chance(25) ? undefined : this.pick(this.conditionsFor(type));
    const on = condition ? ` on ${condition.name}` : '';
    return `...${on}${this.directives()} ${this.selectionSet(condition ?? type, depth, 3)}`;
  }

  private spread(type: GraphQLCompositeType, depth: number): string {
    const conditions = this.conditionsFor(type);
    const known = this.fragments.filter((fragment) => fragment.depth <= depth && conditions.includes(fragment.type));
    if (known.length > 0 && this.chance(60)) return `...${this.pick(known).name}${this.directives()}`;
    if (this.fragments.length >= 4) return this.field(type, depth);
    const condition = this.pick(conditions);
    const text = this.selectionSet(condition, depth, 4);
    // Known only now, so that no fragment can come to spread itself.
    const name = `F${this.names++}`;
    this.fragments.push({ name, type: condition, depth, text });
    return `...${name}${this.directives()}`;
  }

  /** Composite types that may have objects in common with this one; itself first. */
  private conditionsFor(type: GraphQLCompositeType): readonly GraphQLCompositeType[] {
    const members = new Set(this.membersOf(type));
    const others = Object.values(this.schema.getTypeMap()).filter(
      (other): other is GraphQLCompositeType =>
        isCompositeType(other) &&
        other !== type &&
        !other.name.startsWith('__') &&
        this.membersOf(other).some((member) => members.has(member)),
    );
    return [type, ...others];
  }

  private membersOf(type: GraphQLCompositeType): readonly GraphQLObjectType[] {
    return isObjectType(type) ? [type] : this.schema.getPossibleTypes(type);
  }

  private directives(): string {
    if (!this.chance(15)) return '';
    const name = this.pick(['include', 'skip']);
    const kept = this.chance(30) ? name === 'skip' : name === 'include';
    if (this.chance(30)) return ` @${name}(if: ${kept})`;
    if (this.options.failingNulls && this.chance(4)) return ` @${name}(if: ${this.variable('Boolean', String(kept), null)})`;
    return ` @${name}(if: ${this.variable('Boolean!', this.chance(50) ? String(kept) : undefined, kept)})`;
  }

  private argumentsOf(field: GraphQLField<unknown, unknown>): string {
    const given = field.args.filter((argument) => isRequiredArgument(argument) || this.chance(60));
    if (given.length === 0) return '';
    const written = given.flatMap((argument) => {
      const arbitrary = this.options.argumentValues?.(field, argument);
      const value = arbitrary ? this.draw(() => arbitrary) : undefined;
      if (arbitrary && value === undefined) return [];
      const literal = arbitrary ? literalOf(value, argument.type) : this.literal(argument.type, 3);
      return `${argument.name}: ${this.inputValue(argument.type, literal, argument.defaultValue === undefined)}`;
    });
    return written.length === 0 ? '' : `(${written.join(', ')})`;
  }

  /** The literal itself, or a variable that stands for it. */
  private inputValue(type: GraphQLInputType, literal: string, mustBeGiven: boolean): string {
    if (literal.includes('$') || !this.chance(45)) return literal;
    const nullable = String(getNullableType(type));
    const way = this.upTo(5);
    if (way === 0) return this.variable(`${nullable}!`, undefined, externalOf(literal));
    if (way === 1) return this.variable(String(type), undefined, externalOf(literal));
    if (isNonNullType(type)) {
      if (way === 2 && !mustBeGiven) return this.variable(nullable, undefined, undefined);
      if (way === 3 && this.options.failingNulls) return this.variable(nullable, literal === 'null' ? undefined : literal, null);
      return literal === 'null' ? literal : this.variable(nullable, literal, undefined);
    }
    if (way === 2) return this.variable(nullable, undefined, undefined);
    if (way === 3) return this.variable(nullable, undefined, null);
    return this.variable(nullable, literal, way === 4 ? undefined : externalOf(literal));
  }

  private variable(type: string, defaultLiteral: string | undefined, value: unknown): string {
    const name = `v${this.names++}`;
    this.variables.push({ name, definition: `$${name}: ${type}${defaultLiteral === undefined ? '' : ` = ${defaultLiteral}`}` });
    if (value !== undefined) this.values[name] = value;
    return `$${name}`;
  }

  private literal(type: GraphQLInputType, depth: number): string {
    if (isNonNullType(type)) return this.present(type.ofType, depth);
    return this.chance(8) ? 'null' : this.present(type, depth);
  }

  private present(type: GraphQLInputType, depth: number): string {
    if (isListType(type)) {
      const items = Array.from({ length: depth > 0 ? this.upTo(3) : 0 }, () => this.nested(type.ofType, depth - 1));
      return `[${items.join(', ')}]`;
    }
    if (isInputObjectType(type)) return this.objectLiteral(type, depth);
    if (isEnumType(type)) return this.pick(type.getValues()).name;
    switch (getNamedType(type).name) {
      case 'Int':
        return String(this.upTo(4));
      case 'Float':
        return this.pick(['0', '1.5', '-2.25']);
      case 'Boolean':
        return this.pick(['false', 'true']);
      default: {
        const arbitrary = isScalarType(type) ? this.options.scalarValues?.(type) : undefined;
        if (arbitrary) return looseLiteral(this.draw(() => arbitrary));
        return this.pick(['""', '"x"', '"é\\n"']);
      }
    }
  }

  private objectLiteral(type: GraphQLInputType, depth: number): string {
    if (!isInputObjectType(type)) throw new Error('Only input objects have fields.');
    const fields = Object.values(type.getFields());
    const given = type.isOneOf
      ? [this.pick(fields)]
      : fields.filter((field) => isRequiredInputField(field) || (depth > 0 && this.chance(50)));
    // A variable in @oneOf has to be non-null, which `nested` does not promise.
    const written = given.map(
      (field) =>
        `${field.name}: ${type.isOneOf ? this.present(getNullableType(field.type), depth - 1) : this.nested(field.type, depth - 1)}`,
    );
    return `{${written.join(', ')}}`;
  }

  private nested(type: GraphQLInputType, depth: number): string {
    const literal = this.literal(type, depth);
    return this.chance(20) && !literal.includes('$') ? this.variable(String(type), undefined, externalOf(literal)) : literal;
  }
}

/** A literal without variables, as the JSON that a client would send for it. */
function externalOf(literal: string): unknown {
  return JSON.parse(
    literal.replace(/"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|[_A-Za-z]\w*/g, (token) => {
      const isName = /^[_A-Za-z]/.test(token) && !['true', 'false', 'null'].includes(token);
      return isName ? JSON.stringify(token) : token;
    }),
  );
}

/** The other way round: what a client would send, as a literal of this type. */
export function literalOf(value: unknown, type: GraphQLInputType): string {
  const nullable = getNullableType(type);
  if (value === null || value === undefined) return 'null';
  if (isListType(nullable)) {
    return Array.isArray(value)
      ? `[${value.map((item) => literalOf(item, nullable.ofType)).join(', ')}]`
      : literalOf(value, nullable.ofType);
  }
  if (isInputObjectType(nullable)) {
    const fields = nullable.getFields();
    const written = Object.entries(value as object).map(([name, item]) => `${name}: ${literalOf(item, fields[name]!.type)}`);
    return `{${written.join(', ')}}`;
  }
  if (isEnumType(nullable)) return String(value);
  return looseLiteral(value);
}

function looseLiteral(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(looseLiteral).join(', ')}]`;
  if (typeof value === 'object' && value !== null)
    return `{${Object.entries(value)
      .map(([name, item]) => `${name}: ${looseLiteral(item)}`)
      .join(', ')}}`;
  return JSON.stringify(value);
}
