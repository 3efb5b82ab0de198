/**
 * Stores imported rows so that the next import of the same source finds them again.
 *
 * A row is known by its external reference, else by its natural key; a known row is changed only where it differs, and an unknown one is inserted.
 * Rows are written a batch a statement. When the database refuses a batch it is halved until the culprits stand alone, so that each refusal names
 * one row and the rule that it breaks, and all others are stored.
 */
import pg from 'pg';

export interface IncomingRow {
  /** What the source calls it. */
  readonly externalId: string;
  readonly columns: Readonly<Record<string, unknown>>;
  readonly created?: string | undefined;
  readonly lastUpdated?: string | undefined;
  /** Given out already, where another row of the batch points at this one. */
  id?: number;
}

export interface Refusal {
  readonly externalId: string;
  readonly reason: string;
}

export interface StoreOutcome {
  readonly inserted: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly refused: readonly Refusal[];
}

export interface RowTarget {
  readonly model: string;
  readonly type: string;
  /** Columns of the natural key; left out where a type has none. */
  readonly key?: readonly string[];
}

const batchSize = 500;

export class RowStore {
  readonly #client: pg.ClientBase;
  readonly #source: string;
  readonly #growth = new Map<string, { rows: number; analyzed: number }>();

  constructor(client: pg.ClientBase, source: string) {
    this.#client = client;
    this.#source = source;
  }

