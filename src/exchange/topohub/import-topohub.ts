/**
 * Imports topologies of wide-area networks: a site with a router for each node, a circuit with both ends cabled for each link.
 *
 * What a topology does not know (speeds, models, addresses) stays empty rather than being made up. All files are one transaction. Rows are known by
 * the name of the topology and the ids in it, so a second import changes only what differs.
 */
import type pg from 'pg';
import { type IncomingRow, type Refusal, RowStore } from '../row-store.ts';
import { slugOf } from '../slug.ts';
import { importWhole, type WholeImportOptions } from '../whole-import.ts';
import { readTopology, type Topology } from './topology.ts';

export interface TopohubOptions extends WholeImportOptions {
  readonly files: readonly string[];
  readonly onProgress?: (done: number, total: number) => void;
}

export interface TopologyReport {
  readonly file: string;
  readonly topology: string;
  readonly nodes: number;
  readonly links: number;
  readonly inserted: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly refused: readonly Refusal[];
}

export interface TopohubReport {
  readonly topologies: readonly TopologyReport[];
  readonly dryRun: boolean;
  readonly milliseconds: number;
}

const source = 'topohub';

export async function importTopohub(pool: pg.Pool, options: TopohubOptions): Promise<TopohubReport> {
  const { files, dryRun = false, onProgress, signal } = options;
  const started = performance.now();
  const topologies = await importWhole(pool, options, async (client) => {
    const reports: TopologyReport[] = [];
    const store = new RowStore(client, source);
    for (const file of files) {
      signal?.throwIfAborted();
      const topology = await readTopology(file);
      const tally = await new TopologyImport(store, topology).run();
      reports.push({ file, topology: topology.name, nodes: topology.nodes.length, links: topology.links.length, ...tally });
      onProgress?.(reports.length, files.length);
    }
    return reports;
  });
  return { topologies, dryRun, milliseconds: performance.now() - started };
}

/** What all topologies share; its keys do not carry the name of one. */
const common = {
  root: { name: 'Imported topologies', slug: 'imported-topologies' },
  maker: { name: 'Unknown', slug: 'unknown', description: 'The source does not say who made it.' },
  type: { model: 'WAN node', slug: 'wan-node', uHeight: 0 },
  router: { name: 'WAN Node', slug: 'wan-node', color: '4caf50', vmRole: false },
  waypoint: { name: 'Sea Cable Waypoint', slug: 'sea-cable-waypoint', color: '2196f3', vmRole: false },
  land: { name: 'WAN link', slug: 'wan-link' },
  sea: { name: 'Sea cable', slug: 'sea-cable' },
} as const;

class TopologyImport {
  readonly #store: RowStore;
  readonly #topology: Topology;
  readonly #slug: string;
  readonly #tally = { inserted: 0, changed: 0, unchanged: 0, refused: [] as Refusal[] };

  constructor(store: RowStore, topology: Topology) {
    this.#store = store;
    this.#topology = topology;
    this.#slug = slugOf(topology.name) || 'topology';
  }

