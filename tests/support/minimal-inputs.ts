/**
 * The least that a new object of each type needs, made up: for contract tests that loop over all types.
 *
 * What is required is read from the database; what it refers to is made on demand and shared, but for relations by which rows are told apart. Rules over
 * several fields (one of these relations is set, parts of one device) are in the small table below.
 */

import { encodeGlobalId } from '../../src/data/global-id.ts';
import { databaseFacts } from '../../src/data/write/table-facts.ts';
import { createWriter, type RowInput, type WriteContext } from '../../src/data/write/write.ts';
import type { Catalog, ResourceEntry } from '../../src/resource/catalog.ts';
import type { ColumnFacts } from '../../src/resource/facts.ts';

type Reference = { readonly id: string };

export class MinimalInputs {
  private readonly catalog: Catalog;
  private readonly context: () => WriteContext;
  private readonly shared = new Map<string, Promise<Reference>>();
  private count = 0;

  constructor(catalog: Catalog, context: () => WriteContext) {
    this.catalog = catalog;
    this.context = context;
  }

  /** An input that makes a new object, another one each time. */
  async input(name: string): Promise<RowInput> {
    const resource = this.catalog.get(name);
    this.count += 1;
    const count = this.count;
    const special = await this.special(name, count);
    const facts = (await databaseFacts(this.catalog, this.context())).get(name)!;
    const input: Record<string, unknown> = {};
    for (const column of resource.columns.values()) {
      if (special[column.name] !== undefined || !facts.required.has(column.name) || column.name === 'lastUpdated') continue;
      input[column.name] = madeUp(column, resource, count);
    }
    for (const { name: relation, target, facts: declared } of resource.toOnes.values())
      if (special[relation] === undefined && facts.required.has(declared.via)) input[relation] = await this.some(target.name);
    // A type without natural keys is referred to by its id alone.
    return Object.fromEntries(
      Object.entries({ ...input, ...special }).map(([field, value]) => {
        const target = resource.toOnes.get(field)?.target;
        return [field, target && target.keys.length === 0 ? (value as Reference).id : value];
      }),
    );
  }

  /** An object of the type, always the same one. */
  some(name: string): Promise<Reference> {
    let known = this.shared.get(name);
    if (!known) {
      known = this.fresh(name);
      this.shared.set(name, known);
    }
    return known;
  }

  /** A new object of the type; what the input says is kept. */
  async fresh(name: string, more: RowInput = {}): Promise<Reference> {
    const resource = this.catalog.get(name);
    const input = { ...(await this.input(name)), ...more };
    const writer = createWriter(this.catalog);
    const context = this.context();
    // A dependency has to have a member when its transaction ends.
    const outcome = await context.database.transaction(
      async (database) => {
        const made = await writer.create(resource, input, { ...context, database });
        if (name === 'ServiceDependency' && made.key !== null) {
          const dependency = { id: encodeGlobalId(name, made.key) };
          const member = { dependency, service: await this.fresh('Service') };
          await writer.create(this.catalog.get('ServiceDependencyMember'), member, { ...context, database });
        }
        return made;
      },
      { signal: context.signal },
    );
    if (outcome.key === null) throw new Error(`No ${name} could be made of ${JSON.stringify(input)}: ${JSON.stringify(outcome.errors)}`);
    return { id: encodeGlobalId(name, outcome.key) };
  }

  /** What the rules of a type ask for beyond its required fields. */
  private async special(name: string, count: number): Promise<Record<string, unknown>> {
    if (/Template$/.test(name) && this.catalog.get(name).toOnes.has('moduleType')) return { deviceType: await this.some('DeviceType') };
    const octets = `${(count >> 8) & 255}.${count & 255}`;
    switch (name) {
      case 'Aggregate':
        return { prefix: `10.${octets}.0/24` };
      case 'Prefix':
        return { prefix: `11.${octets}.0/24` };
      case 'IpAddress':
        return { address: `12.0.${octets}/16` };
      case 'IpRange':
        return { startAddress: `13.${octets}.1/24`, endAddress: `13.${octets}.9/24` };
      case 'ContactAssignment':
        return { contact: await this.fresh('Contact'), site: await this.some('Site') };
      case 'RackReservation':
        return { rack: await this.fresh('Rack'), units: [1, 2] };
      case 'CustomField':
        return { name: `field_${count}` };
      case 'VirtualMachine':
        return { cluster: await this.some('Cluster') };
      case 'Cable':
        return { label: `cable ${count}` };
      case 'Vrf':
        return { rd: `65000:${count}` };
      case 'CableTermination':
        return { cable: await this.fresh('Cable'), cableEnd: 'A', interface: await this.fresh('Interface', { type: 'OTHER' }) };
      case 'CircuitTermination':
        return { circuit: await this.fresh('Circuit'), termSide: 'A', site: await this.some('Site') };
      case 'ServiceDependencyMember':
        return { service: await this.fresh('Service') };
      case 'DeviceBayTemplate':
        return { deviceType: await this.parentType() };
      case 'Device':
        return { name: `device-${count}` };
      case 'DeviceBay': {
        this.chassis ??= this.fresh('Device', { deviceType: await this.parentType() });
        return { device: await this.chassis };
      }
      case 'Module': {
        const moduleBay = await this.fresh('ModuleBay');
        return { device: await this.some('Device'), moduleBay };
      }
      case 'PortMapping':
        return { frontPort: await this.fresh('FrontPort'), rearPort: await this.fresh('RearPort') };
      case 'PortTemplateMapping':
        return { frontPort: await this.fresh('FrontPortTemplate'), rearPort: await this.fresh('RearPortTemplate') };
      default:
        return {};
    }
  }

  private chassis: Promise<Reference> | undefined;
  private parent: Promise<Reference> | undefined;
  private parentType(): Promise<Reference> {
    this.parent ??= this.fresh('DeviceType', { subdeviceRole: 'PARENT' });
    return this.parent;
  }
}

function madeUp(column: ColumnFacts, resource: ResourceEntry, count: number): unknown {
  switch (column.type) {
    case 'text':
      return column.name === 'slug' ? `${resource.name.toLowerCase()}-${count}` : `${resource.name} ${count}`;
    case 'integer':
    case 'vlanId':
    case 'bigInteger':
    case 'asNumber':
      return Math.min((column.min ?? 0) + count, column.max ?? Number.MAX_SAFE_INTEGER);
    case 'decimal':
      return column.min ?? 1;
    case 'flag':
      return true;
    case 'choice':
      return Object.keys(column.choice!.values)[0];
    case 'color':
      return '00bcd4';
    case 'timestamp':
      return '2026-01-31T12:00:00.000Z';
    case 'day':
      return '2026-01-31';
    case 'mac':
      return '02:00:5e:10:00:01';
    case 'json':
      return {};
    default:
      throw new Error(`Nothing is made up for ${resource.name}.${column.name} of type ${column.type}.`);
  }
}
