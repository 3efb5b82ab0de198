/**
 * What registering an operation saves: `npm run bench -- persisted`.
 *
 * The same documents against the server that `npm start` runs, three ways in turn: as a text that nobody sent before, which has to be checked, parsed,
 * validated, priced and planned; as a text that is known, of which the server keeps all that; and by the id under which it was registered. Kept answers
 * are declined (`cache-control: no-cache`), so that every request is executed. Rounds are interleaved; medians and ratios are what to read, and the
 * milliseconds of the server's processor say more than the clock where other work goes on beside.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { cpus } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { assessorFor } from '../src/assembly/open-operations.ts';
import { readConfig } from '../src/config/config.ts';
import { operationIdOf } from '../src/operations/operation-id.ts';
import { OperationStore } from '../src/stores/operation-store.ts';
import { processorTimeOf } from './support/processor-time.ts';
import { type RealServer, startRealServer } from './support/real-server.ts';

const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '2' },
    connections: { type: 'string', default: '8' },
  },
});
const rounds = Number(options.rounds);
const milliseconds = Number(options.seconds) * 1000;
const connections = Number(options.connections);

const documents: Readonly<Record<string, string>> = {
  'one site': 'query OneSite { sites(first: 1) { nodes { name } } }',
  'a traversal':
    'query Traversal { devices(first: 20, filter: { role: { slug: { eq: "spine" } } }) { nodes { name site { name } interfaces(first: 10) { nodes { name ipAddresses { nodes { address } } } } } } }',
  'a dashboard': dashboard(),
};

/** Many small parts, as a page that shows a bit of everything asks for: much to parse and little to load. */
function dashboard(): string {
  const roots = ['sites', 'racks', 'devices', 'prefixes', 'vlans', 'circuits', 'virtualMachines', 'tenants'];
  const parts = roots.map(
    (root) =>
      `${root}(first: 1, orderBy: [{ id: ASC }]) { nodes { id created lastUpdated version tags(first: 2) { nodes { name slug color } } } pageInfo { hasNextPage endCursor } }`,
  );
  return `query Dashboard { ${parts.join(' ')} }`;
}

type Way = 'a new text' | 'a known text' | 'an id';
const ways: readonly Way[] = ['a new text', 'a known text', 'an id'];
let counter = 0;

function bodyOf(text: string, way: Way): string {
  if (way === 'an id') return JSON.stringify({ documentId: operationIdOf(text) });
  // A comment makes another text of the same document.
  counter += 1;
  return JSON.stringify({ query: way === 'a known text' ? text : `${text} # ${counter}` });
}

interface Round {
  readonly perSecond: number;
  readonly p50: number;
  /** Milliseconds of the server's processor a request. */
  readonly node: number;
}

const agent = new Agent({ keepAlive: true, maxSockets: connections });

function send(server: RealServer, body: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${server.token}`, 'content-type': 'application/json', 'cache-control': 'no-cache' };
    const sending = request(server.url, { method: 'POST', agent, headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', reject);
      answer.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        if (answer.statusCode === 200 && !text.includes('"errors"')) resolve(text);
        else reject(new Error(`The server answered ${answer.statusCode}: ${text.slice(0, 300)}`));
      });
    });
    sending.on('error', reject);
    sending.end(body);
  });
}

async function measure(server: RealServer, text: string, way: Way, forMilliseconds: number): Promise<Round> {
  const latencies: number[] = [];
  const before = processorTimeOf(server.processId);
  const began = performance.now();
  const end = began + forMilliseconds;
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (performance.now() < end) {
        const asked = performance.now();
        await send(server, bodyOf(text, way));
        latencies.push(performance.now() - asked);
      }
    }),
  );
  const took = performance.now() - began;
  return {
    perSecond: (latencies.length * 1000) / took,
    p50: median(latencies),
    node: (processorTimeOf(server.processId) - before) / latencies.length,
  };
}

const median = (numbers: readonly number[]): number => numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)]!;
const rounded = (number: number, digits: number): number => Number(number.toFixed(digits));

/** Publishes for the role of the bench's token, and waits until the server has heard. */
async function register(server: RealServer): Promise<void> {
  const assessor = assessorFor(readConfig({ NODE_ENV: 'development' }).limits);
  const pool = new pg.Pool({ connectionString: server.databaseUrl, max: 1 });
  const records = Object.values(documents).flatMap((text) =>
    assessor.assess(text, undefined, {}).map((assessed) => ({
      id: operationIdOf(text),
      text,
      audience: 'role:administrator',
      owner: 'bench',
      state: 'active',
      schemaHash: assessor.schemaHash,
      ...assessed,
    })),
  );
  await new OperationStore(pool).publish(records, 10_000, { actor: 'bench' });
  await pool.end();
  for (let attempt = 0; ; attempt += 1) {
    try {
      for (const text of Object.values(documents)) await send(server, bodyOf(text, 'an id'));
      return;
    } catch (error) {
      if (attempt > 40) throw error;
      await wait(100);
    }
  }
}

const dataOf = (text: string): string => JSON.stringify((JSON.parse(text) as { data: unknown }).data);

const server = await startRealServer();
try {
  await register(server);
  const results = new Map<string, Round[]>();
  for (const [name, text] of Object.entries(documents)) {
    const answers = await Promise.all(ways.map((way) => send(server, bodyOf(text, way))));
    if (new Set(answers.map(dataOf)).size > 1)
      throw new Error(`${name}: the three ways give different answers, so their times mean nothing.`);
    for (const way of ways) await measure(server, text, way, milliseconds / 2);
  }
  for (let round = 0; round < rounds; round += 1)
    for (const [name, text] of Object.entries(documents))
      for (const way of ways) {
        const key = `${name}: ${way}`;
        results.set(key, [...(results.get(key) ?? []), await measure(server, text, way, milliseconds)]);
      }
  const rows = Object.keys(documents).flatMap((name) => {
    const of = (way: Way, what: keyof Round) => median(results.get(`${name}: ${way}`)!.map((round) => round[what]));
    return ways.map((way) => ({
      document: name,
      'sent as': way,
      'request bytes': Buffer.byteLength(bodyOf(documents[name]!, way)),
      'req/s': Math.round(of(way, 'perSecond')),
      'p50 ms': rounded(of(way, 'p50'), 2),
      'Node ms': rounded(of(way, 'node'), 3),
      '× new text': rounded(of('a new text', 'node') / of(way, 'node'), 2),
      '× known text': rounded(of('a known text', 'node') / of(way, 'node'), 2),
    }));
  });
  console.table(rows);
  mkdirSync('bench/results', { recursive: true });
  const processor = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}`;
  writeFileSync(
    'bench/results/persisted.json',
    `${JSON.stringify({ processor, node: process.version, rounds, connections, rows }, null, 2)}\n`,
  );
  // An id saves nothing on what is loaded, so a traversal has no bar; of what is mostly text, a new one costs half as much again at the least.
  const isMet = rows.every(
    (row) => row['sent as'] !== 'an id' || row.document === 'a traversal' || (row['× known text'] > 1 && row['× new text'] > 1.5),
  );
  if (!isMet) process.exitCode = 1;
} finally {
  agent.destroy();
  await server.stop();
}
