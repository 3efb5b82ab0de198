-- Addresses: networks that may stand in a VRF once, ranges that do not overlap, VLANs of their group, primary addresses of their device.

-- Aggregates are the top of the tree and do not overlap at all.
ALTER TABLE "Aggregate" ADD CONSTRAINT "Aggregate_overlaps_none" EXCLUDE USING gist (prefix inet_ops WITH &&);
COMMENT ON CONSTRAINT "Aggregate_overlaps_none" ON "Aggregate" IS 'The aggregate overlaps another one.';

-- The host of an address without its mask.
CREATE FUNCTION host_of(address inet) RETURNS inet LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT set_masklen(address, CASE family(address) WHEN 4 THEN 32 ELSE 128 END)
$$;

ALTER TABLE "IpRange" ADD CONSTRAINT "IpRange_overlaps_none" EXCLUDE USING gist (
  coalesce("vrfId", 0) WITH =,
  inetrange(host_of("startAddress"), host_of("endAddress"), '[]') WITH &&
);
COMMENT ON CONSTRAINT "IpRange_overlaps_none" ON "IpRange" IS 'The range overlaps another one of the same VRF.';

-- `enforced` copies the VRF's wish into each row, because only a unique index is safe against two writers at once. The global table
-- always enforces, so that rows without a VRF pay nothing here.
CREATE FUNCTION copy_enforcement() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.enforced := NEW."vrfId" IS NULL OR coalesce((SELECT "enforceUnique" FROM "Vrf" WHERE id = NEW."vrfId"), true);
  RETURN NEW;
END
$$;
CREATE TRIGGER copy_enforcement_to_new BEFORE INSERT ON "Prefix"
  FOR EACH ROW WHEN (NEW."vrfId" IS NOT NULL OR NOT NEW.enforced) EXECUTE FUNCTION copy_enforcement();
CREATE TRIGGER copy_enforcement_to_moved BEFORE UPDATE OF "vrfId", enforced ON "Prefix"
  FOR EACH ROW EXECUTE FUNCTION copy_enforcement();
CREATE TRIGGER copy_enforcement_to_new BEFORE INSERT ON "IpAddress"
  FOR EACH ROW WHEN (NEW."vrfId" IS NOT NULL OR NOT NEW.enforced) EXECUTE FUNCTION copy_enforcement();
CREATE TRIGGER copy_enforcement_to_moved BEFORE UPDATE OF "vrfId", enforced ON "IpAddress"
  FOR EACH ROW EXECUTE FUNCTION copy_enforcement();

CREATE FUNCTION spread_enforcement() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "Prefix" SET enforced = NEW."enforceUnique" WHERE "vrfId" = NEW.id;
  UPDATE "IpAddress" SET enforced = NEW."enforceUnique" WHERE "vrfId" = NEW.id;
  RETURN NULL;
END
$$;
CREATE TRIGGER spread_enforcement AFTER UPDATE OF "enforceUnique" ON "Vrf"
  FOR EACH ROW WHEN (OLD."enforceUnique" <> NEW."enforceUnique") EXECUTE FUNCTION spread_enforcement();

CREATE UNIQUE INDEX "Prefix_once_in_its_vrf" ON "Prefix" ("vrfId", prefix) NULLS NOT DISTINCT WHERE enforced;
COMMENT ON INDEX "Prefix_once_in_its_vrf" IS 'The VRF has this prefix already, and allows it once.';

-- The host counts, whatever its mask; addresses that several hosts share by design are left out.
CREATE UNIQUE INDEX "IpAddress_once_in_its_vrf" ON "IpAddress" ("vrfId", host_of(address)) NULLS NOT DISTINCT
  WHERE enforced AND (role IS NULL OR role IN ('LOOPBACK', 'SECONDARY'));
COMMENT ON INDEX "IpAddress_once_in_its_vrf" IS 'The VRF has this address already, and allows it once.';

