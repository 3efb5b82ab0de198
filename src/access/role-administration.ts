/** Roles made and removed, and what they allow granted and taken away, by whoever may decide about it. */

import { AccessChangeRefused } from './access-change.ts';
import { type Administrator, checkGives } from './administrator.ts';
import { type NamedScope, namesOfScopes, nonEmpty, type ScopeKeeper, scopeNamed } from './named-scopes.ts';
import type { AccessRecords } from './records.ts';
import { rightsOf } from './rights.ts';
import type { RoleKeeper } from './role-keeper.ts';
import type { Action, AllowanceClass } from './viewer.ts';

export interface GrantWanted extends NamedScope {
  readonly action: Action;
  readonly resource?: string | undefined;
  readonly statuses?: readonly string[] | undefined;
  readonly isShared?: boolean | undefined;
}

/** A grant as people read it. */
export interface ListedGrant extends GrantWanted {
  readonly id: number;
}

export interface ListedRole {
  readonly name: string;
  readonly description: string;
  readonly allowance: AllowanceClass;
  readonly isBuiltIn: boolean;
  readonly grants: readonly ListedGrant[];
}

interface RoleAdministrationOptions {
  readonly keeper: RoleKeeper;
  readonly scopes: ScopeKeeper;
  readonly records: () => Promise<AccessRecords>;
  /** The names of all resources, and the statuses that any of them may have. */
  readonly resources: ReadonlySet<string>;
  readonly statuses: ReadonlySet<string>;
  /** Told after each change, so that it holds in this process at once. */
  readonly onChange: () => Promise<void>;
}

export class RoleAdministration {
  private readonly options: RoleAdministrationOptions;

  constructor(options: RoleAdministrationOptions) {
    this.options = options;
  }

  async list(): Promise<readonly ListedRole[]> {
    const { records, scopes } = this.options;
    const { roles } = await records();
    const named = await namesOfScopes(scopes, roles);
    return roles.map(({ name, description, allowance, isBuiltIn, grants }) => ({
      name,
      description,
      allowance,
      isBuiltIn,
      grants: grants.map(({ id, action, resource, scope, isShared }) => ({
        id,
        action,
        resource,
        isShared,
        ...named(scope),
        statuses: scope.statuses,
      })),
    }));
  }

  async create(role: { name: string; description?: string; allowance?: AllowanceClass }, author: Administrator): Promise<void> {
    const { name, description = '', allowance = 'interactive' } = role;
    if (!/^[a-z][a-z0-9-]{0,62}$/.test(name))
      throw new AccessChangeRefused('A role is named in small letters, digits and hyphens, and begins with a letter.');
    await this.options.keeper.create(name, description, allowance, author);
    await this.options.onChange();
  }

  async delete(name: string, author: Administrator): Promise<void> {
    await this.options.keeper.delete(name, author);
    await this.options.onChange();
  }

  /** Answers the id of the grant. */
  async grant(role: string, wanted: GrantWanted, author: Administrator): Promise<number> {
    const { keeper, scopes, resources, statuses: known, onChange } = this.options;
    const { action, resource, isShared = false, statuses, ...named } = wanted;
    if (resource !== undefined && !resources.has(resource)) throw new AccessChangeRefused(`There is no resource ${resource}.`);
    if (isShared && resource === undefined) throw new AccessChangeRefused('Only a grant that names a resource can be shared.');
    const unknown = statuses?.find((status) => !known.has(status));
    if (unknown !== undefined) throw new AccessChangeRefused(`There is no status ${unknown}.`);
    const scope = { ...(await scopeNamed(scopes, named)), ...(nonEmpty(statuses) ? { statuses } : {}) };
    checkGives(author, rightsOf([{ id: 0, action, resource, scope, isShared }]));
    const id = await keeper.addGrant(role, { action, resource, scope, isShared }, author);
    await onChange();
    return id;
  }

  async removeGrant(id: number, author: Administrator): Promise<void> {
    await this.options.keeper.removeGrant(id, author);
    await this.options.onChange();
  }
}
