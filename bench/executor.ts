/**
 * What the executor adds to the batch functions themselves.
 *
 * 20 devices × 10 interfaces × their addresses, with site, over one schema in memory: the plan, graphql-js over DataLoader, and the floor, which is
 * the same loops written by hand for this one document. Processor time is counted, not the clock, so a busy machine does not matter much.
 * `npx tsx bench/executor.ts`.
 */
import { buildSchema, execute, type GraphQLObjectType, parse } from 'graphql';
import type { BatchResolver } from '../src/execution/batch.ts';
import { compilePlan } from '../src/execution/compile.ts';
import { attachResolvers } from '../src/execution/dataloader-driver.ts';
import { executePlan } from '../src/execution/execute.ts';

interface Row {
  readonly id: number;
}

const schema = buildSchema(`
  type Query { devices(first: Int = 20): [Device!]! }
  type Device { id: ID! name: String! status: String! site: Site interfaces(first: Int = 10): [Interface!]! }
  type Site { id: ID! name: String! }
  type Interface { id: ID! name: String! enabled: Boolean! speed: Int ipAddresses: [IpAddress!]! }
  type IpAddress { id: ID! address: String! family: Int! }
`);

const sites = Array.from({ length: 4 }, (_, id) => ({ id: `s${id}`, name: `Site ${id}` }));
const devices = Array.from({ length: 20 }, (_, id) => ({ id, name: `device ${id}`, status: 'ACTIVE' }));
const interfaces = devices.map(({ id }) =>
  Array.from({ length: 10 }, (_, port) => ({ id: id * 10 + port, name: `et-0/0/${port}`, enabled: port % 2 === 0, speed: 100_000 })),
);
const addresses = interfaces
  .flat()
  .map(({ id }) =>
    Array.from({ length: 1 + (id % 3) }, (_, index) => ({ id: `i${id}`, address: `10.${id >> 8}.${id & 255}.${index}/31`, family: 4 })),
  );

const answers = {
  devices: () => [devices],
  site: (parents: readonly object[]) => parents.map((parent) => sites[(parent as Row).id % 4]),
  interfaces: (parents: readonly object[]) => parents.map((parent) => interfaces[(parent as Row).id]!),
  addresses: (parents: readonly object[]) => parents.map((parent) => addresses[(parent as Row).id]!),
};
function batch(type: string, field: string, answer: (parents: readonly object[]) => readonly unknown[]): void {
  const resolver: BatchResolver = async (parents) => answer(parents);
  (schema.getType(type) as GraphQLObjectType).getFields()[field]!.extensions = { batch: resolver };
}
batch('Query', 'devices', answers.devices);
batch('Device', 'site', answers.site);
batch('Device', 'interfaces', answers.interfaces);
batch('Interface', 'ipAddresses', answers.addresses);
attachResolvers(schema);

const traversal = parse(
  '{ devices { id name status site { id name } interfaces { id name enabled speed ipAddresses { id address family } } } }',
);
const contextOf = () => ({ signal: new AbortController().signal });

/** The batch functions, called as breadth-first as the plan does, and one object literal for each row. */
async function byHand(): Promise<unknown> {
  const rows = (await answers.devices())[0]!;
  const [site, ports] = await Promise.all([answers.site(rows), answers.interfaces(rows)]);
  const flat = ports.flat();
  const found = await answers.addresses(flat);
  let next = 0;
  return {
    data: {
      devices: rows.map((row, index) => ({
        id: String(row.id),
        name: row.name,
        status: row.status,
        site: { id: site[index]!.id, name: site[index]!.name },
        interfaces: ports[index]!.map((port) => ({
          id: String(port.id),
          name: port.name,
          enabled: port.enabled,
          speed: port.speed,
          ipAddresses: found[next++]!.map((address) => ({ id: address.id, address: address.address, family: address.family })),
        })),
      })),
    },
  };
}

async function measure(name: string, runs: number, run: () => Promise<unknown>): Promise<number> {
  for (let warm = 0; warm < runs / 4; warm++) await run();
  const before = process.cpuUsage();
  for (let count = 0; count < runs; count++) await run();
  const used = process.cpuUsage(before);
  const microseconds = (used.user + used.system) / runs;
  console.log(`${name.padEnd(44)} ${microseconds.toFixed(1).padStart(10)} µs of processor time`);
  return microseconds;
}

const plan = compilePlan(schema, traversal);
const interpreted = compilePlan(schema, traversal, null, { specialiseAfter: Number.POSITIVE_INFINITY });
const mine = JSON.stringify(await executePlan(plan, { context: contextOf() }));
if (
  mine !== JSON.stringify(await byHand()) ||
  mine !== JSON.stringify(await execute({ schema, document: traversal, contextValue: contextOf() }))
) {
  throw new Error('The contestants do not give the same answer, so their times mean nothing.');
}

const observe = () => {};
console.log(`one answer has ${mine.length} bytes; ${process.version}`);
const floor = await measure('by hand', 4_000, byHand);
const ours = await measure('plan', 4_000, () => executePlan(plan, { context: contextOf() }));
await measure('plan, observed', 4_000, () => executePlan(plan, { context: contextOf(), observe }));
await measure('plan, interpreted', 2_000, () => executePlan(interpreted, { context: contextOf() }));
await measure('plan, compiled anew each time', 1_000, () => executePlan(compilePlan(schema, traversal), { context: contextOf() }));
const theirs = await measure('graphql-js over DataLoader', 400, async () =>
  execute({ schema, document: traversal, contextValue: contextOf() }),
);
await measure('JSON.stringify of the answer', 4_000, async () => JSON.stringify(JSON.parse(mine)));
console.log(`plan: ${(ours / floor).toFixed(2)} × by hand, graphql-js: ${(theirs / ours).toFixed(1)} × the plan`);

const wide = buildSchema(
  'type Query { ports: [Port!]! } type Port { id: Int! name: String! description: String enabled: Boolean! speed: Int }',
);
const rows = Array.from({ length: 25_000 }, (_, id) => ({ id, name: `port ${id}`, description: null, enabled: true, speed: id }));
wide.getQueryType()!.getFields()['ports']!.extensions = { batch: () => [rows] };
attachResolvers(wide);
const wideDocument = parse('{ ports { id name description enabled speed } }');
const widePlan = compilePlan(wide, wideDocument);
const copy = async () => ({
  data: { ports: rows.map(({ id, name, description, enabled, speed }) => ({ id, name, description, enabled, speed })) },
});
await measure('25,000 rows: by hand', 40, copy);
await measure('25,000 rows: plan', 40, () => executePlan(widePlan, { context: contextOf() }));
await measure('25,000 rows: graphql-js', 20, async () => execute({ schema: wide, document: wideDocument, contextValue: contextOf() }));