-- VLANs of their group.
CREATE FUNCTION check_vlan_in_group() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  wrong record;
BEGIN
  SELECT fresh.vid, vlan_group."minVid", vlan_group."maxVid", fresh.vid NOT BETWEEN vlan_group."minVid" AND vlan_group."maxVid" AS outside INTO wrong
  FROM fresh JOIN "VlanGroup" vlan_group ON vlan_group.id = fresh."groupId"
  WHERE fresh.vid NOT BETWEEN vlan_group."minVid" AND vlan_group."maxVid"
    OR (fresh."siteId" IS NOT NULL AND vlan_group."siteId" <> fresh."siteId")
  LIMIT 1;
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  IF wrong.outside THEN
    RAISE EXCEPTION 'VLAN id % lies outside of its group, which goes from % to %.', wrong.vid, wrong."minVid", wrong."maxVid"
      USING ERRCODE = '23514', TABLE = 'Vlan', CONSTRAINT = 'Vlan_vid_within_its_group';
  END IF;
  RAISE EXCEPTION 'The site of a VLAN has to be the site of its group.'
    USING ERRCODE = '23514', TABLE = 'Vlan', CONSTRAINT = 'Vlan_at_the_site_of_its_group';
END
$$;
CREATE TRIGGER check_new_vlans AFTER INSERT ON "Vlan"
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION check_vlan_in_group();
CREATE TRIGGER check_changed_vlans AFTER UPDATE ON "Vlan"
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION check_vlan_in_group();

CREATE FUNCTION keep_vlans_in_group() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM "Vlan" WHERE "groupId" = NEW.id AND vid NOT BETWEEN NEW."minVid" AND NEW."maxVid") THEN
    RAISE EXCEPTION 'The group has VLANs outside of these limits.'
      USING ERRCODE = '23514', TABLE = 'VlanGroup', CONSTRAINT = 'Vlan_vid_within_its_group';
  END IF;
  IF EXISTS (SELECT 1 FROM "Vlan" WHERE "groupId" = NEW.id AND NEW."siteId" <> "siteId") THEN
    RAISE EXCEPTION 'The group has VLANs at another site.'
      USING ERRCODE = '23514', TABLE = 'VlanGroup', CONSTRAINT = 'Vlan_at_the_site_of_its_group';
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER keep_vlans_in_group AFTER UPDATE OF "minVid", "maxVid", "siteId" ON "VlanGroup"
  FOR EACH ROW EXECUTE FUNCTION keep_vlans_in_group();

-- Primary addresses: of the right family, and on an interface of the device (or of another member of its virtual chassis), directly or
-- through translation. Deferrable, because devices, interfaces and addresses point at each other in a circle.
CREATE FUNCTION check_primary_addresses() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  wrong record;
BEGIN
  IF TG_TABLE_NAME = 'Device' THEN
    SELECT named.kind, named.family <> family(address.address) AS other_family INTO wrong
    FROM "Device" device
    CROSS JOIN LATERAL (VALUES ('primaryIp4', device."primaryIp4Id", 4), ('primaryIp6', device."primaryIp6Id", 6), ('oobIp', device."oobIpId", NULL))
      AS named (kind, id, family)
    JOIN "IpAddress" address ON address.id = named.id
    LEFT JOIN "IpAddress" inside ON inside.id = address."natInsideId"
    LEFT JOIN "Interface" interface ON interface.id = coalesce(address."interfaceId", inside."interfaceId")
    LEFT JOIN "Device" owner ON owner.id = interface."deviceId"
    WHERE device.id = NEW.id
      AND (named.family <> family(address.address)
        OR owner.id IS NULL
        OR (owner.id <> device.id AND (owner."virtualChassisId" = device."virtualChassisId") IS NOT TRUE))
    LIMIT 1;
  ELSE
    SELECT named.kind, named.family <> family(address.address) AS other_family INTO wrong
    FROM "VirtualMachine" machine
    CROSS JOIN LATERAL (VALUES ('primaryIp4', machine."primaryIp4Id", 4), ('primaryIp6', machine."primaryIp6Id", 6)) AS named (kind, id, family)
    JOIN "IpAddress" address ON address.id = named.id
    LEFT JOIN "IpAddress" inside ON inside.id = address."natInsideId"
    LEFT JOIN "VmInterface" interface ON interface.id = coalesce(address."vmInterfaceId", inside."vmInterfaceId")
    WHERE machine.id = NEW.id
      AND (named.family <> family(address.address) OR interface."virtualMachineId" IS DISTINCT FROM machine.id)
    LIMIT 1;
  END IF;
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  IF wrong.other_family THEN
    RAISE EXCEPTION 'The address named as % is of the other family.', wrong.kind
      USING ERRCODE = '23514', TABLE = TG_TABLE_NAME, CONSTRAINT = TG_TABLE_NAME || '_primary_address_of_its_family';
  END IF;
  RAISE EXCEPTION 'The address named as % has to sit on an interface of the same object.', wrong.kind
    USING ERRCODE = '23514', TABLE = TG_TABLE_NAME, CONSTRAINT = TG_TABLE_NAME || '_primary_address_is_its_own';
