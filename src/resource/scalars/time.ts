/** Moments and days, as strings in ISO 8601: what the database sends is what the client reads, with no Date object between. */
import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';

function isoScalar(name: string, description: string, pattern: RegExp, normalise: (text: string) => string): GraphQLScalarType {
  const parse = (value: unknown): string => {
    if (typeof value !== 'string' || !pattern.test(value) || Number.isNaN(Date.parse(value)))
      throw new GraphQLError(`${name} cannot read ${JSON.stringify(value)?.slice(0, 40)}.`);
    checkDay(name, value);
    const normalised = normalise(value);
    // PostgreSQL has no year 0, and an offset may lead out of the years that have four digits.
    if (!/^(?!0000)\d{4}-/.test(normalised)) throw new GraphQLError(`${name} cannot read “${value}”: years go from 1 to 9999.`);
    return normalised;
  };
  return new GraphQLScalarType({
    name,
    description,
    specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc3339',
    serialize: String,
    parseValue: parse,
    parseLiteral: (node: ValueNode) => {
      if (node.kind !== Kind.STRING) throw new GraphQLError(`${name} takes a string.`, { nodes: node });
      return parse(node.value);
    },
  });
}

/** `Date.parse` reads 2026-02-31 as the third of March; a day that does not exist is a mistake to point out. */
function checkDay(name: string, text: string): void {
  const day = text.slice(0, 'YYYY-MM-DD'.length);
  if (new Date(day).toISOString().slice(0, day.length) !== day)
    throw new GraphQLError(`${name} cannot read “${text}”: there is no such day.`);
}

export const TimestampScalar = isoScalar(
  'Timestamp',
  'A moment in RFC 3339, answered in UTC with milliseconds: `2026-01-31T12:00:00.000Z`.',
  /^\d{4}-\d{2}-\d{2}T(?:[01]\d|2[0-3]):\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/,
  (text) => new Date(text).toISOString(),
);

export const DayScalar = isoScalar('Day', 'A calendar day: `2026-01-31`.', /^\d{4}-\d{2}-\d{2}$/, (text) => text);
