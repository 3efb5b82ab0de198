/**
 * Allocation: finds what is free and takes it in one transaction.
 *
 * Two who take from the same space wait for each other: the row of the network is locked until the transaction ends, and the rows of the networks around it
 * are shared. So nobody is given what somebody else is about to have, what a rolled back or killed transaction took is free again, and there are no gaps,
 * because the first free one is always looked for and never remembered. Whoever enters an address by hand takes no such lock; then the unique index decides,
 * and the next free one is taken.
 */
import type { Catalog, ResourceEntry } from '../../resource/catalog.ts';
import { FilterCompiler } from '../filter.ts';
import { decodeGlobalId, encodeGlobalId } from '../global-id.ts';
import { allOf, columnOf, name, type Sql, sql, word } from '../sql.ts';
import { type WriteError, type WriteOutcome, writeError } from '../write/outcome.ts';
import { run } from '../write/run.ts';
import { createWriter, type RowInput, type WriteContext, type Writer, writerSettings } from '../write/write.ts';

export interface Allocator {
  /** `place` is the global id of a prefix or of a range; the rest of the address is given, its `address` and `vrf` follow. */
  address(place: string, input: RowInput, context: WriteContext): Promise<WriteOutcome>;
  /** A prefix of `length` bits in the prefix with this global id. */
  prefix(parent: string, length: number, input: RowInput, context: WriteContext): Promise<WriteOutcome>;
}

/** How often what was free may be taken by somebody who does not allocate. */
const ATTEMPTS = 50;

type Search = (context: WriteContext) => Promise<Free | WriteOutcome>;

interface Free {
  readonly network: string;
  readonly vrf: number | null;
}

export function createAllocator(catalog: Catalog): Allocator {
  const writer = createWriter(catalog);
  const [prefixes, ranges, addresses] = ['Prefix', 'IpRange', 'IpAddress'].map((resource) => catalog.get(resource)) as [
    ResourceEntry,
    ResourceEntry,
    ResourceEntry,
  ];
  return {
    address(place, input, context) {
      const id = decodeGlobalId(place);
      if (id?.type === 'Prefix') return take(writer, addresses, 'address', input, context, addressInPrefix(prefixes, id.key));
      if (id?.type === 'IpRange') return take(writer, addresses, 'address', input, context, addressInRange(ranges, id.key));
      return Promise.resolve(NO_PLACE);
    },
    prefix(parent, length, input, context) {
      const id = decodeGlobalId(parent);
      if (id?.type !== 'Prefix') return Promise.resolve(NO_PLACE);
      return take(writer, prefixes, 'prefix', input, context, prefixInPrefix(prefixes, id.key, length));
    },
  };
}

const failed = (error: WriteError): WriteOutcome => ({ status: 'FAILED', key: null, errors: [error] });
const NO_PLACE = failed(writeError('NOT_FOUND', 'There is no such network or range.', 'in'));
const NOTHING_FREE = failed(writeError('NOTHING_FREE', 'All of it is taken.', 'in'));

async function take(
  writer: Writer,
  resource: ResourceEntry,
  field: 'address' | 'prefix',
  input: RowInput,
  context: WriteContext,
  search: Search,
): Promise<WriteOutcome> {
  for (const given of [field, 'vrf'])
    if (input[given] !== undefined) return failed(writeError('INVALID', `\`${given}\` follows from where it is allocated.`, given));
  return context.database.transaction(
    async (database) => {
      const inside = { ...context, database };
      for (let attempt = 1; ; attempt += 1) {
        const free = await search(inside);
        if ('status' in free) return free;
        const vrf = free.vrf === null ? null : { id: encodeGlobalId('Vrf', free.vrf) };
        const outcome = await writer.create(resource, { ...input, [field]: free.network, vrf }, inside);
        if (attempt === ATTEMPTS || !outcome.errors.some(({ code, field: about }) => code === 'CONFLICT' && isAboutPlace(about, field)))
          return outcome;
      }
    },
    { signal: context.signal, settings: writerSettings(context) },
  );
}

const isAboutPlace = (about: string | null, field: string): boolean => about === null || about === field || about === 'vrf';

