/**
 * What an answer that is given again costs, beside servers that do nothing but send the same bytes; what keeping answers costs those that are not; how often
 * one is there when people ask and others write; and what a Redis that freezes, dies and forgets does to them.
 *
 * Each contestant is a process of its own, the load comes from another, and rounds alternate, so that what else the machine does falls on both alike: the
 * ratios are what to read. Processor time per request is told too, since that does not depend on who else is there.
 */
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { fire } from './support/cannon.ts';
import { type Peer, startPeer } from './support/peer.ts';
import { processorTimeOf, processorTimeOfFamily } from './support/processor-time.ts';
import { type RealServer, startRealServer } from './support/real-server.ts';

const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '4' },
    connections: { type: 'string', default: '20' },
    questions: { type: 'string', default: '3000' },
    only: { type: 'string', default: '' },
  },
});
const rounds = Number(options.rounds);
const seconds = Number(options.seconds);
const connections = Number(options.connections);

const TRAVERSAL =
  'query Traversal { devices(first: 20, filter: { role: { slug: { eq: "spine" } } }) { nodes { name site { name } interfaces(first: 10) { nodes { name ipAddresses { nodes { address } } } } } } }';
const median = (numbers: readonly number[]): number => [...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)]!;
const rounded = (number: number, digits = 2): number => Number(number.toFixed(digits));
const folder = mkdtempSync(join(tmpdir(), 'wayleave-bench-cache-'));
const results: Record<string, unknown> = {};
const bars: (readonly [string, boolean])[] = [];

interface Target {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly processId: number;
}

const targetOf = ({ url, token, processId }: RealServer): Target => ({ url, headers: { authorization: `Bearer ${token}` }, processId });

async function ask({ url, headers }: Target, body: string): Promise<string> {
  const response = await fetch(url, { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body });
  const text = await response.text();
  if (response.status !== 200 || text.includes('"errors"')) throw new Error(`${response.status}: ${text.slice(0, 300)}`);
  return text;
}

const pointsOf = (text: string): number => Number(/"actualQueryCost":(\d+)/.exec(text)![1]);

/** Ours and a floor by turns, with the same question. */
async function beside(name: string, bar: number, ours: Target, floor: Peer, body: string): Promise<void> {
  const contestants = [ours, { url: floor.url, headers: {}, processId: floor.processId }];
  for (const contestant of contestants) await fire({ ...contestant, bodies: [body], connections, seconds: 2, timeoutSeconds: 10 });
  const perSecond: number[][] = [[], []];
  const processor: number[][] = [[], []];
  let failed = 0;
  for (let round = 0; round < rounds; round += 1)
    for (const [index, contestant] of contestants.entries()) {
      const before = processorTimeOf(contestant.processId);
      const result = await fire({ ...contestant, bodies: [body], connections, seconds, timeoutSeconds: 10 });
      perSecond[index]!.push(result.perSecond);
      processor[index]!.push((processorTimeOf(contestant.processId) - before) / result.requests);
      failed += result.failed;
    }
  const ratio = rounded(median(perSecond[0]!.map((speed, round) => speed / perSecond[1]![round]!)));
  const [mine, theirs] = [rounded(median(processor[0]!), 4), rounded(median(processor[1]!), 4)];
  results[name] = {
    perSecond: Math.round(median(perSecond[0]!)),
    floorPerSecond: Math.round(median(perSecond[1]!)),
    ratio,
    processorMilliseconds: mine,
    floorProcessorMilliseconds: theirs,
    failed,
  };
  console.log(name, results[name]);
  bars.push([
    `${name}: ${ratio} × the floor's requests a second (${rounded(theirs / mine)} × by processor time); the bar is ${bar}`,
    ratio >= bar && failed === 0,
  ]);
}

