/**
 * Generates the Prisma client that the peer reads with.
 *
 * Our own models keep network addresses out of Prisma's reach (`Unsupported`), because it can neither compare nor index them. A project that reads with
 * Prisma declares them as text, so the peer's models are ours with that changed.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const FOLDER = '.wayleave/bench-prisma';

/** Where the client lies. */
export function generatePrismaClient(): string {
  rmSync(FOLDER, { recursive: true, force: true });
  cpSync('prisma', FOLDER, { recursive: true, filter: (path) => !path.includes('migrations') });
  const change = (file: string, edit: (text: string) => string): void => writeFileSync(file, edit(readFileSync(file, 'utf8')));
  change(join(FOLDER, 'schema.prisma'), (text) => text.replace(/output\s*=.*/, 'output = "./client"'));
  for (const file of readdirSync(join(FOLDER, 'models')))
    change(join(FOLDER, 'models', file), (text) => text.replaceAll(/Unsupported\("(?:inet|cidr)"\)/g, 'String @db.Inet'));
  const generated = spawnSync(process.execPath, ['node_modules/prisma/build/index.js', 'generate', '--schema', FOLDER], {
    // The command line would fetch an engine that generating does not need.
    env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: '/bin/true' },
    encoding: 'utf8',
  });
  if (generated.status !== 0) throw new Error(`The peer's Prisma client could not be generated:\n${generated.stderr}`);
  return resolve(FOLDER, 'client/client.ts');
}
