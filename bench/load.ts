/**
 * A thousand connections ask the twenty questions of docs/queries.md for a minute. Nothing may fail, the slowest hundredth may take two seconds, and the
 * server has to stay below a gigabyte.
 *
 * All connections always have a request under way, which is the worst that a thousand clients can do: how long one waits is then the connections
 * divided by what the machine answers in a second.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { fire } from './support/cannon.ts';
import { memoryOf, processorTimeOf, processorTimeOfFamily } from './support/processor-time.ts';
import { startRealServer } from './support/real-server.ts';
import { twentyQuestions } from './support/twenty-questions.ts';

const { values: options } = parseArgs({
  options: { connections: { type: 'string', default: '1000' }, seconds: { type: 'string', default: '60' } },
});
const connections = Number(options.connections);
const seconds = Number(options.seconds);

const MOST_P99_MILLISECONDS = 2000;
const MOST_MEGABYTES = 1024;

const server = await startRealServer();
try {
  const bodies = (await twentyQuestions(server)).map(({ body }) => body);
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
