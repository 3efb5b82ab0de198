/**
 * Imports definitions of hardware: the manufacturer, the type and all of its port templates, a file at a time, wholly or not at all.
 *
 * A definition that is imported again changes what differs. Templates that the type has beyond it stay, because somebody may have added them by hand.
 */
import { readFile } from 'node:fs/promises';
import { encodeGlobalId } from '../../data/global-id.ts';
import { READS_ELSEWHERE } from '../../data/reads.ts';
import type { WriteOutcome } from '../../data/write/outcome.ts';
import { MOST_ITEMS, type RowInput, type WriteContext, type Writer, writerSettings } from '../../data/write/write.ts';
import type { Catalog, ResourceEntry } from '../../resource/catalog.ts';
import { BadDefinitionError, type Definition, type Entry, readDefinition } from './definition.ts';

export interface DeviceTypesImport {
  readonly files: readonly string[];
  readonly catalog: Catalog;
  readonly writer: Writer;
  readonly context: WriteContext;
  readonly dryRun: boolean;
  readonly onProgress?: (done: number, total: number) => void;
}

export type FileReport =
  | {
      readonly file: string;
      readonly kind: 'stored';
      readonly type: string;
      readonly model: string;
      readonly status: WriteOutcome['status'];
      readonly templates: { readonly created: number; readonly updated: number; readonly unchanged: number };
      readonly notKept: readonly string[];
    }
  | { readonly file: string; readonly kind: 'refused'; readonly line: number; readonly reason: string };

class DryRunOver extends Error {}

export async function importDeviceTypes(options: DeviceTypesImport): Promise<readonly FileReport[]> {
  const { files, context, onProgress } = options;
  const reports: FileReport[] = [];
  for (const file of files) {
    context.signal.throwIfAborted();
    reports.push(await importFile(file, options));
    onProgress?.(reports.length, files.length);
  }
  return reports;
}

async function importFile(file: string, { catalog, writer, context, dryRun }: DeviceTypesImport): Promise<FileReport> {
  let report: FileReport | undefined;
  try {
    const definition = readDefinition(catalog, await readFile(file, 'utf8'));
    await context.database.transaction(
      async (database) => {
        const storing = new Storing(catalog, writer, { ...context, database });
        report = { file, kind: 'stored', notKept: definition.notKept, model: definition.type.name, ...(await storing.store(definition)) };
        if (dryRun) throw new DryRunOver();
      },
      { signal: context.signal, settings: writerSettings(context) },
    );
    return report!;
  } catch (error) {
    if (error instanceof DryRunOver) return report!;
    if (error instanceof BadDefinitionError) return { file, kind: 'refused', line: error.line, reason: error.message };
    if ((error as NodeJS.ErrnoException).syscall !== undefined) return { file, kind: 'refused', line: 0, reason: (error as Error).message };
    throw error;
  }
}

class Storing {
  private readonly catalog: Catalog;
  private readonly writer: Writer;
  private readonly context: WriteContext;
  private readonly counts = { created: 0, updated: 0, unchanged: 0 };

  constructor(catalog: Catalog, writer: Writer, context: WriteContext) {
    this.catalog = catalog;
    this.writer = writer;
    this.context = context;
  }

  async store({ manufacturer, type, templates }: Definition) {
    const made = await this.manufacturer(manufacturer, type.line);
    const [outcome] = await this.upsert(type.resource, [{ entry: type, input: { ...type.input, manufacturer: { id: made } } }]);
    const owner = { id: encodeGlobalId(type.resource.name, outcome!.key!) };
    const isDevice = type.resource.name === 'DeviceType';
    const known = new Map<string, ReadonlyMap<string, string>>();
    for (const { resource, entries } of templates) {
      const belongs = resource.toOnes.has('moduleType')
        ? { deviceType: isDevice ? owner : null, moduleType: isDevice ? null : owner }
        : { deviceType: owner };
      const rows = entries.map((entry) => ({ entry, input: { ...entry.input, ...belongs, ...this.references(entry, known) } }));
      known.set(resource.name, await this.storeTemplates(resource, rows));
      const bridged = entries.filter(({ refersTo }) => refersTo['bridge'] !== undefined);
      if (bridged.length > 0) await this.bridge(resource, bridged, belongs, known.get(resource.name)!);
      if (resource.name === 'FrontPortTemplate') await this.lead(entries, known);
    }
    return { type: type.resource.name, status: outcome!.status, templates: this.counts };
  }

