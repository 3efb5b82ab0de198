-- Allocation: the next free address and the next free prefix, found without reading what is taken.

CREATE SCHEMA IF NOT EXISTS wayleave;

-- A block of 256 addresses. A full block is skipped by its count, and how full a network is follows from the counts of its blocks.
CREATE FUNCTION wayleave.block_of(address inet) RETURNS cidr LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT network(set_masklen(address, CASE family(address) WHEN 4 THEN 24 ELSE 120 END))
$$;

-- An address as a number, which an IPv6 range can be too large to subtract without.
CREATE FUNCTION wayleave.number_of(address inet) RETURNS numeric LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT sum(get_byte(octets, place) * 256::numeric ^ (length(octets) - 1 - place))
  FROM (SELECT substring(inet_send(address) FROM 5) AS octets) AS sent, generate_series(0, length(octets) - 1) AS place
$$;

-- Whether a host can stand in its VRF only once, as "IpAddress_once_in_its_vrf" says it: only then is counting rows counting hosts.
CREATE FUNCTION wayleave.stands_once(enforced boolean, role "IpAddressRole") RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT enforced AND (role IS NULL OR role IN ('LOOPBACK', 'SECONDARY'))
$$;

-- How many hosts of a block are taken: the sum of its rows. A transaction that finds the rows of a block locked by others adds a row of its own, so that
-- nobody waits for anybody, and no two transactions that write addresses in different orders lock each other out.
CREATE TABLE wayleave."AddressCount" (
  id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  "vrfId" bigint NOT NULL,
  block   cidr   NOT NULL,
  taken   bigint NOT NULL
) WITH (fillfactor = 70);
CREATE INDEX "AddressCount_block_idx" ON wayleave."AddressCount" ("vrfId", block);

CREATE FUNCTION wayleave.count_blocks(vrfs bigint[], blocks cidr[], differences bigint[]) RETURNS void LANGUAGE sql AS $$
  WITH difference AS (
    SELECT * FROM unnest(vrfs, blocks, differences) AS difference ("vrfId", block, taken)
  ),
  unlocked AS MATERIALIZED (
    SELECT known.id, difference.taken, difference."vrfId", difference.block
    FROM difference
    CROSS JOIN LATERAL (
      SELECT id FROM wayleave."AddressCount" known
      WHERE known."vrfId" = difference."vrfId" AND known.block = difference.block
      LIMIT 1
      FOR NO KEY UPDATE SKIP LOCKED
    ) known
  ),
  changed AS (
    UPDATE wayleave."AddressCount" known SET taken = known.taken + unlocked.taken
    FROM unlocked WHERE known.id = unlocked.id
    RETURNING known."vrfId", known.block
  )
  INSERT INTO wayleave."AddressCount" ("vrfId", block, taken)
  SELECT difference."vrfId", difference.block, difference.taken
  FROM difference
  WHERE NOT EXISTS (SELECT FROM changed WHERE changed."vrfId" = difference."vrfId" AND changed.block = difference.block)
$$;

CREATE FUNCTION wayleave.count_addresses() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  vrfs bigint[];
  blocks cidr[];
  differences bigint[];
