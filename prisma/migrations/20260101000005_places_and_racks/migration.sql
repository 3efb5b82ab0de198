-- Places: what stands in a location stands at its site; what stands in a rack takes space that nothing else takes.

-- Keys over two columns say "of the same site" without a trigger, and ON UPDATE CASCADE moves everything in a place along with it.
-- They are created in the order in which a move has to travel: locations, then racks, then what stands in racks.
CREATE UNIQUE INDEX "Location_id_siteId" ON "Location" (id, "siteId");
ALTER TABLE "Location" ADD CONSTRAINT "Location_parent_at_the_same_site"
  FOREIGN KEY ("parentId", "siteId") REFERENCES "Location" (id, "siteId") ON DELETE CASCADE ON UPDATE CASCADE;
COMMENT ON CONSTRAINT "Location_parent_at_the_same_site" ON "Location" IS 'The parent of a location stands at the same site.';

ALTER TABLE "Rack" ADD CONSTRAINT "Rack_location_at_the_same_site"
  FOREIGN KEY ("locationId", "siteId") REFERENCES "Location" (id, "siteId") ON DELETE SET NULL ("locationId") ON UPDATE CASCADE;
COMMENT ON CONSTRAINT "Rack_location_at_the_same_site" ON "Rack" IS 'The location of a rack belongs to the site of the rack.';

CREATE UNIQUE INDEX "Rack_id_siteId" ON "Rack" (id, "siteId");
CREATE UNIQUE INDEX "Rack_id_locationId" ON "Rack" (id, "locationId");
ALTER TABLE "Device" ADD CONSTRAINT "Device_rack_at_the_same_site"
  FOREIGN KEY ("rackId", "siteId") REFERENCES "Rack" (id, "siteId") ON UPDATE CASCADE;
ALTER TABLE "Device" ADD CONSTRAINT "Device_rack_in_the_same_location"
  FOREIGN KEY ("rackId", "locationId") REFERENCES "Rack" (id, "locationId") ON UPDATE CASCADE;
ALTER TABLE "Device" ADD CONSTRAINT "Device_location_at_the_same_site"
  FOREIGN KEY ("locationId", "siteId") REFERENCES "Location" (id, "siteId") ON UPDATE CASCADE;
COMMENT ON CONSTRAINT "Device_rack_at_the_same_site" ON "Device" IS 'The rack of a device stands at the site of the device.';
COMMENT ON CONSTRAINT "Device_rack_in_the_same_location" ON "Device" IS 'The rack of a device stands in the location of the device.';
COMMENT ON CONSTRAINT "Device_location_at_the_same_site" ON "Device" IS 'The location of a device belongs to the site of the device.';

ALTER TABLE "PowerPanel" ADD CONSTRAINT "PowerPanel_location_at_the_same_site"
  FOREIGN KEY ("locationId", "siteId") REFERENCES "Location" (id, "siteId") ON UPDATE CASCADE;
COMMENT ON CONSTRAINT "PowerPanel_location_at_the_same_site" ON "PowerPanel" IS 'The location of a power panel belongs to the site of the panel.';

-- The space that a device takes: half units from its position up, and one face or both. Front is [0,1), rear is [1,2).
CREATE FUNCTION take_rack_space() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  height numeric;
  both_faces boolean;
  lowest integer;
  units integer;
BEGIN
  IF NEW.position IS NULL OR NEW."rackId" IS NULL OR NEW.face IS NULL THEN
    NEW."rackUnits" := NULL;
    NEW."rackFaces" := NULL;
    RETURN NEW;
  END IF;
  SELECT type."uHeight", type."isFullDepth" INTO height, both_faces FROM "DeviceType" type WHERE type.id = NEW."deviceTypeId";
  SELECT rack."startingUnit", rack."uHeight" INTO lowest, units FROM "Rack" rack WHERE rack.id = NEW."rackId";
  IF height = 0 THEN
    RAISE EXCEPTION 'A device whose type is 0 units high cannot have a position in a rack.'
      USING ERRCODE = '23514', TABLE = 'Device', CONSTRAINT = 'Device_with_position_has_height';
  END IF;
  IF NEW.position < lowest OR NEW.position + height > lowest + units THEN
    RAISE EXCEPTION 'A device of % units at position % does not fit into its rack of % units.', height, NEW.position, units
      USING ERRCODE = '23514', TABLE = 'Device', CONSTRAINT = 'Device_fits_into_its_rack';
  END IF;
  NEW."rackUnits" := int4range((NEW.position * 2)::integer, ((NEW.position + height) * 2)::integer);
  NEW."rackFaces" := CASE WHEN both_faces THEN int4range(0, 2) WHEN NEW.face = 'FRONT' THEN int4range(0, 1) ELSE int4range(1, 2) END;
  RETURN NEW;
