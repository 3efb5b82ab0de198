-- Every change of a row counts, whoever makes it: the API, an import or somebody in psql. `version` is what `ifVersion` is compared with.

CREATE FUNCTION count_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.version := OLD.version + 1;
  IF NEW."lastUpdated" = OLD."lastUpdated" THEN
    NEW."lastUpdated" := now();
  END IF;
  RETURN NEW;
END
$$;

DO $$
DECLARE
  target record;
BEGIN
  FOR target IN
    SELECT columns.table_name AS "table", bool_or(columns.column_name = 'path') AS is_tree
    FROM information_schema.columns
    WHERE table_schema = current_schema()
    GROUP BY columns.table_name
    HAVING bool_or(columns.column_name = 'version') AND bool_or(columns.column_name = 'lastUpdated')
  LOOP
    -- A tree's path follows from other rows; that it was recomputed is no change of this one.
    EXECUTE format('CREATE TRIGGER count_version BEFORE UPDATE ON %I FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*%s) EXECUTE FUNCTION count_version()',
      target."table", CASE WHEN target.is_tree THEN ' AND OLD.path IS NOT DISTINCT FROM NEW.path' ELSE '' END);
  END LOOP;
END
$$;
