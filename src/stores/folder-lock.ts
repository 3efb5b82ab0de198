/**
 * One process at a time in a WAYLEAVE_HOME.
 *
 * The lock is a file with the holder's process id. A holder that was killed leaves the file behind; it is taken over when no process of that id
 * lives, or when the id has been given to a younger process since.
 */
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface FolderLock {
  release(): void;
}

/** Somebody else holds the folder; the message says who and since when. */
export class FolderLockedError extends Error {
  override readonly name = 'FolderLockedError';
}

export function lockFolder(folder: string): FolderLock {
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  const path = join(folder, 'lock');
  for (let attempt = 0; ; attempt += 1) {
    try {
      writeFileSync(path, JSON.stringify({ pid: process.pid, since: new Date().toISOString() }), { flag: 'wx', mode: 0o600 });
      return { release: () => rmSync(path, { force: true }) };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || attempt >= 3) throw error;
    }
    const holder = readHolder(path);
    if (holder && holder.pid !== process.pid && isAlive(holder.pid, path))
      throw new FolderLockedError(
        `${folder} is in use by process ${holder.pid}, since ${holder.since}. Stop that process, or set WAYLEAVE_HOME to another folder.`,
      );
    rmSync(path, { force: true });
  }
}

function readHolder(path: string): { pid: number; since: string } | undefined {
  try {
    const { pid, since } = JSON.parse(readFileSync(path, 'utf8')) as { pid: number; since: string };
    return Number.isSafeInteger(pid) ? { pid, since } : undefined;
  } catch {
    // Half a file is left by a process that died while writing it.
    return undefined;
  }
}

function isAlive(pid: number, lockPath: string): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  try {
    // A process that began after the lock was written is not its holder: the id has been used again.
    return statSync(`/proc/${pid}`).ctimeMs <= statSync(lockPath).mtimeMs + 1000;
  } catch {
    return true;
  }
}
