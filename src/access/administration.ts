/**
 * Deciding who may do what: tokens, roles and people are made, changed and ended here, from the command line and from mutations alike.
 *
 * Somebody who decides about others gives no more than they have: what an author's rights do not cover is refused (attack Z12). The command line has no
 * rights of its own; whoever runs it has the database.
 */
import { viewerIdOf } from './access-directory.ts';
import { addressRanges } from './address-ranges.ts';
import { digestOf, type Peppers } from './peppers.ts';
import {
  AccessChangeRefused,
  type AccessRecords,
  type AuditRow,
  type Author,
  type GrantRecord,
  type GrantToStore,
  type ListedToken,
  type RoleRecord,
  type Scope,
  type ScopedBy,
  type TokenRecord,
  type TokenToStore,
  type UserRecord,
  type UserToStore,
} from './records.ts';
import { covers, type Rights, rightsOf } from './rights.ts';
import { newToken } from './token-format.ts';
import type { Action, AllowanceClass, OperationsMode } from './viewer.ts';

/** What keeps it: `stores/access-store.ts`. */
export interface AccessKeeper {
  load(known: number | undefined): Promise<AccessRecords | undefined>;
  createToken(token: TokenToStore, author: Author): Promise<number>;
  rotateToken(
    id: number,
    fresh: Pick<TokenToStore, 'keyId' | 'digest' | 'pepper'>,
    graceMilliseconds: number,
    author: Author,
  ): Promise<number>;
  revokeToken(id: number, author: Author): Promise<void>;
  findToken(reference: string): Promise<number>;
  tokens(options?: { all?: boolean; first?: number; after?: number }): Promise<readonly ListedToken[]>;
  createRole(name: string, description: string, allowance: AllowanceClass, author: Author): Promise<number>;
  deleteRole(name: string, author: Author): Promise<void>;
  addGrant(role: string, grant: GrantToStore, author: Author): Promise<number>;
  removeGrant(id: number, author: Author): Promise<void>;
  saveUser(user: UserToStore, author: Author): Promise<number>;
  deleteUser(id: number, author: Author): Promise<void>;
  idsOf(table: ScopedBy, slugs: readonly string[]): Promise<readonly number[]>;
  slugsOf(table: ScopedBy, ids: readonly number[]): Promise<ReadonlyMap<number, string>>;
  audit(options?: { first?: number; before?: number | undefined }): Promise<readonly AuditRow[]>;
}

/** An author whose rights bound what they may give; the command line's has none and is not bound. */
export interface Administrator extends Author {
  readonly rights?: Rights | undefined;
}

export interface TokenWanted {
  readonly name: string;
  readonly role: string;
  readonly tenants?: readonly string[] | undefined;
  readonly sites?: readonly string[] | undefined;
  readonly addresses?: readonly string[] | undefined;
  readonly isReadOnly?: boolean | undefined;
  readonly budget?: number | undefined;
  readonly operations?: OperationsMode | undefined;
  readonly expires?: Date | undefined;
}

export interface GrantWanted {
  readonly action: Action;
  readonly resource?: string | undefined;
  readonly tenants?: readonly string[] | undefined;
  readonly sites?: readonly string[] | undefined;
  readonly regions?: readonly string[] | undefined;
  readonly tags?: readonly string[] | undefined;
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

export interface ListedUser extends UserToStore {
  readonly id: number;
}

export interface IssuedToken {
  readonly id: number;
  /** Shown now, and never again. */
  readonly token: string;
}

interface AccessAdministrationOptions {
  readonly keeper: AccessKeeper;
  readonly peppers: Peppers;
  /** The names of all resources, and the statuses that any of them may have. */
  readonly resources: ReadonlySet<string>;
  readonly statuses: ReadonlySet<string>;
  readonly now: () => number;
  /** Told after each change, so that it holds in this process at once. */
  readonly onChange?: () => Promise<void>;
}

export class AccessAdministration {
  private readonly options: AccessAdministrationOptions;

  constructor(options: AccessAdministrationOptions) {
    this.options = options;
  }

