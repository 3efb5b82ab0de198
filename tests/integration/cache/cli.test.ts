/** `wayleave cache …` as a shell sees it, beside a server that runs. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../support/server.ts';
import { issueToken, TOKEN_SECRET } from '../../support/token.ts';

const SITES = 'query Sites { sites(first: 5) { nodes { name } } }';
const LONG = 60_000;

let server: TestServer;
let folder: string;
/** Files with a token of an administrator, of one who may look at everything, and of nobody. */
let files: Readonly<Record<'administrator' | 'reader' | 'nobody' | 'missing', string>>;
beforeAll(async () => {
  server = await startTestServer({ WAYLEAVE_SECRET: TOKEN_SECRET });
  await server.database.run(`INSERT INTO "Site" (name, slug) VALUES ('Akron', 'akron')`);
  const reader = await issueToken(server.database, { role: 'interactive' });
  folder = mkdtempSync(join(tmpdir(), 'wayleave-cache-cli-'));
  const file = (name: string, token: string): string => {
    writeFileSync(join(folder, name), `${token}\n`);
    return join(folder, name);
  };
  files = {
    administrator: file('administrator', server.token),
    reader: file('reader', reader.token),
    nobody: file('nobody', 'wl_nobody'),
    missing: join(folder, 'missing'),
  };
});
afterAll(async () => {
  await server?.close();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

/** The command alone: the whole command line would load all others for each run. */
const program = `
  import 'reflect-metadata';
  import { CommanderError } from 'commander';
  import { cacheCommand } from './src/cli/cache.ts';
  const command = cacheCommand().exitOverride();
  for (const part of command.commands) part.exitOverride();
  try {
    await command.parseAsync(process.argv.slice(1), { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) console.error(error.message);
    process.exitCode = error instanceof CommanderError ? (error.exitCode === 0 ? 0 : 2) : 1;
  }`;

interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function wayleave(...args: readonly string[]): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', program, '--', ...args], {
      env: { ...process.env, NODE_ENV: 'test', DATABASE_URL: server.database.url, WAYLEAVE_HOME: folder, WAYLEAVE_SECRET: TOKEN_SECRET },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk));
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk));
    child.once('close', (status) => resolve({ status, stdout, stderr }));
  });
}

const asking = (who: keyof typeof files, ...more: readonly string[]): readonly string[] => [
  ...more,
  '--url',
  server.url,
  '--token-file',
  files[who],
];

const pointsOf = (text: string): number => Number(/"actualQueryCost":(\d+)/.exec(text)?.[1]);

/** Asks until the answer is one that was kept. */
async function kept(): Promise<void> {
  while (pointsOf((await server.post(SITES)).text) !== 1) await new Promise((wake) => setTimeout(wake, 20));
}

describe('wayleave cache', { timeout: LONG }, () => {
  it('stats prints the counts and the latest keys, and explain one of them, for programs', async () => {
    await kept();
    const stats = await wayleave(...asking('administrator', 'stats', '--json'));
    expect([stats.status, stats.stderr]).toEqual([0, '']);
    const counts = JSON.parse(stats.stdout) as { hits: { memory: number }; latest: { key: string; tags: number }[]; audits: object };
    expect(counts.hits.memory).toBeGreaterThan(0);
    expect(counts.audits).toMatchObject({ unexplained: 0 });
    const explained = await wayleave(...asking('administrator', 'explain', '--json', counts.latest[0]!.key));
    expect(explained.status).toBe(0);
    expect(JSON.parse(explained.stdout)).toMatchObject({ judgement: 'holds', isEmpty: false, tags: expect.arrayContaining(['Site']) });
  });

  it('prints the same for people', async () => {
    await kept();
    const { status, stdout } = await wayleave(...asking('administrator', 'stats'));
    expect(status).toBe(0);
    expect(stdout).toMatch(/^hits +memory \d+, shared 0, waited \d+, stale 0$/m);
    const key = /^latest +key (\S+),/m.exec(stdout)![1]!;
    const explained = await wayleave(...asking('administrator', 'explain', key));
    expect(explained.stdout).toMatch(/^judgement +holds$/m);
    expect(explained.stdout).toMatch(/^ +Site:\*$/m);
  });

  it('clear has the server give up what it keeps', async () => {
    await kept();
    const { status, stdout } = await wayleave('clear');
    expect([status, stdout]).toEqual([0, 'All answers that were kept until now are given up.\n']);
    await new Promise((wake) => setTimeout(wake, 500));
    expect(pointsOf((await server.post(SITES)).text)).toBeGreaterThan(1);
  });

  it('ends with 1 and says why, where there is nothing to show', async () => {
    const nowhere = ['stats', '--url', 'http://127.0.0.1:9', '--token-file', files.administrator];
    const [key, reader, nobody, missing, away] = await Promise.all([
      wayleave(...asking('administrator', 'explain', 'no-such-key')),
      wayleave(...asking('reader', 'stats')),
      wayleave(...asking('nobody', 'stats')),
      wayleave(...asking('missing', 'stats')),
      wayleave(...nowhere),
    ]);
    const ended = (words: RegExp) => ({ status: 1, stdout: '', stderr: expect.stringMatching(words) });
    expect(key).toEqual(ended(/keeps no answer under this key/));
    expect(reader).toEqual(ended(/for those who administer/));
    expect(nobody).toEqual(ended(/token/i));
    expect(missing).toEqual(ended(/There is no token in/));
    expect(away).toEqual(ended(/No server answers at http:\/\/127\.0\.0\.1:9/));
  });

  it('ends with 2 where it is called wrongly', async () => {
    const ended = await Promise.all([wayleave('explain'), wayleave('stats', '--nonsense'), wayleave('empty')]);
    expect(ended.map(({ status }) => status)).toEqual([2, 2, 2]);
  });
});
