/**
 * Which operation of a document is meant.
 *
 * GraphiQL learns of new operation names half a second after they were typed, and until then sends the old one, which the server rightly
 * refuses. So the text decides: a name is needed only where there are several operations, and then it has to be one of them.
 */
import { Kind, parse } from 'graphql';

export function chooseOperation(query: string, wanted: string | null | undefined): string | undefined {
  try {
    const names = parse(query, { noLocation: true }).definitions.flatMap((definition) =>
      definition.kind === Kind.OPERATION_DEFINITION ? [definition.name?.value] : [],
    );
    if (names.length < 2) return undefined;
    return wanted && names.includes(wanted) ? wanted : names[0];
  } catch {
    // A text with a syntax error has no operations; the server says where the error is.
    return undefined;
  }
}
