/** What development keeps under WAYLEAVE_HOME, readable by its owner alone: the signing secret and an administrator's token. */
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The text of a file, made up and written when it is not there. Two first starts at once agree on one. */
function keep(home: string, file: string, make: () => string): string {
  const path = join(home, file);
  mkdirSync(home, { recursive: true });
  try {
    writeFileSync(path, make(), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return readFileSync(path, 'utf8').trim();
}

export const developmentToken = (home: string): string => keep(home, 'dev-token', () => `wl_dev_${randomBytes(24).toString('base64url')}`);
export const developmentSecret = (home: string): string => keep(home, 'secret', () => randomBytes(32).toString('base64url'));
