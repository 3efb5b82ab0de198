/** Fires requests in a process of its own, so that making the load costs the measured process nothing. Told what to fire by the process that forked it. */
import autocannon from 'autocannon';
import type { CannonOrder, CannonResult } from './cannon.ts';

process.once('message', async ({ url, headers, bodies, connections, seconds, timeoutSeconds }: CannonOrder) => {
  const result = await autocannon({
    url,
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    connections,
    duration: seconds,
    timeout: timeoutSeconds,
    requests: bodies.map((body) => ({ body })),
  });
  const { p50, p99, max } = result.latency;
  const answer: CannonResult = {
    perSecond: result.requests.total / result.duration,
    requests: result.requests.total,
    p50,
    p99,
    slowest: max,
    failed: result.errors + result.non2xx,
    errors: result.errors,
    timeouts: result.timeouts,
    refused: result.non2xx,
  };
  process.send!(answer, () => process.disconnect());
});