  async run(): Promise<Pick<TopologyReport, 'inserted' | 'changed' | 'unchanged' | 'refused'>> {
    const { name, nodes, links } = this.#topology;
    const root = await this.#one('SiteGroup', 'common/root', { ...common.root, parentId: null }, ['parentId', 'slug']);
    const maker = await this.#one('Manufacturer', 'common/maker', common.maker, ['slug']);
    const deviceTypeId = await this.#one('DeviceType', 'common/type', { ...common.type, manufacturerId: maker }, [
      'manufacturerId',
      'slug',
    ]);
    const router = await this.#one('DeviceRole', 'common/router', common.router, ['slug']);
    const waypoint = await this.#one('DeviceRole', 'common/waypoint', common.waypoint, ['slug']);
    const land = await this.#one('CircuitType', 'common/land', common.land, ['slug']);
    const sea = await this.#one('CircuitType', 'common/sea', common.sea, ['slug']);
    const groupId = await this.#one('SiteGroup', `${name}/group`, { name, slug: this.#slug, parentId: root }, ['parentId', 'slug']);
    const providerId = await this.#one('Provider', `${name}/provider`, { name: `${name} (topology)`, slug: `topology-${this.#slug}` }, [
      'slug',
    ]);

    const sites = await this.#many('Site', 'node', nodes, (node) => ({
      name: `${name} ${node.name}`,
      slug: `${this.#slug}-${slugOf(node.id) || 'node'}`,
      groupId,
      latitude: node.latitude,
      longitude: node.longitude,
      description: node.kind ?? null,
    }));
    const devices = await this.#many('Device', 'node', nodes, (node) => ({
      name: `${this.#slug}-${slugOf(node.name) || node.id}`,
      deviceTypeId,
      roleId: node.kind?.includes('Waypoint') ? waypoint : router,
      siteId: sites.get(node.id)!,
    }));
    const circuits = await this.#many('Circuit', 'link', links, (link) => ({
      cid: `${name}:${link.id}`,
      providerId,
      typeId: link.kind === 'seacable' ? sea : land,
      description: link.kilometres === undefined ? null : `${link.kilometres} km`,
      customFields: link.kilometres === undefined ? {} : { length_km: link.kilometres },
    }));
    const names = new Map(nodes.map((node) => [node.id, node.name]));
    const ends = links.flatMap((link) => [
      { id: `${link.id}/A`, side: 'A', link: link.id, node: link.source, far: link.target },
      { id: `${link.id}/Z`, side: 'Z', link: link.id, node: link.target, far: link.source },
    ]);
    const ports = await this.#many('Interface', 'end', ends, (end) => ({
      deviceId: devices.get(end.node)!,
      name: `wan ${end.link}${end.node === end.far ? ` ${end.side}` : ''}`,
      type: 'OTHER',
      description: `To ${names.get(end.far)}`,
    }));
    const terminations = await this.#many('CircuitTermination', 'end', ends, (end) => ({
      circuitId: circuits.get(end.link)!,
      termSide: end.side,
      siteId: sites.get(end.node)!,
    }));
    const cables = await this.#many('Cable', 'end', ends, () => ({ status: 'CONNECTED' }));
    const plugs = ends.flatMap((end) => [
      {
        id: `${end.id}/interface`,
        cableId: cables.get(end.id)!,
        cableEnd: 'A',
        interfaceId: ports.get(end.id)!,
        circuitTerminationId: null,
      },
      {
        id: `${end.id}/circuit`,
        cableId: cables.get(end.id)!,
        cableEnd: 'B',
        interfaceId: null,
        circuitTerminationId: terminations.get(end.id)!,
      },
    ]);
    await this.#many('CableTermination', 'plug', plugs, ({ id: _, ...columns }) => columns);
    return this.#tally;
  }

  /** A row that may well be there already, and whose key others need. */
  async #one(type: string, externalId: string, columns: Readonly<Record<string, unknown>>, key: readonly string[]): Promise<number> {
    const row: IncomingRow = { externalId, columns };
    const { refused } = await this.#store.store({ model: type, type, key }, [row]);
    if (row.id === undefined)
      throw new Error(`${this.#topology.name}: ${type} ${externalId} could not be stored. ${refused[0]?.reason ?? ''}`);
    return row.id;
  }

  async #many<Item extends { readonly id: string }>(
    type: string,
    model: string,
    items: readonly Item[],
    columns: (item: Item) => Readonly<Record<string, unknown>>,
  ): Promise<ReadonlyMap<string, number>> {
    const rows = items.map((item): IncomingRow => ({ externalId: `${this.#topology.name}/${item.id}`, columns: columns(item) }));
    const outcome = await this.#store.store({ model: `${model}.${type}`, type }, rows);
    this.#tally.inserted += outcome.inserted;
    this.#tally.changed += outcome.changed;
    this.#tally.unchanged += outcome.unchanged;
    this.#tally.refused.push(...outcome.refused);
    return new Map(items.flatMap((item, index) => (rows[index]!.id === undefined ? [] : [[item.id, rows[index]!.id] as const])));
  }
}
