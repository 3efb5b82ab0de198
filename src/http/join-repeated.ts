/** One error for each thing that is wrong with a document, with every place where it is: a directive misspelt ten times is one mistake. */
import type { GraphQLFormattedError } from 'graphql';

export function joinRepeated(errors: readonly GraphQLFormattedError[]): readonly GraphQLFormattedError[] {
  const joined = new Map<string, GraphQLFormattedError>();
  const rest: GraphQLFormattedError[] = [];
  for (const error of errors) {
    // An error with a path explains one null, and each null deserves its own.
    if (error.path) {
      rest.push(error);
      continue;
    }
    const known = joined.get(error.message);
    joined.set(error.message, known ? { ...known, locations: [...(known.locations ?? []), ...(error.locations ?? [])] } : error);
  }
  return [...joined.values(), ...rest];
}
