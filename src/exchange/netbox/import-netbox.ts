/**
 * Imports a NetBox estate from a Django fixture, and accounts for every row of it.
 *
 * The file is streamed into a temporary table first, so that models can be stored in the order of their references whatever the order of the file,
 * and memory holds keys only. All is one transaction: an import that fails, is interrupted or killed leaves nothing. An import adds and changes;
 * it never deletes. What the file says wins over what was changed here in the meantime.
 */
import type pg from 'pg';
import { BadFileError, readJsonArray } from '../json-array.ts';
import { type IncomingRow, RowStore } from '../row-store.ts';
import { importWhole, type WholeImportOptions } from '../whole-import.ts';
import { choiceName, type Mapping, modelOf, type Read } from './mapping.ts';
import { mappings } from './mappings/all.ts';

export interface ImportOptions extends WholeImportOptions {
  readonly file: string;
  /** Keeps apart the keys of several NetBoxes. */
  readonly source?: string;
  readonly onProgress?: (done: number, total: number) => void;
}

export interface RefusedRow {
  readonly key: string;
  readonly line: number;
  readonly reason: string;
}

export interface ModelReport {
  readonly model: string;
  /** Our type; undefined where we have none. */
  readonly type: string | undefined;
  readonly read: number;
  /** inserted + changed + unchanged. */
  readonly stored: number;
  readonly inserted: number;
  readonly changed: number;
  readonly unchanged: number;
  /** Rows that only say what keys of other rows mean. */
  readonly usedAsLookup: number;
  readonly refused: readonly RefusedRow[];
  /** Rows that are stored without something that they named. */
  readonly incomplete: readonly RefusedRow[];
  /** Fields that hold something and have no place here, with the number of rows. */
  readonly notKept: Readonly<Record<string, number>>;
}

export interface ImportReport {
  readonly read: number;
  readonly models: readonly ModelReport[];
  readonly dryRun: boolean;
  readonly milliseconds: number;
}

const lookupModel = 'contenttypes.contenttype';
const taggedModel = 'extras.taggeditem';
/** NetBox's own bookkeeping: trees, sort keys, converted lengths. */
const bookkeeping = new Set([
  'created',
  'last_updated',
  'lft',
  'rght',
  'tree_id',
  'level',
  '_name',
  '_abs_weight',
  '_abs_max_weight',
  '_abs_length',
]);

export async function importNetbox(pool: pg.Pool, options: ImportOptions): Promise<ImportReport> {
  const started = performance.now();
  const models = await importWhole(pool, options, (client) => new NetboxImport(client, options).run());
  const read = models.reduce((sum, model) => sum + model.read, 0);
  return { read, models, dryRun: options.dryRun ?? false, milliseconds: performance.now() - started };
}

interface StagedRow {
  readonly pk: string;
  readonly line: number;
  readonly fields: Readonly<Record<string, unknown>>;
}

interface Tally {
  read: number;
  inserted: number;
  changed: number;
  unchanged: number;
  usedAsLookup: number;
  readonly refused: RefusedRow[];
  readonly incomplete: RefusedRow[];
  readonly notKept: Record<string, number>;
}

const stagingBatch = 1000;
const pageSize = 5000;

class NetboxImport {
  readonly #client: pg.ClientBase;
  readonly #options: ImportOptions;
  readonly #store: RowStore;
  /** Our keys by NetBox model and key, for rows that are stored. */
  readonly #ids = new Map<string, Map<string, number>>();
  readonly #tallies = new Map<string, Tally>();
  #done = 0;
  #total = 0;

  constructor(client: pg.ClientBase, options: ImportOptions) {
    this.#client = client;
    this.#options = options;
    this.#store = new RowStore(client, options.source ?? 'netbox');
  }

  async run(): Promise<readonly ModelReport[]> {
    await this.#stage();
    for (const mapping of mappings) await this.#model(mapping);
    for (const mapping of mappings) if (mapping.later) await this.#later(mapping);
    for (const mapping of mappings) for (const list of mapping.links ?? []) await this.#links(mapping, list);
    await this.#tags();
    return this.#report();
  }

