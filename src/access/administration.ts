/** Deciding who may do what, from the command line and from mutations alike: a subject each, and the trail of what was decided. */
import type { AuditRow } from './audit-buffer.ts';
import type { RoleAdministration } from './role-administration.ts';
import type { TokenAdministration } from './token-administration.ts';
import type { UserAdministration } from './user-administration.ts';

export interface AccessAdministration {
  readonly tokens: TokenAdministration;
  readonly roles: RoleAdministration;
  readonly users: UserAdministration;
  /** The latest first. */
  readonly audit: (options?: { first?: number; before?: number | undefined }) => Promise<readonly AuditRow[]>;
}
