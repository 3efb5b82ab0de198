import { buildSchema, parse, validate } from 'graphql';
import { expect, it } from 'vitest';
import { withoutSuggestion } from '../../../src/errors/without-suggestion.ts';

const schema = buildSchema(
  'type Query { serial: String, color(is: Color): Color, node: Node } enum Color { RED GREEN } interface Node { id: ID } type Site implements Node { id: ID, name: String }',
);

it.each([
  ['{ seriall }', 'Cannot query field "seriall" on type "Query".'],
  ['{ color(iss: RED) }', 'Unknown argument "iss" on field "Query.color".'],
  ['{ color(is: REDD) }', 'Value "REDD" does not exist in "Color" enum.'],
  ['{ node { name } }', 'Cannot query field "name" on type "Node".'],
])('What is wrong is still said, and what would be right is not: %s', (text, expected) => {
  const [{ message } = { message: '' }] = validate(schema, parse(text));
  expect(message).toContain('Did you mean');
  expect(withoutSuggestion(message)).toBe(expected);
});

it('A sentence that suggests nothing is left as it is, even when it asks', () => {
  for (const sentence of ['Variable "$a" is not defined.', 'Which one do you mean?', ''])
    expect(withoutSuggestion(sentence)).toBe(sentence);
});
