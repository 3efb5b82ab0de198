/** What `RoleAdministration` asks of whoever keeps roles, and what it gives them to keep: `stores/role-store.ts`. */
import type { Author } from './access-change.ts';
import type { Scope } from './records.ts';
import type { Action, AllowanceClass } from './viewer.ts';

export interface RoleKeeper {
  create(name: string, description: string, allowance: AllowanceClass, author: Author): Promise<number>;
  delete(name: string, author: Author): Promise<void>;
  /** Answers the id of the grant. */
  addGrant(role: string, grant: GrantToStore, author: Author): Promise<number>;
  removeGrant(id: number, author: Author): Promise<void>;
}

/** The most grants of one role: what it allows has to be readable. */
export const MOST_GRANTS = 100;

export interface GrantToStore {
  readonly action: Action;
  readonly resource?: string | undefined;
  readonly scope?: Scope | undefined;
  readonly isShared?: boolean | undefined;
}
