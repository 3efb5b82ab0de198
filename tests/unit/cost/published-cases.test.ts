/** Six cases on which published estimators have been wrong: exclusive fragments, sizes, conditions, merging, signs and zeros. */
import { describe, expect, it } from 'vitest';
import { pricing } from './price-of.ts';

const { ibm, refusal } = pricing(`
  type Book { title: String pages(first: Int): [Page] @listSize(slicingArguments: ["first"], requireOneSlicingArgument: false) author: Author }
  type Film { title: String scenes(first: Int): [Scene] @listSize(slicingArguments: ["first"], requireOneSlicingArgument: false) }
  union Medium = Book | Film
  type Page { number: Int }
  type Scene { number: Int }
  type Author { name: String }
  type Query {
    medium: Medium
    books(first: Int = 10): [Book] @listSize(slicingArguments: ["first"])
    quick(exact: Boolean @cost(weight: "4"), rough: Boolean @cost(weight: "-3")): Book @cost(weight: "2")
    library: Library
  }
  type Library { everything: [Book] }`);

describe('the published precision cases', () => {
  it('pays for the dearer of two exclusive fragments, not for both', () => {
    expect(ibm('{ medium { ... on Book { pages(first: 10) { number } } ... on Film { scenes(first: 4) { number } } } }')).toEqual([12, 2]);
  });

  it('reads the size of a list from a variable', () => {
    const query = 'query ($n: Int!) { books(first: $n) { author { name } } }';
    expect(ibm(query, { variables: { n: 3 } })).toEqual([7, 4]);
    expect(ibm(query, { variables: { n: 300 } })).toEqual([601, 301]);
  });

  it('pays for one of two complementary branches', () => {
    const query = `query ($full: Boolean!) {
      books(first: 5) { author @include(if: $full) { name } pages(first: 2) @skip(if: $full) { number } }
    }`;
    expect(ibm(query, { variables: { full: true } })).toEqual([11, 6]);
    expect(ibm(query, { variables: { full: false } })).toEqual([16, 6]);
  });

  it('pays once for a field that is selected twice under one response name, and for all that is selected of it', () => {
    const merged = '{ books(first: 2) { author { name } } books(first: 2) { pages(first: 3) { number } title } }';
    expect(ibm(merged)).toEqual([11, 5]);
    expect(ibm('{ books(first: 2) { author { name } } books(first: 2) { author { name } } }')).toEqual([5, 3]);
    expect(ibm('{ one: books(first: 2) { title } two: books(first: 2) { title } }')).toEqual([5, 2]);
  });

  it('adds signed weights and never goes below zero for a call', () => {
    expect(ibm('{ quick(exact: true) { title } }')).toEqual([2, 6]);
    expect(ibm('{ quick(exact: true, rough: true) { title } }')).toEqual([2, 3]);
    expect(ibm('{ quick(rough: true) { title } }')).toEqual([2, 0]);
    expect(ibm('query ($r: Boolean) { quick(rough: $r) { title } }', { variables: { r: null } })).toEqual([2, 0]);
    expect(ibm('query ($r: Boolean) { quick(rough: $r) { title } }')).toEqual([2, 2]);
  });

  it('pays the call and no items for an empty list, even of what has no bound', () => {
    expect(ibm('{ books(first: 0) { author { name } } }')).toEqual([1, 1]);
    const nested = pricing(`type Item { all: [Item] } type Query { items(first: Int): [Item] @listSize(slicingArguments: ["first"]) }`);
    expect(nested.ibm('{ items(first: 0) { all { __typename } } }')).toEqual([1, 1]);
    expect(nested.refusal('{ items(first: 1) { all { __typename } } }')).toBe('COST_INFINITE');
    expect(refusal('{ library { everything { title } } }')).toBe('COST_INFINITE');
  });
});
