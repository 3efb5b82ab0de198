/** Every worked example of the GraphQL Cost Directives specification, draft of 2021. */
import { describe, expect, it } from 'vitest';
import { pricing } from './price-of.ts';

describe('the examples of the IBM specification', () => {
  it('prices examples 1 and 2: one call of users, five of age at 2.0, so a field cost of 11', () => {
    const { ibm } = pricing(`
      type User { name: String age: Int @cost(weight: "2.0") }
      type Query { users(max: Int): [User] @listSize(slicingArguments: ["max"]) }`);
    expect(ibm('query Example { users(max: 5) { age } }')).toEqual([6, 11]);
    expect(ibm('query Example { users(max: 3) { age } }')).toEqual([4, 7]);
  });

  it('prices example 10: an argument raises topProducts from 5 to 20', () => {
    const { ibm } = pricing(`
      input Filter { field: Boolean }
      type Query { topProducts(filter: Filter @cost(weight: "15.0")): [String] @cost(weight: "5.0") @listSize(assumedSize: 10) }`);
    expect(ibm('{ topProducts }')).toEqual([1, 5]);
    expect(ibm('{ topProducts(filter: { field: true }) }')).toEqual([1, 20]);
    expect(ibm('query ($filter: Filter) { topProducts(filter: $filter) }')).toEqual([1, 5]);
    expect(ibm('query ($filter: Filter) { topProducts(filter: $filter) }', { variables: { filter: { field: true } } })).toEqual([1, 20]);
  });

  it('prices example 11: an approximate answer makes mostPopularProduct cheaper, from 5 to 2', () => {
    const { ibm } = pricing(`
      enum Approximate { YES }
      type Product { name: String }
      type Query { mostPopularProduct(approx: Approximate @cost(weight: "-3.0")): Product @cost(weight: "5.0") }`);
    expect(ibm('{ mostPopularProduct { name } }')).toEqual([2, 5]);
    expect(ibm('{ mostPopularProduct(approx: YES) { name } }')).toEqual([2, 2]);
  });

  it('prices example 12: an input field of -12 takes a filter of 15 down to 3, and the field to 8', () => {
    const { ibm } = pricing(`
      enum Approximate { YES }
      input Filter { approx: Approximate @cost(weight: "-12.0") }
      type Query { topProducts(filter: Filter @cost(weight: "15.0")): [String] @cost(weight: "5.0") @listSize(assumedSize: 10) }`);
    expect(ibm('{ topProducts(filter: { approx: YES }) }')).toEqual([1, 8]);
    expect(ibm('query ($a: Approximate) { topProducts(filter: { approx: $a }) }', { variables: { a: 'YES' } })).toEqual([1, 8]);
    expect(ibm('query ($a: Approximate) { topProducts(filter: { approx: $a }) }')).toEqual([1, 20]);
  });

  it('prices example 13: a directive with an argument of -1 makes each field that bears it cheaper by one', () => {
    const { ibm } = pricing(`
      directive @approx(tolerance: Float! @cost(weight: "-1.0")) on FIELD
      type Query { count: Int @cost(weight: "4.0") free: Int }`);
    expect(ibm('{ count }')).toEqual([1, 4]);
    expect(ibm('{ count @approx(tolerance: 0.5) }')).toEqual([1, 3]);
    expect(ibm('{ free @approx(tolerance: 0.5) }')).toEqual([1, 0]);
  });

  it('prices example 16: assumedSize bounds a list of strings, which weigh nothing', () => {
    const { ibm } = pricing('type Query { topProducts: [String] @listSize(assumedSize: 10) }');
    expect(ibm('{ topProducts }')).toEqual([1, 0]);
    const weighed = pricing('scalar Name @cost(weight: "2") type Query { topProducts: [Name] @listSize(assumedSize: 10) }');
    expect(weighed.ibm('{ topProducts }')).toEqual([21, 0]);
  });

  it('prices example 17: the slicing argument is the length', () => {
    const { ibm } = pricing('type User { id: ID } type Query { users(max: Int!): [User] @listSize(slicingArguments: ["max"]) }');
    expect(ibm('{ users(max: 4) { id } }')).toEqual([5, 1]);
  });

  it('prices example 18: first or last sizes the edges below, not the connection', () => {
    const { ibm, refusal } = pricing(`
      type Film { title: String }
      type FilmEdge { cursor: ID node: Film }
      type PageInfo { hasNextPage: Boolean }
      type FilmConnection { edges: [FilmEdge] pageInfo: PageInfo }
      type Query {
        films(first: Int, after: ID, last: Int, before: ID): FilmConnection
          @listSize(slicingArguments: ["first", "last"], sizedFields: ["edges"])
      }`);
    // Query, connection, 7 edges, 7 films; the calls of films, edges and 7 times node.
    expect(ibm('{ films(first: 7) { edges { node { title } } } }')).toEqual([16, 9]);
    expect(ibm('{ films(last: 7) { ...Part } } fragment Part on FilmConnection { edges { node { title } } }')).toEqual([16, 9]);
    expect(ibm('{ films(last: 7) { all: edges { node { title } } pageInfo { hasNextPage } } }')).toEqual([17, 10]);
    expect(refusal('{ films { edges { cursor } } }')).toBe('ONE_PAGE_SIZE_REQUIRED');
    expect(refusal('{ films(first: 1, last: 1) { edges { cursor } } }')).toBe('ONE_PAGE_SIZE_REQUIRED');
  });
});

