/**
 * A thousand connections ask the twenty questions of docs/queries.md for a minute. Nothing may fail, the slowest hundredth may take two seconds, and the
 * server has to stay below a gigabyte.
 *
 * All connections always have a request under way, which is the worst that a thousand clients can do: how long one waits is then the connections
 * divided by what the machine answers in a second.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { fire } from './support/cannon.ts';
import { memoryOf, processorTimeOf, processorTimeOfFamily } from './support/processor-time.ts';
import { type RealServer, startRealServer } from './support/real-server.ts';

const { values: options } = parseArgs({
  options: { connections: { type: 'string', default: '1000' }, seconds: { type: 'string', default: '60' } },
});
const connections = Number(options.connections);
const seconds = Number(options.seconds);

const MOST_P99_MILLISECONDS = 2000;
const MOST_MEGABYTES = 1024;

async function ask({ url, token }: RealServer, body: string): Promise<{ status: number; text: string }> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const response = await fetch(url, { method: 'POST', headers, body });
  return { status: response.status, text: await response.text() };
}

/** The documents of the page; the one that needs ids is given some. Each is asked once, and has to be answered without errors. */
async function readBodies(server: RealServer): Promise<readonly string[]> {
  const { text } = await ask(server, JSON.stringify({ query: '{ devices(first: 20) { nodes { id } } }' }));
  const ids = JSON.parse(text).data.devices.nodes.map(({ id }: { id: string }) => id);
  const page = readFileSync('docs/queries.md', 'utf8');
  const bodies = [...page.matchAll(/```graphql\n([\s\S]*?)```/g)].map(([, query]) =>
    JSON.stringify({ query, variables: query!.includes('$ids') ? { ids } : {} }),
  );
  for (const body of bodies) {
    const began = performance.now();
    const answer = await ask(server, body);
    const name = /query (\w+)/.exec(body)?.[1] ?? '';
    if (answer.status !== 200 || answer.text.includes('"errors"'))
      throw new Error(`${name}: ${answer.status} ${answer.text.slice(0, 300)}`);
    console.log(
      `${name.padEnd(24)} ${(performance.now() - began).toFixed(0).padStart(6)} ms ${String(answer.text.length).padStart(8)} bytes`,
    );
  }
  return bodies;
}

const server = await startRealServer();
try {
  const bodies = await readBodies(server);
  const processorTime = () => ({ node: processorTimeOf(server.processId), postgres: processorTimeOfFamily(server.postgresProcessId) });
  const before = processorTime();
  const headers = { authorization: `Bearer ${server.token}` };
  const result = await fire({ url: server.url, headers, bodies, connections, seconds, timeoutSeconds: 30 });
  const after = processorTime();
  const memory = memoryOf(server.processId);
  const summary = {
    machine: { node: process.version, processor: cpus()[0]!.model, cores: cpus().length, loadAverage: Math.round(loadavg()[0]!) },
    connections,
    seconds,
    queries: bodies.length,
    requests: result.requests,
    perSecond: Math.round(result.perSecond * 10) / 10,
    p50: result.p50,
    p99: result.p99,
    slowest: result.slowest,
    errors: result.errors,
    timeouts: result.timeouts,
    refused: result.refused,
    nodeMillisecondsPerRequest: Math.round(((after.node - before.node) / result.requests) * 100) / 100,
    postgresMillisecondsPerRequest: Math.round(((after.postgres - before.postgres) / result.requests) * 100) / 100,
    peakMegabytes: memory.peak,
  };
  console.log(summary);
  mkdirSync('bench/results', { recursive: true });
  writeFileSync('bench/results/load.json', `${JSON.stringify(summary, null, 2)}\n`);
  const bars: readonly (readonly [string, boolean])[] = [
    [`${result.failed} requests failed; the bar is 0`, result.failed === 0],
    [`p99 ${result.p99} ms; the bar is ${MOST_P99_MILLISECONDS} ms`, result.p99 < MOST_P99_MILLISECONDS],
    [`${memory.peak} MB resident at the peak; the bar is ${MOST_MEGABYTES} MB`, memory.peak < MOST_MEGABYTES],
  ];
  for (const [sentence, isMet] of bars) console.log(`${sentence}: ${isMet ? 'met' : 'MISSED'}`);
  if (!bars.every(([, isMet]) => isMet)) process.exitCode = 1;
} finally {
  await server.stop();
}
