/**
 * `search(text:)`: one statement that finds what matches best over all searchable columns, then one a type for what was asked of them.
 *
 * Text is matched anywhere by trigrams, from three characters on; two characters match beginnings only, since a trigram index cannot help with less.
 * What reads as an address or the beginning of one finds the addresses and networks within; a whole MAC address finds its interfaces.
 */
import type { GraphQLSchema } from 'graphql';
import ipaddr from 'ipaddr.js';
import { refuse } from '../errors/refuse.ts';
import type { Selection } from '../execution/batch.ts';
import type { Catalog, ResourceEntry } from '../resource/catalog.ts';
import { MOST_SEARCH_RESULTS } from '../resource/meaning.ts';
import type { RequestContext } from './context.ts';
import { escapeLike, FilterCompiler, hostOf, within } from './filter.ts';
import { loadNodes } from './lookups.ts';
import type { Read } from './reads.ts';
import { allOf, columnOf, compile, FALSE, join, name, type Sql, sql, word } from './sql.ts';

const SHORTEST_TEXT = 2;
const LONGEST_TEXT = 100;

export async function search(
  catalog: Catalog,
  schema: GraphQLSchema,
  args: Readonly<Record<string, unknown>>,
  selection: Selection,
  context: RequestContext,
): Promise<readonly (object | null)[]> {
  const text = (args['text'] as string).trim();
  const first = (args['first'] as number | null) ?? 20;
  if (text.length < SHORTEST_TEXT || text.length > LONGEST_TEXT)
    throw refuse('SEARCH_TEXT_LENGTH', { length: text.length, least: SHORTEST_TEXT, most: LONGEST_TEXT });
  if (first < 0) throw refuse('PAGE_NEGATIVE', { size: first });
  if (first > MOST_SEARCH_RESULTS) throw refuse('PAGE_TOO_LARGE', { size: first, most: MOST_SEARCH_RESULTS });
  const filters = new FilterCompiler(context.viewer);
  const own: Read[] = [];
  const parts = typesAsked(catalog, args['types'] as readonly string[] | null | undefined, context).flatMap((resource) => {
    const part = matches(resource, text, first, filters);
    if (part) own.push({ table: resource.name });
    return part ?? [];
  });
  if (parts.length === 0 || first === 0) return [];
  const statement = compile(
    sql`SELECT type, id FROM (\n${join(parts, '\nUNION ALL\n')}\n) found\nORDER BY rank DESC, type, id\nLIMIT ${first}::integer`,
  );
  const found = await context.database.query({ ...statement, reads: { reached: filters.reached, own } }, context);
  const nodes = await loadNodes(
    catalog,
    schema,
    found.map(([type, key]) => ({ type: type as string, key: key as number })),
    selection,
    context,
  );
  return nodes.filter((node) => node !== null);
}

/** A type of which the viewer may see nothing is one that they have never heard of. */
function typesAsked(catalog: Catalog, types: readonly string[] | null | undefined, { viewer }: RequestContext): readonly ResourceEntry[] {
  if (!types) return catalog.resources;
  return [...new Set(types)].map((type) => {
    const resource = catalog.find(type);
    const isSearchable = resource && [...resource.columns.values()].some((column) => column.search) && viewer.rows(type).kind !== 'none';
    if (!isSearchable) throw refuse('SEARCH_TYPE_UNKNOWN', { type: type.slice(0, 64) });
    return resource;
  });
}

function matches(resource: ResourceEntry, text: string, first: number, filters: FilterCompiler): Sql | undefined {
  const columns = [...resource.columns.values()].filter((column) => column.search);
  const network = networkOf(text);
  const mac = macOf(text);
  const pattern = text.length < 3 ? `${escapeLike(text)}%` : `%${escapeLike(text)}%`;
  const alias = filters.alias();
  const conditions: Sql[] = [];
  const ranks: Sql[] = [];
  for (const column of columns) {
    const expression = columnOf(alias, column.name);
    if (column.type === 'text') {
      conditions.push(sql`${expression} ILIKE ${pattern}`);
      ranks.push(sql`similarity(${expression}, ${text})`);
    } else if (network && (column.type === 'cidr' || column.type === 'interfaceAddress')) {
      const isWithin = within(column, expression, network);
      const itself = column.type === 'cidr' ? expression : hostOf(expression);
      conditions.push(isWithin);
      ranks.push(sql`CASE WHEN ${itself} = ${network}::inet THEN 1 WHEN ${isWithin} THEN 0.5 + masklen(${expression}) / 512.0 ELSE 0 END`);
    } else if (mac && column.type === 'mac') {
      conditions.push(sql`${expression} = ${mac}::macaddr`);
      ranks.push(sql`CASE WHEN ${expression} = ${mac}::macaddr THEN 1 ELSE 0 END`);
    }
  }
  if (conditions.length === 0) return undefined;
  const condition = allOf([sql`(${join(conditions, ' OR ')})`, filters.visible(resource, alias)]);
  if (condition === FALSE) return undefined;
  const rank = sql`greatest(${join(ranks, ', ')})`;
  return sql`(SELECT ${resource.name}::text AS type, ${columnOf(alias, 'id')}, ${rank}::real AS rank\nFROM ${name(resource.name)} ${word(alias)}\nWHERE ${condition}\nORDER BY rank DESC, ${columnOf(alias, 'id')}\nLIMIT ${first}::integer)`;
}

/** The network that a text means: an address, a prefix, or the beginning of an address up to a full part (`10.1.` is 10.1.0.0/16, `2001:db8:` 2001:db8::/32). */
export function networkOf(text: string): string | undefined {
  if (/^(?:\d{1,3}\.){1,3}\d{0,3}$/.test(text) && !isWholeIpv4(text)) {
    const octets = text.replace(/\.$/, '').split('.').map(Number);
    if (octets.some((octet) => octet > 255)) return undefined;
    return `${[...octets, 0, 0, 0].slice(0, 4).join('.')}/${octets.length * 8}`;
  }
  if (/^(?:[0-9a-f]{1,4}:){1,7}:?$/i.test(text)) {
    const groups = text.split(':').filter((group) => group !== '');
    return `${groups.join(':')}::/${groups.length * 16}`;
  }
  const [host = '', mask] = text.split('/');
  if (!(host.includes(':') || isWholeIpv4(host)) || !ipaddr.isValid(host) || host.includes('%')) return undefined;
  const width = ipaddr.parse(host).kind() === 'ipv4' ? 32 : 128;
  if (mask === undefined) return `${host}/${width}`;
  return /^\d{1,3}$/.test(mask) && Number(mask) <= width ? `${host}/${mask}` : undefined;
}

const isWholeIpv4 = (text: string): boolean => /^\d{1,3}(?:\.\d{1,3}){3}$/.test(text);

function macOf(text: string): string | undefined {
  return /^[0-9a-f]{2}(?:([:-])[0-9a-f]{2})(?:\1[0-9a-f]{2}){4}$|^(?:[0-9a-f]{4}\.){2}[0-9a-f]{4}$|^[0-9a-f]{12}$/i.test(text)
    ? text
    : undefined;
}