END
$$;

CREATE TRIGGER take_rack_space_on_arrival BEFORE INSERT ON "Device"
  FOR EACH ROW WHEN (NEW.position IS NOT NULL OR NEW."rackUnits" IS NOT NULL) EXECUTE FUNCTION take_rack_space();
CREATE TRIGGER take_rack_space_on_move BEFORE UPDATE OF position, face, "rackId", "deviceTypeId", "rackUnits", "rackFaces" ON "Device"
  FOR EACH ROW EXECUTE FUNCTION take_rack_space();

-- Checked at the end of the statement, so that one UPDATE can swap two devices.
ALTER TABLE "Device" ADD CONSTRAINT "Device_shares_no_rack_space"
  EXCLUDE USING gist ("rackId" WITH =, "rackUnits" WITH &&, "rackFaces" WITH &&) DEFERRABLE;
COMMENT ON CONSTRAINT "Device_shares_no_rack_space" ON "Device" IS 'Another device takes these rack units already.';

-- A type that grows, or a rack that shrinks, has all its devices measured again.
CREATE FUNCTION measure_devices_again() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_TABLE_NAME = 'DeviceType' THEN
    UPDATE "Device" SET "rackUnits" = "rackUnits" WHERE "deviceTypeId" = NEW.id AND position IS NOT NULL;
  ELSE
    UPDATE "Device" SET "rackUnits" = "rackUnits" WHERE "rackId" = NEW.id AND position IS NOT NULL;
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER measure_devices_of_type AFTER UPDATE OF "uHeight", "isFullDepth" ON "DeviceType"
  FOR EACH ROW WHEN (OLD."uHeight" <> NEW."uHeight" OR OLD."isFullDepth" <> NEW."isFullDepth") EXECUTE FUNCTION measure_devices_again();
CREATE TRIGGER measure_devices_in_rack AFTER UPDATE OF "uHeight", "startingUnit" ON "Rack"
  FOR EACH ROW WHEN (OLD."uHeight" <> NEW."uHeight" OR OLD."startingUnit" <> NEW."startingUnit") EXECUTE FUNCTION measure_devices_again();

-- Reservations: a list of unit numbers of the rack, each reserved once.
CREATE FUNCTION is_list_of_numbers(list jsonb, lowest integer, highest integer) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN jsonb_typeof(list) <> 'array' THEN false ELSE NOT EXISTS (
    SELECT 1 FROM jsonb_array_elements(list) AS item
    WHERE CASE WHEN jsonb_typeof(item) <> 'number' THEN true ELSE item::text !~ '^[0-9]{1,9}$' OR item::text::numeric NOT BETWEEN lowest AND highest END
  ) END
$$;
ALTER TABLE "RackReservation" ADD CONSTRAINT "RackReservation_lists_units"
  CHECK (is_list_of_numbers(units, 1, 200) AND jsonb_array_length(units) > 0);
COMMENT ON CONSTRAINT "RackReservation_lists_units" ON "RackReservation" IS 'A reservation lists the numbers of the rack units that it takes.';

CREATE FUNCTION check_rack_reservation() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  lowest integer;
  height integer;
  taken integer;
BEGIN
  -- Two reservations of one rack wait for each other, so that neither misses the other's units.
  SELECT "startingUnit", "uHeight" INTO lowest, height FROM "Rack" WHERE id = NEW."rackId" FOR NO KEY UPDATE;
  IF EXISTS (SELECT 1 FROM jsonb_array_elements_text(NEW.units) AS unit WHERE unit::integer NOT BETWEEN lowest AND lowest + height - 1) THEN
    RAISE EXCEPTION 'A reservation may only name units that the rack has: % to %.', lowest, lowest + height - 1
      USING ERRCODE = '23514', TABLE = 'RackReservation', CONSTRAINT = 'RackReservation_units_exist';
  END IF;
  SELECT min(unit::integer) INTO taken
  FROM "RackReservation" other, jsonb_array_elements_text(other.units) AS unit
  WHERE other."rackId" = NEW."rackId" AND other.id <> NEW.id AND unit IN (SELECT jsonb_array_elements_text(NEW.units));
  IF taken IS NOT NULL THEN
    RAISE EXCEPTION 'Rack unit % is reserved already.', taken
      USING ERRCODE = '23514', TABLE = 'RackReservation', CONSTRAINT = 'RackReservation_takes_free_units';
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER check_rack_reservation AFTER INSERT OR UPDATE OF "rackId", units ON "RackReservation"
  FOR EACH ROW EXECUTE FUNCTION check_rack_reservation();
