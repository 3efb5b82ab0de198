/** Whoever changes what somebody may do, and the answer to a change that cannot be. */

/** Who changes something, and as part of which request. */
export interface Author {
  readonly actor: string;
  readonly address?: string | undefined;
  readonly requestId?: string | undefined;
}

/** What a change was asked for that cannot be: a sentence for people. */
export class AccessChangeRefused extends Error {
  override readonly name = 'AccessChangeRefused';
  /** Whether it is refused because of who asks. */
  readonly isBeyondRights: boolean;

  constructor(message: string, { isBeyondRights = false } = {}) {
    super(message);
    this.isBeyondRights = isBeyondRights;
  }
}
