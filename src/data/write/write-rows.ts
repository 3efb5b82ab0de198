/**
 * The way of rows into a table: checked, their references found, recognised, allowed, stored, and looked at again.
 *
 * Whatever is wrong with an item is collected on the way, and only items without errors go on. The database has the last word: what it refuses is halved
 * until the culprits stand alone, each inside a savepoint, so that one bad row of a thousand costs some twenty statements more and spoils none of the others.
 */
import type { Catalog, ListRelation, ResourceEntry } from '../../resource/catalog.ts';
import { type CheckedRow, checkValues } from './check-values.ts';
import { type CustomFields, customFieldsOf, mergeCustomFields } from './custom-fields.ts';
import { type WriteError, type WriteErrorCode, type WriteOutcome, writeError } from './outcome.ts';
import { makeParts } from './parts.ts';
import { keysInWords, type Recognition, recognise } from './recognise.ts';
import { References } from './references.ts';
import { explainRefusal, fieldOf, isAboutRows, isTaken, missingReference } from './refusals.ts';
import { countVersions, forbiddenRows, insertRows, lockRows, replaceSets, reserveKeys, updateRows } from './store.ts';
import { type DatabaseFacts, databaseFacts, type TableFacts } from './table-facts.ts';
import type { RowInput, WriteContext } from './write.ts';

/** How a row is meant: a new one, one that is known, or whichever it turns out to be. */
export type Meant =
  | { readonly kind: 'new' }
  | { readonly kind: 'known'; readonly key: number; readonly ifVersion: number | null }
  | { readonly kind: 'either' };

export interface MeantRow {
  readonly input: RowInput;
  readonly meant: Meant;
  /** Its place among the items of an upsert. */
  readonly item: number | null;
}

/** An item on its way. */
interface Draft {
  readonly meant: Meant;
  readonly item: number | null;
  readonly checked: CheckedRow;
  readonly given: RowInput;
  readonly values: Record<string, unknown>;
  readonly sets: Map<ListRelation, readonly number[]>;
  readonly errors: WriteError[];
  id: number | undefined;
  /** Equal for the same object, whoever enters it. */
  identity: string;
  isNew: boolean;
  status: 'CREATED' | 'UPDATED' | 'UNCHANGED' | undefined;
}

export async function writeRows(
  catalog: Catalog,
  resource: ResourceEntry,
  rows: readonly MeantRow[],
  context: WriteContext,
): Promise<readonly WriteOutcome[]> {
  const facts = await databaseFacts(catalog, context);
  return new WriteRows(catalog, resource, facts, context).write(rows);
}

/** Rows that the viewer may not leave as they are now. */
class RowsForbidden extends Error {
  readonly keys: ReadonlySet<number>;
  constructor(keys: readonly number[]) {
    super('Rows are not allowed as they are now.');
    this.keys = new Set(keys);
  }
}

class WriteRows {
  private readonly catalog: Catalog;
  private readonly resource: ResourceEntry;
  private readonly facts: DatabaseFacts;
  private readonly table: TableFacts;
  private readonly context: WriteContext;
  private readonly references: References;
  private definitions: CustomFields = new Map();
  /** Rows of this call: of an upsert, items that name one that was written or met before are repetitions. */
  private readonly taken = new Set<number | string>();

  constructor(catalog: Catalog, resource: ResourceEntry, facts: DatabaseFacts, context: WriteContext) {
    const table = facts.get(resource.name);
    if (!table) throw new Error(`There is no table for ${resource.name}.`);
    this.catalog = catalog;
    this.resource = resource;
    this.facts = facts;
    this.table = table;
    this.context = context;
    this.references = new References(context);
  }

