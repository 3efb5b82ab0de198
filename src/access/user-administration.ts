/** People stored, given roles and forgotten, by whoever may decide about them. */
import { type Administrator, checkGives } from './administrator.ts';
import type { AccessRecords, UserRecord } from './records.ts';
import { rightsOf } from './rights.ts';
import type { UserKeeper, UserToStore } from './user-keeper.ts';

export interface ListedUser extends UserToStore {
  readonly id: number;
}

interface UserAdministrationOptions {
  readonly keeper: UserKeeper;
  readonly records: () => Promise<AccessRecords>;
  /** Told after each change, so that it holds in this process at once. */
  readonly onChange: () => Promise<void>;
}

export class UserAdministration {
  private readonly options: UserAdministrationOptions;

  constructor(options: UserAdministrationOptions) {
    this.options = options;
  }

  async list(): Promise<readonly ListedUser[]> {
    const { users, roles } = await this.options.records();
    const names = new Map(roles.map(({ id, name }) => [id, name]));
    return users.map(({ roleIds, ...user }: UserRecord) => ({ ...user, roles: roleIds.map((id) => names.get(id) ?? `${id}`) }));
  }

  /** Stores a person, or replaces the roles of one who is stored. */
  async save(user: UserToStore, author: Administrator): Promise<number> {
    const { keeper, records, onChange } = this.options;
    const { roles } = await records();
    const grants = roles.filter(({ name }) => user.roles.includes(name)).flatMap((role) => role.grants);
    checkGives(author, rightsOf(grants));
    const id = await keeper.save(user, author);
    await onChange();
    return id;
  }

  async delete(id: number, author: Administrator): Promise<void> {
    await this.options.keeper.delete(id, author);
    await this.options.onChange();
  }
}