  /** By its name, as definitions give it; a new one gets a slug of it. */
  private async manufacturer(name: string, line: number): Promise<string> {
    const { database, signal } = this.context;
    const text = 'SELECT id FROM "Manufacturer" WHERE name = $1';
    const [row] = await database.query({ name: undefined, text, values: [name], reads: READS_ELSEWHERE }, { signal });
    if (row) return encodeGlobalId('Manufacturer', row[0] as number);
    const resource = this.catalog.get('Manufacturer');
    const slug = name
      .normalize('NFKD')
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-+|-+$/g, '');
    const outcome = await this.writer.create(resource, { name, slug }, this.context);
    if (outcome.key === null) throw new BadDefinitionError(line, `\`manufacturer\`: ${sentenceOf(outcome)}`);
    return encodeGlobalId('Manufacturer', outcome.key);
  }

  private async storeTemplates(
    resource: ResourceEntry,
    rows: readonly { entry: Entry; input: RowInput }[],
  ): Promise<ReadonlyMap<string, string>> {
    const ids = new Map<string, string>();
    for (let start = 0; start < rows.length; start += MOST_ITEMS) {
      const batch = rows.slice(start, start + MOST_ITEMS);
      const outcomes = await this.upsert(resource, batch);
      outcomes.forEach(({ status, key }, index) => {
        ids.set(batch[index]!.entry.name, encodeGlobalId(resource.name, key!));
        if (status === 'CREATED') this.counts.created += 1;
        else if (status === 'UPDATED') this.counts.updated += 1;
        else this.counts.unchanged += 1;
      });
    }
    return ids;
  }

  /** Templates of other kinds that an entry refers to by their names. */
  private references({ resource, line, refersTo }: Entry, known: ReadonlyMap<string, ReadonlyMap<string, string>>): RowInput {
    const references: Record<string, unknown> = {};
    for (const [field, name] of Object.entries(refersTo)) {
      const relation = resource.toOnes.get(field);
      if (!relation || relation.target === resource) continue;
      references[field] = { id: found(known.get(relation.target.name), name, line, field) };
    }
    return references;
  }

  /** Interfaces of the same type, which have to be there before one can point at the other. */
  private async bridge(
    resource: ResourceEntry,
    entries: readonly Entry[],
    belongs: RowInput,
    ids: ReadonlyMap<string, string>,
  ): Promise<void> {
    const rows = entries.map((entry) => {
      const bridge = { id: found(ids, entry.refersTo['bridge']!, entry.line, 'bridge') };
      return { entry, input: { ...belongs, name: entry.name, bridge } };
    });
    await this.upsert(resource, rows);
  }

  /** Which position of a rear port each front port leads to. */
  private async lead(entries: readonly Entry[], known: ReadonlyMap<string, ReadonlyMap<string, string>>): Promise<void> {
    const rows = entries
      .filter(({ refersTo }) => refersTo['rearPort'] !== undefined)
      .map((entry) => ({
        entry,
        input: {
          frontPort: { id: known.get('FrontPortTemplate')!.get(entry.name)! },
          frontPortPosition: 1,
          rearPort: { id: found(known.get('RearPortTemplate'), entry.refersTo['rearPort']!, entry.line, 'rear_port') },
          rearPortPosition: entry.rearPortPosition ?? 1,
        },
      }));
    if (rows.length > 0) await this.upsert(this.catalog.get('PortTemplateMapping'), rows);
  }

  private async upsert(resource: ResourceEntry, rows: readonly { entry: Entry; input: RowInput }[]): Promise<readonly WriteOutcome[]> {
    const outcomes = await this.writer.upsert(
      resource,
      rows.map(({ input }) => input),
      {},
      this.context,
    );
    outcomes.forEach((outcome, index) => {
      if (outcome.status === 'FAILED')
        throw new BadDefinitionError(rows[index]!.entry.line, `${rows[index]!.entry.name}: ${sentenceOf(outcome)}`);
    });
    return outcomes;
  }
}

function found(ids: ReadonlyMap<string, string> | undefined, name: string, line: number, field: string): string {
  const id = ids?.get(name);
  if (id === undefined) throw new BadDefinitionError(line, `\`${field}\` names ${name}, which the definition does not have.`);
  return id;
}

const sentenceOf = ({ errors }: WriteOutcome): string =>
  errors.map(({ field, message }) => (field ? `${field}: ${message}` : message)).join(' ');
