-- The outbox: each statement that changes rows writes what it changed, in its own transaction, whoever sent it. Readers follow by snapshot
-- (src/changes/outbox-feed.ts); why so stands in docs/decisions/0007-what-changed.md.

CREATE SCHEMA IF NOT EXISTS wayleave;

-- Rows are kept in a ring of hours, and an hour is emptied before its turn comes again: no partition is ever missing, and none has to be made.
CREATE FUNCTION wayleave.hour_of_ring(moment timestamptz) RETURNS smallint LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT (floor(extract(epoch FROM moment) / 3600)::bigint % 6)::smallint
$$;

CREATE SEQUENCE wayleave."OutboxPosition";

CREATE TABLE wayleave."Outbox" (
  -- A statement that depends on another's outcome runs after it, so positions tell causes before effects.
  id bigint NOT NULL DEFAULT nextval('wayleave."OutboxPosition"'),
  hour smallint NOT NULL DEFAULT wayleave.hour_of_ring(clock_timestamp()),
  transaction xid8 NOT NULL DEFAULT pg_current_xact_id(),
  "table" text NOT NULL,
  action text NOT NULL,
  -- The rows touched; NULL for too many to name, and for pairs.
  ids bigint[],
  -- By column, the values before and after; NULL for too many rows.
  "values" jsonb,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  actor text,
  request text
) PARTITION BY LIST (hour);

CREATE TABLE wayleave."OutboxHour0" PARTITION OF wayleave."Outbox" FOR VALUES IN (0);
CREATE TABLE wayleave."OutboxHour1" PARTITION OF wayleave."Outbox" FOR VALUES IN (1);
CREATE TABLE wayleave."OutboxHour2" PARTITION OF wayleave."Outbox" FOR VALUES IN (2);
CREATE TABLE wayleave."OutboxHour3" PARTITION OF wayleave."Outbox" FOR VALUES IN (3);
CREATE TABLE wayleave."OutboxHour4" PARTITION OF wayleave."Outbox" FOR VALUES IN (4);
CREATE TABLE wayleave."OutboxHour5" PARTITION OF wayleave."Outbox" FOR VALUES IN (5);

CREATE INDEX "Outbox_transaction_idx" ON wayleave."Outbox" (transaction);

-- Who writes: the API says so in the settings of its transaction; of anybody else the database knows the name.
CREATE FUNCTION wayleave.actor() RETURNS text LANGUAGE sql STABLE AS $$
  SELECT coalesce(nullif(current_setting('wayleave.actor', true), ''), 'database:' || session_user)
$$;

CREATE FUNCTION wayleave.request() RETURNS text LANGUAGE sql STABLE AS $$
  SELECT nullif(current_setting('wayleave.request', true), '')
$$;

-- The tables that are watched: resources (whose changes are counted) and pairs of a many-to-many.
CREATE VIEW wayleave."WatchedTable" AS
SELECT class.oid::regclass AS "table",
       class.relname::text AS name,
       columns.is_pair AS "isPair",
       columns.keys AS keys
FROM pg_class AS class
CROSS JOIN LATERAL (
  SELECT bool_or(attribute.attname = 'version') AND bool_or(attribute.attname = 'lastUpdated') AS is_resource,
         class.relname LIKE '\_%' AND bool_or(attribute.attname = 'A') AND bool_or(attribute.attname = 'B') AS is_pair,
         -- The columns by whose values rows are looked up: foreign keys and choices.
         array_agg(attribute.attname::text ORDER BY attribute.attnum) FILTER (
           WHERE type.typtype = 'e'
           OR EXISTS (
             SELECT FROM pg_constraint AS constraint_
             WHERE constraint_.conrelid = class.oid AND constraint_.contype = 'f' AND constraint_.conkey = ARRAY[attribute.attnum]
           )
         ) AS keys
  FROM pg_attribute AS attribute
  JOIN pg_type AS type ON type.oid = attribute.atttypid
  WHERE attribute.attrelid = class.oid AND attribute.attnum > 0 AND NOT attribute.attisdropped
) AS columns
WHERE class.relnamespace = current_schema()::regnamespace
  AND class.relkind IN ('r', 'p') AND NOT class.relispartition
  AND (columns.is_resource OR columns.is_pair);

-- Gives every watched table the triggers that write the outbox. Called again by each migration that adds a table or a column.
--
-- Each table has a function of its own, so that its statements are planned once a session and not once a call. One that is called for a single row,
-- as most are, builds the values without sorting.
CREATE FUNCTION wayleave.watch_tables() RETURNS void LANGUAGE plpgsql AS $watch$
DECLARE
  target record;
  ids text;
  of_one text;
  of_two text;
  of_many text;
  columns text;
