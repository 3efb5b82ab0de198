import { parse, specifiedRules, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { secondOpinions } from '../../../src/http/second-opinions.ts';
import { tinySchema } from '../../support/graphql-server.ts';

const rules = [...specifiedRules, ...secondOpinions({ deepest: 4, mostAliases: 2, mostDirectives: 3 })];
const codesOf = (text: string) => validate(tinySchema, parse(text), rules).map(({ extensions }) => extensions['code']);

describe('The second opinion', () => {
  it('has none about what is within the limits', () => {
    expect(codesOf('{ a: hello b: hello device(id: 1) { site { devices { id } } } }')).toEqual([]);
  });
  it('counts levels as we do', () => {
    expect(codesOf('{ device(id: 1) { site { devices { site { name } } } } }')).toEqual(['DEPTH_LIMIT_EXCEEDED']);
  });
  it('counts aliases', () => {
    expect(codesOf('{ a: hello b: hello c: hello }')).toContain('ALIAS_LIMIT_EXCEEDED');
  });
  it('counts directives', () => {
    const four = '@skip(if: false) @include(if: true)'.repeat(2);
    expect(codesOf(`{ hello ${four} }`)).toContain('DIRECTIVE_LIMIT_EXCEEDED');
  });
});
