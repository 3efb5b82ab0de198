/**
 * Hands out test databases to the workers of one vitest run.
 *
 * It listens on loopback and does nothing until somebody asks, so that a run of unit tests pays nothing. Then it starts a PostgreSQL in a temporary
 * directory from a migrated cluster that is kept between runs (`template-cluster.ts`), or uses the server of TEST_DATABASE_URL.
 */
import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { migrate } from '../../src/stores/migrations.ts';
import { startFromTemplate } from './template-cluster.ts';

interface Server {
  readonly url: string;
  readonly template: string;
  stop(): Promise<void>;
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  let server: Promise<Server> | undefined;
  // One at a time: PostgreSQL refuses to clone a template that is being cloned.
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = turn.then(work);
    turn = mine.catch(() => undefined);
    return mine;
  };
  const desk = createServer((request, response) => {
    // A connection kept for later may be closed just as a worker uses it again.
    response.setHeader('connection', 'close');
    const answer = async (): Promise<string> => {
      server ??= startServer();
      const { url, template } = await server;
      const text = await textOf(request);
      if (request.method === 'POST') return inTurn(() => clone(url, text || template));
      await drop(url, text);
      return '';
    };
    answer().then(
      (text) => response.end(text),
      (error: Error) => response.writeHead(500).end(error.message),
    );
  });
  await new Promise<void>((listening) => desk.listen(0, '127.0.0.1', listening));
  project.provide('databaseDesk', `http://127.0.0.1:${(desk.address() as AddressInfo).port}`);
  return async () => {
    desk.closeAllConnections();
    desk.close();
    await (await server?.catch(() => undefined))?.stop();
  };
}

async function startServer(): Promise<Server> {
  const external = process.env['TEST_DATABASE_URL'];
  if (!external) return { ...(await startFromTemplate()), template: 'postgres' };
  const template = `wayleave_template_${randomBytes(6).toString('hex')}`;
  await ask(external, `CREATE DATABASE ${template} ENCODING 'UTF8' TEMPLATE template0`);
  await migrate(databaseOf(external, template), { folder: 'prisma' });
  return { url: external, template, stop: () => ask(external, `DROP DATABASE ${template}`) };
}

async function clone(url: string, template: string): Promise<string> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await ask(databaseOf(url, 'template1'), `CREATE DATABASE ${name} TEMPLATE ${pg.escapeIdentifier(template)} STRATEGY FILE_COPY`);
  return databaseOf(url, name);
}

const drop = (url: string, database: string): Promise<void> =>
  ask(databaseOf(url, 'template1'), `DROP DATABASE IF EXISTS ${pg.escapeIdentifier(new URL(database).pathname.slice(1))} WITH (FORCE)`);

function databaseOf(url: string, name: string): string {
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.href;
}

async function ask(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
