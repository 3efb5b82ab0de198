/**
 * A Redis of its own for a test file, on a free port, with nothing kept on disk; from the PATH, else from Docker.
 *
 * It can be frozen: it then accepts and never answers, which is worse for its clients than being dead.
 */
import { execFileSync, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { createClient } from '@redis/client';
import { dockerHasRedis, findOnPath, REDIS_IMAGE } from '../../scripts/prerequisites.mjs';

export interface TestRedis {
  readonly url: string;
  freeze(): void;
  thaw(): void;
  /** Dies at once, as a machine does. */
  kill(): Promise<void>;
  /** Comes back on the same port, empty. */
  revive(): Promise<void>;
  close(): Promise<void>;
}

interface Instance {
  signal(signal: 'SIGSTOP' | 'SIGCONT' | 'SIGKILL'): void;
  readonly ended: Promise<void>;
}

const parameters = (port: number): readonly string[] => ['--port', String(port), '--save', '', '--appendonly', 'no'];

function startFromPath(program: string, port: number): Instance {
  const server = spawn(program, [...parameters(port), '--bind', '127.0.0.1'], { stdio: 'ignore' });
  return {
    signal: (signal) => server.kill(signal),
    ended: new Promise((ended) => server.once('exit', () => ended())),
  };
}

function startFromDocker(port: number): Instance {
  const name = `wayleave-redis-${port}`;
  const docker = (...words: string[]): void => void execFileSync('docker', words, { stdio: 'ignore' });
  docker(
    'run',
    '--rm',
    '--detach',
    '--name',
    name,
    '--publish',
    `127.0.0.1:${port}:${port}`,
    REDIS_IMAGE,
    'redis-server',
    ...parameters(port),
  );
  const commands = { SIGSTOP: 'pause', SIGCONT: 'unpause', SIGKILL: 'kill' } as const;
  return { signal: (signal) => docker(commands[signal], name), ended: Promise.resolve() };
}

export async function testRedis(): Promise<TestRedis> {
  const program = findOnPath('redis-server');
  if (!program && !dockerHasRedis())
    throw new Error('No Redis on this machine. Debian: apt-get install redis-server; macOS: brew install redis; or start Docker.');
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  const start = (): Instance => (program ? startFromPath(program, port) : startFromDocker(port));
  let instance = start();
  await untilItAnswers(url);
  const kill = async (): Promise<void> => {
    instance.signal('SIGKILL');
    await instance.ended;
  };
  return {
    url,
    freeze: () => instance.signal('SIGSTOP'),
    thaw: () => instance.signal('SIGCONT'),
    kill,
    async revive() {
      instance = start();
      await untilItAnswers(url);
    },
    close: kill,
  };
}

async function untilItAnswers(url: string): Promise<void> {
  const client = createClient({ url, socket: { reconnectStrategy: () => 20 } });
  client.on('error', () => undefined);
  await client.connect();
  await client.ping();
  client.destroy();
}

function freePort(): Promise<number> {
  return new Promise((found) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => found(port));
    });
  });
}