  async write(rows: readonly MeantRow[]): Promise<readonly WriteOutcome[]> {
    const drafts = rows.map((row) => this.draftOf(row));
    // Of a row that is new for sure, everything that is wrong is told at once.
    for (const draft of drafts) if (draft.meant.kind === 'new') this.demandFields(draft);
    this.definitions = await customFieldsOf(this.resource, this.context);
    let pending = drafts.filter(isSound);
    while (pending.length > 0) {
      const waiting = await this.refer(pending);
      await this.place(pending.filter((draft) => isSound(draft) && !waiting.includes(draft)));
      // Items may refer to others of the same call, a region to its parent: those that could not be found are looked for again once there is more to find.
      if (waiting.length === pending.length) for (const draft of waiting) this.missing(draft, this.fieldsMissing.get(draft)!);
      pending = waiting.filter(isSound);
      this.references.forgetMissing();
    }
    return drafts.map((draft) => this.outcomeOf(draft));
  }

  private draftOf({ input, meant, item }: MeantRow): Draft {
    const checked = checkValues(this.resource, input);
    return {
      meant,
      item,
      checked,
      given: input,
      values: { ...checked.values },
      sets: new Map(),
      errors: [...checked.errors],
      id: undefined,
      identity: '',
      isNew: false,
      status: undefined,
    };
  }

  private readonly fieldsMissing = new Map<Draft, string>();

  /** Finds what the drafts refer to, and answers those that may refer to rows which this very call is going to write. */
  private async refer(drafts: readonly Draft[]): Promise<readonly Draft[]> {
    const wanted = drafts.flatMap((draft) => [
      ...draft.checked.references.map(({ relation, given }) => ({ draft, field: relation.name, resource: relation.target, given })),
      ...draft.checked.sets.flatMap(({ list, given }) =>
        given.map((member) => ({ draft, field: list.name, resource: list.target, given: member })),
      ),
    ]);
    const found = wanted.length === 0 ? [] : await this.references.find(wanted);
    const waiting = new Set<Draft>();
    const members = new Map<Draft, Map<string, number[]>>();
    wanted.forEach(({ draft, field, resource }, index) => {
      const target = found[index]!;
      if (target.kind === 'found') {
        const relation = this.resource.toOnes.get(field);
        if (relation) draft.values[relation.facts.via] = target.key;
        else {
          const sets = members.get(draft) ?? new Map<string, number[]>();
          members.set(draft, sets.set(field, [...(sets.get(field) ?? []), target.key]));
        }
      } else if (target.kind === 'several')
        draft.errors.push(writeError('AMBIGUOUS', `\`${field}\` fits several objects; name one by its id.`, field));
      else if (resource === this.resource && draft.meant.kind === 'either') {
        waiting.add(draft);
        this.fieldsMissing.set(draft, field);
      } else this.missing(draft, field);
    });
    for (const draft of drafts) for (const { list } of draft.checked.sets) draft.sets.set(list, members.get(draft)?.get(list.name) ?? []);
    return [...waiting].filter(isSound);
  }

  private missing(draft: Draft, field: string): void {
    draft.errors.push(writeError('NOT_FOUND', missingReference(field), field));
  }

  /** Decides for each draft which row it is, completes it, and stores them. */
  private async place(drafts: readonly Draft[]): Promise<void> {
    if (drafts.length === 0) return;
    await this.identify(drafts);
    await this.admit(drafts.filter((draft) => isSound(draft) && !draft.isNew));
    for (const draft of drafts) if (isSound(draft) && draft.isNew) this.complete(draft);
    const sound = drafts.filter(isSound);
    const fresh = sound.filter(({ isNew }) => isNew);
    if (fresh.length > 0) {
      const keys = await reserveKeys(this.resource, fresh.length, this.context);
      fresh.forEach((draft, index) => {
        draft.id = keys[index]!;
      });
      // Keys follow the order of the items; the rows go in by name, so that two who enter the same objects in different orders do not wait for each other.
      fresh.sort((left, right) => (left.identity < right.identity ? -1 : 1));
    }
    await this.store([...sound.filter(({ isNew }) => !isNew), ...fresh]);
  }

