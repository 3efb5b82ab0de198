/** Moments and days, as strings in ISO 8601: what the database sends is what the client reads, with no Date object between. */
import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';

function isoScalar(name: string, description: string, pattern: RegExp, normalise: (text: string) => string): GraphQLScalarType {
  const parse = (value: unknown): string => {
    if (typeof value !== 'string' || !pattern.test(value) || Number.isNaN(Date.parse(value)))
      throw new GraphQLError(`${name} cannot read ${JSON.stringify(value)?.slice(0, 40)}.`);
    return normalise(value);
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

export const TimestampScalar = isoScalar(
  'Timestamp',
  'A moment in RFC 3339, answered in UTC with milliseconds: `2026-01-31T12:00:00.000Z`.',
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/,
  (text) => new Date(text).toISOString(),
);

export const DayScalar = isoScalar('Day', 'A calendar day: `2026-01-31`.', /^\d{4}-\d{2}-\d{2}$/, (text) => {
  // Date.parse reads 2026-02-31 as the third of March; a day that does not exist is a mistake to point out.
  if (new Date(text).toISOString().slice(0, 10) !== text) throw new GraphQLError(`Day cannot read “${text}”: there is no such day.`);
  return text;
});
