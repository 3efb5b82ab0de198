/**
 * Sends requests at the times at which they would come, however slow the answers are: an open loop, in a process of its own. A closed loop, as autocannon's
 * connections are, asks less as soon as the server is slow, which hides just what an overload does.
 */
import { Agent, request } from 'node:http';
import type { Arrivals, ArrivalsOrder, SecondOfArrivals } from './arrivals.ts';

process.once('message', async (order: ArrivalsOrder) => {
  const answer = await send(order);
  process.send!(answer, () => process.disconnect());
});

async function send({ url, headers, bodies, perSecond, seconds, mostConnections, timeoutSeconds }: ArrivalsOrder): Promise<Arrivals> {
  const agent = new Agent({ keepAlive: true, maxSockets: mostConnections, maxFreeSockets: mostConnections });
  const bySecond: (SecondOfArrivals & { latencies: number[] })[] = Array.from({ length: seconds }, (_, second) => ({
    second,
    sent: 0,
    answered: 0,
    finished: 0,
    shed: 0,
    failed: 0,
    unsent: 0,
    p50: 0,
    p99: 0,
    latencies: [],
  }));
  const codes: Record<string, number> = {};
  let underWay = 0;
  let withoutRetryAfter = 0;
  const began = performance.now();

  const sendOne = (index: number): Promise<void> | undefined => {
    const sentAt = performance.now();
    const slot = bySecond[Math.min(seconds - 1, Math.floor((sentAt - began) / 1000))]!;
    // A client that finds no connection free would wait here and not at the server, and its request would come after the overload.
    if (underWay >= mostConnections) {
      slot.unsent += 1;
      return undefined;
    }
    underWay += 1;
    slot.sent += 1;
    return new Promise((resolve) => {
      const end = (outcome: 'answered' | 'shed' | 'failed', code: string): void => {
        underWay -= 1;
        slot[outcome] += 1;
        codes[code] = (codes[code] ?? 0) + 1;
        if (outcome === 'answered') {
          const endedAt = performance.now();
          slot.latencies.push(endedAt - sentAt);
          const second = bySecond[Math.floor((endedAt - began) / 1000)];
          if (second) second.finished += 1;
        }
        resolve();
      };
      const asking = request(url, { method: 'POST', agent, headers: { ...headers, 'content-type': 'application/json' } }, (response) => {
        const { statusCode: status = 0 } = response;
        if (status === 503 && !/^\d+$/.test(response.headers['retry-after'] ?? '')) withoutRetryAfter += 1;
        response.resume();
        response.on('end', () => end(status === 200 ? 'answered' : status === 503 ? 'shed' : 'failed', String(status)));
        response.on('error', (error: NodeJS.ErrnoException) => end('failed', error.code ?? error.message));
      });
      asking.setTimeout(timeoutSeconds * 1000, () => asking.destroy(new Error('no answer in time')));
      asking.on('error', (error: NodeJS.ErrnoException) => end('failed', error.code ?? error.message));
      asking.end(bodies[index % bodies.length]);
    });
  };

  const all: Promise<void>[] = [];
  let count = 0;
  while (performance.now() - began < seconds * 1000) {
    const due = Math.min(Math.floor(((performance.now() - began) / 1000) * perSecond) + 1, perSecond * seconds);
    for (; count < due; count += 1) {
      const one = sendOne(count);
      if (one) all.push(one);
    }
    await new Promise((wake) => setTimeout(wake, 2));
  }
  await Promise.all(all);
  agent.destroy();
  return {
    codes,
    withoutRetryAfter,
    seconds: bySecond.map(({ latencies, ...slot }) => ({ ...slot, p50: percentile(latencies, 0.5), p99: percentile(latencies, 0.99) })),
  };
}

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
}