  private async identify(drafts: readonly Draft[]): Promise<void> {
    const open = drafts.filter(({ meant }) => meant.kind === 'either');
    const recognised =
      open.length === 0
        ? []
        : await recognise(
            this.resource,
            open.map(({ values }) => values),
            this.facts,
            this.context,
          );
    open.forEach((draft, index) => {
      this.accept(draft, recognised[index]!);
    });
    for (const draft of drafts) {
      if (draft.meant.kind === 'new') draft.isNew = true;
      else if (draft.meant.kind === 'known') draft.id = draft.meant.key;
    }
    if (this.context.viewer.rows(this.resource.name, 'create').kind === 'none')
      for (const draft of drafts) if (draft.isNew) this.refuse(draft, 'FORBIDDEN', `You may not enter new ${this.resource.plural}.`);
  }

  private accept(draft: Draft, recognition: Recognition): void {
    if (recognition.kind === 'nameless') {
      this.refuse(draft, 'KEY_MISSING', `The item does not say which object it is; give ${keysInWords(this.resource)}.`);
    } else if (recognition.kind === 'several') {
      this.refuse(draft, 'AMBIGUOUS', 'Several objects fit the item; change one by its id.');
    } else {
      const taken = recognition.kind === 'known' ? recognition.key : recognition.identity;
      if (this.taken.has(taken)) this.refuse(draft, 'REPEATED_ITEM', 'An item before this one names the same object.');
      this.taken.add(taken);
      draft.identity = String(taken);
      if (recognition.kind === 'known') draft.id = recognition.key;
      else draft.isNew = true;
    }
  }

  private refuse(draft: Draft, code: WriteErrorCode, message: string, field: string | null = null): void {
    draft.errors.push(writeError(code, message, field));
  }

  /** Locks the rows that are known, and looks whether they may be changed and are what the caller read. */
  private async admit(drafts: readonly Draft[]): Promise<void> {
    if (drafts.length === 0) return;
    const standing = await lockRows(
      this.resource,
      drafts.map(({ id }) => id!),
      'update',
      this.context,
    );
    for (const draft of drafts) {
      const row = standing.get(draft.id!);
      const ifVersion = draft.meant.kind === 'known' ? draft.meant.ifVersion : null;
      if (!row) this.refuse(draft, 'NOT_FOUND', 'There is no such object.', 'id');
      else if (!row.isAllowed) this.refuse(draft, 'FORBIDDEN', 'You may not change this object.');
      else if (ifVersion !== null && ifVersion !== row.version)
        this.refuse(
          draft,
          'VERSION_CONFLICT',
          `The object has version ${row.version} by now, not ${ifVersion}; read it again.`,
          'ifVersion',
        );
      else if (draft.checked.customFields) this.customise(draft, row.customFields, draft.checked.customFields);
    }
  }

  private customise(draft: Draft, stored: Readonly<Record<string, unknown>> | undefined, given: Readonly<Record<string, unknown>>): void {
    const { values, errors } = mergeCustomFields(this.definitions, stored, given, this.catalog);
    draft.values['customFields'] = values;
    draft.errors.push(...errors);
  }

  /** A new row takes the defaults of its table for what it leaves out. */
  private complete(draft: Draft): void {
    const { resource, table } = this;
    for (const [column, value] of Object.entries(table.defaults)) if (draft.values[column] === undefined) draft.values[column] = value;
    if (resource.columns.has('customFields')) this.customise(draft, undefined, draft.checked.customFields ?? {});
    this.demandFields(draft);
  }

  /** What a new row needs and the input does not give. */
  private demandFields(draft: Draft): void {
    for (const column of this.table.required) {
      const field = fieldOf(this.resource, column);
      if (field === null || field === 'id' || (draft.given[field] !== undefined && draft.given[field] !== null)) continue;
      if (!draft.errors.some((error) => error.field === field)) this.refuse(draft, 'REQUIRED', `\`${field}\` needs a value.`, field);
    }
  }