  /** Reads the file into a temporary table. */
  async #stage(): Promise<void> {
    const { file, signal } = this.#options;
    await this.#client.query(
      'CREATE TEMPORARY TABLE import_row (model text, position integer, line integer, pk text, fields jsonb) ON COMMIT DROP',
    );
    let batch: unknown[][] = [[], [], [], [], []];
    const flush = async (): Promise<void> => {
      signal?.throwIfAborted();
      await this.#client.query(
        'INSERT INTO import_row SELECT * FROM unnest($1::text[], $2::integer[], $3::integer[], $4::text[], $5::jsonb[])',
        batch,
      );
      batch = [[], [], [], [], []];
    };
    for await (const { value, position, line } of readJsonArray(file)) {
      const place = `line ${line} (row ${position})`;
      const { model, pk, fields } = (value ?? {}) as Record<string, unknown>;
      if (typeof model !== 'string' || typeof fields !== 'object' || fields === null || Array.isArray(fields))
        throw new BadFileError(file, place, 'a row of a Django fixture is {"model": "app.name", "pk": …, "fields": {…}}.');
      if (pk === undefined && model !== lookupModel) throw new BadFileError(file, place, `this row of ${model} has no "pk".`);
      const text = JSON.stringify(fields);
      if (text.includes('\\u0000')) throw new BadFileError(file, place, 'the row holds a character of code 0, which no text may hold.');
      for (const [column, cell] of [model, position, line, String(pk ?? position), text].entries()) batch[column]!.push(cell);
      this.#tally(model).read++;
      this.#total++;
      if (batch[0]!.length === stagingBatch) await flush();
    }
    await flush();
    await this.#client.query('CREATE INDEX ON import_row (model, position)');
    await this.#client.query('ANALYZE import_row');
    const known = new Set<string>([lookupModel, taggedModel, ...mappings.map(({ model }) => model)]);
    for (const [model, tally] of this.#tallies) {
      if (known.has(model)) continue;
      for await (const rows of this.#pages(model))
        for (const { pk, line } of rows) tally.refused.push({ key: pk, line, reason: `Wayleave has no type for ${model}.` });
    }
    const lookup = this.#tallies.get(lookupModel);
    if (lookup) lookup.usedAsLookup = lookup.read;
  }

  async #model(mapping: Mapping): Promise<void> {
    const { model } = mapping;
    if (!this.#tallies.has(model)) return;
    const duplicates = new Set<string>();
    for await (const page of this.#pages(model)) {
      const rows = page.filter((row) => {
        if (!duplicates.has(row.pk)) return Boolean(duplicates.add(row.pk));
        this.#refuse(model, row, 'the file holds another row of this model and key.');
        return false;
      });
      for (const row of rows) this.#noteWhatIsNotKept(mapping, row);
      if (mapping.tree) continue;
      await this.#storeRows(mapping, rows);
      if (mapping.brings) await this.#storeBrought(mapping.brings, rows);
      this.#progress(rows.length);
    }
    if (mapping.tree) await this.#storeTree(mapping, mapping.tree);
  }

  /** Parents before children. Trees are small: regions, locations, groups. */
  async #storeTree(mapping: Mapping, parentField: string): Promise<void> {
    let waiting: StagedRow[] = [];
    for await (const rows of this.#pages(mapping.model)) waiting.push(...rows);
    const pending = new Set(waiting.map(({ pk }) => pk));
    while (waiting.length > 0) {
      const ready = waiting.filter(({ fields }) => !pending.has(String(fields[parentField] ?? '')));
      if (ready.length === 0) {
        for (const row of waiting) this.#refuse(mapping.model, row, 'its parents form a circle.');
        return;
      }
      await this.#storeRows(mapping, ready);
      for (const { pk } of ready) pending.delete(pk);
      waiting = waiting.filter(({ pk }) => pending.has(pk));
      this.#progress(ready.length);
    }
  }

  async #storeRows(mapping: Mapping, rows: readonly StagedRow[]): Promise<void> {
    const { model } = mapping;
    const tally = this.#tally(model);
    const incoming: IncomingRow[] = [];
    const staged = new Map<string, StagedRow>();
    for (const row of rows) {
      const mapped = this.#map(mapping, row);
      if (typeof mapped === 'string') this.#refuse(model, row, mapped);
      else {
        incoming.push(mapped);
        staged.set(row.pk, row);
      }
    }
    const outcome = await this.#store.store(mapping, incoming);
    tally.inserted += outcome.inserted;
    tally.changed += outcome.changed;
    tally.unchanged += outcome.unchanged;
    for (const { externalId, reason } of outcome.refused) this.#refuse(model, staged.get(externalId)!, reason);
    const ids = this.#idsOf(model);
    for (const { externalId, id } of incoming) if (id !== undefined) ids.set(externalId, id);
  }

  /** Rows of a second type that come with the first. */
  async #storeBrought(brought: Mapping, rows: readonly StagedRow[]): Promise<void> {
    const ids = this.#idsOf(brought.model);
    const incoming: IncomingRow[] = [];
    const staged = new Map<string, StagedRow>();
    for (const row of rows) {
      // A row that was refused itself brings nothing, and has said so.
      if (!ids.has(row.pk)) continue;
      const mapped = this.#map(brought, { ...row, fields: { ...row.fields, pk: row.pk } });
      staged.set(row.pk, row);
      if (typeof mapped === 'string') this.#storedWithout(brought.model, row, mapped);
      else incoming.push(mapped);
    }
    const { refused } = await this.#store.store({ ...brought, model: `${brought.model}#${brought.type}` }, incoming);
    for (const { externalId, reason } of refused) this.#storedWithout(brought.model, staged.get(externalId)!, reason);
  }

  /** What could not be said before all rows were there. */
  async #later(mapping: Mapping): Promise<void> {
    const { model, type } = mapping;
    const tally = this.#tallies.get(model);
    if (!tally) return;
    const ids = this.#idsOf(model);
    for await (const rows of this.#pages(model)) {
      const incoming: IncomingRow[] = [];
      const staged = new Map<string, StagedRow>();
      for (const row of rows) {
        const id = ids.get(row.pk);
        if (id === undefined) continue;
        const mapped = this.#columns(mapping.later!, row);
        if (typeof mapped === 'string') this.#storedWithout(model, row, mapped);
        else {
          incoming.push({ externalId: row.pk, id, columns: mapped });
          staged.set(row.pk, row);
        }
      }
      const { changed, refused } = await this.#store.changeOrRefuse(type, incoming);
      for (const { externalId, reason } of refused) this.#storedWithout(model, staged.get(externalId)!, reason);
      // A row that was inserted a moment ago is no changed row because its references follow.
      const news = Math.min(Math.max(changed - tally.inserted, 0), tally.unchanged);
      tally.unchanged -= news;
      tally.changed += news;
    }
  }

  async #links({ model }: Mapping, { from, to, table, side }: NonNullable<Mapping['links']>[number]): Promise<void> {
    if (!this.#tallies.has(model)) return;
    const near = this.#idsOf(model);
    const far = this.#idsOf(to);
    for await (const rows of this.#pages(model)) {
      const pairs: [number, number][] = [];
      for (const row of rows) {
        const id = near.get(row.pk);
        const keys = row.fields[from];
        if (id === undefined || !Array.isArray(keys)) continue;
        for (const key of keys) {
          const other = far.get(String(key));
          if (other === undefined) this.#storedWithout(model, row, `${from} names ${to} ${key}, which is not stored.`);
          else pairs.push([id, other]);
        }
      }
      await this.#link(table, side, pairs);
    }
  }

  /** Answers how many were new. */
  async #link(table: string, side: 'A' | 'B', pairs: readonly (readonly [number, number])[]): Promise<number> {
    if (pairs.length === 0) return 0;
    const [near, far] = side === 'A' ? ['A', 'B'] : ['B', 'A'];
    const { rowCount } = await this.#client.query(
      `INSERT INTO "${table}" ("${near}", "${far}") SELECT DISTINCT * FROM unnest($1::bigint[], $2::bigint[]) ON CONFLICT DO NOTHING`,
      [pairs.map(([id]) => id), pairs.map(([, id]) => id)],
    );
    return rowCount ?? 0;
  }

  /** A tagged item is a link and no row of its own. */
  async #tags(): Promise<void> {
    const tally = this.#tallies.get(taggedModel);
    if (!tally) return;
    const tags = this.#idsOf('extras.tag');
    for await (const rows of this.#pages(taggedModel)) {
      const byType = new Map<string, [number, number][]>();
      for (const row of rows) {
        const model = modelOf(row.fields['content_type']);
        const mapping = mappings.find((candidate) => candidate.model === model);
        const tag = tags.get(String(row.fields['tag']));
        const object = model && this.#idsOf(model).get(String(row.fields['object_id']));
        if (!mapping) this.#refuse(taggedModel, row, `objects of ${model ?? 'an unknown content type'} take no tags here.`);
        else if (tag === undefined) this.#refuse(taggedModel, row, `extras.tag ${row.fields['tag']} is not stored.`);
        else if (!object) this.#refuse(taggedModel, row, `${model} ${row.fields['object_id']} is not stored.`);
        else byType.set(mapping.type, [...(byType.get(mapping.type) ?? []), [object, tag]]);
      }
      for (const [type, pairs] of byType) {
        const isBeforeTag = type < 'Tag';
        const inserted = await this.#link(isBeforeTag ? `_${type}ToTag` : `_TagTo${type}`, isBeforeTag ? 'A' : 'B', pairs);
        tally.inserted += inserted;
        tally.unchanged += pairs.length - inserted;
      }
      this.#progress(rows.length);
    }
  }

  /** A row as our columns, or the reason why it cannot be. */
  #map(mapping: Mapping, row: StagedRow): IncomingRow | string {
    const columns = this.#columns(mapping.columns, row);
    if (typeof columns === 'string') return columns;
    if (mapping.generic) {
      const { type, id, columns: choices } = mapping.generic;
      for (const column of Object.values(choices)) columns[column] = null;
      const contentType = row.fields[type];
      if (contentType !== null && contentType !== undefined) {
        const model = modelOf(contentType);
        const column = model === undefined ? undefined : choices[model];
        if (!column) return `${type} names ${model ?? JSON.stringify(contentType)}, which ${mapping.type} cannot point at.`;
        const key = row.fields[id];
        const target = this.#idsOf(model!).get(String(key));
        if (target === undefined) return `${id} names ${model} ${key}, which is not stored.`;
        columns[column] = target;
      }
    }
    const { created, last_updated } = row.fields;
    return {
      externalId: row.pk,
      columns,
      created: typeof created === 'string' ? created : undefined,
      lastUpdated: typeof last_updated === 'string' ? last_updated : undefined,
    };
  }

  #columns(reads: Readonly<Record<string, Read>>, row: StagedRow): Record<string, unknown> | string {
    const columns: Record<string, unknown> = {};
    for (const [column, read] of Object.entries(reads)) {
      const found = row.fields[read.from];
      switch (read.how) {
        case 'value':
        case 'count':
          columns[column] = found ?? read.whenEmpty ?? null;
          break;
        case 'text':
          columns[column] = found === '' || found === undefined ? null : found;
          break;
        case 'choice':
          columns[column] = typeof found === 'string' && found !== '' ? choiceName(found) : (read.whenEmpty ?? null);
          break;
        case 'json':
          columns[column] = read.read(found ?? null);
          break;
        case 'reference': {
          if (found === null || found === undefined) {
            columns[column] = null;
            break;
          }
          const id = this.#idsOf(read.to).get(String(found));
          if (id === undefined) return `${read.from} names ${read.to} ${found}, which is not stored.`;
          columns[column] = id;
        }
      }
    }
    return columns;
  }

  #noteWhatIsNotKept(
    { model, columns, later = {}, generic, links = [], tree, derived = [], brings }: Mapping,
    { fields }: StagedRow,
  ): void {
    const used = new Set([
      ...[...Object.values(columns), ...Object.values(later), ...Object.values(brings?.columns ?? {})].map(({ from }) => from),
      ...links.map(({ from }) => from),
      ...derived,
      generic?.type,
      generic?.id,
      tree,
    ]);
    const { notKept } = this.#tally(model);
    for (const [field, found] of Object.entries(fields)) {
      if (used.has(field) || bookkeeping.has(field) || isEmpty(found)) continue;
      notKept[field] = (notKept[field] ?? 0) + 1;
    }
  }

  async *#pages(model: string): AsyncGenerator<readonly StagedRow[]> {
    let after = 0;
    for (;;) {
      this.#options.signal?.throwIfAborted();
      const { rows } = await this.#client.query<StagedRow & { position: number }>(
        'SELECT position, pk, line, fields FROM import_row WHERE model = $1 AND position > $2 ORDER BY position LIMIT $3',
        [model, after, pageSize],
      );
      if (rows.length === 0) return;
      after = rows.at(-1)!.position;
      yield rows;
    }
  }

  #tally(model: string): Tally {
    const known = this.#tallies.get(model);
    if (known) return known;
    const fresh: Tally = { read: 0, inserted: 0, changed: 0, unchanged: 0, usedAsLookup: 0, refused: [], incomplete: [], notKept: {} };
    this.#tallies.set(model, fresh);
    return fresh;
  }

  #idsOf(model: string): Map<string, number> {
    let ids = this.#ids.get(model);
    if (!ids) {
      ids = new Map();
      this.#ids.set(model, ids);
    }
    return ids;
  }

  #refuse(model: string, { pk, line }: StagedRow, reason: string): void {
    this.#tally(model).refused.push({ key: pk, line, reason });
  }

  /** A row that is stored but not whole: what is missing is said, and the row stays. */
  #storedWithout(model: string, { pk, line }: StagedRow, reason: string): void {
    this.#tally(model).incomplete.push({ key: pk, line, reason });
  }

  #progress(rows: number): void {
    this.#done += rows;
    this.#options.onProgress?.(this.#done, this.#total);
  }

  #report(): readonly ModelReport[] {
    return [...this.#tallies]
      .map(([model, tally]) => ({
        model,
        type: mappings.find((mapping) => mapping.model === model)?.type ?? (model === taggedModel ? 'Tag' : undefined),
        ...tally,
        stored: tally.inserted + tally.changed + tally.unchanged,
      }))
      .sort((one, other) => (one.model < other.model ? -1 : 1));
  }
}

function isEmpty(found: unknown): boolean {
  if (found === null || found === undefined || found === '' || found === false) return true;
  return typeof found === 'object' && Object.keys(found).length === 0;
}
