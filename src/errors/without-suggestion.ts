/**
 * What graphql-js says of a wrong name, without the names that it might have been.
 *
 * `Did you mean "serial"?` spells the schema out, one guess at a time, to whoever may send documents and not read the schema (attack: clairvoyance).
 * Editors, which have the schema, make their own suggestions.
 */
export function withoutSuggestion(message: string): string {
  return message.replace(SUGGESTION, '').replace(/ Did you mean .*\?$/s, '');
}

/** Of several complaints in one message each may end with its own. */
const SUGGESTION = / Did you mean (?:[a-z ]+ )?"[^"]*"(?:(?:,| or|, or) "[^"]*")*\?/g;
