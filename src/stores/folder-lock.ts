/**
 * One process at a time in a WAYLEAVE_HOME.
 *
 * The lock is a file that says who holds it. A holder that was killed leaves the file behind; it is taken over when no process of that number lives,
 * or when the number has been given to a younger process since.
 */
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface FolderLock {
  release(): void;
}

/** Somebody else holds the folder; the message says who and since when. */
export class FolderLockedError extends Error {
  override readonly name = 'FolderLockedError';
}

const ATTEMPTS = 5;

export function lockFolder(folder: string): FolderLock {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'lock');
  const own = JSON.stringify({ pid: process.pid, since: new Date().toISOString(), birth: birthOf(process.pid) });
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, own, { mode: 0o600 });
  try {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      if (place(draft, path)) return { release: () => release(path, own) };
      const found = read(path);
      const holder = parse(found);
      if (holder && isAlive(holder)) throw lockedBy(folder, holder);
      removeDead(path, found);
    }
    throw new FolderLockedError(`${folder} is being taken by several processes at once. Try again.`);
  } finally {
    rmSync(draft, { force: true });
  }
}

function lockedBy(folder: string, { pid, since }: Holder): FolderLockedError {
  return new FolderLockedError(
    `${folder} is in use by process ${pid}, since ${since}. Stop that process, or set WAYLEAVE_HOME to another folder.`,
  );
}

/** A link appears with its content or not at all; a file that is created and then written is empty for whoever reads in between. */
function place(draft: string, path: string): boolean {
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Moves a dead lock aside. Two may do so at once: whoever finds that it moved a fresh lock puts it back. */
function removeDead(path: string, dead: string): void {
  const aside = `${path}.${process.pid}.dead`;
  try {
    renameSync(path, aside);
  } catch {
    return;
  }
  if (read(aside) !== dead) place(aside, path);
  rmSync(aside, { force: true });
}

function release(path: string, own: string): void {
  if (read(path) === own) rmSync(path, { force: true });
}

interface Holder {
  readonly pid: number;
  readonly since: string;
  readonly birth?: string | undefined;
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function parse(text: string): Holder | undefined {
  try {
    const holder = JSON.parse(text) as Holder;
    return Number.isSafeInteger(holder.pid) ? holder : undefined;
  } catch {
    return undefined;
  }
}

function isAlive({ pid, birth }: Holder): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  // The number may have been given to another process since; where the system tells births, they settle it.
  return birth === undefined || birthOf(pid) === birth;
}

/** When a process began, in the kernel's ticks since boot; nothing where there is no `/proc`. */
function birthOf(pid: number): string | undefined {
  try {
    // The second field is the program's name in brackets and may hold anything; the start is the 20th after it.
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[19];
  } catch {
    return undefined;
  }
}
