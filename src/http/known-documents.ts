/**
 * Documents by the texts that they were parsed from, once every check has let them pass: what is asked again is parsed and validated no more.
 *
 * Each part of the schema has its own, since a document that one viewer may ask may name what another must not know of. A document takes some fifty times the
 * memory of its text.
 */
import type { DocumentNode, GraphQLSchema } from 'graphql';
import { KnownTexts } from './known-texts.ts';

const LIMITS = { mostTexts: 5_000, mostCharacters: 2_000_000, longestText: 50_000 };
/** There are several parts. */
const LIMITS_OF_A_PART = { ...LIMITS, mostTexts: 300, mostCharacters: 200_000 };

export class KnownDocuments {
  private readonly bySchema = new WeakMap<GraphQLSchema, KnownTexts<DocumentNode>>();

  constructor(whole: GraphQLSchema) {
    this.bySchema.set(whole, new KnownTexts(LIMITS));
  }

  get(schema: GraphQLSchema, text: string): DocumentNode | undefined {
    return this.bySchema.get(schema)?.get(text);
  }

  add(schema: GraphQLSchema, text: string, document: DocumentNode): void {
    let known = this.bySchema.get(schema);
    if (!known) {
      known = new KnownTexts(LIMITS_OF_A_PART);
      this.bySchema.set(schema, known);
    }
    known.add(text, document);
  }
}
