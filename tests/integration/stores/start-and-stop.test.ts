import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** The program itself, as `npm start` runs it but for the build, in a folder of its own. */
let home: string;
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'wayleave-start-'));
  chmodSync(home, 0o755);
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

interface Program {
  readonly process: ChildProcess;
  readonly words: () => string;
  readonly ended: Promise<number | null>;
}

function serve(environment: Readonly<Record<string, string>> = {}): Program {
  const program = spawn(process.execPath, ['--import', 'tsx', 'src/cli/main.ts', 'serve'], {
    env: { ...process.env, NODE_ENV: 'test', WAYLEAVE_HOME: home, PORT: '0', WAYLEAVE_DEMO_RESOURCES: '0', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let words = '';
  for (const stream of [program.stdout, program.stderr]) stream.on('data', (chunk: Buffer) => (words += chunk));
  return { process: program, words: () => words, ended: new Promise((ended) => program.once('exit', (code) => ended(code))) };
}

async function untilItSays(program: Program, pattern: RegExp): Promise<string> {
  for (;;) {
    const found = pattern.exec(program.words());
    if (found) return found[1] ?? found[0];
    if (program.process.exitCode !== null) throw new Error(`The program ended: ${program.words()}`);
    await new Promise((wake) => setTimeout(wake, 20));
  }
}

const ready = /answers at (http:\/\/\S+)\/graphql/;
const postmaster = (): number => Number(readFileSync(join(home, 'postgres/data/postmaster.pid'), 'utf8').split('\n')[0]);
const postmasterFile = (): boolean => existsSync(join(home, 'postgres/data/postmaster.pid'));

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((wake) => setTimeout(wake, 20));
}

// Each test runs the whole program once or twice, which takes its time on a busy machine.
describe('the program and its database', { timeout: 120_000 }, () => {
  it('start and stop together', async () => {
    const program = serve();
    const url = await untilItSays(program, ready);
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    program.process.kill('SIGINT');
    expect(await program.ended).toBe(0);
    expect([existsSync(join(home, 'lock')), postmasterFile()]).toEqual([false, false]);
  });

  it('are not started twice in one folder: the second says who holds it, and harms nothing', async () => {
    const first = serve();
    const url = await untilItSays(first, ready);
    const server = postmaster();
    const second = serve();
    expect(await second.ended).toBe(1);
    expect(second.words()).toMatch(
      new RegExp(`^${home} is in use by process ${first.process.pid}, since \\S+\\. Stop that process, or set WAYLEAVE_HOME`, 'm'),
    );
    expect(postmaster()).toBe(server);
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    first.process.kill('SIGTERM');
    expect(await first.ended).toBe(0);
  });

  it('start again after the program was killed and its database went on', async () => {
    const killed = serve();
    await untilItSays(killed, ready);
    const orphan = postmaster();
    killed.process.kill('SIGKILL');
    await killed.ended;
    const program = serve();
    const url = await untilItSays(program, ready);
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    expect(postmaster()).not.toBe(orphan);
    program.process.kill('SIGINT');
    expect(await program.ended).toBe(0);
  });

  it('start again after both were killed', async () => {
    const killed = serve();
    await untilItSays(killed, ready);
    process.kill(postmaster(), 'SIGKILL');
    killed.process.kill('SIGKILL');
    await killed.ended;
    const program = serve();
    await untilItSays(program, ready);
    program.process.kill('SIGINT');
    expect(await program.ended).toBe(0);
  });

  it('stop together when the program is interrupted before it is ready', async () => {
    const program = serve();
    await until(postmasterFile);
    program.process.kill('SIGINT');
    await program.ended;
    await until(() => !postmasterFile());
    expect(program.words()).not.toMatch(ready);
  });

  it('stop together when the port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const program = serve({ PORT: String((other.address() as AddressInfo).port) });
    expect(await program.ended).toBe(1);
    expect(program.words()).toContain('EADDRINUSE');
    await until(() => !postmasterFile());
    other.close();
  });
});
