/** A database that notes what is read before it reads: there is no way round it to the rows of an answer. */
import type { Database } from './context.ts';
import type { ReadLog } from './reads.ts';

export function noting(database: Database, reads: ReadLog): Database {
  return {
    query(statement, options) {
      reads.note(statement.reads);
      return database.query(statement, options);
    },
    transaction: (work, options) => database.transaction((inner) => work(noting(inner, reads)), options),
  };
}