describe('the rules of the IBM specification', () => {
  const { ibm, refusal } = pricing(`
    interface Animal { name: String }
    type Cat implements Animal @cost(weight: "3") { name: String mice(first: Int = 10): [Mouse] @listSize(slicingArguments: ["first"]) }
    type Dog implements Animal { name: String @cost(weight: "2") owner: Person }
    union Pet = Cat | Dog
    type Mouse { id: ID }
    type Person { name: String friends(first: Int, last: Int): [Person]
      @listSize(slicingArguments: ["first", "last"], assumedSize: 50, requireOneSlicingArgument: false) everyone: [Person] }
    type Query { animal: Animal pet: Pet person: Person people(ids: [ID!]): [Person] @listSize(slicingArguments: ["ids"]) }`);

  it('takes the heaviest member for an abstract type', () => {
    expect(ibm('{ animal { __typename } }')).toEqual([4, 1]);
    expect(ibm('{ pet { __typename } }')).toEqual([4, 1]);
  });
  it('takes the weight of an interface field from its dearest implementation', () => expect(ibm('{ animal { name } }')).toEqual([4, 3]));
  it('takes a default from the schema as if it had been given', () =>
    expect(ibm('{ pet { ... on Cat { mice { id } } } }')).toEqual([14, 2]));
  it('takes the largest of several slicing arguments', () =>
    expect(ibm('{ person { friends(first: 3, last: 8) { name } } }')).toEqual([10, 2]));
  it('falls back to the assumed size when no slicing argument is given', () =>
    expect(ibm('{ person { friends { name } } }')).toEqual([52, 2]));
  it('lets an explicit null overrule a default, which leaves the list without a bound', () =>
    expect(refusal('{ pet { ... on Cat { mice(first: null) { id } } } }')).toBe('COST_INFINITE'));
  it('charges nothing for the items of a list of which nothing is known when they weigh nothing', () =>
    expect(pricing('type Query { names: [String] }').ibm('{ names }')).toEqual([1, 0]));
  it('refuses a list of which nothing is known', () => expect(refusal('{ person { everyone { name } } }')).toBe('COST_INFINITE'));
  it('coerces a single id to a list of one', () => expect(ibm('{ people(ids: "a") { name } }')).toEqual([2, 1]));
  it('coerces a single id in a variable to a list of one', () =>
    expect(ibm('query ($ids: [ID!]) { people(ids: $ids) { name } }', { variables: { ids: 'a' } })).toEqual([2, 1]));
  it('prefers a supplied variable over the default of the operation, and that over the default of the schema', () => {
    const query = 'query ($n: Int = 4) { pet { ... on Cat { mice(first: $n) { id } } } }';
    expect(ibm(query, { variables: { n: 2 } })).toEqual([6, 2]);
    expect(ibm(query)).toEqual([8, 2]);
    expect(ibm('query ($n: Int) { pet { ... on Cat { mice(first: $n) { id } } } }')).toEqual([14, 2]);
  });
  it('never counts __typename', () => expect(ibm('{ __typename a: __typename }')).toEqual([1, 0]));
});
