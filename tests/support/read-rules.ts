/** The rules by which a statement says what it read, and how to leave one of them out. */
import type { StatementReads } from '../../src/data/reads.ts';

export const readRules = ['rows by their ids', 'rows that hold a value', 'whole tables', 'tables that conditions reach'] as const;
export type ReadRule = (typeof readRules)[number];

const without =
  (drop: (read: StatementReads['own'][number]) => boolean) =>
  ({ reached, own }: StatementReads): StatementReads => ({ reached, own: own.filter((read) => !drop(read)) });

const ways: Readonly<Record<ReadRule, (reads: StatementReads) => StatementReads>> = {
  'rows by their ids': without((read) => 'ids' in read),
  'rows that hold a value': without((read) => 'column' in read),
  'whole tables': without((read) => !('ids' in read) && !('column' in read)),
  'tables that conditions reach': ({ own }) => ({ reached: new Set(), own }),
};

/** What a statement would say if the rule did not exist. */
export const withoutRule = (rule: ReadRule): ((reads: StatementReads) => StatementReads) => ways[rule];
