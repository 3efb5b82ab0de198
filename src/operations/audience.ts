/** Which lists of operations a viewer runs from: its role's, and its own. What a client calls itself in a header plays no part. */
import type { Audience } from './operation.ts';

/** What this folder needs to know of a viewer. */
export interface Viewer {
  readonly id: string;
  readonly role: string;
  readonly operations: 'any' | 'note-unknown' | 'known' | 'ids';
}

export function audiencesOf({ id, role }: Pick<Viewer, 'id' | 'role'>): readonly Audience[] {
  return [`token:${id}`, `role:${role}`];
}
