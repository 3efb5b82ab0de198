-- Device bays follow the type of their device, also when the type changes; a power feed goes to a rack of its own site.

CREATE FUNCTION check_device_bay_template() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM "DeviceType" WHERE id = NEW."deviceTypeId" AND "subdeviceRole" = 'PARENT') THEN
    RAISE EXCEPTION 'Only a device type that is a parent has device bays.'
      USING ERRCODE = '23514', TABLE = 'DeviceBayTemplate', CONSTRAINT = 'DeviceBayTemplate_belongs_to_a_parent';
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER check_device_bay_template AFTER INSERT OR UPDATE OF "deviceTypeId" ON "DeviceBayTemplate"
  FOR EACH ROW EXECUTE FUNCTION check_device_bay_template();

CREATE FUNCTION keep_subdevice_role() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD."subdeviceRole" = 'PARENT' AND (
    EXISTS (SELECT 1 FROM "DeviceBayTemplate" WHERE "deviceTypeId" = NEW.id)
    OR EXISTS (SELECT 1 FROM "Device" device JOIN "DeviceBay" bay ON bay."deviceId" = device.id WHERE device."deviceTypeId" = NEW.id)
  ) THEN
    RAISE EXCEPTION 'The type has device bays and stays a parent until they are gone.'
      USING ERRCODE = '23514', TABLE = 'DeviceType', CONSTRAINT = 'DeviceBay_belongs_to_a_parent';
  END IF;
  IF OLD."subdeviceRole" = 'CHILD' AND EXISTS (
    SELECT 1 FROM "Device" device JOIN "DeviceBay" bay ON bay."installedDeviceId" = device.id WHERE device."deviceTypeId" = NEW.id
  ) THEN
    RAISE EXCEPTION 'Devices of the type sit in device bays; it stays a child until they are taken out.'
      USING ERRCODE = '23514', TABLE = 'DeviceType', CONSTRAINT = 'DeviceBay_holds_a_child';
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER keep_subdevice_role AFTER UPDATE OF "subdeviceRole" ON "DeviceType"
  FOR EACH ROW WHEN (OLD."subdeviceRole" IS DISTINCT FROM NEW."subdeviceRole") EXECUTE FUNCTION keep_subdevice_role();

CREATE FUNCTION check_power_feed_site() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM "PowerPanel" panel, "Rack" rack
    WHERE panel.id = NEW."powerPanelId" AND rack.id = NEW."rackId" AND panel."siteId" <> rack."siteId"
  ) THEN
    RAISE EXCEPTION 'A power feed goes to a rack at the site of its panel.'
      USING ERRCODE = '23514', TABLE = 'PowerFeed', CONSTRAINT = 'PowerFeed_rack_at_the_site_of_its_panel';
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER check_power_feed_site AFTER INSERT OR UPDATE OF "powerPanelId", "rackId" ON "PowerFeed"
  FOR EACH ROW WHEN (NEW."rackId" IS NOT NULL) EXECUTE FUNCTION check_power_feed_site();
