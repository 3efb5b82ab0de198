/** How many statements the database has run, as pg_stat_statements counts them. */
import type pg from 'pg';

export async function countStatements(client: pg.Client, work: () => Promise<void>): Promise<number> {
  const total = async (): Promise<number> => {
    // Utility statements (BEGIN, COMMIT) count too: they are trips to the server like any other.
    const { rows } = await client.query<{ calls: number }>(
      "SELECT coalesce(sum(calls), 0)::integer AS calls FROM pg_stat_statements WHERE query NOT LIKE '%pg_stat_statements%'",
    );
    return rows[0]!.calls;
  };
  const before = await total();
  await work();
  return (await total()) - before;
}