/** Rows of the place, if the viewer may see it; what is locked there comes with it. */
function rowOf(resource: ResourceEntry, key: number, columns: (alias: string) => Sql, { viewer }: WriteContext, end: Sql = sql``): Sql {
  const filters = new FilterCompiler(viewer);
  const alias = filters.alias();
  const condition = allOf([sql`${columnOf(alias, 'id')} = ${key}::bigint`, filters.visible(resource, alias)]);
  return sql`SELECT ${columns(alias)}\nFROM ${name(resource.name)} ${word(alias)}\nWHERE ${condition}${end}`;
}

const vrfOf = (alias: string): Sql => sql`coalesce(${columnOf(alias, 'vrfId')}, 0)`;

/** What is free is looked for by a statement of its own, which sees what others committed before they gave up the lock. */
async function lockNetwork(prefixes: ResourceEntry, key: number, context: WriteContext): Promise<boolean> {
  const lock = (alias: string): Sql => sql`wayleave.lock_network(${vrfOf(alias)}, ${columnOf(alias, 'prefix')})`;
  return (await run(rowOf(prefixes, key, lock, context), context)).length > 0;
}

const addressInPrefix =
  (prefixes: ResourceEntry, key: number): Search =>
  async (context) => {
    if (!(await lockNetwork(prefixes, key, context))) return NO_PLACE;
    // The first address of an IPv6 network is that of all its routers (RFC 4291), the last of an IPv4 network that of all its hosts.
    const free = (alias: string): Sql => {
      const prefix = columnOf(alias, 'prefix');
      const isWhole = sql`(${columnOf(alias, 'isPool')} OR masklen(${prefix}) >= CASE family(${prefix}) WHEN 4 THEN 31 ELSE 127 END)`;
      const low = sql`host_of(${prefix}) + CASE WHEN ${isWhole} THEN 0 ELSE 1 END`;
      const high = sql`host_of(broadcast(${prefix})) - CASE WHEN ${isWhole} OR family(${prefix}) = 6 THEN 0 ELSE 1 END`;
      return sql`${columnOf(alias, 'vrfId')}, CASE WHEN NOT ${columnOf(alias, 'markUtilized')} THEN host(wayleave.next_free_address(${vrfOf(alias)}, ${low}, ${high}, true)) END || '/' || masklen(${prefix})`;
    };
    return freeOf(await run(rowOf(prefixes, key, free, context), context));
  };

const addressInRange =
  (ranges: ResourceEntry, key: number): Search =>
  async (context) => {
    const id = (alias: string): Sql => columnOf(alias, 'id');
    if ((await run(rowOf(ranges, key, id, context, sql`\nFOR NO KEY UPDATE`), context)).length === 0) return NO_PLACE;
    const free = (alias: string): Sql => {
      const [first, last] = [columnOf(alias, 'startAddress'), columnOf(alias, 'endAddress')];
      return sql`${columnOf(alias, 'vrfId')}, CASE WHEN NOT ${columnOf(alias, 'markUtilized')} THEN host(wayleave.next_free_address(${vrfOf(alias)}, host_of(${first}), host_of(${last}), false)) END || '/' || masklen(${first})`;
    };
    return freeOf(await run(rowOf(ranges, key, free, context), context));
  };

const prefixInPrefix =
  (prefixes: ResourceEntry, key: number, length: number): Search =>
  async (context) => {
    if (!(await lockNetwork(prefixes, key, context))) return NO_PLACE;
    const bounds = (alias: string): Sql =>
      sql`masklen(${columnOf(alias, 'prefix')}) + 1, CASE family(${columnOf(alias, 'prefix')}) WHEN 4 THEN 32 ELSE 128 END, ${columnOf(alias, 'markUtilized')}`;
    const [row] = await run(rowOf(prefixes, key, bounds, context), context);
    if (!row) return NO_PLACE;
    const [shortest, longest, isUtilized] = row as [number, number, boolean];
    if (isUtilized) return NOTHING_FREE;
    if (!(length >= shortest && length <= longest))
      return failed(writeError('INVALID', `A prefix in this one has ${shortest} to ${longest} bits.`, 'length'));
    const free = (alias: string): Sql =>
      sql`${columnOf(alias, 'vrfId')}, text(wayleave.next_free_prefix(${vrfOf(alias)}, ${columnOf(alias, 'prefix')}, ${length}::integer))`;
    return freeOf(await run(rowOf(prefixes, key, free, context), context));
  };

function freeOf([row]: readonly (readonly unknown[])[]): Free | WriteOutcome {
  if (!row) return NO_PLACE;
  const [vrf, network] = row as [number | null, string | null];
  return network === null ? NOTHING_FREE : { vrf, network };
}
