-- Cables: one cable a port (a unique key on each column, from the first migration), one kind of port an end, and two ends that fit.

CREATE FUNCTION check_cable_ends() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  wrong record;
BEGIN
  -- Kinds by what they carry: N network, P patch panel, C console, S console server, O power outlet, I power port (inlet), F power feed.
  WITH touched AS (
    SELECT DISTINCT "cableId" FROM fresh
  ), ends AS (
    SELECT
      termination."cableId",
      termination."cableEnd",
      CASE
        WHEN termination."interfaceId" IS NOT NULL THEN 'interface'
        WHEN termination."circuitTerminationId" IS NOT NULL THEN 'circuit'
        WHEN termination."frontPortId" IS NOT NULL THEN 'front'
        WHEN termination."rearPortId" IS NOT NULL THEN 'rear'
        WHEN termination."consolePortId" IS NOT NULL THEN 'console'
        WHEN termination."consoleServerPortId" IS NOT NULL THEN 'server'
        WHEN termination."powerPortId" IS NOT NULL THEN 'inlet'
        WHEN termination."powerOutletId" IS NOT NULL THEN 'outlet'
        WHEN termination."powerFeedId" IS NOT NULL THEN 'feed'
      END AS kind
    FROM "CableTermination" termination JOIN touched USING ("cableId")
  ), cables AS (
    SELECT
      "cableId",
      min(kind) FILTER (WHERE "cableEnd" = 'A') AS a,
      max(kind) FILTER (WHERE "cableEnd" = 'A') AS other_a,
      min(kind) FILTER (WHERE "cableEnd" = 'B') AS b,
      max(kind) FILTER (WHERE "cableEnd" = 'B') AS other_b
    FROM ends GROUP BY "cableId"
  )
  SELECT cables.*, a <> other_a OR b <> other_b AS mixed INTO wrong
  FROM cables
  WHERE a <> other_a OR b <> other_b OR NOT (
    a IS NULL OR b IS NULL
    OR (a IN ('interface', 'circuit', 'front', 'rear') AND b IN ('interface', 'circuit', 'front', 'rear'))
    OR (a = 'console' AND b IN ('server', 'front', 'rear')) OR (b = 'console' AND a IN ('server', 'front', 'rear'))
    OR (a = 'server' AND b IN ('front', 'rear')) OR (b = 'server' AND a IN ('front', 'rear'))
    OR (a = 'inlet' AND b IN ('outlet', 'feed')) OR (b = 'inlet' AND a IN ('outlet', 'feed'))
  )
  LIMIT 1;
  IF FOUND THEN
    IF wrong.mixed THEN
      RAISE EXCEPTION 'All ports at one end of a cable have to be of one kind.'
        USING ERRCODE = '23514', TABLE = 'CableTermination', CONSTRAINT = 'CableTermination_one_kind_an_end';
    END IF;
    RAISE EXCEPTION 'The ports at the two ends of a cable do not fit each other.'
      USING ERRCODE = '23514', TABLE = 'CableTermination', CONSTRAINT = 'CableTermination_ends_fit';
  END IF;

  IF EXISTS (
    SELECT 1 FROM fresh JOIN "Interface" port ON port.id = fresh."interfaceId"
    WHERE port."markConnected" OR port.type IN ('VIRTUAL', 'BRIDGE', 'LAG', 'OTHER_WIRELESS') OR port.type::text LIKE 'IEEE802\_%'
    UNION ALL
    SELECT 1 FROM fresh JOIN "CircuitTermination" port ON port.id = fresh."circuitTerminationId"
    WHERE port."markConnected" OR port."providerNetworkId" IS NOT NULL
    UNION ALL
    SELECT 1 FROM fresh JOIN "FrontPort" port ON port.id = fresh."frontPortId" WHERE port."markConnected"
    UNION ALL
    SELECT 1 FROM fresh JOIN "RearPort" port ON port.id = fresh."rearPortId" WHERE port."markConnected"
    UNION ALL
    SELECT 1 FROM fresh JOIN "ConsolePort" port ON port.id = fresh."consolePortId" WHERE port."markConnected"
    UNION ALL
    SELECT 1 FROM fresh JOIN "ConsoleServerPort" port ON port.id = fresh."consoleServerPortId" WHERE port."markConnected"
    UNION ALL
    SELECT 1 FROM fresh JOIN "PowerPort" port ON port.id = fresh."powerPortId" WHERE port."markConnected"
    UNION ALL
    SELECT 1 FROM fresh JOIN "PowerOutlet" port ON port.id = fresh."powerOutletId" WHERE port."markConnected"
    UNION ALL
    SELECT 1 FROM fresh JOIN "PowerFeed" port ON port.id = fresh."powerFeedId" WHERE port."markConnected"
  ) THEN
    RAISE EXCEPTION 'A cable cannot end at a port that takes none: virtual, wireless, in a network of a provider, or marked as connected.'
      USING ERRCODE = '23514', TABLE = 'CableTermination', CONSTRAINT = 'CableTermination_port_takes_a_cable';
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER check_new_ends AFTER INSERT ON "CableTermination"
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION check_cable_ends();
CREATE TRIGGER check_changed_ends AFTER UPDATE ON "CableTermination"
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION check_cable_ends();

-- The other way round: a port with a cable stays one that takes a cable.
CREATE FUNCTION keep_port_connectable() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  cabled boolean;
BEGIN
  EXECUTE format('SELECT EXISTS (SELECT 1 FROM "CableTermination" WHERE %I = $1)', TG_ARGV[0]) INTO cabled USING NEW.id;
  IF cabled THEN
    RAISE EXCEPTION 'A cable ends at this port; remove it first.'
      USING ERRCODE = '23514', TABLE = TG_TABLE_NAME, CONSTRAINT = 'CableTermination_port_takes_a_cable';
  END IF;
  RETURN NULL;
END
$$;
DO $$
DECLARE
  "table" text;
BEGIN
  FOREACH "table" IN ARRAY ARRAY['Interface', 'FrontPort', 'RearPort', 'ConsolePort', 'ConsoleServerPort', 'PowerPort', 'PowerOutlet',
    'PowerFeed', 'CircuitTermination']
  LOOP
    EXECUTE format('CREATE TRIGGER keep_connectable AFTER UPDATE OF "markConnected" ON %I
      FOR EACH ROW WHEN (NEW."markConnected" AND NOT OLD."markConnected") EXECUTE FUNCTION keep_port_connectable(%L)',
      "table", lower(left("table", 1)) || substr("table", 2) || 'Id');
  END LOOP;
END
$$;
CREATE TRIGGER keep_connectable_type AFTER UPDATE OF type ON "Interface"
  FOR EACH ROW WHEN (OLD.type <> NEW.type AND (NEW.type IN ('VIRTUAL', 'BRIDGE', 'LAG', 'OTHER_WIRELESS')
    OR NEW.type::text LIKE 'IEEE802\_%')) EXECUTE FUNCTION keep_port_connectable('interfaceId');
CREATE TRIGGER keep_connectable_place AFTER UPDATE OF "providerNetworkId" ON "CircuitTermination"
  FOR EACH ROW WHEN (NEW."providerNetworkId" IS NOT NULL AND OLD."providerNetworkId" IS NULL) EXECUTE FUNCTION keep_port_connectable('circuitTerminationId');
