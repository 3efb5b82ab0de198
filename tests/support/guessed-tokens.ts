/** Guesses of a token, each closer to it than the last, and each well made: what does not look like a token is refused without asking anybody. */
import { checksumOf, newToken } from '../../src/access/token-format.ts';

const PREFIX_AND_KEY_ID = 'wl_'.length + 12 + 1;
const SECRET = 43;

const wellMade = (body: string): string => body + checksumOf(body);

export type Guess = 'unknown key id' | 'wrong secret' | 'right first half' | 'all but the last digit right';

export function guessOf(token: string, kind: Guess): string {
  const keyId = token.slice(3, PREFIX_AND_KEY_ID - 1);
  const other = newToken(keyId).token;
  switch (kind) {
    case 'unknown key id':
      return newToken().token;
    case 'wrong secret':
      return other;
    case 'right first half': {
      const half = PREFIX_AND_KEY_ID + Math.ceil(SECRET / 2);
      return wellMade(token.slice(0, half) + other.slice(half, PREFIX_AND_KEY_ID + SECRET));
    }
    case 'all but the last digit right': {
      const last = PREFIX_AND_KEY_ID + SECRET - 1;
      return wellMade(token.slice(0, last) + (token[last] === '0' ? '1' : '0'));
    }
  }
}
