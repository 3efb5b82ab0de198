/**
 * Operations that clients register by sending them once (Apollo's automatic persisted queries), where a setting allows it.
 *
 * Kept in the memory of the process, for each viewer by itself, so that nobody can push out or run what another sent. What is stored was authenticated,
 * held to every limit and priced before, because it has just been answered; it is forgotten when the viewer's rights change, by which it was validated. The number and the bytes are bounded, and what was used least recently goes.
 */
import type { DocumentNode } from 'graphql';
import type { Viewer } from './audience.ts';

type Whose = Pick<Viewer, 'id' | 'fingerprint'>;

interface Remembered {
  readonly document: DocumentNode;
  readonly bytes: number;
}

interface Shelf {
  readonly operations: Map<string, Remembered>;
  bytes: number;
}

const MOST_VIEWERS = 1000;
const MOST_OPERATIONS = 200;
const MOST_BYTES = 256 * 1024;

export class AutomaticOperations {
  private readonly shelves = new Map<string, Shelf>();

  /** `id` is the hash of the text, which the caller has compared. */
  remember(viewer: Whose, id: string, document: DocumentNode, bytes: number): void {
    if (bytes > MOST_BYTES) return;
    const name = nameOf(viewer);
    const shelf = this.shelves.get(name) ?? { operations: new Map(), bytes: 0 };
    touch(this.shelves, name, shelf);
    if (this.shelves.size > MOST_VIEWERS) this.shelves.delete(oldest(this.shelves));
    drop(shelf, id);
    shelf.operations.set(id, { document, bytes });
    shelf.bytes += bytes;
    while (shelf.bytes > MOST_BYTES || shelf.operations.size > MOST_OPERATIONS) drop(shelf, oldest(shelf.operations));
  }

  find(viewer: Whose, id: string): DocumentNode | undefined {
    const name = nameOf(viewer);
    const shelf = this.shelves.get(name);
    const found = shelf?.operations.get(id);
    if (!shelf || !found) return undefined;
    touch(this.shelves, name, shelf);
    touch(shelf.operations, id, found);
    return found.document;
  }
}

const nameOf = ({ id, fingerprint }: Whose): string => JSON.stringify([id, fingerprint]);

/** The order of a Map is that of insertion: what is put in again comes last. */
function touch<V>(map: Map<string, V>, key: string, value: V): void {
  map.delete(key);
  map.set(key, value);
}

const oldest = (map: ReadonlyMap<string, unknown>): string => map.keys().next().value!;

function drop(shelf: Shelf, id: string): void {
  shelf.bytes -= shelf.operations.get(id)?.bytes ?? 0;
  shelf.operations.delete(id);
}
