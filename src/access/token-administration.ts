/** Tokens made, renewed and ended, by whoever may decide about them. */

import { AccessChangeRefused } from './access-change.ts';
import { viewerIdOf } from './access-directory.ts';
import { addressRanges } from './address-ranges.ts';
import { type Administrator, checkGives } from './administrator.ts';
import { nonEmpty, type ScopeKeeper, scopeNamed } from './named-scopes.ts';
import { digestOf, type Peppers } from './peppers.ts';
import type { AccessRecords, GrantRecord, TokenRecord } from './records.ts';
import { rightsOf } from './rights.ts';
import { newToken } from './token-format.ts';
import type { FreshSecret, ListedToken, TokenKeeper, TokensWanted, TokenToStore } from './token-keeper.ts';

/** A token as people want it: without its secret, and with slugs for ids. */
export interface TokenWanted extends Omit<TokenToStore, keyof FreshSecret | 'tenants' | 'sites'> {
  readonly tenants?: readonly string[] | undefined;
  readonly sites?: readonly string[] | undefined;
}

export interface IssuedToken {
  readonly id: number;
  /** Shown now, and never again. */
  readonly token: string;
}

interface TokenAdministrationOptions {
  readonly keeper: TokenKeeper;
  readonly scopes: ScopeKeeper;
  readonly records: () => Promise<AccessRecords>;
  readonly peppers: Peppers;
  readonly now: () => number;
  /** Told after each change, so that it holds in this process at once. */
  readonly onChange: () => Promise<void>;
}

export class TokenAdministration {
  private readonly options: TokenAdministrationOptions;

  constructor(options: TokenAdministrationOptions) {
    this.options = options;
  }

  list(options?: TokensWanted): Promise<readonly ListedToken[]> {
    return this.options.keeper.list(options);
  }

  async create(wanted: TokenWanted, author: Administrator): Promise<IssuedToken> {
    const { keeper, scopes, records, now, onChange } = this.options;
    const { tenants, sites, addresses, expires, name, ...rest } = wanted;
    if (name.trim() === '' || name.length > 200) throw new AccessChangeRefused('A token has a name of 1 to 200 characters.');
    if (addresses) checkRanges(addresses);
    if (expires && expires.getTime() <= now()) throw new AccessChangeRefused('A token that has expired already is of no use.');
    const scope = await scopeNamed(scopes, { tenants, sites });
    const role = (await records()).roles.find((candidate) => candidate.name === wanted.role);
    if (!role) throw new AccessChangeRefused(`There is no role ${wanted.role}.`);
    checkGives(author, rightsOf(role.grants, scope, wanted.isReadOnly));
    const { token, stored } = this.freshToken();
    const id = await keeper.create(
      { ...rest, ...stored, name, tenants: scope.tenants, sites: scope.sites, addresses: nonEmpty(addresses), expires },
      author,
    );
    await onChange();
    return { id, token };
  }

  /** A new secret with all that the token was allowed; the old one goes on for the grace, or ends at once. */
  async rotate(reference: string, author: Administrator, graceMilliseconds = 0): Promise<IssuedToken> {
    const { keeper, records, onChange } = this.options;
    const old = await keeper.find(reference);
    const { roles, tokens } = await records();
    const record = tokens.find(({ id }) => id === old);
    const role = roles.find(({ id }) => id === record?.roleId);
    if (record && role) checkGives(author, rightsOf(role.grants, { tenants: record.tenants, sites: record.sites }, record.isReadOnly));
    const { token, stored } = this.freshToken();
    const id = await keeper.rotate(old, stored, graceMilliseconds, author);
    await onChange();
    return { id, token };
  }

  /** Answers the id of the token that has ended. */
  async revoke(reference: string, author: Administrator): Promise<number> {
    const { keeper, onChange } = this.options;
    const id = await keeper.find(reference);
    if (author.actor === viewerIdOf({ id })) await this.checkOthersAdminister(id);
    await keeper.revoke(id, author);
    await onChange();
    return id;
  }

  private freshToken() {
    const { current } = this.options.peppers;
    const { keyId, token } = newToken();
    return { token, stored: { keyId, digest: digestOf(token, current), pepper: current.name } };
  }

  /** Whoever ends another's rights still has their own; only somebody's own end can leave nobody who decides. */
  private async checkOthersAdminister(tokenId: number): Promise<void> {
    const { records, now } = this.options;
    const { roles, tokens, users } = await records();
    const deciding = new Set(roles.filter(({ grants }) => grants.some(isUnboundedAdministering)).map(({ id }) => id));
    const isDeciding = ({ id, roleId, tenants, sites, isReadOnly, expires }: TokenRecord): boolean =>
      id !== tokenId && deciding.has(roleId) && !tenants && !sites && !isReadOnly && (expires === undefined || expires > now());
    if (tokens.some(isDeciding) || users.some(({ roleIds, isDisabled }) => !isDisabled && roleIds.some((id) => deciding.has(id)))) return;
    throw new AccessChangeRefused('This is the last token that administers. Make another first, or end it from the command line.', {
      isBeyondRights: true,
    });
  }
}

const isUnboundedAdministering = ({ action, resource, scope, isShared }: GrantRecord): boolean =>
  action === 'administer' && resource === undefined && !isShared && Object.keys(scope).length === 0;

function checkRanges(ranges: readonly string[]): void {
  try {
    addressRanges(ranges);
  } catch (error) {
    throw new AccessChangeRefused((error as Error).message);
  }
}
