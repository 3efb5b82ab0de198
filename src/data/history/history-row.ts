/** Rows of the history, as the database itself wrote them (docs/changes.md), and how they are read. */
import type { RequestContext } from '../context.ts';
import { READS_ELSEWHERE } from '../reads.ts';
import { compile, type Sql, sql } from '../sql.ts';

export interface HistoryRow {
  readonly id: number;
  readonly at: string;
  readonly table: string;
  readonly rowId: number | null;
  readonly otherId: number | null;
  readonly action: string;
  readonly actor: string;
  readonly request: string | null;
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>> | null;
}

export const COLUMNS = sql`h.id, h.at, h."table", h."rowId", h."otherId", h.action, h.actor, h.request, h.before, h.after`;

export function rowOf(values: readonly unknown[], from = 0): HistoryRow {
  const names = ['id', 'at', 'table', 'rowId', 'otherId', 'action', 'actor', 'request', 'before', 'after'];
  return Object.fromEntries(names.map((column, index) => [column, values[from + index]])) as unknown as HistoryRow;
}

export async function read(statement: Sql, context: RequestContext): Promise<readonly (readonly unknown[])[]> {
  return context.database.query({ ...compile(statement), reads: READS_ELSEWHERE }, context);
}
