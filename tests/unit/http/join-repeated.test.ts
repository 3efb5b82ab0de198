import { expect, it } from 'vitest';
import { joinRepeated } from '../../../src/http/join-repeated.ts';

const at = (column: number) => [{ line: 1, column }];

it('lists one mistake once, with every place', () => {
  expect(
    joinRepeated([
      { message: 'a', locations: at(1) },
      { message: 'b', locations: at(2) },
      { message: 'a', locations: at(3) },
    ]),
  ).toEqual([
    { message: 'a', locations: [...at(1), ...at(3)] },
    { message: 'b', locations: at(2) },
  ]);
});

it('leaves every null its own explanation', () => {
  const errors = [
    { message: 'a', path: ['x', 0] },
    { message: 'a', path: ['x', 1] },
  ];
  expect(joinRepeated(errors)).toEqual(errors);
});
