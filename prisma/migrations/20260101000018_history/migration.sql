-- The history: each row that changed, with what it was and became, written in the writer's own transaction by whoever changes rows. Appended to and nothing
-- else; seals make cuts visible (src/changes/history-sealer.ts). Why so stands in docs/decisions/0007-what-changed.md.

CREATE SEQUENCE wayleave."HistoryNumber";

CREATE TABLE wayleave."History" (
  id bigint NOT NULL DEFAULT nextval('wayleave."HistoryNumber"'),
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  transaction xid8 NOT NULL DEFAULT pg_current_xact_id(),
  "table" text NOT NULL,
  -- The row; of a pair, its end A. NULL for a statement that is noted as a whole: TRUNCATE, and what was loaded with wayleave.history off.
  "rowId" bigint,
  -- Of a pair, its end B.
  "otherId" bigint,
  action text NOT NULL,
  actor text NOT NULL,
  token text,
  request text,
  -- The fields that changed; of a row that came or went, all that were not empty.
  before jsonb,
  after jsonb
) PARTITION BY RANGE (at);

CREATE INDEX "History_id_idx" ON wayleave."History" (id);
CREATE INDEX "History_row_idx" ON wayleave."History" ("rowId", "table", id) WHERE "rowId" IS NOT NULL;
CREATE INDEX "History_other_idx" ON wayleave."History" ("otherId", "table", id) WHERE "otherId" IS NOT NULL;
CREATE INDEX "History_transaction_idx" ON wayleave."History" (transaction);

CREATE FUNCTION wayleave.refuse_change_of_history() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'The history is only appended to; % is refused.', TG_OP USING ERRCODE = 'insufficient_privilege';
END
$$;

CREATE TRIGGER only_appended BEFORE UPDATE OR DELETE ON wayleave."History" FOR EACH ROW EXECUTE FUNCTION wayleave.refuse_change_of_history();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON wayleave."History" FOR EACH STATEMENT EXECUTE FUNCTION wayleave.refuse_change_of_history();

-- What comes in a month for which nobody made a partition; a server makes them long before.
CREATE TABLE wayleave."HistoryElsewhere" PARTITION OF wayleave."History" DEFAULT;
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON wayleave."HistoryElsewhere" FOR EACH STATEMENT EXECUTE FUNCTION wayleave.refuse_change_of_history();

-- Makes the partitions of this month and the next ones. A month of which rows lie elsewhere already stays there.
CREATE FUNCTION wayleave.prepare_history(months integer) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  month timestamptz;
  partition text;
BEGIN
  FOR ahead IN 0..months LOOP
    month := date_trunc('month', clock_timestamp() AT TIME ZONE 'UTC') AT TIME ZONE 'UTC' + make_interval(months => ahead);
    partition := 'History_' || to_char(month AT TIME ZONE 'UTC', 'YYYY_MM');
    CONTINUE WHEN to_regclass(format('wayleave.%I', partition)) IS NOT NULL;
    CONTINUE WHEN EXISTS (SELECT FROM wayleave."HistoryElsewhere" WHERE at >= month AND at < month + interval '1 month');
    EXECUTE format('CREATE TABLE wayleave.%I PARTITION OF wayleave."History" FOR VALUES FROM (%L) TO (%L)', partition, month, month + interval '1 month');
    EXECUTE format('CREATE TRIGGER never_emptied BEFORE TRUNCATE ON wayleave.%I FOR EACH STATEMENT EXECUTE FUNCTION wayleave.refuse_change_of_history()', partition);
  END LOOP;
END
$$;

SET LOCAL timezone = 'UTC';
SELECT wayleave.prepare_history(2);
RESET timezone;

-- Each seal closes some rows of the history: their ids, a digest of each, and a hash that reaches back over all seals before.
CREATE TABLE wayleave."HistorySeal" (
  number bigint PRIMARY KEY,
  at timestamptz NOT NULL,
  -- `rows`; or `dropped`: the rows before `month` have been given up.
  kind text NOT NULL,
  -- With this seal, all rows are sealed that this snapshot sees; NULL where another seal of the same snapshot follows.
  snapshot text,
  -- The cluster whose transactions the snapshot counts, and the rows that came with a copy of another's.
  cluster text NOT NULL,
  "above" bigint NOT NULL,
  month text,
  ids bigint[],
  digests bytea,
  hash bytea NOT NULL,
  signature bytea NOT NULL,
  -- Which secret it was signed with.
  "signedWith" text NOT NULL
);