BEGIN
  CASE TG_OP
    WHEN 'INSERT' THEN
      SELECT array_agg(vrf), array_agg(block), array_agg(hosts) INTO vrfs, blocks, differences
      FROM (
        SELECT coalesce("vrfId", 0) AS vrf, wayleave.block_of(address) AS block, count(*) AS hosts
        FROM fresh WHERE wayleave.stands_once(enforced, role) GROUP BY 1, 2
      ) AS counted;
    WHEN 'DELETE' THEN
      SELECT array_agg(vrf), array_agg(block), array_agg(-hosts) INTO vrfs, blocks, differences
      FROM (
        SELECT coalesce("vrfId", 0) AS vrf, wayleave.block_of(address) AS block, count(*) AS hosts
        FROM gone WHERE wayleave.stands_once(enforced, role) GROUP BY 1, 2
      ) AS counted;
    WHEN 'UPDATE' THEN
      SELECT array_agg(vrf), array_agg(block), array_agg(hosts) INTO vrfs, blocks, differences
      FROM (
        SELECT vrf, block, sum(hosts) AS hosts
        FROM (
          SELECT coalesce("vrfId", 0) AS vrf, wayleave.block_of(address) AS block, 1 AS hosts FROM fresh WHERE wayleave.stands_once(enforced, role)
          UNION ALL
          SELECT coalesce("vrfId", 0), wayleave.block_of(address), -1 FROM gone WHERE wayleave.stands_once(enforced, role)
        ) AS moved
        GROUP BY vrf, block HAVING sum(hosts) <> 0
      ) AS counted;
    WHEN 'TRUNCATE' THEN
      TRUNCATE wayleave."AddressCount";
  END CASE;
  IF vrfs IS NOT NULL THEN
    PERFORM wayleave.count_blocks(vrfs, blocks, differences);
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER count_new_addresses AFTER INSERT ON "IpAddress"
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION wayleave.count_addresses();
CREATE TRIGGER count_gone_addresses AFTER DELETE ON "IpAddress"
  REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION wayleave.count_addresses();
CREATE TRIGGER count_changed_addresses AFTER UPDATE ON "IpAddress"
  REFERENCING OLD TABLE AS gone NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION wayleave.count_addresses();
CREATE TRIGGER count_no_addresses AFTER TRUNCATE ON "IpAddress"
  FOR EACH STATEMENT EXECUTE FUNCTION wayleave.count_addresses();

INSERT INTO wayleave."AddressCount" ("vrfId", block, taken)
SELECT coalesce("vrfId", 0), wayleave.block_of(address), count(*)
FROM "IpAddress" WHERE wayleave.stands_once(enforced, role)
GROUP BY 1, 2;

-- Addresses of a VRF in the order of their hosts; those that may stand in it more than once, which are not in the counts; prefixes in their order.
CREATE INDEX "IpAddress_host_idx" ON "IpAddress" (coalesce("vrfId", 0), host_of(address));
CREATE INDEX "IpAddress_shared_host_idx" ON "IpAddress" (coalesce("vrfId", 0), host_of(address))
  WHERE NOT (enforced AND (role IS NULL OR role IN ('LOOPBACK', 'SECONDARY')));
CREATE INDEX "Prefix_order_idx" ON "Prefix" (coalesce("vrfId", 0), prefix);

-- The first address from `low` to `high` (hosts without masks) that nobody has, and, if asked to, that lies in no range; null where all are taken.
-- It reads the counts of full blocks and the addresses of one block with a gap, whatever lies in front of it.
CREATE FUNCTION wayleave.next_free_address(vrf bigint, low inet, high inet, avoids_ranges boolean) RETURNS inet LANGUAGE plpgsql AS $$
<<next_free_address>>
DECLARE
  candidate inet := low;
  block cidr;
  full_blocks bigint;
  last_of_block inet;
  taken bigint;
  range_end inet;
