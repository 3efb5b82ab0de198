/** The most rows that one call of a field gives, as its declaration says; undefined for what is no list, or of another schema. */
import type { GraphQLField } from 'graphql';
import { type FieldMeaning, MOST_GROUPS, MOST_NODES, MOST_SEARCH_RESULTS } from './meaning.ts';

export function mostRowsOf({ extensions }: Pick<GraphQLField<unknown, unknown>, 'extensions'>): number | undefined {
  const meaning = extensions['meaning'] as FieldMeaning | undefined;
  switch (meaning?.kind) {
    case 'list':
      return meaning.max;
    case 'listCounts':
      return MOST_GROUPS;
    case 'root':
      switch (meaning.root.kind) {
        case 'page':
          return meaning.root.resource.max;
        case 'counts':
          return MOST_GROUPS;
        case 'nodes':
          return MOST_NODES;
        case 'search':
          return MOST_SEARCH_RESULTS;
        default:
          return undefined;
      }
    default:
      return undefined;
  }
}
