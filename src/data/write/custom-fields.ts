/**
 * Custom fields: values against the definitions that operators made.
 *
 * Definitions are rows, so they are read with each write that is concerned by them, in its own transaction. Names that an input leaves out keep their
 * values, null removes one; a new object starts with the default values.
 */
import type { Catalog, ResourceEntry } from '../../resource/catalog.ts';
import { decodeGlobalId } from '../global-id.ts';
import { sql } from '../sql.ts';
import { holdsUnprintable } from './check-values.ts';
import { type WriteError, writeError } from './outcome.ts';
import { run } from './run.ts';
import type { WriteContext } from './write.ts';

interface Definition {
  readonly name: string;
  readonly type: string;
  readonly objectType: string | null;
  readonly required: boolean;
  readonly defaultValue: unknown;
  readonly minimum: number | null;
  readonly maximum: number | null;
  readonly choices: readonly unknown[];
}

export type CustomFields = ReadonlyMap<string, Definition>;
type Values = Readonly<Record<string, unknown>>;

/** The definitions for a type; none where its objects carry no custom fields. */
export async function customFieldsOf(resource: ResourceEntry, context: WriteContext): Promise<CustomFields> {
  if (!resource.columns.has('customFields')) return new Map();
  const rows = await run(
    sql`SELECT name, type::text, "objectType", required, "defaultValue", "validationMinimum", "validationMaximum", choices\nFROM "CustomField"\nWHERE "appliesTo" ? ${resource.name}`,
    context,
  );
  return new Map(
    rows.map(([name, type, objectType, required, defaultValue, minimum, maximum, choices]) => [
      name as string,
      {
        name,
        type,
        objectType,
        required,
        defaultValue,
        minimum,
        maximum,
        choices: Array.isArray(choices) ? choices.map(valueOfChoice) : [],
      } as Definition,
    ]),
  );
}

/** NetBox keeps choices as pairs of a value and its label, in newer versions. */
function valueOfChoice(choice: unknown): unknown {
  return Array.isArray(choice) ? choice[0] : choice;
}

/** The values that a row has after an input, and what is wrong with them. `stored` is undefined for a new row. */
export function mergeCustomFields(
  definitions: CustomFields,
  stored: Values | undefined,
  given: Values,
  catalog: Catalog,
): { values: Record<string, unknown>; errors: readonly WriteError[] } {
  const errors: WriteError[] = [];
  const values: Record<string, unknown> = { ...stored };
  if (!stored)
    for (const { name, defaultValue } of definitions.values())
      if (defaultValue !== null && defaultValue !== undefined) values[name] = defaultValue;
  for (const [name, value] of Object.entries(given)) {
    const field = `customFields.${name}`;
    const definition = definitions.get(name);
    if (!definition) {
      // What an import left behind may be removed, not written.
      if (value === null && stored && Object.hasOwn(stored, name)) delete values[name];
      else errors.push(writeError('INVALID', `There is no custom field \`${name.slice(0, 60)}\` for this type.`, field.slice(0, 80)));
    } else if (value === null) delete values[name];
    else {
      const problem = problemOf(definition, value, catalog);
      if (problem !== undefined) errors.push(writeError('INVALID', `\`${name}\` ${problem}.`, field));
      else values[name] = value;
    }
  }
  for (const { name, required } of definitions.values())
    if (required && values[name] === undefined && (!stored || Object.hasOwn(given, name)))
      errors.push(writeError('REQUIRED', `\`${name}\` needs a value.`, `customFields.${name}`));
  return { values, errors };
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const LONGEST_TEXT = 20_000;

function problemOf(definition: Definition, value: unknown, catalog: Catalog): string | undefined {
  const { type, minimum, maximum, choices, objectType } = definition;
  if (holdsUnprintable(value, 0)) return 'holds text that cannot be stored, or is nested too deep';
  switch (type) {
    case 'TEXT':
    case 'LONGTEXT':
      return typeof value === 'string' && value.length <= LONGEST_TEXT ? undefined : `takes text of ${LONGEST_TEXT} characters at most`;
    case 'URL':
      return typeof value === 'string' && /^[a-z][a-z0-9+.-]*:\S{1,2000}$/i.test(value) ? undefined : 'takes a web address';
    case 'INTEGER':
    case 'DECIMAL': {
      const isNumber = type === 'INTEGER' ? Number.isSafeInteger(value) : typeof value === 'number' && Number.isFinite(value);
      if (!isNumber) return type === 'INTEGER' ? 'takes a whole number' : 'takes a number';
      if (minimum !== null && (value as number) < minimum) return `is below its minimum of ${minimum}`;
      return maximum !== null && (value as number) > maximum ? `is above its maximum of ${maximum}` : undefined;
    }
    case 'BOOLEAN':
      return typeof value === 'boolean' ? undefined : 'takes true or false';
    case 'DATE':
      return typeof value === 'string' && DAY.test(value) && isDay(value) ? undefined : 'takes a day, such as 2026-01-31';
    case 'DATETIME':
      return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T/.test(value) && !Number.isNaN(Date.parse(value))
        ? undefined
        : 'takes a moment in ISO 8601';
    case 'SELECT':
      return choices.includes(value) ? undefined : 'takes one of its choices';
    case 'MULTISELECT':
      return Array.isArray(value) && value.every((item) => choices.includes(item)) ? undefined : 'takes a list of its choices';
    case 'OBJECT':
      return isObjectOf(objectType, value, catalog) ? undefined : `takes the global id of an object${ofType(objectType)}`;
    case 'MULTIOBJECT':
      return Array.isArray(value) && value.every((item) => isObjectOf(objectType, item, catalog))
        ? undefined
        : `takes a list of global ids of objects${ofType(objectType)}`;
    default:
      return undefined;
  }
}

const ofType = (objectType: string | null): string => (objectType === null ? '' : ` of type ${objectType}`);

function isDay(text: string): boolean {
  const moment = new Date(text);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().slice(0, 10) === text;
}

function isObjectOf(objectType: string | null, value: unknown, catalog: Catalog): boolean {
  const id = typeof value === 'string' ? decodeGlobalId(value) : undefined;
  return id !== undefined && catalog.find(id.type) !== undefined && (objectType === null || id.type === objectType);
}
