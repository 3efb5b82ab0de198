/** `throw refuse('PAGE_TOO_LARGE', { size, most })`: the one way to make an error that a client may read. */
import { GraphQLError } from 'graphql';
import { type ErrorName, type ErrorRow, type ErrorValues, errorTable } from './table.ts';

/** An error of the table. Any other error is nobody's business but the log's. */
export class Refusal extends GraphQLError {
  /** Its row in the table. */
  readonly row: ErrorName;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    row: ErrorName,
    message: string,
    { code, status }: ErrorRow<never>,
    headers: Readonly<Record<string, string>>,
    extensions: Readonly<Record<string, unknown>>,
  ) {
    // Where in the program it was refused helps nobody, and under overload it is what a refusal would mostly cost.
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    super(message, { extensions: { code, ...extensions } });
    Error.stackTraceLimit = stackTraceLimit;
    this.row = row;
    this.status = status;
    this.headers = headers;
  }
}

export function refuse<N extends ErrorName>(row: N, values: ErrorValues<N>): Refusal {
  const entry = errorTable[row] as unknown as ErrorRow<ErrorValues<N>>;
  return new Refusal(row, entry.message(values), entry as ErrorRow<never>, entry.headers?.(values) ?? {}, entry.extensions?.(values) ?? {});
}