  /** Stores rows of one type and answers what became of each. Rows that were refused have no `id` afterwards. */
  async store(target: RowTarget, rows: readonly IncomingRow[]): Promise<StoreOutcome> {
    const outcome = { inserted: 0, changed: 0, unchanged: 0, refused: [] as Refusal[] };
    for (let start = 0; start < rows.length; start += batchSize) {
      const batch = rows.slice(start, start + batchSize);
      await this.#recognise(target, batch);
      const known = batch.filter((row) => this.#known.has(row));
      const fresh = batch.filter((row) => !this.#known.has(row));
      await this.#giveKeys(target, fresh);
      await this.#halving(known, outcome.refused, async (part) => {
        const changed = await this.change(target.type, part);
        outcome.changed += changed;
        outcome.unchanged += part.length - changed;
      });
      await this.#halving(fresh, outcome.refused, async (part) => {
        await this.#insert(target.type, part);
        outcome.inserted += part.length;
      });
      await this.#remember(
        target,
        batch.filter(({ id }) => id !== undefined),
      );
    }
    await this.#keepStatistics(target.type, outcome.inserted);
    return outcome;
  }

  /** The checks of the triggers are planned by statistics, which nobody else takes while the rows are ours alone. */
  async #keepStatistics(type: string, inserted: number): Promise<void> {
    const growth = this.#growth.get(type) ?? { rows: 0, analyzed: 0 };
    this.#growth.set(type, growth);
    growth.rows += inserted;
    if (growth.rows < batchSize || growth.rows < growth.analyzed * 4) return;
    await this.#client.query(`ANALYZE "${type}", "ExternalReference"`);
    growth.analyzed = growth.rows;
  }

  /** Changes columns of rows that exist; answers how many differed. */
  async change(type: string, rows: readonly IncomingRow[]): Promise<number> {
    let changed = 0;
    for (const part of byColumns(rows)) {
      const columns = Object.keys(part[0]!.columns);
      if (columns.length === 0) continue;
      const list = (alias: string): string => columns.map((column) => `${alias}."${column}"`).join(', ');
      const { rowCount } = await this.#client.query(
        `UPDATE "${type}" AS stored SET ${columns.map((column) => `"${column}" = fresh."${column}"`).join(', ')}
         FROM jsonb_populate_recordset(NULL::"${type}", $1) AS fresh
         WHERE stored.id = fresh.id AND (${list('stored')}) IS DISTINCT FROM (${list('fresh')})`,
        [JSON.stringify(part.map(({ id, columns: values }) => ({ id, ...values })))],
      );
      changed += rowCount ?? 0;
    }
    return changed;
  }

  /** As `change`, row by row where the database refuses some. */
  async changeOrRefuse(type: string, rows: readonly IncomingRow[]): Promise<{ changed: number; refused: readonly Refusal[] }> {
    const refused: Refusal[] = [];
    let changed = 0;
    for (let start = 0; start < rows.length; start += batchSize)
      await this.#halving(rows.slice(start, start + batchSize), refused, async (part) => {
        changed += await this.change(type, part);
      });
    return { changed, refused };
  }

  readonly #known = new WeakSet<IncomingRow>();

  /** Finds the rows of earlier imports, then those that share a natural key. */
  async #recognise({ model, type, key }: RowTarget, batch: readonly IncomingRow[]): Promise<void> {
    const { rows: references } = await this.#client.query<{ externalId: string; id: string }>(
      `SELECT reference."externalId", stored.id
       FROM "ExternalReference" AS reference JOIN "${type}" AS stored ON stored.id = reference."resourceId"
       WHERE reference.source = $1 AND reference.model = $2 AND reference."resourceType" = $3 AND reference."externalId" = ANY($4)`,
      [this.#source, model, type, batch.map(({ externalId }) => externalId)],
    );
    const byExternalId = new Map(references.map(({ externalId, id }) => [externalId, Number(id)]));
    const unknown: IncomingRow[] = [];
    for (const row of batch) {
      const id = byExternalId.get(row.externalId);
      if (id === undefined) unknown.push(row);
      else this.#recogniseAs(row, id);
    }
    if (!key || unknown.length === 0) return;
    const same = key.map(
      (column) => `(stored."${column}" = fresh."${column}" OR (stored."${column}" IS NULL AND fresh."${column}" IS NULL))`,
    );
    const { rows: matches } = await this.#client.query<{ position: string; id: string }>(
      `SELECT fresh.id AS position, stored.id
       FROM jsonb_populate_recordset(NULL::"${type}", $1) AS fresh JOIN "${type}" AS stored ON ${same.join(' AND ')}
       WHERE fresh."${key.at(-1)}" IS NOT NULL`,
      [JSON.stringify(unknown.map(({ columns }, position) => ({ ...only(columns, key), id: position })))],
    );
    for (const { position, id } of matches) this.#recogniseAs(unknown[Number(position)]!, Number(id));
  }

  #recogniseAs(row: IncomingRow, id: number): void {
    row.id = id;
    this.#known.add(row);
  }

  async #giveKeys({ type }: RowTarget, rows: readonly IncomingRow[]): Promise<void> {
    const without = rows.filter(({ id }) => id === undefined);
    if (without.length === 0) return;
    const ids = await this.reserve(type, without.length);
    for (const [index, row] of without.entries()) row.id = ids[index]!;
  }

  async reserve(type: string, count: number): Promise<readonly number[]> {
    const { rows } = await this.#client.query<{ id: string }>(
      `SELECT nextval(pg_get_serial_sequence('"${type}"', 'id')) AS id FROM generate_series(1, $1)`,
      [count],
    );
    return rows.map(({ id }) => Number(id));
  }

  async #insert(type: string, rows: readonly IncomingRow[]): Promise<void> {
    const list = (alias: string, columns: readonly string[]): string => columns.map((column) => `${alias}"${column}"`).join(', ');
    for (const part of byColumns(rows)) {
      const columns = ['id', ...Object.keys(part[0]!.columns)];
      // Columns that are left out keep their defaults; the two timestamps are the source's where it has them.
      await this.#client.query(
        `INSERT INTO "${type}" (${list('', columns)}, created, "lastUpdated")
         SELECT ${list('fresh.', columns)}, coalesce(fresh.created, now()), coalesce(fresh."lastUpdated", now())
         FROM jsonb_populate_recordset(NULL::"${type}", $1) AS fresh`,
        [JSON.stringify(part.map(({ id, columns: values, created, lastUpdated }) => ({ id, ...values, created, lastUpdated })))],
      );
    }
  }

  async #halving(rows: readonly IncomingRow[], refused: Refusal[], write: (part: readonly IncomingRow[]) => Promise<void>): Promise<void> {
    if (rows.length === 0) return;
    await this.#client.query('SAVEPOINT batch');
    try {
      await write(rows);
      await this.#client.query('RELEASE SAVEPOINT batch');
    } catch (error) {
      if (!(error instanceof pg.DatabaseError) || !isAboutRows(error)) throw error;
      await this.#client.query('ROLLBACK TO SAVEPOINT batch');
      await this.#client.query('RELEASE SAVEPOINT batch');
      if (rows.length === 1) {
        delete rows[0]!.id;
        refused.push({ externalId: rows[0]!.externalId, reason: await this.#explain(error) });
        return;
      }
      const middle = rows.length >> 1;
      await this.#halving(rows.slice(0, middle), refused, write);
      await this.#halving(rows.slice(middle), refused, write);
    }
  }

  /** The sentence that stands beside a rule in the database, or the database's own words. */
  async #explain(error: pg.DatabaseError): Promise<string> {
    if (!error.constraint) return error.message;
    const { rows } = await this.#client.query<{ sentence: string | null }>(
      `SELECT coalesce(
         (SELECT obj_description(oid, 'pg_constraint') FROM pg_constraint WHERE conname = $1 LIMIT 1),
         (SELECT obj_description(oid, 'pg_class') FROM pg_class WHERE relname = $1 LIMIT 1)
       ) AS sentence`,
      [error.constraint],
    );
    return `${rows[0]?.sentence ?? error.message}${error.detail ? ` ${error.detail}` : ''} (${error.constraint})`;
  }

  async #remember({ model, type }: RowTarget, rows: readonly IncomingRow[]): Promise<void> {
    await this.#client.query(
      `INSERT INTO "ExternalReference" (source, model, "externalId", "resourceType", "resourceId")
       SELECT $1, $2, reference.external, $3, reference.id FROM unnest($4::text[], $5::bigint[]) AS reference (external, id)
       ON CONFLICT (source, model, "externalId") DO UPDATE
       SET "resourceType" = EXCLUDED."resourceType", "resourceId" = EXCLUDED."resourceId"
       WHERE ("ExternalReference"."resourceType", "ExternalReference"."resourceId") IS DISTINCT FROM (EXCLUDED."resourceType", EXCLUDED."resourceId")`,
      [this.#source, model, type, rows.map(({ externalId }) => externalId), rows.map(({ id }) => id)],
    );
  }
}

/** Refusals of a value (22) or of a rule (23) concern a row; anything else concerns the import. */
function isAboutRows({ code }: pg.DatabaseError): boolean {
  return /^2[23]/.test(code ?? '');
}

/** Rows that set the same columns fit into one statement. */
function byColumns(rows: readonly IncomingRow[]): readonly (readonly IncomingRow[])[] {
  const parts = new Map<string, IncomingRow[]>();
  for (const row of rows) {
    const signature = Object.keys(row.columns).join();
    const part = parts.get(signature);
    if (part) part.push(row);
    else parts.set(signature, [row]);
  }
  return [...parts.values()];
}

function only(columns: Readonly<Record<string, unknown>>, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(names.map((name) => [name, columns[name] ?? null]));
}
