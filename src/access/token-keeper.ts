/** What `TokenAdministration` asks of whoever keeps tokens, and what it gives them to keep: `stores/token-store.ts`. */
import type { Author } from './access-change.ts';
import type { OperationsMode } from './viewer.ts';

export interface TokenKeeper {
  /** Answers the id. */
  create(token: TokenToStore, author: Author): Promise<number>;
  /** A new secret for a token, which ends itself after the grace; answers the id of the new one. */
  rotate(id: number, fresh: FreshSecret, graceMilliseconds: number, author: Author): Promise<number>;
  revoke(id: number, author: Author): Promise<void>;
  /** The id of a token by its own id, its key id, or its name where only one that stands bears it. */
  find(reference: string): Promise<number>;
  list(options?: TokensWanted): Promise<readonly ListedToken[]>;
}

/** Oldest first. */
export interface TokensWanted {
  /** Those that were revoked or have expired, too. */
  readonly all?: boolean;
  readonly first?: number;
  /** Only those after the token of this id. */
  readonly after?: number;
}

export type FreshSecret = Pick<TokenToStore, 'keyId' | 'digest' | 'pepper'>;

export interface TokenToStore {
  readonly keyId: string;
  readonly digest: Buffer;
  readonly pepper: string;
  readonly name: string;
  readonly role: string;
  readonly tenants?: readonly number[] | undefined;
  readonly sites?: readonly number[] | undefined;
  readonly addresses?: readonly string[] | undefined;
  readonly isReadOnly?: boolean | undefined;
  readonly budget?: number | undefined;
  readonly operations?: OperationsMode | undefined;
  readonly expires?: Date | undefined;
}

/** A token as people read it: nothing of its secret. */
export interface ListedToken {
  readonly id: number;
  readonly keyId: string;
  readonly name: string;
  readonly role: string;
  readonly tenants: readonly string[] | null;
  readonly sites: readonly string[] | null;
  readonly addresses: readonly string[] | null;
  readonly isReadOnly: boolean;
  readonly budget: number | null;
  readonly operations: OperationsMode;
  readonly created: string;
  readonly createdBy: string;
  readonly expires: string | null;
  readonly revoked: string | null;
  readonly lastUsed: string | null;
}
