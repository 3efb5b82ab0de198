/** docs/changes.md shows operations; each fits the schema. */
import { readFileSync } from 'node:fs';
import { parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { schema } from '../../../src/schema.ts';

const page = readFileSync('docs/changes.md', 'utf8');
const documents = [
  ...[...page.matchAll(/```graphql\n([\s\S]*?)```/g)].map(([, text]) => text!),
  ...[...page.matchAll(/query: '(subscription [^']+)'/g)].map(([, text]) => text!),
];

describe('docs/changes.md', () => {
  it('shows operations', () => expect(documents).toHaveLength(4));
  it.each(documents)('fits the schema: %s', (text) => {
    expect(validate(schema, parse(text)).map(({ message }) => message)).toEqual([]);
  });
});
