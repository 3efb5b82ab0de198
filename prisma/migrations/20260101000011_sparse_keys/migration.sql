-- Keys that most rows leave empty are indexed where they are set.
--
-- An interface has seven keys and sets one or two; nobody looks for the rows that set none through these indexes, since every use of them is
-- an equality. Leaving the empty ones out makes loading 100,000 interfaces or terminations 1.5 to 2.5 times as fast, and the indexes smaller.
DO $$
DECLARE
  target record;
BEGIN
  FOR target IN
    SELECT t.relname AS "table", x.oid::regclass AS "index", a.attname AS "column", pg_get_indexdef(x.oid) AS definition
    FROM pg_index i
    JOIN pg_class t ON t.oid = i.indrelid
    JOIN pg_class x ON x.oid = i.indexrelid
    JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = i.indkey[0]
    WHERE t.relnamespace = current_schema()::regnamespace
      AND NOT a.attnotnull
      AND i.indpred IS NULL AND i.indexprs IS NULL AND NOT i.indnullsnotdistinct
      AND (i.indnkeyatts = 1 OR x.relname = t.relname || '_' || a.attname || '_id_idx')
      AND EXISTS (SELECT 1 FROM pg_constraint f WHERE f.conrelid = t.oid AND f.contype = 'f' AND f.conkey = ARRAY[a.attnum])
    ORDER BY 1, 3
  LOOP
    EXECUTE format('DROP INDEX %s', target."index");
    EXECUTE format('%s WHERE %I IS NOT NULL', target.definition, target."column");
  END LOOP;
END
$$;
