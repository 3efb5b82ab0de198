/**
 * Gives up all answers that are kept, in every process, without asking any: what they were read from is said to have changed.
 *
 * It is told like any change, as one of a table that does not exist, so that those who follow real tables take no notice. Answers in Redis are given up with it:
 * they are judged like those in memory, and are older than this.
 */
import type pg from 'pg';
import { KEPT_ANSWERS } from './change.ts';

export async function clearAnswers(pool: pg.Pool): Promise<void> {
  await pool.query(`INSERT INTO wayleave."Outbox" ("table", action) VALUES ($1, 'TRUNCATE')`, [KEPT_ANSWERS]);
}