END
$$;
CREATE CONSTRAINT TRIGGER check_primary_addresses_of_new AFTER INSERT ON "Device"
  DEFERRABLE FOR EACH ROW WHEN (num_nonnulls(NEW."primaryIp4Id", NEW."primaryIp6Id", NEW."oobIpId") > 0)
  EXECUTE FUNCTION check_primary_addresses();
CREATE CONSTRAINT TRIGGER check_primary_addresses_of_changed AFTER UPDATE OF "primaryIp4Id", "primaryIp6Id", "oobIpId", "virtualChassisId" ON "Device"
  DEFERRABLE FOR EACH ROW WHEN (num_nonnulls(NEW."primaryIp4Id", NEW."primaryIp6Id", NEW."oobIpId") > 0)
  EXECUTE FUNCTION check_primary_addresses();
CREATE CONSTRAINT TRIGGER check_primary_addresses_of_new AFTER INSERT ON "VirtualMachine"
  DEFERRABLE FOR EACH ROW WHEN (num_nonnulls(NEW."primaryIp4Id", NEW."primaryIp6Id") > 0)
  EXECUTE FUNCTION check_primary_addresses();
CREATE CONSTRAINT TRIGGER check_primary_addresses_of_changed AFTER UPDATE OF "primaryIp4Id", "primaryIp6Id" ON "VirtualMachine"
  DEFERRABLE FOR EACH ROW WHEN (num_nonnulls(NEW."primaryIp4Id", NEW."primaryIp6Id") > 0)
  EXECUTE FUNCTION check_primary_addresses();

-- The other way round: a primary address stays where it is.
CREATE FUNCTION keep_primary_address() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM "IpAddress" now
    WHERE now.id = NEW.id
      AND (now."interfaceId", now."vmInterfaceId", now."natInsideId", family(now.address))
        IS DISTINCT FROM (OLD."interfaceId", OLD."vmInterfaceId", OLD."natInsideId", family(OLD.address))
      AND (EXISTS (SELECT 1 FROM "Device" WHERE "primaryIp4Id" = NEW.id)
        OR EXISTS (SELECT 1 FROM "Device" WHERE "primaryIp6Id" = NEW.id)
        OR EXISTS (SELECT 1 FROM "Device" WHERE "oobIpId" = NEW.id)
        OR EXISTS (SELECT 1 FROM "VirtualMachine" WHERE "primaryIp4Id" = NEW.id)
        OR EXISTS (SELECT 1 FROM "VirtualMachine" WHERE "primaryIp6Id" = NEW.id))
  ) THEN
    RAISE EXCEPTION 'The address is the primary address of an object and cannot be moved away from it.'
      USING ERRCODE = '23514', TABLE = 'IpAddress', CONSTRAINT = 'IpAddress_primary_stays';
  END IF;
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER keep_primary_address AFTER UPDATE OF address, "interfaceId", "vmInterfaceId", "natInsideId" ON "IpAddress"
  DEFERRABLE FOR EACH ROW EXECUTE FUNCTION keep_primary_address();
