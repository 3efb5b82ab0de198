import { GraphQLError } from 'graphql';
import { describe, expect, it } from 'vitest';
import { defaultShapeLimits } from '../../../src/cost/shape/check-shape.ts';
import { present } from '../../../src/errors/present.ts';
import { DocumentGate } from '../../../src/http/document-gate.ts';

const gate = new DocumentGate({ ...defaultShapeLimits, depth: 3 }, 20);
const refused = (text: string) => {
  try {
    gate.check(text);
  } catch (error) {
    return present(error, 'id').error;
  }
  return undefined;
};

describe('The gate', () => {
  it('lets a harmless document pass, again and again', () => {
    for (let time = 0; time < 3; time += 1) expect(refused('{ a { b { c } } }')).toBeUndefined();
  });
  it('refuses a document each time, not only the first', () => {
    for (let time = 0; time < 3; time += 1)
      expect(refused('{ a { b { c { d } } } }')?.extensions).toMatchObject({ code: 'DEPTH_LIMIT_EXCEEDED' });
  });
  it('says where the syntax is wrong', () => {
    expect(refused('{ a\n  ]')).toMatchObject({ locations: [{ line: 2, column: 3 }], extensions: { code: 'GRAPHQL_PARSE_FAILED' } });
  });
  it('counts tokens', () => {
    expect(refused(`{ ${'a '.repeat(30)}}`)).toMatchObject({ message: 'The document has more than 20 tokens.' });
  });
  it('throws errors of GraphQL alone, however deep the nesting', () => {
    const wide = new DocumentGate(defaultShapeLimits, 1_000_000);
    expect(() => wide.check(`${'{a'.repeat(100_000)}`)).toThrow(GraphQLError);
  });
  it('keeps the number of texts that it remembers in bounds', () => {
    for (let index = 0; index < 10_010; index += 1) gate.check(`{ a${index} }`);
    expect((gate as unknown as { passed: Set<string> }).passed.size).toBe(10_000);
  });
});