-- The fields of one that the other lacks or has otherwise.
CREATE FUNCTION wayleave.difference(one jsonb, other jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT jsonb_object_agg(key, value) FROM jsonb_each(one) WHERE other -> key IS DISTINCT FROM value
$$;

-- Gives every watched table the triggers that write the history. Called again, like wayleave.watch_tables(), by each migration that adds a table or a column.
--
-- `path` follows from other rows, `lastUpdated` is the history's own `at`, and a `version` that alone was counted up is no change.
-- The join is FULL because that is always hashed or merged: a plan made for one row would take hours for a hundred thousand. OFFSET 0 keeps the planner
-- from writing each row's JSON out in every place where it is named, which would be made six times over.
CREATE FUNCTION wayleave.remember_tables() RETURNS void LANGUAGE plpgsql AS $remember$
DECLARE
  target record;
  json_columns text;
BEGIN
  FOR target IN SELECT * FROM wayleave."WatchedTable" LOOP
    -- Only empty fields are left out, not what is empty inside of one.
    SELECT coalesce(string_agg(format(' || jsonb_build_object(%L, touched.%I)', attname, attname), ''), '') INTO json_columns
    FROM pg_attribute WHERE attrelid = target."table" AND attnum > 0 AND NOT attisdropped AND atttypid = 'jsonb'::regtype AND attnotnull;

    EXECUTE format($function$
      CREATE OR REPLACE FUNCTION wayleave.%1$I() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $body$
      #variable_conflict use_column
      DECLARE
        who text := wayleave.actor();
        which text := nullif(current_setting('wayleave.token', true), '');
        cause text := wayleave.request();
        rows_touched bigint;
      BEGIN
        IF TG_OP = 'TRUNCATE' THEN
          INSERT INTO wayleave."History" ("table", action, actor, token, request) VALUES (%2$L, TG_OP, who, which, cause);
        ELSIF current_setting('wayleave.history', true) = 'off' AND current_setting('is_superuser') = 'on' THEN
          IF TG_OP = 'DELETE' THEN SELECT count(*) INTO rows_touched FROM before; ELSE SELECT count(*) INTO rows_touched FROM after; END IF;
          IF rows_touched > 0 THEN
            INSERT INTO wayleave."History" ("table", action, actor, token, request, after)
            VALUES (%2$L, TG_OP, who, which, cause, jsonb_build_object('rowsNotRemembered', rows_touched));
          END IF;
        ELSIF TG_OP = 'INSERT' THEN
          INSERT INTO wayleave."History" ("table", "rowId", "otherId", action, actor, token, request, after)
          SELECT %2$L, touched.%3$I, %4$s, TG_OP, who, which, cause, %5$s FROM after AS touched;
        ELSIF TG_OP = 'DELETE' THEN
          INSERT INTO wayleave."History" ("table", "rowId", "otherId", action, actor, token, request, before)
          SELECT %2$L, touched.%3$I, %4$s, TG_OP, who, which, cause, %5$s FROM before AS touched;
        ELSE
          %6$s
        END IF;
        RETURN NULL;
      END
      $body$
      $function$,
      'remember_' || target.name,
      target.name,
      CASE WHEN target."isPair" THEN 'A' ELSE 'id' END,
      CASE WHEN target."isPair" THEN 'touched."B"' ELSE 'NULL::bigint' END,
      CASE WHEN target."isPair" THEN 'NULL::jsonb' ELSE $$jsonb_strip_nulls(to_jsonb(touched) - '{id,path,lastUpdated}'::text[])$$ || json_columns END,
      CASE WHEN target."isPair" THEN format($update$
          INSERT INTO wayleave."History" ("table", "rowId", "otherId", action, actor, token, request)
          SELECT %1$L, touched."A", touched."B", 'DELETE', who, which, cause FROM before AS touched
          UNION ALL
          SELECT %1$L, touched."A", touched."B", 'INSERT', who, which, cause FROM after AS touched;$update$, target.name)
      ELSE format($update$
          INSERT INTO wayleave."History" ("table", "rowId", action, actor, token, request, before, after)
          SELECT %1$L, coalesce(pair.became_id, pair.was_id),
                 CASE WHEN pair.was IS NULL THEN 'INSERT' WHEN pair.became IS NULL THEN 'DELETE' ELSE TG_OP END, who, which, cause,
                 CASE WHEN pair.became IS NULL THEN pair.was ELSE wayleave.difference(pair.was, pair.became) END,
                 CASE WHEN pair.was IS NULL THEN pair.became ELSE wayleave.difference(pair.became, pair.was) END
          FROM (
            SELECT was.id AS was_id, became.id AS became_id,
                   to_jsonb(was) - '{id,path,lastUpdated}'::text[] AS was, to_jsonb(became) - '{id,path,lastUpdated}'::text[] AS became
            FROM before AS was FULL JOIN after AS became ON became.id = was.id
            OFFSET 0
          ) AS pair
          WHERE (pair.was - 'version') IS DISTINCT FROM (pair.became - 'version');$update$, target.name) END
    );
    EXECUTE format('CREATE OR REPLACE TRIGGER remember_insert AFTER INSERT ON %s REFERENCING NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION wayleave.%I()', target."table", 'remember_' || target.name);
    EXECUTE format('CREATE OR REPLACE TRIGGER remember_update AFTER UPDATE ON %s REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION wayleave.%I()', target."table", 'remember_' || target.name);
    EXECUTE format('CREATE OR REPLACE TRIGGER remember_delete AFTER DELETE ON %s REFERENCING OLD TABLE AS before FOR EACH STATEMENT EXECUTE FUNCTION wayleave.%I()', target."table", 'remember_' || target.name);
    EXECUTE format('CREATE OR REPLACE TRIGGER remember_truncate AFTER TRUNCATE ON %s FOR EACH STATEMENT EXECUTE FUNCTION wayleave.%I()', target."table", 'remember_' || target.name);
  END LOOP;
END
$remember$;

SELECT wayleave.remember_tables();