BEGIN
  FOR target IN SELECT * FROM wayleave."WatchedTable" LOOP
    ids := CASE WHEN target."isPair" THEN 'NULL::bigint[]' ELSE 'array_agg(DISTINCT touched.id)' END;
    SELECT coalesce(string_agg(format('%L, jsonb_build_array(touched.%I)', key, key), ', '), ''),
           coalesce(string_agg(format('%1$L, CASE WHEN was.%2$I IS NOT DISTINCT FROM became.%2$I THEN jsonb_build_array(became.%2$I) ELSE jsonb_build_array(was.%2$I, became.%2$I) END', key, key), ', '), ''),
           coalesce(string_agg(format('%L, jsonb_agg(DISTINCT touched.%I)', key, key), ', '), ''),
           coalesce(string_agg(format(', %I', key), ''), '')
    INTO of_one, of_two, of_many, columns
    FROM unnest(target.keys) AS key;

    EXECUTE format($function$
      CREATE OR REPLACE FUNCTION wayleave.%1$I() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $body$
      #variable_conflict use_column
      DECLARE
        rows_touched bigint;
      BEGIN
        IF TG_OP = 'INSERT' THEN
          SELECT count(*) INTO rows_touched FROM (SELECT FROM after LIMIT 257) AS first;
          IF rows_touched = 1 THEN
            INSERT INTO wayleave."Outbox" ("table", action, ids, "values", actor, request)
            SELECT %2$L, TG_OP, %3$s, jsonb_build_object(%4$s), wayleave.actor(), wayleave.request() FROM after AS touched;
          ELSIF rows_touched BETWEEN 2 AND 256 THEN
            INSERT INTO wayleave."Outbox" ("table", action, ids, "values", actor, request)
            SELECT %2$L, TG_OP, %5$s, jsonb_build_object(%6$s), wayleave.actor(), wayleave.request() FROM after AS touched;
          END IF;
        ELSIF TG_OP = 'DELETE' THEN
          SELECT count(*) INTO rows_touched FROM (SELECT FROM before LIMIT 257) AS first;
          IF rows_touched = 1 THEN
            INSERT INTO wayleave."Outbox" ("table", action, ids, "values", actor, request)
            SELECT %2$L, TG_OP, %3$s, jsonb_build_object(%4$s), wayleave.actor(), wayleave.request() FROM before AS touched;
          ELSIF rows_touched BETWEEN 2 AND 256 THEN
            INSERT INTO wayleave."Outbox" ("table", action, ids, "values", actor, request)
            SELECT %2$L, TG_OP, %5$s, jsonb_build_object(%6$s), wayleave.actor(), wayleave.request() FROM before AS touched;
          END IF;
        ELSIF TG_OP = 'UPDATE' THEN
          SELECT count(*) INTO rows_touched FROM (SELECT FROM after LIMIT 257) AS first;
          IF rows_touched = 1 THEN
            INSERT INTO wayleave."Outbox" ("table", action, ids, "values", actor, request)
            SELECT %2$L, TG_OP, %7$s, jsonb_build_object(%8$s), wayleave.actor(), wayleave.request() FROM before AS was CROSS JOIN after AS became;
          ELSIF rows_touched BETWEEN 2 AND 256 THEN
            INSERT INTO wayleave."Outbox" ("table", action, ids, "values", actor, request)
            SELECT %2$L, TG_OP, %5$s, jsonb_build_object(%6$s), wayleave.actor(), wayleave.request()
            FROM (SELECT %9$s FROM before UNION ALL SELECT %9$s FROM after) AS touched;
          END IF;
        END IF;
        IF TG_OP = 'TRUNCATE' OR rows_touched > 256 THEN
          INSERT INTO wayleave."Outbox" ("table", action, actor, request) VALUES (%2$L, TG_OP, wayleave.actor(), wayleave.request());
        END IF;
        RETURN NULL;
      END
      $body$
      $function$,
      'tell_' || target.name,
      target.name,
      CASE WHEN target."isPair" THEN 'NULL::bigint[]' ELSE 'ARRAY[touched.id]' END,
      of_one,
      ids,
      of_many,
      CASE WHEN target."isPair" THEN 'NULL::bigint[]' ELSE 'CASE WHEN was.id = became.id THEN ARRAY[became.id] ELSE ARRAY[was.id, became.id] END' END,
      of_two,
      CASE WHEN target."isPair" THEN ltrim(columns, ', ') ELSE 'id' || columns END
    );
    EXECUTE format('CREATE OR REPLACE TRIGGER tell_insert AFTER INSERT ON %s REFERENCING NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION wayleave.%I()', target."table", 'tell_' || target.name);
    EXECUTE format('CREATE OR REPLACE TRIGGER tell_update AFTER UPDATE ON %s REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION wayleave.%I()', target."table", 'tell_' || target.name);
    EXECUTE format('CREATE OR REPLACE TRIGGER tell_delete AFTER DELETE ON %s REFERENCING OLD TABLE AS before FOR EACH STATEMENT EXECUTE FUNCTION wayleave.%I()', target."table", 'tell_' || target.name);
    EXECUTE format('CREATE OR REPLACE TRIGGER tell_truncate AFTER TRUNCATE ON %s FOR EACH STATEMENT EXECUTE FUNCTION wayleave.%I()', target."table", 'tell_' || target.name);
  END LOOP;
END
$watch$;

SELECT wayleave.watch_tables();

-- Empties the hours of which every reader has seen everything: all that is in them ended before `horizon`, the xmin of a snapshot that the caller took long
-- ago. Answers how many. An hour that a long transaction still writes to is left for the next time, without waiting.
CREATE FUNCTION wayleave.empty_outbox_hours(horizon xid8) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  since_current integer;
  hour text;
  newest xid8;
  emptied integer := 0;
BEGIN
  PERFORM set_config('lock_timeout', '100ms', true);
  FOR since_current IN 2..5 LOOP
    hour := 'OutboxHour' || wayleave.hour_of_ring(clock_timestamp() - make_interval(hours => since_current));
    newest := NULL;
    EXECUTE format('SELECT transaction FROM wayleave.%I ORDER BY transaction DESC LIMIT 1', hour) INTO newest;
    CONTINUE WHEN newest IS NULL OR newest >= horizon;
    BEGIN
      EXECUTE format('TRUNCATE wayleave.%I', hour);
      emptied := emptied + 1;
    EXCEPTION WHEN lock_not_available THEN
      NULL;
    END;
  END LOOP;
  RETURN emptied;
END
$$;