/** Questions that nobody asked before, each asked so often: the last of two is kept, and none of one. */
async function misses(server: RealServer, times: number): Promise<number> {
  const target = targetOf(server);
  const count = Math.floor(Number(options.questions) / times);
  const stamp = Date.now();
  const before = processorTimeOf(server.processId) + processorTimeOfFamily(server.postgresProcessId);
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let index = next++; index < count; index = next++) {
      const variables = { role: 'spine', not: `x${stamp}-${index}` };
      const query = TRAVERSAL.replace('query Traversal', 'query Traversal($role: String!, $not: String!)').replace(
        '{ slug: { eq: "spine" } }',
        '{ slug: { eq: $role } }, not: { serial: { eq: $not } }',
      );
      for (let time = 0; time < times; time += 1) await ask(target, JSON.stringify({ query, variables }));
    }
  };
  await Promise.all(Array.from({ length: 8 }, worker));
  return (processorTimeOf(server.processId) + processorTimeOfFamily(server.postgresProcessId) - before) / (count * times);
}

/** The questions of docs/queries.md, the first asked most; of a hundred steps five are writes. */
async function zipf(server: RealServer): Promise<void> {
  const target = targetOf(server);
  const { data } = JSON.parse(await ask(target, '{"query":"{ devices(first: 20) { nodes { id } } }"}'));
  const ids = data.devices.nodes.map(({ id }: { id: string }) => id);
  const bodies = [...readFileSync('docs/queries.md', 'utf8').matchAll(/```graphql\n([\s\S]*?)```/g)].map(([, query]) =>
    JSON.stringify({ query, variables: query!.includes('$ids') ? { ids } : {} }),
  );
  const sums: number[] = [];
  for (const rank of bodies.keys()) sums.push((sums.at(-1) ?? 0) + 1 / (rank + 1));
  const total = sums.at(-1)!;
  const client = new pg.Client({ connectionString: server.databaseUrl });
  await client.connect();
  const writes = {
    'rows of tables that no question reads': `UPDATE "PowerPort" SET description = $1 WHERE id = (SELECT min(id) + floor(random() * 1000) FROM "PowerPort")`,
    'rows of tables that questions read, not in their answers': `UPDATE "Interface" SET description = $1 WHERE id = (SELECT max(id) - floor(random() * 1000) FROM "Interface")`,
  };
  try {
    for (const [kind, statement] of Object.entries(writes)) {
      for (const body of bodies) for (let time = 0; time < 2; time += 1) await ask(target, body);
      await pause(1_000);
      let hits = 0;
      let asked = 0;
      for (let step = 0; step < 1_000; step += 1) {
        if (Math.random() < 0.05) {
          await client.query(statement, [`written at step ${step}`]);
          continue;
        }
        const place = Math.random() * total;
        const rank = sums.findIndex((sum) => place < sum);
        asked += 1;
        if (pointsOf(await ask(target, bodies[rank]!)) <= 1) hits += 1;
      }
      const ratio = rounded(hits / asked);
      results[`hit ratio, writes to ${kind}`] = { asked, hits, ratio };
      bars.push([`hit ratio ${ratio} with writes to ${kind}; the bar is 0.8`, ratio >= 0.8]);
    }
  } finally {
    await client.end();
  }
}

interface RedisProcess {
  readonly url: string;
  signal(name: NodeJS.Signals): void;
  restart(): Promise<void>;
}

async function startRedis(): Promise<RedisProcess> {
  const port = await new Promise<number>((found) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port: free } = probe.address() as { port: number };
      probe.close(() => found(free));
    });
  });
  const start = () =>
    spawn('redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'], { stdio: 'ignore' });
  let server = start();
  await pause(500);
  return {
    url: `redis://127.0.0.1:${port}`,
    signal: (name) => server.kill(name),
    async restart() {
      server = start();
      await pause(500);
    },
  };
}

