/**
 * What graphql-js says of a wrong name, without the names that it might have been.
 *
 * `Did you mean "serial"?` spells the schema out, one guess at a time, to whoever may send documents and not read the schema (attack: clairvoyance).
 * Armor takes the names out of what the validator says and leaves the question mark; enum values, inline fragments and variables it does not see.
 */
export function withoutSuggestion(message: string): string {
  return message.replace(/ (?:Did you mean .*)?\?$/s, '');
}
