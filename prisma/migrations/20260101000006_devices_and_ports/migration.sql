-- Devices and their parts: whatever refers to another part refers to one of the same device, or of the same virtual chassis.

-- A part stays with its device for life. That is what makes the checks below complete: nothing they have looked at can walk away.
CREATE FUNCTION keep_owner() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'A part cannot be moved to another owner; delete it and create it there.'
    USING ERRCODE = '23514', TABLE = TG_TABLE_NAME, CONSTRAINT = TG_TABLE_NAME || '_stays_with_its_owner';
END
$$;

DO $$
DECLARE
  target record;
BEGIN
  FOR target IN
    SELECT * FROM (VALUES
      ('ModuleBay', 'deviceId'), ('Module', 'deviceId'), ('DeviceBay', 'deviceId'), ('Interface', 'deviceId'), ('FrontPort', 'deviceId'),
      ('RearPort', 'deviceId'), ('ConsolePort', 'deviceId'), ('ConsoleServerPort', 'deviceId'), ('PowerPort', 'deviceId'),
      ('PowerOutlet', 'deviceId'), ('VmInterface', 'virtualMachineId'), ('ServiceDependencyMember', 'dependencyId')
    ) AS owned ("table", "column")
  LOOP
    EXECUTE format('CREATE TRIGGER keep_owner BEFORE UPDATE OF %2$I ON %1$I
      FOR EACH ROW WHEN (OLD.%2$I <> NEW.%2$I) EXECUTE FUNCTION keep_owner()', target."table", target."column");
  END LOOP;
END
$$;

-- Modules and the ports they bring.
CREATE UNIQUE INDEX "ModuleBay_id_deviceId" ON "ModuleBay" (id, "deviceId");
ALTER TABLE "Module" ADD CONSTRAINT "Module_bay_in_the_same_device"
  FOREIGN KEY ("moduleBayId", "deviceId") REFERENCES "ModuleBay" (id, "deviceId") ON DELETE CASCADE;
COMMENT ON CONSTRAINT "Module_bay_in_the_same_device" ON "Module" IS 'The bay of a module belongs to the device of the module.';

CREATE UNIQUE INDEX "Module_id_deviceId" ON "Module" (id, "deviceId");
DO $$
DECLARE
  "table" text;
BEGIN
  FOREACH "table" IN ARRAY ARRAY['Interface', 'FrontPort', 'RearPort', 'ConsolePort', 'ConsoleServerPort', 'PowerPort', 'PowerOutlet'] LOOP
    EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I FOREIGN KEY ("moduleId", "deviceId") REFERENCES "Module" (id, "deviceId")
      ON DELETE CASCADE', "table", "table" || '_module_in_the_same_device');
    EXECUTE format('COMMENT ON CONSTRAINT %I ON %I IS ''The module of a port belongs to the device of the port.''',
      "table" || '_module_in_the_same_device', "table");
  END LOOP;
END
$$;

CREATE UNIQUE INDEX "PowerPort_id_deviceId" ON "PowerPort" (id, "deviceId");
ALTER TABLE "PowerOutlet" ADD CONSTRAINT "PowerOutlet_fed_by_the_same_device"
  FOREIGN KEY ("powerPortId", "deviceId") REFERENCES "PowerPort" (id, "deviceId") ON DELETE SET NULL ("powerPortId");
COMMENT ON CONSTRAINT "PowerOutlet_fed_by_the_same_device" ON "PowerOutlet" IS 'The power port that feeds an outlet belongs to the device of the outlet.';

-- Interfaces refer to interfaces: LAG, parent, bridge. Looked at once per statement, and only the rows that refer to something.
CREATE FUNCTION check_interface_references() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  wrong record;
BEGIN
  SELECT refers.kind, target.type = 'LAG' AS is_lag INTO wrong
  FROM (
    SELECT fresh."deviceId", 'LAG' AS kind, fresh."lagId" AS target_id FROM fresh WHERE fresh."lagId" IS NOT NULL
    UNION ALL
    SELECT fresh."deviceId", 'parent', fresh."parentId" FROM fresh WHERE fresh."parentId" IS NOT NULL
    UNION ALL
    SELECT fresh."deviceId", 'bridge', fresh."bridgeId" FROM fresh WHERE fresh."bridgeId" IS NOT NULL
  ) AS refers
  JOIN "Interface" target ON target.id = refers.target_id
  WHERE (refers.kind = 'LAG' AND target.type <> 'LAG')
    OR (target."deviceId" <> refers."deviceId" AND NOT EXISTS (
      SELECT 1
      FROM "Device" mine JOIN "Device" theirs ON theirs."virtualChassisId" = mine."virtualChassisId"
      WHERE mine.id = refers."deviceId" AND theirs.id = target."deviceId"
    ))
  LIMIT 1;
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  IF wrong.kind = 'LAG' AND NOT wrong.is_lag THEN
    RAISE EXCEPTION 'The LAG of an interface has to be an interface of type LAG.'
      USING ERRCODE = '23514', TABLE = 'Interface', CONSTRAINT = 'Interface_lag_is_a_lag';
  END IF;
  RAISE EXCEPTION 'The % of an interface has to belong to the same device or to the same virtual chassis.', wrong.kind
    USING ERRCODE = '23514', TABLE = 'Interface', CONSTRAINT = 'Interface_refers_within_its_device';
END
$$;
CREATE TRIGGER check_references_of_new AFTER INSERT ON "Interface"
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION check_interface_references();
CREATE TRIGGER check_references_of_changed AFTER UPDATE ON "Interface"
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION check_interface_references();

-- A LAG with members stays a LAG.
CREATE FUNCTION keep_lag_type() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM "Interface" WHERE "lagId" = NEW.id) THEN
    RAISE EXCEPTION 'A LAG that has members cannot become another type of interface.'
      USING ERRCODE = '23514', TABLE = 'Interface', CONSTRAINT = 'Interface_lag_is_a_lag';
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER keep_lag_type AFTER UPDATE OF type ON "Interface"
  FOR EACH ROW WHEN (OLD.type = 'LAG' AND NEW.type <> 'LAG') EXECUTE FUNCTION keep_lag_type();

