import { expect, it } from 'vitest';
import { chooseOperation } from '../../../../src/web/shared/choose-operation.ts';

it.each([
  ['the only operation needs no name', 'query A { a }', 'A', undefined],
  ['a name that was typed over is not sent', '{ a }', 'Before', undefined],
  ['the wanted one of several', 'query A { a } query B { b }', 'B', 'B'],
  ['the first, when the wanted one is gone', 'query A { a } query B { b }', 'Before', 'A'],
  ['fragments are no operations', 'query A { ...F } fragment F on Q { a }', 'F', undefined],
  ['a text with an error has none', 'query A {', 'A', undefined],
])('%s', (_what, query, wanted, chosen) => {
  expect(chooseOperation(query, wanted)).toBe(chosen);
});