  async createToken(wanted: TokenWanted, author: Administrator): Promise<IssuedToken> {
    const { keeper } = this.options;
    const { tenants, sites, addresses, expires, name, ...rest } = wanted;
    if (name.trim() === '' || name.length > 200) throw new AccessChangeRefused('A token has a name of 1 to 200 characters.');
    if (addresses) checkRanges(addresses);
    if (expires && expires.getTime() <= this.options.now()) throw new AccessChangeRefused('A token that has expired already is of no use.');
    const scope = await this.scopeOf({ tenants, sites });
    const role = (await this.records()).roles.find((candidate) => candidate.name === wanted.role);
    if (!role) throw new AccessChangeRefused(`There is no role ${wanted.role}.`);
    this.checkGives(author, rightsOf(role.grants, scope, wanted.isReadOnly));
    const { keyId, token, stored } = this.freshToken();
    const id = await keeper.createToken(
      { ...rest, ...stored, keyId, name, tenants: scope.tenants, sites: scope.sites, addresses: nonEmpty(addresses), expires },
      author,
    );
    await this.options.onChange?.();
    return { id, token };
  }

  /** A new secret with all that the token was allowed; the old one goes on for the grace, or ends at once. */
  async rotateToken(reference: string, author: Administrator, graceMilliseconds = 0): Promise<IssuedToken> {
    const { keeper } = this.options;
    const old = await keeper.findToken(reference);
    const { roles, tokens } = await this.records();
    const record = tokens.find(({ id }) => id === old);
    const role = roles.find(({ id }) => id === record?.roleId);
    if (record && role) this.checkGives(author, rightsOf(role.grants, { tenants: record.tenants, sites: record.sites }, record.isReadOnly));
    const { token, stored } = this.freshToken();
    const id = await keeper.rotateToken(old, stored, graceMilliseconds, author);
    await this.options.onChange?.();
    return { id, token };
  }

  async revokeToken(reference: string, author: Administrator): Promise<number> {
    const id = await this.options.keeper.findToken(reference);
    if (author.actor === viewerIdOf({ id })) await this.checkOthersAdminister(id);
    await this.options.keeper.revokeToken(id, author);
    await this.options.onChange?.();
    return id;
  }

  tokens(options?: { all?: boolean; first?: number; after?: number }): Promise<readonly ListedToken[]> {
    return this.options.keeper.tokens(options);
  }

