/**
 * 20 devices × 10 interfaces × their addresses, with site (the spines of the demo estate): we, beside floors and peers, on the same tables in the same run.
 *
 * Ours is the server that `npm start` runs, with authentication, limits and the viewer's predicate; the others have none of these. Each stands in a
 * process of its own and the load comes from another. Rounds are interleaved, so that what else the machine does falls on all alike, and medians and
 * ratios are what to read. Before anything is measured, all have to give the same answer.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { type CannonResult, fire } from './support/cannon.ts';
import { type Peer, startPeer } from './support/peer.ts';
import { generatePrismaClient } from './support/prisma-client.ts';
import { processorTimeOf, processorTimeOfFamily } from './support/processor-time.ts';
import { type RealServer, startRealServer } from './support/real-server.ts';
import { countStatements } from './support/statements.ts';

const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '5' },
    connections: { type: 'string', default: '20' },
    'warm-up': { type: 'string', default: '8' },
    only: { type: 'string', default: '' },
  },
});
const rounds = Number(options.rounds);
const seconds = Number(options.seconds);
const connections = Number(options.connections);
const warmUp = Number(options['warm-up']);

const BAR_OF_FLOOR = 0.7;
const BAR_OF_APOLLO = 3;
const TRIALS = 20;

const connectionsDocument =
  'query Traversal { devices(first: 20, filter: { role: { slug: { eq: "spine" } } }) { nodes { name site { name } interfaces(first: 10) { nodes { name ipAddresses { nodes { address } } } } } } }';
const variablesDocument =
  'query Traversal($devices: Int!, $interfaces: Int!, $role: String!) { devices(first: $devices, filter: { role: { slug: { eq: $role } } }) { nodes { name site { name } interfaces(first: $interfaces) { nodes { name ipAddresses { nodes { address } } } } } } }';
const listsDocument =
  'query Traversal { devices(first: 20, role: "spine") { name site { name } interfaces(first: 10) { name ipAddresses { address } } } }';

interface Contestant {
  readonly name: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly processId: number;
}

interface Round extends CannonResult {
  /** Milliseconds of processor time per request. */
  readonly node: number;
  readonly postgres: number;
}

interface Row {
  readonly name: string;
  readonly perSecond: number;
  readonly ofFloor: number;
  readonly p50: number;
  readonly p99: number;
  readonly node: number;
  readonly postgres: number;
  readonly statements: number;
  readonly bytes: number;
  readonly failed: number;
}

const median = (numbers: readonly number[]): number => [...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)]!;
const rounded = (number: number, digits: number): number => Number(number.toFixed(digits));

async function ask({ url, headers, body }: Contestant): Promise<string> {
  const response = await fetch(url, { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body });
  const text = await response.text();
  if (response.status !== 200 || text.includes('"errors"')) throw new Error(`${url} answered ${response.status}: ${text.slice(0, 500)}`);
  return text;
}

/** The answer without its price, and without the wrapping that tells connections from plain lists. */
function contentOf(text: string): string {
  return JSON.stringify(
    JSON.parse(text, (_, value) => (value && typeof value === 'object' && 'nodes' in value ? value.nodes : value)).data,
  );
}

async function checkAnswers(contestants: readonly Contestant[]): Promise<ReadonlyMap<string, number>> {
  const bytes = new Map<string, number>();
  let first: string | undefined;
  for (const contestant of contestants) {
    const text = await ask(contestant);
    first ??= contentOf(text);
    if (contentOf(text) !== first)
      throw new Error(`${contestant.name} gives another answer, so its times mean nothing:\n${text.slice(0, 800)}`);
    bytes.set(contestant.name, Buffer.byteLength(text));
  }
  const { devices } = JSON.parse(first!) as { devices: { interfaces: { ipAddresses: unknown[] }[] }[] };
  const ports = devices.flatMap(({ interfaces }) => interfaces);
  console.log(
    `One answer: ${devices.length} devices, ${ports.length} interfaces, ${ports.flatMap(({ ipAddresses }) => ipAddresses).length} addresses.`,
  );
  return bytes;
}

async function measure(contestant: Contestant, postgres: number): Promise<Round> {
  const node = processorTimeOf(contestant.processId);
  const database = processorTimeOfFamily(postgres);
  const result = await fire({ ...contestant, bodies: [contestant.body], connections, seconds, timeoutSeconds: 10 });
  return {
    ...result,
    node: (processorTimeOf(contestant.processId) - node) / result.requests,
    postgres: (processorTimeOfFamily(postgres) - database) / result.requests,
  };
}

const FLOOR = 'hand-written, breadth-first';
const OURS = 'Wayleave';
const APOLLO = 'Apollo, DataLoader, findMany';
/** The same with hand-written SQL for the one list that `findMany` cannot say. The bar is against the faster of the two. */
const APOLLO_WITH_SQL = `${APOLLO}, SQL`;