  private async store(drafts: readonly Draft[]): Promise<void> {
    if (drafts.length === 0) return;
    try {
      await this.context.database.transaction((database) => this.apply(drafts, { ...this.context, database }), {
        signal: this.context.signal,
      });
    } catch (error) {
      if (error instanceof RowsForbidden) {
        for (const draft of drafts)
          if (error.keys.has(draft.id!))
            this.refuse(
              draft,
              'FORBIDDEN',
              draft.isNew ? 'You may not enter an object like this.' : 'You may not change this object into that.',
            );
        return this.store(drafts.filter(isSound));
      }
      if (!isAboutRows(error)) throw error;
      const [only, ...others] = drafts;
      if (only && others.length === 0) {
        // Somebody else may have entered the same object since it was looked for; then it is there now, and is changed instead.
        if (isTaken(error) && only.isNew && only.meant.kind === 'either' && (await this.appeared(only))) return this.store([only]);
        only.errors.push(explainRefusal(error, this.resource, this.facts, new Set(Object.keys(only.given))));
        return;
      }
      const middle = drafts.length >> 1;
      await this.store(drafts.slice(0, middle));
      await this.store(drafts.slice(middle));
    }
  }

  private async appeared(draft: Draft): Promise<boolean> {
    const [recognition] = await recognise(this.resource, [draft.values], this.facts, this.context);
    if (recognition?.kind !== 'known' || this.taken.has(recognition.key)) return false;
    this.taken.add(recognition.key);
    draft.isNew = false;
    draft.id = recognition.key;
    // What the new row would have taken from its defaults is not what the item says.
    const said = this.saidBy(draft);
    for (const column of Object.keys(draft.values)) if (!said.has(column)) delete draft.values[column];
    await this.admit([draft]);
    return isSound(draft);
  }

  /** The columns that the input itself gives. */
  private saidBy({ checked }: Draft): ReadonlySet<string> {
    return new Set([...Object.keys(checked.values), ...checked.references.map(({ relation }) => relation.facts.via)]);
  }

  private async apply(drafts: readonly Draft[], context: WriteContext): Promise<void> {
    const { resource } = this;
    const known = drafts.filter(({ isNew }) => !isNew);
    const fresh = drafts.filter(({ isNew }) => isNew);
    const rowsOf = (some: readonly Draft[]) => some.map(({ id, values }) => ({ id: id!, values }));
    // Names that are given up are free for those that come.
    const updated = new Set(known.length === 0 ? [] : await updateRows(resource, rowsOf(known), context));
    if (fresh.length > 0) await insertRows(resource, rowsOf(fresh), context);
    const changedSets = new Set<number>();
    for (const list of resource.sets) {
      const wanted = drafts.flatMap(({ id, isNew, sets }) => {
        const far = sets.get(list);
        return far ? [{ near: id!, far, isNew }] : [];
      });
      if (wanted.length > 0) for (const key of await replaceSets(list, wanted, context)) changedSets.add(key);
    }
    const counted = known.map(({ id }) => id!).filter((id) => changedSets.has(id) && !updated.has(id));
    if (counted.length > 0) await countVersions(resource, counted, context);
    if (fresh.length > 0)
      await makeParts(
        this.catalog,
        resource,
        fresh.map(({ id }) => id!),
        context,
      );
    const keysOf = (some: readonly Draft[]) => some.map(({ id }) => id!);
    const forbidden = [
      ...(await forbiddenRows(resource, keysOf(fresh), 'create', context)),
      ...(await forbiddenRows(resource, keysOf(known), 'update', context)),
    ];
    if (forbidden.length > 0) throw new RowsForbidden(forbidden);
    for (const draft of drafts)
      draft.status = draft.isNew ? 'CREATED' : updated.has(draft.id!) || changedSets.has(draft.id!) ? 'UPDATED' : 'UNCHANGED';
  }

  private outcomeOf({ errors, status, id, item }: Draft): WriteOutcome {
    if (errors.length > 0 || status === undefined || id === undefined)
      return { status: 'FAILED', key: null, errors: errors.map((error) => ({ ...error, item })) };
    return { status, key: id, errors: [] };
  }
}

function isSound({ errors }: Draft): boolean {
  return errors.length === 0;
}
