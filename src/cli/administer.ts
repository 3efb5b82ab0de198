/** What the commands that decide who may do what have in common: the database, the author, and how values are read. */
import { userInfo } from 'node:os';
import { InvalidArgumentError } from 'commander';
import type { AccessAdministration } from '../access/administration.ts';
import type { Administrator } from '../access/administrator.ts';
import { developmentSecret } from '../access/local-secrets.ts';
import { peppersOf } from '../access/peppers.ts';
import { administrationOf } from '../assembly/open-access.ts';
import { readConfig } from '../config/config.ts';
import { joinDatabase } from '../stores/open-database.ts';

/** Whoever runs a command has the database already, so no rights bound it; the trail says who it was. */
const author = (): Administrator => ({ actor: `cli:${userInfo().username}` });

/** Opens the configured database, whether or not a server runs on it, and closes it after the work. */
export async function administer<T>(work: (administration: AccessAdministration, author: Administrator) => Promise<T>): Promise<T> {
  const config = readConfig();
  const database = await joinDatabase(config);
  try {
    const secret = Buffer.from(config.secret ?? developmentSecret(config.home));
    return await work(administrationOf(database.pool, peppersOf(secret)), author());
  } finally {
    await database.close();
  }
}

export const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

export function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,11}$/.test(text)) throw new InvalidArgumentError('It has to be a whole number above 0.');
  return Number(text);
}

const UNITS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** `90s`, `15m`, `12h`, `30d`, `8w`, in milliseconds. */
export function duration(text: string): number {
  const match = /^([1-9]\d{0,5})([smhdw])$/.exec(text);
  if (!match) throw new InvalidArgumentError('Write a number and a unit: 90s, 15m, 12h, 30d or 8w.');
  return Number(match[1]) * UNITS[match[2]!]!;
}

/** A table for people: columns as wide as their widest value. */
export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = heads.map((head, column) => Math.max(head.length, ...rows.map((row) => row[column]!.length)));
  return [heads, ...rows]
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
