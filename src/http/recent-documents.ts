/** Parsed and validated documents by their hash, the last few hundred: what Apollo keeps them in where it is not to keep many. */
import type { DocumentNode } from 'graphql';

const MOST_DOCUMENTS = 300;

export class RecentDocuments {
  private readonly documents = new Map<string, DocumentNode>();

  get(key: string): Promise<DocumentNode | undefined> {
    return Promise.resolve(this.documents.get(key));
  }

  set(key: string, document: DocumentNode): Promise<void> {
    if (this.documents.size >= MOST_DOCUMENTS) this.documents.delete(this.documents.keys().next().value!);
    this.documents.set(key, document);
    return Promise.resolve();
  }

  delete(key: string): Promise<boolean> {
    return Promise.resolve(this.documents.delete(key));
  }
}
