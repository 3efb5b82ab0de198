/** What is stored about access: roles with their grants, people and tokens. Plain values, as the store reads them and the directory keeps them. */
import type { Action, AllowanceClass, OperationsMode } from './viewer.ts';

/** Rows that lie in all of the dimensions named; one that is undefined names every row. */
export interface Scope {
  readonly tenants?: readonly number[] | undefined;
  readonly sites?: readonly number[] | undefined;
  /** Each with everything below it. */
  readonly regions?: readonly number[] | undefined;
  readonly tags?: readonly number[] | undefined;
  readonly statuses?: readonly string[] | undefined;
}

export interface GrantRecord {
  readonly id: number;
  readonly action: Action;
  /** The name of the GraphQL type; undefined for all of them. */
  readonly resource: string | undefined;
  readonly scope: Scope;
  /** Not narrowed by the scope of a token: for what belongs to nobody. */
  readonly isShared: boolean;
}

export interface RoleRecord {
  readonly id: number;
  readonly name: string;
  readonly description: string;
  readonly allowance: AllowanceClass;
  readonly isBuiltIn: boolean;
  readonly grants: readonly GrantRecord[];
}

export interface UserRecord {
  readonly id: number;
  readonly issuer: string;
  readonly subject: string;
  readonly name: string;
  readonly roleIds: readonly number[];
  readonly isDisabled: boolean;
}

export interface TokenRecord {
  readonly id: number;
  readonly keyId: string;
  /** HMAC-SHA-256 of the whole token, under the pepper of that name. */
  readonly digest: Buffer;
  readonly pepper: string;
  readonly name: string;
  readonly roleId: number;
  readonly tenants: readonly number[] | undefined;
  readonly sites: readonly number[] | undefined;
  /** From where it may be used, as CIDR ranges; undefined from everywhere. */
  readonly addresses: readonly string[] | undefined;
  readonly isReadOnly: boolean;
  /** Points that its budget holds, in place of what its role's holds. */
  readonly budget: number | undefined;
  readonly operations: OperationsMode;
  /** Milliseconds since 1970. */
  readonly expires: number | undefined;
}

/** All of it, as it stood at one moment. Tokens that were revoked are not among them. */
export interface AccessRecords {
  readonly version: number;
  readonly roles: readonly RoleRecord[];
  readonly users: readonly UserRecord[];
  readonly tokens: readonly TokenRecord[];
}
