/** The examples of the Apollo Router's demand control documentation, and the cases by which its parts are described. */
import { describe, expect, it } from 'vitest';
import { pricing } from './price-of.ts';

const selection = '{ title author { name } publisher { name address { zipCode } } }';
const books = (query: string, addressCost = '') => `
  type Query { ${query} }
  type Book { title: String author: Author publisher: Publisher }
  type Author { name: String }
  type Publisher { name: String address: Address }
  type Address ${addressCost} { zipCode: Int! }`;

describe('the examples of the demand control documentation', () => {
  it('costs 4 with the default weights', () =>
    expect(pricing(books('book(id: ID): Book')).apollo(`query BookQuery { book(id: 1) ${selection} }`)).toBe(4));
  it('costs 8 when an address weighs 5', () =>
    expect(pricing(books('book(id: ID): Book', '@cost(weight: 5)')).apollo(`{ book(id: 1) ${selection} }`)).toBe(8));
  it('costs 40 for five bestsellers', () =>
    expect(pricing(books('bestsellers: [Book] @listSize(assumedSize: 5)', '@cost(weight: 5)')).apollo(`{ bestsellers ${selection} }`)).toBe(
      40,
    ));
  it('costs 24 for three additions, 56 for seven', () => {
    const { apollo } = pricing(
      books('newestAdditions(after: ID, limit: Int!): [Book] @listSize(slicingArguments: ["limit"])', '@cost(weight: 5)'),
    );
    expect(apollo(`{ newestAdditions(limit: 3) ${selection} }`)).toBe(24);
    expect(apollo(`{ newestAdditions(limit: 7) ${selection} }`)).toBe(56);
    expect(apollo(`query ($n: Int!) { newestAdditions(limit: $n) ${selection} }`, { variables: { n: 7 } })).toBe(56);
  });
});

describe('the defaults of the router', () => {
  const { apollo } = pricing(
    `
    type Query {
      getScalarByObject(args: Outer): String
      getObjectsByObject(args: Outer): [Second]
      scalar: Int object: First interface: Named union: Either objects: [First] numbers: [Int]
    }
    type Mutation { doSomething: Int }
    type Subscription { objects: First }
    type First { field1: Int innerList: [Second] }
    interface Named { field2: String }
    type Second implements Named { field1: Int field2: String }
    union Either = First | Second
    input Inner { id: ID }
    input Outer { inner: Inner inner2: Inner listOfInner: [Inner!] }`,
    { assumedListSize: 100 },
  );
  it.each([
    ['nothing for a scalar', '{ scalar }', 0],
    ['10 for a mutation', 'mutation { doSomething }', 10],
    ['nothing for a subscription itself', 'subscription { objects { field1 } }', 1],
    ['1 for an object', '{ object { field1 } }', 1],
    ['1 for an interface', '{ interface { field2 } }', 1],
    ['1 for a union', '{ union { ... on First { field1 } } }', 1],
    ['the list size for a list of objects', '{ objects { field1 } }', 100],
    ['nothing for a list of scalars', '{ numbers }', 0],
    ['the product for nested lists', '{ objects { innerList { field1 } } }', 10_100],
    ['1 for each input object', '{ getScalarByObject(args: { inner: { id: 1 }, listOfInner: [{ id: 2 }, { id: 3 }] }) }', 4],
    [
      'input objects once, whatever the list',
      '{ getObjectsByObject(args: { inner: { id: 1 }, listOfInner: [{ id: 2 }, { id: 3 }] }) { field1 } }',
      104,
    ],
    ['nothing for what is skipped', '{ object @skip(if: true) { field1 } }', 0],
    ['nothing for what is not included', '{ object @include(if: false) { field1 } }', 0],
    [
      'the sum of fragments',
      `fragment narrow on Second { field1 } fragment widen on Named { field2 }
       { interface { field2 ...narrow } union { ...narrow ... on First { innerList { ...widen } } } }`,
      102,
    ],
  ])('costs %s', (_, query, cost) => expect(apollo(query)).toBe(cost));
  it('assumes ten items where nobody says how many', () =>
    expect(apollo('{ objects { field1 } }', { options: { assumedListSize: 10 } })).toBe(10));
});

