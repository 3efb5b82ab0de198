/**
 * A named statement as a read wants it: rows as arrays and nothing else, for half of the work of `pg`'s own query.
 *
 * The first run on a connection parses the statement and asks for its columns; later runs know both, so one buffer goes out (Bind, Execute, Sync) and
 * only rows come back. PostgreSQL itself refuses a statement whose columns have changed since it was parsed ("cached plan must not change result type"),
 * so what was learnt of them stays true for as long as the connection lives. `pg` asks again each time, writes four buffers, and tells each row to
 * listeners that nobody added. See https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-EXT-QUERY.
 */
import pg from 'pg';
import { serialize } from 'pg-protocol';
import { valueParsers } from './value-parsers.ts';

export interface NamedStatement {
  readonly name: string;
  readonly text: string;
  readonly values?: readonly unknown[] | undefined;
}

type Rows = readonly (readonly unknown[])[];
type Parser = (text: string) => unknown;

/** What of a connection `pg` itself uses to remember which statements the server knows. */
interface Wire {
  readonly stream: { write(bytes: Buffer): unknown; destroy(): unknown };
  readonly parsedStatements: Record<string, string | undefined>;
  readonly submittedNamedStatements: Record<string, string | undefined>;
}

/** Rejects as a query of `pg` does: `DatabaseError` for what the server refuses, otherwise what happened to the connection. */
export function readRows(client: pg.ClientBase, statement: NamedStatement): Promise<Rows> {
  return new Promise((resolve, reject) => {
    client.query(new PreparedRows(statement, (error, rows) => (error ? reject(error) : resolve(rows!))));
  });
}

const run = Buffer.concat([serialize.execute(), serialize.sync()]);
const describeAndRun = Buffer.concat([serialize.describe({ type: 'P' }), run]);
const { prepareValue } = (pg as unknown as { readonly utils: { prepareValue(value: unknown): unknown } }).utils;

/** How the columns of a statement are read, by connection and name. */
const knownParsers = new WeakMap<Wire, Map<string, readonly Parser[]>>();

/** Speaks to `pg.Client` as its own queries do: the client calls `submit` when the connection is free, then a method for each message that comes back. */
class PreparedRows implements pg.Submittable {
  readonly name: string;
  readonly text: string;
  /** The client wraps this in its read timeout. */
  callback: (error: Error | null, rows?: Rows) => void;
  private readonly values: readonly unknown[] | undefined;
  private readonly rows: unknown[][] = [];
  private parsers: readonly Parser[] | undefined;
  private known: Map<string, readonly Parser[]> | undefined;
  /** Of a value that could not be read; the rest of the answer has to be waited for all the same. */
  private failure: Error | undefined;

  constructor({ name, text, values }: NamedStatement, callback: PreparedRows['callback']) {
    this.name = name;
    this.text = text;
    this.values = values;
    this.callback = callback;
  }

  submit(connection: pg.Connection): Error | null {
    const wire = connection as unknown as Wire;
    const { name, text } = this;
    const parsed = wire.parsedStatements[name] ?? wire.submittedNamedStatements[name];
    if (parsed !== undefined && parsed !== text) return new Error(`The name ${name} stands for another statement already: ${parsed}`);
    this.known = knownParsers.get(wire) ?? new Map();
    knownParsers.set(wire, this.known);
    this.parsers = this.known.get(name);
    let messages: Buffer[];
    try {
      messages = [
        serialize.bind({ statement: name, values: this.values as unknown[] | undefined, valueMapper: prepareValue } as never),
        this.parsers ? run : describeAndRun,
      ];
    } catch (error) {
      return error as Error;
    }
    if (parsed === undefined) {
      messages.unshift(serialize.parse({ name, text }));
      wire.submittedNamedStatements[name] = text;
    }
    wire.stream.write(Buffer.concat(messages));
    return null;
  }

  handleRowDescription({ fields }: { readonly fields: readonly { readonly dataTypeID: number }[] }): void {
    this.parsers = fields.map(({ dataTypeID }) => valueParsers.getTypeParser(dataTypeID));
    this.known!.set(this.name, this.parsers);
  }

  /** The message is made for this row alone, so its texts give way to what they mean. */
  handleDataRow({ fields }: { readonly fields: unknown[] }): void {
    const parsers = this.parsers!;
    try {
      for (let index = 0; index < fields.length; index++)
        if (fields[index] !== null) fields[index] = parsers[index]!(fields[index] as string);
    } catch (error) {
      this.failure ??= error as Error;
    }
    this.rows.push(fields);
  }

  handleReadyForQuery(): void {
    if (this.failure) this.callback(this.failure);
    else this.callback(null, this.rows);
  }

  /** `pg` reports a read timeout here too, and would leave the connection as it is: in the middle of an answer. */
  handleError(error: Error, connection: pg.Connection): void {
    if (error.message === READ_TIMEOUT) (connection as unknown as Wire).stream.destroy();
    this.callback(error);
  }

  handleCommandComplete(): void {}

  handleEmptyQuery(): void {}

  /** Only a statement with a limit of rows is suspended. */
  handlePortalSuspended(): void {}

  handleCopyInResponse(connection: { sendCopyFail(message: string): void }): void {
    connection.sendCopyFail('A statement that answers rows takes none.');
  }

  handleCopyData(): void {}
}

/** What `pg` calls an answer that did not come in time. */
export const READ_TIMEOUT = 'Query read timeout';