/** All questions come from Redis and go there: nothing is kept in the process. */
async function throughTrouble(target: Target, redis: RedisProcess, bodies: readonly string[]): Promise<void> {
  const load = (time: number) => fire({ ...target, bodies, connections, seconds: time, timeoutSeconds: 10 });
  await load(2);
  const calm = await load(5);
  const troubles: Readonly<Record<string, () => Promise<void>>> = {
    frozen: async () => {
      redis.signal('SIGSTOP');
      await pause(2_500);
      redis.signal('SIGCONT');
    },
    killed: async () => {
      redis.signal('SIGKILL');
      await pause(2_500);
      await redis.restart();
    },
    flushed: async () => {
      execFileSync('redis-cli', ['-u', redis.url, 'FLUSHALL'], { stdio: 'ignore' });
    },
  };
  for (const [name, trouble] of Object.entries(troubles)) {
    const [result] = await Promise.all([load(6), pause(1_000).then(trouble)]);
    const slower = result.p99 - calm.p99;
    results[`Redis ${name}`] = { failed: result.failed, p99: result.p99, calmP99: calm.p99, perSecond: Math.round(result.perSecond) };
    bars.push([
      `Redis ${name} under load: ${result.failed} failed, p99 ${result.p99} ms against ${calm.p99} ms; the bar is none and 100 ms more`,
      result.failed === 0 && slower <= 100,
    ]);
  }
  const after = await load(4);
  results['Redis back'] = { perSecond: Math.round(after.perSecond), calmPerSecond: Math.round(calm.perSecond) };
}

const peers: Peer[] = [];
const redis = await startRedis();
const wants = (part: string): boolean => part.includes(options.only);
const body = JSON.stringify({ query: TRAVERSAL });
const file = join(folder, 'answer.json');
try {
  let server = await startRealServer();
  try {
    const target = targetOf(server);
    for (let time = 0; time < 3; time += 1) writeFileSync(file, await ask(target, body));
    if (pointsOf(readFileSync(file, 'utf8')) > 1) throw new Error('The answer was not kept, so there is nothing to measure.');
    if (wants('memory')) {
      const floor = await startPeer('bare-http', JSON.stringify({ file }));
      peers.push(floor);
      await beside('an answer from memory', 0.5, target, floor, body);
    }
    if (wants('zipf')) await zipf(server);
    if (wants('misses'))
      results['misses with a cache'] = { asked: rounded(await misses(server, 1), 3), askedTwice: rounded(await misses(server, 2), 3) };
  } finally {
    await server.stop();
  }
  if (wants('misses')) {
    server = await startRealServer({ WAYLEAVE_CACHE_BYTES: '0' });
    try {
      await misses(server, 1);
      const without = { asked: rounded(await misses(server, 1), 3), askedTwice: rounded(await misses(server, 2), 3) };
      const withCache = results['misses with a cache'] as typeof without;
      results['misses without one'] = without;
      const overhead = {
        asked: rounded(withCache.asked / without.asked - 1, 3),
        askedTwice: rounded(withCache.askedTwice / without.askedTwice - 1, 3),
      };
      results['miss overhead'] = overhead;
      bars.push([
        `a miss costs ${rounded(100 * overhead.asked, 1)} % more processor time than without a cache, one that is kept is in ${rounded(100 * overhead.askedTwice, 1)} %; the bar is 5 %`,
        overhead.asked < 0.05,
      ]);
    } finally {
      await server.stop();
    }
  }
  if (wants('redis')) {
    server = await startRealServer({ REDIS_URL: redis.url, WAYLEAVE_CACHE_BYTES: '1' });
    try {
      const target = targetOf(server);
      for (let time = 0; time < 3; time += 1) await ask(target, body);
      const floor = await startPeer('bare-http', JSON.stringify({ file, redisUrl: redis.url, key: 'bare' }));
      peers.push(floor);
      await beside('an answer from Redis', 0.5, target, floor, body);
      await throughTrouble(target, redis, [body]);
    } finally {
      await server.stop();
    }
  }
  const machine = { node: process.version, processor: cpus()[0]!.model, cores: cpus().length, loadAverage: Math.round(loadavg()[0]!) };
  console.log(JSON.stringify({ machine, ...results }, null, 2));
  for (const [sentence, isMet] of bars) console.log(`${sentence}: ${isMet ? 'met' : 'MISSED'}`);
  mkdirSync('bench/results', { recursive: true });
  if (options.only === '') writeFileSync('bench/results/cache.json', `${JSON.stringify({ machine, ...results, bars }, null, 2)}\n`);
  if (!bars.every(([, isMet]) => isMet)) process.exitCode = 1;
} finally {
  await Promise.all(peers.map((peer) => peer.stop()));
  redis.signal('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
}
