/**
 * Who decides about others, and what bounds them: they give no more than they have, and what their rights do not cover is refused (attack Z12). The command
 * line has no rights of its own; whoever runs it has the database.
 */
import { AccessChangeRefused, type Author } from './access-change.ts';
import { covers, type Rights } from './rights.ts';

/** An author whose rights bound what they may give; the command line's has none and is not bound. */
export interface Administrator extends Author {
  readonly rights?: Rights | undefined;
}

export function checkGives({ rights }: Administrator, wanted: Rights): void {
  if (rights && !covers(rights, wanted))
    throw new AccessChangeRefused('This would give more than you may do yourself.', { isBeyondRights: true });
}
