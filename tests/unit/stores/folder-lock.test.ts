import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FolderLockedError, lockFolder } from '../../../src/stores/folder-lock.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wayleave-lock-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const lockFile = (): string => join(folder, 'lock');

/** A process that lives until it is told otherwise. */
async function withNeighbour(work: (pid: number) => void): Promise<number> {
  const neighbour = spawn('sleep', ['60']);
  try {
    work(neighbour.pid!);
    return neighbour.pid!;
  } finally {
    neighbour.kill('SIGKILL');
    await new Promise((gone) => neighbour.once('exit', gone));
  }
}

describe('the lock of a folder', () => {
  it('is held until it is released, and leaves nothing behind', () => {
    const lock = lockFolder(folder);
    expect(() => lockFolder(folder)).toThrow(FolderLockedError);
    lock.release();
    expect(readdirSync(folder)).toEqual([]);
    lockFolder(folder).release();
  });

  it('says who holds it and since when', async () => {
    await withNeighbour((pid) => {
      writeFileSync(lockFile(), JSON.stringify({ pid, since: '2026-01-31T12:00:00.000Z' }));
      expect(() => lockFolder(folder)).toThrow(
        `${folder} is in use by process ${pid}, since 2026-01-31T12:00:00.000Z. Stop that process, or set WAYLEAVE_HOME to another folder.`,
      );
    });
  });

  it('is taken over from a process that was killed', async () => {
    const pid = await withNeighbour(() => undefined);
    writeFileSync(lockFile(), JSON.stringify({ pid, since: '2026-01-31T12:00:00.000Z' }));
    const lock = lockFolder(folder);
    expect(JSON.parse(readFileSync(lockFile(), 'utf8'))).toMatchObject({ pid: process.pid });
    lock.release();
  });

  it.runIf(existsSync('/proc/self/stat'))('is taken over when the number of the killed process went to another', async () => {
    await withNeighbour((pid) => {
      writeFileSync(lockFile(), JSON.stringify({ pid, since: '2026-01-31T12:00:00.000Z', birth: '1' }));
      lockFolder(folder).release();
    });
  });

  it('is taken over when it is no lock at all', () => {
    writeFileSync(lockFile(), '{"pid":');
    lockFolder(folder).release();
  });

  it('is not released by one that lost it', () => {
    const lock = lockFolder(folder);
    writeFileSync(lockFile(), 'another’s');
    lock.release();
    expect(readFileSync(lockFile(), 'utf8')).toBe('another’s');
  });
});