  async roles(): Promise<readonly ListedRole[]> {
    const { roles } = await this.records();
    const slugs = await this.slugs(roles);
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
        tenants: slugs('Tenant', scope.tenants),
        sites: slugs('Site', scope.sites),
        regions: slugs('Region', scope.regions),
        tags: slugs('Tag', scope.tags),
        statuses: scope.statuses,
      })),
    }));
  }

  async createRole(role: { name: string; description?: string; allowance?: AllowanceClass }, author: Administrator): Promise<void> {
    const { name, description = '', allowance = 'interactive' } = role;
    if (!/^[a-z][a-z0-9-]{0,62}$/.test(name))
      throw new AccessChangeRefused('A role is named in small letters, digits and hyphens, and begins with a letter.');
    await this.options.keeper.createRole(name, description, allowance, author);
    await this.options.onChange?.();
  }

  async deleteRole(name: string, author: Administrator): Promise<void> {
    await this.options.keeper.deleteRole(name, author);
    await this.options.onChange?.();
  }

  async grant(role: string, wanted: GrantWanted, author: Administrator): Promise<number> {
    const { action, resource, isShared = false, statuses, ...slugs } = wanted;
    const { resources, statuses: known } = this.options;
    if (resource !== undefined && !resources.has(resource)) throw new AccessChangeRefused(`There is no resource ${resource}.`);
    if (isShared && resource === undefined) throw new AccessChangeRefused('Only a grant that names a resource can be shared.');
    const unknown = statuses?.find((status) => !known.has(status));
    if (unknown !== undefined) throw new AccessChangeRefused(`There is no status ${unknown}.`);
    const scope = { ...(await this.scopeOf(slugs)), ...(nonEmpty(statuses) ? { statuses } : {}) };
    this.checkGives(author, rightsOf([{ id: 0, action, resource, scope, isShared }]));
    const id = await this.options.keeper.addGrant(role, { action, resource, scope, isShared }, author);
    await this.options.onChange?.();
    return id;
  }

  async removeGrant(id: number, author: Administrator): Promise<void> {
    await this.options.keeper.removeGrant(id, author);
    await this.options.onChange?.();
  }

  async users(): Promise<readonly ListedUser[]> {
    const { users, roles } = await this.records();
    const names = new Map(roles.map(({ id, name }) => [id, name]));
    return users.map(({ roleIds, ...user }: UserRecord) => ({ ...user, roles: roleIds.map((id) => names.get(id) ?? `${id}`) }));
  }

  async saveUser(user: UserToStore, author: Administrator): Promise<number> {
    const { roles } = await this.records();
    const grants = roles.filter(({ name }) => user.roles.includes(name)).flatMap((role) => role.grants);
    this.checkGives(author, rightsOf(grants));
    const id = await this.options.keeper.saveUser(user, author);
    await this.options.onChange?.();
    return id;
  }

  async deleteUser(id: number, author: Administrator): Promise<void> {
    await this.options.keeper.deleteUser(id, author);
    await this.options.onChange?.();
  }

  audit(options?: { first?: number; before?: number | undefined }): Promise<readonly AuditRow[]> {
    return this.options.keeper.audit(options);
  }

  private freshToken() {
    const { current } = this.options.peppers;
    const { keyId, token } = newToken();
    return { keyId, token, stored: { keyId, digest: digestOf(token, current), pepper: current.name } };
  }

  private checkGives({ rights }: Administrator, wanted: Rights): void {
    if (rights && !covers(rights, wanted))
      throw new AccessChangeRefused('This would give more than you may do yourself.', { isBeyondRights: true });
  }

  /** Whoever ends another's rights still has their own; only somebody's own end can leave nobody who decides. */
  private async checkOthersAdminister(tokenId: number): Promise<void> {
    const { roles, tokens, users } = await this.records();
    const deciding = new Set(roles.filter(({ grants }) => grants.some(isUnboundedAdministering)).map(({ id }) => id));
    const isDeciding = ({ id, roleId, tenants, sites, isReadOnly, expires }: TokenRecord): boolean =>
      id !== tokenId &&
      deciding.has(roleId) &&
      !tenants &&
      !sites &&
      !isReadOnly &&
      (expires === undefined || expires > this.options.now());
    if (tokens.some(isDeciding) || users.some(({ roleIds, isDisabled }) => !isDisabled && roleIds.some((id) => deciding.has(id)))) return;
    throw new AccessChangeRefused('This is the last token that administers. Make another first, or end it from the command line.', {
      isBeyondRights: true,
    });
  }

  private async records(): Promise<AccessRecords> {
    return (await this.options.keeper.load(undefined))!;
  }

  private async scopeOf(slugs: Pick<GrantWanted, 'tenants' | 'sites' | 'regions' | 'tags'>): Promise<Omit<Scope, 'statuses'>> {
    const ids = async (table: ScopedBy, given: readonly string[] | undefined) =>
      nonEmpty(given) && [...new Set(await this.options.keeper.idsOf(table, given!))];
    const [tenants, sites, regions, tags] = await Promise.all([
      ids('Tenant', slugs.tenants),
      ids('Site', slugs.sites),
      ids('Region', slugs.regions),
      ids('Tag', slugs.tags),
    ]);
    return { ...(tenants ? { tenants } : {}), ...(sites ? { sites } : {}), ...(regions ? { regions } : {}), ...(tags ? { tags } : {}) };
  }

  /** How ids read as slugs; what is gone reads as `#` and its id. */
  private async slugs(roles: readonly RoleRecord[]) {
    const scopes = roles.flatMap(({ grants }) => grants.map(({ scope }) => scope));
    const known = new Map(
      await Promise.all(
        (
          [
            ['Tenant', scopes.flatMap(({ tenants }) => tenants ?? [])],
            ['Site', scopes.flatMap(({ sites }) => sites ?? [])],
            ['Region', scopes.flatMap(({ regions }) => regions ?? [])],
            ['Tag', scopes.flatMap(({ tags }) => tags ?? [])],
          ] as const
        ).map(async ([table, ids]) => [table, ids.length > 0 ? await this.options.keeper.slugsOf(table, ids) : new Map()] as const),
      ),
    );
    return (table: ScopedBy, ids: readonly number[] | undefined): readonly string[] | undefined =>
      ids?.map((id) => known.get(table)?.get(id) ?? `#${id}`);
  }
}

const isUnboundedAdministering = ({ action, resource, scope, isShared }: GrantRecord): boolean =>
  action === 'administer' && resource === undefined && !isShared && Object.keys(scope).length === 0;

const nonEmpty = <T>(values: readonly T[] | undefined): readonly T[] | undefined => (values && values.length > 0 ? values : undefined);

function checkRanges(ranges: readonly string[]): void {
  try {
    addressRanges(ranges);
  } catch (error) {
    throw new AccessChangeRefused((error as Error).message);
  }
}
