/**
 * Writes the output of one object: all response keys in the order of the document, columns filled in, links left null.
 *
 * There are two writers that do the same. One interprets the fields; every read and store in it meets every shape of row that the process has ever
 * seen, which costs V8 150 ns an object. The other is generated for the fields at hand, and costs 10 ns, because its reads and its object
 * literal each see one shape. Generated source contains nothing but numbers and GraphQL names, which are checked again here, as JSON strings. Where
 * the process forbids generating code, objects are interpreted.
 */
import { GraphQLBoolean, GraphQLFloat, GraphQLID, GraphQLInt, GraphQLString } from 'graphql';
import type { FieldReader } from './batch.ts';
import type { PlanField } from './plan.ts';

/** Completes what a writer does not recognise at a glance: other types, nulls, conversions, failures. */
export interface LeafCompleter {
  leaf(field: PlanField, value: unknown): unknown;
}

export type ObjectWriter = (parent: object, leaves: LeafCompleter) => object;

export function interpretingWriter(fields: readonly PlanField[]): ObjectWriter {
  return (parent, leaves) => {
    const output: Record<string, unknown> = {};
    for (const field of fields) {
      const key = field.responseKey;
      let value: unknown = null;
      if (field.kind === 'typename') value = field.parentType.name;
      else if (field.kind === 'column') value = leaves.leaf(field, readColumn(field, parent));
      // An assignment to __proto__ would set the prototype and leave no property behind.
      if (key === '__proto__') Object.defineProperty(output, key, { value, writable: true, enumerable: true, configurable: true });
      else output[key] = value;
    }
    return output;
  };
}

/** The value of a field that is not fetched; an Error when its reader throws. */
export function readColumn(field: PlanField, parent: object): unknown {
  if (!field.read) return (parent as Record<string, unknown>)[field.field.name];
  return readSafely(field.read, parent);
}

function readSafely(read: FieldReader, parent: object): unknown {
  try {
    return read(parent);
  } catch (error) {
    return error instanceof Error ? error : new Error(`Unexpected error value: ${String(error)}`);
  }
}

const NAME = /^[_A-Za-z][_0-9A-Za-z]*$/;

/** Undefined when code may not be generated. */
export function specialisedWriter(fields: readonly PlanField[]): ObjectWriter | undefined {
  if (!fields.every((field) => NAME.test(field.responseKey) && NAME.test(field.field.name) && NAME.test(field.parentType.name)))
    return undefined;
  const properties = fields.map((field, index) => `${keyOf(field)}: ${sourceOf(field, index)}`).join(', ');
  try {
    const factory = new Function('fields', 'readSafely', `return (parent, leaves) => { let value; return { ${properties} }; };`) as (
      fields: readonly PlanField[],
      read: typeof readSafely,
    ) => ObjectWriter;
    return factory(fields, readSafely);
  } catch {
    return undefined;
  }
}

/** Only a computed key makes __proto__ a property of the object's own. */
function keyOf(field: PlanField): string {
  const key = JSON.stringify(field.responseKey);
  return field.responseKey === '__proto__' ? `[${key}]` : key;
}

function sourceOf(field: PlanField, index: number): string {
  if (field.kind === 'typename') return JSON.stringify(field.parentType.name);
  if (field.kind !== 'column') return 'null';
  const value = field.read ? `readSafely(fields[${index}].read, parent)` : `parent[${JSON.stringify(field.field.name)}]`;
  const finished = [...(field.shape.nonNull ? [] : ['value === null']), ...recognise(field)].join(' || ');
  const completed = `leaves.leaf(fields[${index}], value)`;
  return finished === '' ? `(value = ${value}, ${completed})` : `(value = ${value}, ${finished} ? value : ${completed})`;
}

/** Tests for the values that `serialize` of the type returns as they are. */
function recognise(field: PlanField): readonly string[] {
  switch (field.shape.leaf) {
    case GraphQLString:
    case GraphQLID:
      return ["typeof value === 'string'"];
    case GraphQLInt:
      return ["typeof value === 'number' && (value | 0) === value"];
    case GraphQLFloat:
      return ["typeof value === 'number' && value - value === 0"];
    case GraphQLBoolean:
      return ["typeof value === 'boolean'"];
    default:
      return [];
  }
}
