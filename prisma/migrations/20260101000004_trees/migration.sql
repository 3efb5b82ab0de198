-- Trees: regions, site groups, locations, tenant groups, contact groups.
--
-- `path` holds the keys from the root down to the row itself, so that one containment test finds a whole subtree. It is computed after the
-- statement, from the rows as they then stand, because one COPY may bring parents after their children.

CREATE FUNCTION keep_tree_path() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  moved bigint[];
  broken bigint;
BEGIN
  IF TG_OP = 'INSERT' THEN
    SELECT array_agg(id) INTO moved FROM fresh;
  ELSE
    SELECT array_agg(fresh.id) INTO moved
    FROM fresh JOIN stale USING (id)
    WHERE fresh."parentId" IS DISTINCT FROM stale."parentId";
  END IF;
  IF moved IS NULL THEN
    RETURN NULL;
  END IF;
  -- Two moves at once could close a circle that neither of them sees, so moves within one table take turns.
  PERFORM pg_advisory_xact_lock('pg_class'::regclass::integer, TG_RELID::integer);

  -- Down from what moved to all that hangs on it, then up from each of those to its root. 32 levels are more than any estate has: whoever
  -- climbs further climbs in a circle.
  EXECUTE format($query$
    WITH RECURSIVE affected (id, depth) AS (
      SELECT id, 1 FROM unnest($1) AS id
      UNION
      SELECT child.id, affected.depth + 1 FROM %1$I child JOIN affected ON child."parentId" = affected.id WHERE affected.depth <= 32
    ), climb (id, ancestor, above, depth) AS (
      SELECT node.id, node.id, node."parentId", 1 FROM %1$I node WHERE node.id IN (SELECT id FROM affected)
      UNION ALL
      SELECT climb.id, parent.id, parent."parentId", climb.depth + 1
      FROM climb JOIN %1$I parent ON parent.id = climb.above
      WHERE climb.depth <= 32
    ), paths AS (
      SELECT id, array_agg(ancestor ORDER BY depth DESC) AS path, max(depth) AS depth FROM climb GROUP BY id
    ), written AS (
      UPDATE %1$I node SET path = paths.path FROM paths WHERE node.id = paths.id AND paths.depth <= 32
    )
    SELECT min(id) FROM paths WHERE depth > 32
  $query$, TG_TABLE_NAME) INTO broken USING moved;

  IF broken IS NOT NULL THEN
    RAISE EXCEPTION 'An object cannot stand below itself, nor more than 32 levels deep.'
      USING ERRCODE = '23514', TABLE = TG_TABLE_NAME, CONSTRAINT = TG_TABLE_NAME || '_is_a_tree';
  END IF;
  RETURN NULL;
END
$$;

DO $$
DECLARE
  "table" text;
BEGIN
  FOREACH "table" IN ARRAY ARRAY['Region', 'SiteGroup', 'Location', 'TenantGroup', 'ContactGroup'] LOOP
    EXECUTE format('CREATE INDEX %I ON %I USING gin (path)', "table" || '_path', "table");
    EXECUTE format('CREATE TRIGGER keep_path_of_new AFTER INSERT ON %I
      REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION keep_tree_path()', "table");
    EXECUTE format('CREATE TRIGGER keep_path_of_moved AFTER UPDATE ON %I
      REFERENCING OLD TABLE AS stale NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION keep_tree_path()', "table");
  END LOOP;
END
$$;
