/** A server that we are compared with, in a process of its own. It sends the number of its port when it listens. */
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export interface Peer {
  readonly url: string;
  readonly processId: number;
  stop(): Promise<void>;
}

export async function startPeer(name: string, databaseUrl: string): Promise<Peer> {
  const child = fork(fileURLToPath(new URL(`../peers/${name}.ts`, import.meta.url)), [databaseUrl], {
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const port = await new Promise<number>((resolve, reject) => {
    child.once('message', (message) => resolve(message as number));
    child.once('exit', (code) => reject(new Error(`${name} ended with ${code} instead of listening.`)));
  });
  return { url: `http://127.0.0.1:${port}/graphql`, processId: child.pid!, stop: () => stop(child) };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await ended;
}