BEGIN
  WHILE candidate <= high LOOP
    -- Full blocks in a row: how many come before the first that is missing or has a gap.
    block := wayleave.block_of(candidate);
    IF candidate = host_of(block) THEN
      SELECT counted.place INTO full_blocks
      FROM (
        SELECT count.block, sum(count.taken) AS taken, row_number() OVER (ORDER BY count.block) - 1 AS place
        FROM wayleave."AddressCount" count
        WHERE count."vrfId" = vrf AND count.block >= next_free_address.block AND count.block <= high
        GROUP BY count.block
      ) AS counted
      WHERE counted.taken < 256 OR counted.block::inet <> next_free_address.block::inet + counted.place * 256
      ORDER BY counted.place
      LIMIT 1;
      IF NOT FOUND THEN
        SELECT count(DISTINCT count.block) INTO full_blocks FROM wayleave."AddressCount" count
        WHERE count."vrfId" = vrf AND count.block >= next_free_address.block AND count.block <= high;
      END IF;
      IF full_blocks > 0 THEN
        last_of_block := host_of(broadcast(network(block::inet + (full_blocks - 1) * 256)));
        IF last_of_block >= high THEN
          RETURN NULL;
        END IF;
        candidate := last_of_block + 1;
      END IF;
    END IF;
    -- The first gap of this block.
    last_of_block := least(high, host_of(broadcast(wayleave.block_of(candidate))));
    SELECT coalesce(min(place) FILTER (WHERE host <> candidate + place), count(*)) INTO taken
    FROM (
      SELECT host, row_number() OVER (ORDER BY host) - 1 AS place
      FROM (
        SELECT DISTINCT host_of(address) AS host FROM "IpAddress"
        WHERE coalesce("vrfId", 0) = vrf AND host_of(address) >= candidate AND host_of(address) <= last_of_block
      ) AS hosts
    ) AS numbered;
    IF taken > last_of_block - candidate THEN
      EXIT WHEN last_of_block = high;
      candidate := last_of_block + 1;
      CONTINUE;
    END IF;
    candidate := candidate + taken;
    IF NOT avoids_ranges THEN
      RETURN candidate;
    END IF;
    SELECT host_of("endAddress") INTO range_end FROM "IpRange"
    WHERE coalesce("vrfId", 0) = vrf AND inetrange(host_of("startAddress"), host_of("endAddress"), '[]') @> candidate
    LIMIT 1;
    IF NOT FOUND THEN
      RETURN candidate;
    END IF;
    EXIT WHEN range_end >= high;
    candidate := range_end + 1;
  END LOOP;
  RETURN NULL;
END
$$;

-- The first network of `length` bits in `parent` that overlaps no other prefix of the VRF but those around it; null where there is none.
-- Prefixes are read in their order up to the first gap that is wide enough, those inside of others left out.
CREATE FUNCTION wayleave.next_free_prefix(vrf bigint, parent cidr, length integer) RETURNS cidr LANGUAGE plpgsql AS $$
DECLARE
  candidate cidr := network(set_masklen(parent::inet, length));
  last_of_parent inet := host_of(broadcast(parent));
  child cidr;
  last_of_child inet;
BEGIN
  FOR child IN
    SELECT prefix FROM "Prefix"
    WHERE coalesce("vrfId", 0) = vrf AND prefix > parent AND prefix <= set_masklen(last_of_parent, masklen(last_of_parent))
    ORDER BY coalesce("vrfId", 0), prefix
  LOOP
    EXIT WHEN host_of(child) > host_of(broadcast(candidate));
    last_of_child := host_of(broadcast(child));
    CONTINUE WHEN last_of_child < host_of(candidate);
    IF last_of_child >= last_of_parent THEN
      RETURN NULL;
    END IF;
    -- The network that begins after the child, or the next one, where that would begin within it.
    candidate := network(set_masklen(last_of_child + 1, length));
    IF host_of(candidate) <= last_of_child THEN
      IF host_of(broadcast(candidate)) >= last_of_parent THEN
        RETURN NULL;
      END IF;
      candidate := network(set_masklen(host_of(broadcast(candidate)) + 1, length));
    END IF;
  END LOOP;
  RETURN candidate;
END
$$;

-- Whoever takes something from a network has it for himself until he commits; those around it are shared with whoever takes from another part of them, so
-- that no two take from the same space at once. From the outside in: what overlaps is locked in the same order by everybody.
CREATE FUNCTION wayleave.lock_network(vrf bigint, network cidr) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM "Prefix" WHERE coalesce("vrfId", 0) = vrf AND prefix >> network ORDER BY prefix, id FOR SHARE;
  PERFORM FROM "Prefix" WHERE coalesce("vrfId", 0) = vrf AND prefix = network ORDER BY id FOR NO KEY UPDATE;
END
$$;