CREATE FUNCTION check_vm_interface_references() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM fresh JOIN "VmInterface" target ON target.id IN (fresh."parentId", fresh."bridgeId")
    WHERE num_nonnulls(fresh."parentId", fresh."bridgeId") > 0 AND target."virtualMachineId" <> fresh."virtualMachineId"
  ) THEN
    RAISE EXCEPTION 'The parent and the bridge of an interface have to belong to the same virtual machine.'
      USING ERRCODE = '23514', TABLE = 'VmInterface', CONSTRAINT = 'VmInterface_refers_within_its_machine';
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER check_references_of_new AFTER INSERT ON "VmInterface"
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION check_vm_interface_references();
CREATE TRIGGER check_references_of_changed AFTER UPDATE ON "VmInterface"
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION check_vm_interface_references();

-- Front and rear ports: both of one device (or type), and no position that a port does not have.
CREATE FUNCTION check_port_mapping() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  wrong record;
BEGIN
  IF TG_TABLE_NAME = 'PortMapping' THEN
    SELECT front."deviceId" <> rear."deviceId" AS apart INTO wrong
    FROM fresh
    JOIN "FrontPort" front ON front.id = fresh."frontPortId"
    JOIN "RearPort" rear ON rear.id = fresh."rearPortId"
    WHERE front."deviceId" <> rear."deviceId"
      OR fresh."frontPortPosition" > front.positions
      OR fresh."rearPortPosition" > rear.positions
    LIMIT 1;
  ELSE
    SELECT (front."deviceTypeId", front."moduleTypeId") IS DISTINCT FROM (rear."deviceTypeId", rear."moduleTypeId") AS apart INTO wrong
    FROM fresh
    JOIN "FrontPortTemplate" front ON front.id = fresh."frontPortId"
    JOIN "RearPortTemplate" rear ON rear.id = fresh."rearPortId"
    WHERE (front."deviceTypeId", front."moduleTypeId") IS DISTINCT FROM (rear."deviceTypeId", rear."moduleTypeId")
      OR fresh."frontPortPosition" > front.positions
      OR fresh."rearPortPosition" > rear.positions
    LIMIT 1;
  END IF;
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  IF wrong.apart THEN
    RAISE EXCEPTION 'A front port is mapped to a rear port of the same device or type.'
      USING ERRCODE = '23514', TABLE = TG_TABLE_NAME, CONSTRAINT = TG_TABLE_NAME || '_within_one_device';
  END IF;
  RAISE EXCEPTION 'A mapping cannot use a position that the port does not have.'
    USING ERRCODE = '23514', TABLE = TG_TABLE_NAME, CONSTRAINT = TG_TABLE_NAME || '_position_exists';
END
$$;

