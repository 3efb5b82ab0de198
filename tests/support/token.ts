/** Tokens for tests, made as `wayleave token create` makes them. The server has to run with `WAYLEAVE_SECRET: TOKEN_SECRET`. */
import { peppersOf } from '../../src/access/peppers.ts';
import type { TokenWanted } from '../../src/access/token-administration.ts';
import { administrationOf } from '../../src/assembly/open-access.ts';
import type { TestDatabase } from './database.ts';

export const TOKEN_SECRET = 'a secret of the tests, long enough to be one';

export interface TestToken {
  readonly token: string;
  /** As operations and budgets know its bearer. */
  readonly viewer: `token:${number}`;
}

export async function issueToken(
  database: TestDatabase,
  wanted: Omit<TokenWanted, 'name'> & { readonly name?: string },
): Promise<TestToken> {
  const administration = administrationOf(database.pool, peppersOf(Buffer.from(TOKEN_SECRET), []));
  const { id, token } = await administration.tokens.create({ name: 'of a test', ...wanted }, { actor: 'tests' });
  return { token, viewer: `token:${id}` };
}
