/** What `UserAdministration` asks of whoever keeps people, and what it gives them to keep: `stores/user-store.ts`. */
import type { Author } from './access-change.ts';

export interface UserKeeper {
  /** Stores a person, or what is new about them: the roles given replace those that they had. Answers the id. */
  save(user: UserToStore, author: Author): Promise<number>;
  delete(id: number, author: Author): Promise<void>;
}

export interface UserToStore {
  readonly issuer: string;
  readonly subject: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly isDisabled?: boolean | undefined;
}