describe('weights and sizes in the router', () => {
  const { apollo, refusal } = pricing(
    `
    type A { id: ID }
    enum AorB @cost(weight: "15") { A B }
    scalar ExpensiveInt @cost(weight: "30")
    type ExpensiveObject @cost(weight: "40") { id: ID }
    input InputWithCost { somethingWithCost: Int @cost(weight: "20") }
    input PaginationInput { first: Int after: String }
    input SearchInput { pagination: PaginationInput query: String }
    input DeepInput { level1: Level1 } input Level1 { level2: Level2 } input Level2 { count: Int }
    type Container { page: [A] metadata: String }
    type DeepContainer { page: [A] results: Container total: Int }
    type SizedField { items: [A] }
    type Query {
      fieldWithCost: Int @cost(weight: "5")
      argWithCost(arg: Int @cost(weight: "10")): Int
      enumWithCost: AorB
      inputWithCost(someInput: InputWithCost): Int
      scalarWithCost: ExpensiveInt
      objectWithCost: ExpensiveObject
      fieldWithListSize: [String!] @listSize(assumedSize: 2000, requireOneSlicingArgument: false)
      fieldWithDynamicListSize(first: Int = 10): SizedField @listSize(slicingArguments: ["first"], sizedFields: ["items"])
      itemsByIds(ids: [ID!]!): [A] @listSize(slicingArguments: ["ids"])
      itemsByIdsWithAssumedSize(ids: [ID!]): [A] @listSize(slicingArguments: ["ids"], assumedSize: 50, requireOneSlicingArgument: false)
      search(input: SearchInput!): [A] @listSize(slicingArguments: ["input.pagination.first"])
      searchWithAssumedSize(input: SearchInput): [A]
        @listSize(slicingArguments: ["input.pagination.first"], assumedSize: 25, requireOneSlicingArgument: false)
      deeplyNested(input: DeepInput!): [A] @listSize(slicingArguments: ["input.level1.level2.count"])
      container(first: Int): Container @listSize(slicingArguments: ["first"], sizedFields: ["page"], requireOneSlicingArgument: false)
      deep(first: Int = 10): DeepContainer @listSize(slicingArguments: ["first"], sizedFields: ["results { page }"], requireOneSlicingArgument: false)
      mixed(first: Int = 10): DeepContainer
        @listSize(slicingArguments: ["first"], sizedFields: ["page", "results { page }"], requireOneSlicingArgument: false)
    }`,
    { assumedListSize: 100 },
  );
  const everything = (size: string) => `
    fragment Items on SizedField { items { id } }
    { fieldWithCost argWithCost(arg: 3) enumWithCost inputWithCost(someInput: { somethingWithCost: 10 }) scalarWithCost
      objectWithCost { id } fieldWithListSize fieldWithDynamicListSize${size} { ...Items } }`;
  const search = 'query ($input: SearchInput) { searchWithAssumedSize(input: $input) { id } }';

  it.each<[string, string, number, Record<string, unknown>?]>([
    ['all kinds of weights', everything('(first: 5)'), 127],
    ['a default that slices', everything(''), 132],
    ['the weight of an enum', '{ enumWithCost }', 15],
    ['the length of a literal list', '{ itemsByIds(ids: ["a", "b", "c"]) { id } }', 3],
    ['an empty list', '{ itemsByIds(ids: []) { id } }', 0],
    ['the length of a list in a variable', 'query ($ids: [ID!]!) { itemsByIds(ids: $ids) { id } }', 5, { ids: ['a', 'b', 'c', 'd', 'e'] }],
    ['the assumed size for a null', 'query ($ids: [ID!]) { itemsByIdsWithAssumedSize(ids: $ids) { id } }', 50, { ids: null }],
    ['the assumed size for a missing variable', 'query ($ids: [ID!]) { itemsByIdsWithAssumedSize(ids: $ids) { id } }', 50],
    ['a dotted path', '{ search(input: { pagination: { first: 10 } }) { id } }', 12],
    ['a dotted path beside other fields', '{ search(input: { pagination: { first: 8, after: "c" }, query: "t" }) { id } }', 10],
    [
      'a dotted path in a variable',
      'query ($i: SearchInput!) { search(input: $i) { id } }',
      9,
      { i: { pagination: { first: 7 }, query: 't' } },
    ],
    ['a deep path', '{ deeplyNested(input: { level1: { level2: { count: 15 } } }) { id } }', 18],
    ['a path that ends early', search, 27, { input: { pagination: {} } }],
    ['a path that ends earlier', search, 26, { input: {} }],
    ['a path into null', search, 25, { input: null }],
    ['sized fields', '{ container(first: 5) { page { id } metadata } }', 6],
    ['sized fields one level down', '{ deep(first: 7) { results { page { id } } } }', 9],
    ['sized fields one level down, by a variable', 'query ($n: Int!) { deep(first: $n) { results { page { id } } } }', 5, { n: 3 }],
    ['sized fields one level down, by default', '{ deep { results { page { id } } } }', 12],
    ['sized fields that nobody selects', '{ deep(first: 100) { total } }', 1],
    ['the way to sized fields', '{ deep(first: 100) { results { metadata } } }', 2],
    ['sized fields on two levels', '{ mixed(first: 5) { page { id } results { page { id } } } }', 12],
  ])('counts %s', (_, query, cost, variables = {}) => expect(apollo(query, { variables })).toBe(cost));

  it('refuses an operation without the one slicing argument that is required', () =>
    expect(refusal('{ search(input: {}) { id } }', { options: { dialect: 'apollo' } })).toBe('ONE_PAGE_SIZE_REQUIRED'));
  it('reads directives that @link renames', () => {
    const renamed = pricing(`
      schema @link(url: "https://specs.apollo.dev/cost/v0.1", import: [{ name: "@cost", as: "@price" }]) { query: Query }
      type Query { a: Int @price(weight: 7) }`);
    expect(renamed.apollo('{ a }')).toBe(7);
  });
  it('refuses a schema whose sized fields name two lists at once', () => {
    const { refusal: broken } = pricing(`
      type Page { a: [Int] b: [Int] } type Box { page: Page }
      type Query { box(first: Int): Box @listSize(slicingArguments: ["first"], sizedFields: ["page { a b }"]) }`);
    expect(broken('{ box(first: 1) { page { a } } }')).toBe('SCHEMA_COST_INVALID');
  });
  it('walks a custom scalar in a variable as one leaf', () => {
    const json = pricing('scalar Json input Args { json: Json } type Query { fetch(args: Args): Int }');
    expect(json.apollo('query ($v: Json) { fetch(args: { json: $v }) }', { variables: { v: { 'field.with.dots': 1 } } })).toBe(1);
  });
});