async function startContestants(server: RealServer, peers: Peer[]): Promise<readonly Contestant[]> {
  // Each request is executed: what the cache gives is measured by `npm run bench -- cache`.
  const headers = { authorization: `Bearer ${server.token}`, 'cache-control': 'no-cache' };
  const ours = { url: server.url, headers, processId: server.processId };
  const contestants: Contestant[] = [
    { ...ours, name: OURS, body: JSON.stringify({ query: connectionsDocument }) },
    {
      ...ours,
      name: `${OURS}, with variables`,
      body: JSON.stringify({ query: variablesDocument, variables: { devices: 20, interfaces: 10, role: 'spine' } }),
    },
  ];
  for (const [name, file, document] of [
    [FLOOR, 'breadth-first', connectionsDocument],
    ['one statement makes the JSON', 'one-statement', connectionsDocument],
    ['Mercurius, JIT, DataLoader, pg', 'mercurius', listsDocument],
    [APOLLO, 'apollo', listsDocument],
    [APOLLO_WITH_SQL, 'apollo-with-sql', listsDocument],
  ] as const) {
    const peer = await startPeer(file, server.databaseUrl);
    peers.push(peer);
    contestants.push({ name, url: peer.url, headers: {}, processId: peer.processId, body: JSON.stringify({ query: document }) });
  }
  return contestants.filter(({ name }) => name.includes(options.only) || name === FLOOR);
}

function report(rows: readonly Row[]): void {
  const columns = ['req/s', '× floor', 'p50 ms', 'p99 ms', 'Node ms', 'PG ms', 'stmts', 'bytes', 'failed'];
  console.log(`\n${'median of rounds'.padEnd(32)}${columns.map((column) => column.padStart(9)).join('')}`);
  for (const { name, ...row } of rows) {
    const numbers = [row.perSecond, row.ofFloor, row.p50, row.p99, row.node, row.postgres, row.statements, row.bytes, row.failed];
    console.log(`${name.padEnd(32)}${numbers.map((number) => String(number).padStart(9)).join('')}`);
  }
}

const server = await startRealServer();
const peers: Peer[] = [];
const client = new pg.Client({ connectionString: server.databaseUrl });
try {
  generatePrismaClient();
  await client.connect();
  const contestants = await startContestants(server, peers);
  const bytes = await checkAnswers(contestants);
  const statements = new Map<string, number>();
  for (const contestant of contestants) {
    // Past the point where compilers have seen enough, and each connection of the pool has prepared its statements.
    await fire({ ...contestant, bodies: [contestant.body], connections, seconds: warmUp, timeoutSeconds: 10 });
    // What was under way when the load broke off is no statement of the trials.
    await setTimeout(500);
    const count = await countStatements(client, async () => {
      for (let trial = 0; trial < TRIALS; trial += 1) await ask(contestant);
    });
    statements.set(contestant.name, count / TRIALS);
  }
  const measured = new Map<string, Round[]>(contestants.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    // Each round begins with another, so that nobody always follows the same neighbour.
    for (const index of contestants.keys()) {
      const contestant = contestants[(index + round) % contestants.length]!;
      measured.get(contestant.name)!.push(await measure(contestant, server.postgresProcessId));
    }
  }
  const ratiosToFloor = (name: string): number[] =>
    measured.get(name)!.map(({ perSecond }, round) => perSecond / measured.get(FLOOR)![round]!.perSecond);
  const rows = contestants.map(({ name }): Row => {
    const of = (field: keyof Round, digits: number): number => rounded(median(measured.get(name)!.map((round) => round[field])), digits);
    return {
      name,
      perSecond: of('perSecond', 0),
      ofFloor: rounded(median(ratiosToFloor(name)), 2),
      p50: of('p50', 1),
      p99: of('p99', 1),
      node: of('node', 2),
      postgres: of('postgres', 2),
      statements: statements.get(name)!,
      bytes: bytes.get(name)!,
      failed: measured.get(name)!.reduce((sum, { failed }) => sum + failed, 0),
    };
  });
  report(rows);
  const ours = measured.get(OURS);
  const apollos = [APOLLO, APOLLO_WITH_SQL].flatMap((name) => (measured.has(name) ? [measured.get(name)!] : []));
  if (ours && apollos.length === 2) {
    const ofFloor = rounded(median(ratiosToFloor(OURS)), 2);
    const ofApollo = rounded(
      median(ours.map(({ perSecond }, round) => perSecond / Math.max(...apollos.map((rounds) => rounds[round]!.perSecond)))),
      2,
    );
    const verdict = (isMet: boolean): string => (isMet ? 'met' : 'MISSED');
    console.log(`\n${ofFloor} × the floor; the bar is ${BAR_OF_FLOOR}: ${verdict(ofFloor >= BAR_OF_FLOOR)}`);
    console.log(`${ofApollo} × the faster of the Apollo servers; the bar is ${BAR_OF_APOLLO}: ${verdict(ofApollo >= BAR_OF_APOLLO)}`);
    const machine = { node: process.version, processor: cpus()[0]!.model, cores: cpus().length };
    mkdirSync('bench/results', { recursive: true });
    const result = { machine, rounds, seconds, connections, ofFloor, ofApollo, rows };
    writeFileSync('bench/results/traversal.json', `${JSON.stringify(result, null, 2)}\n`);
    if (ofFloor < BAR_OF_FLOOR || ofApollo < BAR_OF_APOLLO) process.exitCode = 1;
  }
} finally {
  await client.end();
  await Promise.all(peers.map((peer) => peer.stop()));
  await server.stop();
}
