/** Holds the history against its seals, and says where it was cut, altered or added to. Reads everything; changes nothing. */
import type pg from 'pg';
import { DIGEST_BYTES, hashOf, ROW_DIGEST, type Seal, type SealKey } from './history-seal.ts';

export interface HistoryReport {
  readonly seals: number;
  /** Rows that are as they were sealed. */
  readonly rows: number;
  /** Rows that came after the last seal. */
  readonly unsealed: number;
  /** The last seal: noted elsewhere, it shows whether seals were cut off at the end. */
  readonly head: { readonly number: number; readonly hash: string } | undefined;
  /** Seals that were signed with another secret than ours, whose signatures cannot be checked. */
  readonly signedOtherwise: number;
  /** One sentence each; the first of them when there are many. */
  readonly faults: readonly string[];
  readonly faultCount: number;
}

const SEALS_AT_ONCE = 100;
const MOST_FAULTS = 20;

type StoredSeal = Omit<Seal, 'number' | 'above' | 'ids' | 'at'> & { number: string; above: string; ids: string[]; at: Date };

export async function checkHistory(pool: pg.Pool, key: SealKey): Promise<HistoryReport> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    return await check(client, key);
  } finally {
    const isHealthy = await client.query('ROLLBACK').then(
      () => true,
      () => false,
    );
    client.release(!isHealthy);
  }
}

async function check(client: pg.PoolClient, key: SealKey): Promise<HistoryReport> {
  const faults = new Faults();
  const droppedBefore = await monthDroppedBefore(client);
  let previous: Seal | undefined;
  let rows = 0;
  let signedOtherwise = 0;
  for (;;) {
    const seals = await sealsAfter(client, previous?.number ?? 0);
    if (seals.length === 0) break;
    for (const seal of seals) {
      const expected = (previous?.number ?? 0) + 1;
      if (seal.number !== expected)
        faults.add(seal.number === expected + 1 ? `Seal ${expected} is missing.` : `Seals ${expected} to ${seal.number - 1} are missing.`);
      // After a gap the chain cannot be followed; that it is broken has been said.
      else if (!hashOf(seal, previous?.hash).equals(seal.hash)) faults.add(`Seal ${seal.number} of ${seal.at} was altered.`);
      if (seal.signedWith !== key.id) signedOtherwise += 1;
      else if (!key.hasSigned(seal)) faults.add(`Seal ${seal.number} of ${seal.at} was not made by us: its signature is wrong.`);
      previous = seal;
    }
    rows += await checkRows(
      client,
      seals.filter(({ kind, month }) => kind === 'rows' && month >= droppedBefore),
      faults,
    );
  }
  const unsealed = await checkRest(client, rows + faults.alteredRows, faults);
  return {
    seals: previous?.number ?? 0,
    rows,
    unsealed,
    head: previous && { number: previous.number, hash: previous.hash.toString('hex') },
    signedOtherwise,
    faults: faults.sentences,
    faultCount: faults.count,
  };
}

class Faults {
  readonly sentences: string[] = [];
  count = 0;
  alteredRows = 0;

  add(sentence: string): void {
    this.count += 1;
    if (this.sentences.length < MOST_FAULTS) this.sentences.push(sentence);
  }
}

async function monthDroppedBefore(client: pg.PoolClient): Promise<string> {
  const { rows } = await client.query<{ month: string | null }>(
    `SELECT max(month) AS month FROM wayleave."HistorySeal" WHERE kind = 'dropped'`,
  );
  return rows[0]?.month ?? '';
}

async function sealsAfter(client: pg.PoolClient, number: number): Promise<readonly Seal[]> {
  const { rows } = await client.query<StoredSeal>('SELECT * FROM wayleave."HistorySeal" WHERE number > $1 ORDER BY number LIMIT $2', [
    number,
    SEALS_AT_ONCE,
  ]);
  return rows.map((row) => ({
    ...row,
    number: Number(row.number),
    above: Number(row.above),
    ids: row.ids.map(Number),
    at: row.at.toISOString(),
  }));
}

/** Answers how many rows are as they were sealed. */
async function checkRows(client: pg.PoolClient, seals: readonly Seal[], faults: Faults): Promise<number> {
  const { rows } = await client.query<{ id: string; digest: Buffer; what: string }>(
    `SELECT row.id, ${ROW_DIGEST} AS digest, concat_ws(' ', row."table", row."rowId", row.action) AS what
     FROM wayleave."History" AS row WHERE row.id = ANY ($1)`,
    [seals.flatMap(({ ids }) => ids)],
  );
  const found = new Map(rows.map((row) => [Number(row.id), row]));
  let intact = 0;
  for (const { number, at, ids, digests } of seals)
    ids.forEach((id, index) => {
      const row = found.get(id);
      const place = `It was sealed by seal ${number} of ${at}.`;
      if (!row) faults.add(`Row ${id} of the history is missing. ${place}`);
      else if (!row.digest.equals(digests.subarray(index * DIGEST_BYTES, (index + 1) * DIGEST_BYTES))) {
        faults.alteredRows += 1;
        faults.add(`Row ${id} of the history (${row.what}) was altered. ${place}`);
      } else intact += 1;
    });
  return intact;
}

/** Rows that no seal names: those too young for it are counted, those that must have been there when it was made are faults. */
async function checkRest(client: pg.PoolClient, sealed: number, faults: Faults): Promise<number> {
  const { rows: total } = await client.query<{ count: string }>('SELECT count(*) AS count FROM wayleave."History"');
  if (Number(total[0]!.count) === sealed) return 0;
  const { rows } = await client.query<{ id: string; what: string; isLate: boolean }>(
    `SELECT row.id, concat_ws(' ', row."table", row."rowId", row.action) AS what,
            coalesce(row.id > last.above AND NOT pg_visible_in_snapshot(row.transaction, last.snapshot::pg_snapshot), TRUE) AS "isLate"
     FROM wayleave."History" AS row
     LEFT JOIN (SELECT snapshot, above FROM wayleave."HistorySeal" WHERE snapshot IS NOT NULL ORDER BY number DESC LIMIT 1) AS last ON TRUE
     WHERE NOT EXISTS (SELECT FROM wayleave."HistorySeal" AS seal CROSS JOIN unnest(seal.ids) AS closed (id) WHERE closed.id = row.id)
     ORDER BY row.id`,
  );
  for (const { id, what, isLate } of rows)
    if (!isLate) faults.add(`Row ${id} of the history (${what}) was put in after its time was sealed.`);
  return rows.filter(({ isLate }) => isLate).length;
}
