/**
 * A schema to price against, from its SDL.
 *
 * Published schemas rarely define @cost and @listSize, let alone every other directive that they carry, so SDL is taken as it comes and only the
 * resulting schema is checked.
 */
import { buildASTSchema, GraphQLError, type GraphQLSchema, parse, validateSchema } from 'graphql';
import { DocumentRefusal } from './price-document.ts';

/** Throws DocumentRefusal with SCHEMA_INVALID. */
export function loadSchema(sdl: string): GraphQLSchema {
  try {
    const schema = buildASTSchema(parse(sdl, { noLocation: true }), { assumeValidSDL: true });
    const [problem] = validateSchema(schema);
    if (problem) throw problem;
    return schema;
  } catch (error) {
    if (error instanceof GraphQLError || error instanceof RangeError || (error instanceof Error && error.message.includes('Unknown type')))
      throw new DocumentRefusal('SCHEMA_INVALID', error.message);
    throw error;
  }
}