-- A port does not lose positions that are in use.
CREATE FUNCTION keep_mapped_positions() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  used integer;
BEGIN
  CASE TG_TABLE_NAME
    WHEN 'FrontPort' THEN SELECT max("frontPortPosition") INTO used FROM "PortMapping" WHERE "frontPortId" = NEW.id;
    WHEN 'RearPort' THEN SELECT max("rearPortPosition") INTO used FROM "PortMapping" WHERE "rearPortId" = NEW.id;
    WHEN 'FrontPortTemplate' THEN SELECT max("frontPortPosition") INTO used FROM "PortTemplateMapping" WHERE "frontPortId" = NEW.id;
    WHEN 'RearPortTemplate' THEN SELECT max("rearPortPosition") INTO used FROM "PortTemplateMapping" WHERE "rearPortId" = NEW.id;
  END CASE;
  IF used > NEW.positions THEN
    RAISE EXCEPTION 'Position % of the port is mapped; the port cannot have fewer positions than that.', used
      USING ERRCODE = '23514', TABLE = TG_TABLE_NAME, CONSTRAINT = TG_TABLE_NAME || '_keeps_mapped_positions';
  END IF;
  RETURN NULL;
END
$$;

DO $$
DECLARE
  "table" text;
BEGIN
  FOREACH "table" IN ARRAY ARRAY['PortMapping', 'PortTemplateMapping'] LOOP
    EXECUTE format('CREATE TRIGGER check_new_mappings AFTER INSERT ON %I
      REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION check_port_mapping()', "table");
    EXECUTE format('CREATE TRIGGER check_changed_mappings AFTER UPDATE ON %I
      REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION check_port_mapping()', "table");
  END LOOP;
  FOREACH "table" IN ARRAY ARRAY['FrontPort', 'RearPort', 'FrontPortTemplate', 'RearPortTemplate'] LOOP
    EXECUTE format('CREATE TRIGGER keep_mapped_positions AFTER UPDATE OF positions ON %I
      FOR EACH ROW WHEN (NEW.positions < OLD.positions) EXECUTE FUNCTION keep_mapped_positions()', "table");
  END LOOP;
END
$$;

-- Templates that refer to templates stay within their type.
CREATE FUNCTION check_template_references() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  apart boolean;
BEGIN
  IF TG_TABLE_NAME = 'PowerOutletTemplate' THEN
    SELECT true INTO apart
    FROM fresh JOIN "PowerPortTemplate" target ON target.id = fresh."powerPortId"
    WHERE (target."deviceTypeId", target."moduleTypeId") IS DISTINCT FROM (fresh."deviceTypeId", fresh."moduleTypeId") LIMIT 1;
  ELSE
    SELECT true INTO apart
    FROM fresh JOIN "InterfaceTemplate" target ON target.id = fresh."bridgeId"
    WHERE (target."deviceTypeId", target."moduleTypeId") IS DISTINCT FROM (fresh."deviceTypeId", fresh."moduleTypeId") LIMIT 1;
  END IF;
  IF apart THEN
    RAISE EXCEPTION 'A template refers to templates of the same device type or module type only.'
      USING ERRCODE = '23514', TABLE = TG_TABLE_NAME, CONSTRAINT = TG_TABLE_NAME || '_refers_within_its_type';
  END IF;
  RETURN NULL;
END
$$;
DO $$
DECLARE
  "table" text;
BEGIN
  FOREACH "table" IN ARRAY ARRAY['PowerOutletTemplate', 'InterfaceTemplate'] LOOP
    EXECUTE format('CREATE TRIGGER check_references_of_new AFTER INSERT ON %I
      REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION check_template_references()', "table");
    EXECUTE format('CREATE TRIGGER check_references_of_changed AFTER UPDATE ON %I
      REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION check_template_references()', "table");
  END LOOP;
END
$$;

-- Device bays: a parent holds a child of the same site.
CREATE FUNCTION check_device_bay() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  found_parent record;
  found_child record;
BEGIN
  SELECT device."siteId", type."subdeviceRole" INTO found_parent
  FROM "Device" device JOIN "DeviceType" type ON type.id = device."deviceTypeId" WHERE device.id = NEW."deviceId";
  IF found_parent."subdeviceRole" IS DISTINCT FROM 'PARENT' THEN
    RAISE EXCEPTION 'Only a device whose type is a parent has device bays.'
      USING ERRCODE = '23514', TABLE = 'DeviceBay', CONSTRAINT = 'DeviceBay_belongs_to_a_parent';
  END IF;
  IF NEW."installedDeviceId" IS NULL THEN
    RETURN NULL;
  END IF;
  SELECT device."siteId", type."subdeviceRole" INTO found_child
  FROM "Device" device JOIN "DeviceType" type ON type.id = device."deviceTypeId" WHERE device.id = NEW."installedDeviceId";
  IF found_child."subdeviceRole" IS DISTINCT FROM 'CHILD' OR NEW."installedDeviceId" = NEW."deviceId" THEN
    RAISE EXCEPTION 'Only a device whose type is a child fits into a device bay.'
      USING ERRCODE = '23514', TABLE = 'DeviceBay', CONSTRAINT = 'DeviceBay_holds_a_child';
  END IF;
  IF found_child."siteId" <> found_parent."siteId" THEN
    RAISE EXCEPTION 'A device bay holds a device of the same site.'
      USING ERRCODE = '23514', TABLE = 'DeviceBay', CONSTRAINT = 'DeviceBay_holds_a_device_of_its_site';
  END IF;
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER check_device_bay AFTER INSERT OR UPDATE OF "installedDeviceId" ON "DeviceBay"
  DEFERRABLE FOR EACH ROW EXECUTE FUNCTION check_device_bay();

-- A virtual chassis is led by one of its members.
CREATE FUNCTION check_chassis_master() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_TABLE_NAME = 'VirtualChassis' THEN
    IF EXISTS (SELECT 1 FROM "VirtualChassis" chassis JOIN "Device" device ON device.id = chassis."masterId"
      WHERE chassis.id = NEW.id AND device."virtualChassisId" IS DISTINCT FROM chassis.id)
    THEN
      RAISE EXCEPTION 'The master of a virtual chassis has to be one of its members.'
        USING ERRCODE = '23514', TABLE = 'VirtualChassis', CONSTRAINT = 'VirtualChassis_master_is_a_member';
    END IF;
  ELSIF EXISTS (SELECT 1 FROM "VirtualChassis" chassis JOIN "Device" device ON device.id = chassis."masterId"
    WHERE device.id = NEW.id AND device."virtualChassisId" IS DISTINCT FROM chassis.id)
  THEN
    RAISE EXCEPTION 'The master of a virtual chassis cannot leave it; name another master first.'
      USING ERRCODE = '23514', TABLE = 'Device', CONSTRAINT = 'VirtualChassis_master_is_a_member';
  END IF;
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER check_master AFTER INSERT OR UPDATE OF "masterId" ON "VirtualChassis"
  DEFERRABLE FOR EACH ROW WHEN (NEW."masterId" IS NOT NULL) EXECUTE FUNCTION check_chassis_master();
CREATE CONSTRAINT TRIGGER check_leaving_chassis AFTER UPDATE OF "virtualChassisId" ON "Device"
  DEFERRABLE FOR EACH ROW WHEN (OLD."virtualChassisId" IS DISTINCT FROM NEW."virtualChassisId") EXECUTE FUNCTION check_chassis_master();

-- A device that leaves its chassis while interfaces of others lean on its own would leave them in the air.
CREATE FUNCTION check_chassis_references() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT 1
    FROM "Interface" mine
    JOIN "Interface" other ON other."lagId" = mine.id OR other."parentId" = mine.id OR other."bridgeId" = mine.id
    JOIN "Device" owner ON owner.id = other."deviceId"
    WHERE mine."deviceId" = NEW.id AND other."deviceId" <> NEW.id
      AND owner."virtualChassisId" IS DISTINCT FROM (SELECT "virtualChassisId" FROM "Device" WHERE id = NEW.id)
    UNION ALL
    SELECT 1
    FROM "Interface" mine
    JOIN "Interface" other ON other.id IN (mine."lagId", mine."parentId", mine."bridgeId")
    JOIN "Device" owner ON owner.id = other."deviceId"
    WHERE mine."deviceId" = NEW.id AND other."deviceId" <> NEW.id
      AND owner."virtualChassisId" IS DISTINCT FROM (SELECT "virtualChassisId" FROM "Device" WHERE id = NEW.id)
  ) THEN
    RAISE EXCEPTION 'The device shares a LAG, a parent or a bridge with other members of its virtual chassis and cannot leave it.'
      USING ERRCODE = '23514', TABLE = 'Device', CONSTRAINT = 'Interface_refers_within_its_device';
  END IF;
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER check_references_within_chassis AFTER UPDATE OF "virtualChassisId" ON "Device"
  DEFERRABLE FOR EACH ROW WHEN (OLD."virtualChassisId" IS NOT NULL AND OLD."virtualChassisId" IS DISTINCT FROM NEW."virtualChassisId")
  EXECUTE FUNCTION check_chassis_references();
