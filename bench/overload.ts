/**
 * Three times as much as it can do: `npm run bench -- overload`.
 *
 * First the capacity: as many connections as keep it busy, each with the next question as soon as it has an answer. Then questions come at three times
 * that rate, whatever becomes of them, and afterwards at half of it. What is answered while three times as much comes is the goodput; recovery is the
 * time after which nothing is sent away any more and half of the answers are as fast again as they were. Nothing is answered from memory (`no-cache`),
 * and the viewer's budget is endless.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { type Arrivals, arrive } from './support/arrivals.ts';
import { fire } from './support/cannon.ts';
import { memoryOf } from './support/processor-time.ts';
import { startRealServer } from './support/real-server.ts';
import { twentyQuestions } from './support/twenty-questions.ts';

const { values: options } = parseArgs({
  options: { seconds: { type: 'string', default: '30' }, times: { type: 'string', default: '3' } },
});
const seconds = Number(options.seconds);
const times = Number(options.times);

const LEAST_GOODPUT = 0.8;
const MOST_RECOVERY_SECONDS = 10;
const CONNECTIONS_FOR_CAPACITY = 50;
/** Below the server's own limit, so that it is the server that decides. */
const MOST_CONNECTIONS = 1800;

const server = await startRealServer();
try {
  const bodies = (await twentyQuestions(server)).map(({ body }) => body);
  const load = {
    url: server.url,
    headers: { authorization: `Bearer ${server.token}`, 'cache-control': 'no-cache' },
    bodies,
    timeoutSeconds: 30,
  };
  const closedLoop = { ...load, connections: CONNECTIONS_FOR_CAPACITY };
  await fire({ ...closedLoop, seconds: Math.ceil(seconds / 4) });
  const before = await fire({ ...closedLoop, seconds });
  const capacityBefore = (before.requests - before.failed) / seconds;
  const calm = await openLoop(capacityBefore / 2, Math.ceil(seconds / 2));
  const calmP50 = median(calm.seconds.slice(1).map(({ p50 }) => p50));
  console.log(`Capacity ${capacityBefore.toFixed(0)} a second (p99 ${before.p99} ms); at half of it p50 ${calmP50} ms.`);

  const flood = await openLoop(capacityBefore * times, seconds);
  const after = await openLoop(capacityBefore / 2, MOST_RECOVERY_SECONDS * 2);
  const again = await fire({ ...closedLoop, seconds });
  // A machine that is shared is not the same for three minutes: what it could do during the flood lies between what it did before and after.
  const capacity = (capacityBefore + (again.requests - again.failed) / seconds) / 2;
  console.table(flood.seconds);
  console.table(after.seconds);
  // What comes after the flood is over, out of the waiting room, is no goodput of the flood.
  const answered = flood.seconds.reduce((sum, { finished }) => sum + finished, 0);
  const goodput = answered / seconds / capacity;
  const recovery = recoverySeconds(after, calmP50);
  const summary = {
    machine: { node: process.version, processor: cpus()[0]!.model, cores: cpus().length, loadAverage: Math.round(loadavg()[0]!) },
    seconds,
    capacityPerSecond: Math.round(capacity * 10) / 10,
    capacityBeforePerSecond: Math.round(capacityBefore * 10) / 10,
    offered: times,
    goodput: Math.round(goodput * 100) / 100,
    recoverySeconds: recovery,
    flood: flood.codes,
    after: after.codes,
    unsent: flood.seconds.reduce((sum, { unsent }) => sum + unsent, 0),
    shedWithoutRetryAfter: flood.withoutRetryAfter,
    peakMegabytes: memoryOf(server.processId).peak,
  };
  console.log(summary);
  mkdirSync('bench/results', { recursive: true });
  writeFileSync('bench/results/overload.json', `${JSON.stringify(summary, null, 2)}\n`);
  const bars: readonly (readonly [string, boolean])[] = [
    [`goodput ${summary.goodput} of capacity; the bar is ${LEAST_GOODPUT}`, goodput >= LEAST_GOODPUT],
    [`recovered after ${recovery} s; the bar is ${MOST_RECOVERY_SECONDS} s`, recovery <= MOST_RECOVERY_SECONDS],
    [`${flood.withoutRetryAfter} answers of 503 without Retry-After; the bar is 0`, flood.withoutRetryAfter === 0],
  ];
  for (const [sentence, isMet] of bars) console.log(`${sentence}: ${isMet ? 'met' : 'MISSED'}`);
  if (!bars.every(([, isMet]) => isMet)) process.exitCode = 1;

  function openLoop(perSecond: number, length: number): Promise<Arrivals> {
    return arrive({ ...load, perSecond, seconds: length, mostConnections: MOST_CONNECTIONS });
  }
} finally {
  await server.stop();
}

/** The first second from which on nothing failed and half of the answers came within twice the time of a calm server, or 50 ms. */
function recoverySeconds({ seconds: all }: Arrivals, calmP50: number): number {
  const isWell = all.map(({ shed, failed, p50 }) => shed + failed === 0 && p50 <= Math.max(50, calmP50 * 2));
  return isWell.lastIndexOf(false) + 1;
}

function median(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
}
