/** Which lists of operations a viewer runs from: its token's own, and its roles'. What a client calls itself in a header plays no part. */

/** What this folder needs to know of a viewer. */
export interface Viewer {
  /** `token:ID` for the bearer of a token. */
  readonly id: string;
  /** Its name, or several joined by `+`. */
  readonly role: string;
  readonly operations: 'any' | 'note-unknown' | 'known' | 'ids';
  /** Another one as soon as its rights are others. */
  readonly fingerprint: string;
}

export function audiencesOf({ id, role }: Pick<Viewer, 'id' | 'role'>): readonly string[] {
  const roles = role.split('+').map((name) => `role:${name}`);
  return id.startsWith('token:') ? [id, ...roles] : roles;
}
