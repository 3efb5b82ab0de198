-- Extensions, the order in which people sort names, and the few keys that may be checked late.

CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS btree_gist;

-- et-0/0/9 before et-0/0/10. Deterministic, so that equality and unique keys stay equality of bytes.
CREATE COLLATION IF NOT EXISTS natural_sort (provider = icu, locale = 'und-u-kn-true');

-- A range of host addresses: 10.0.0.10 to 10.0.0.19.
CREATE TYPE inetrange AS RANGE (subtype = inet);

-- Every column called `name`, and the few others that people sort, count as people do.
DO $$
DECLARE
  target record;
BEGIN
  FOR target IN
    SELECT table_name, column_name
    FROM information_schema.columns
    WHERE table_schema = current_schema()
      AND data_type = 'text'
      AND (column_name IN ('name', 'cid', 'model', 'facilityId', 'position')
        OR (table_name = 'Cable' AND column_name = 'label'))
      AND table_name <> 'ExternalReference'
    ORDER BY table_name, column_name
  LOOP
    EXECUTE format('ALTER TABLE %I ALTER COLUMN %I TYPE text COLLATE natural_sort', target.table_name, target.column_name);
  END LOOP;
END
$$;

-- Rows that point at each other in a circle (a device at its primary address, which sits on an interface of the device) can be loaded after
-- SET CONSTRAINTS ALL DEFERRED. Only the keys that close a circle are deferrable: the rules of later migrations look at what a key points
-- to, and a key that is checked late would let them look at nothing.
ALTER TABLE "Device" ALTER CONSTRAINT "Device_primaryIp4Id_fkey" DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE "Device" ALTER CONSTRAINT "Device_primaryIp6Id_fkey" DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE "Device" ALTER CONSTRAINT "Device_oobIpId_fkey" DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE "Device" ALTER CONSTRAINT "Device_virtualChassisId_fkey" DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE "VirtualChassis" ALTER CONSTRAINT "VirtualChassis_masterId_fkey" DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE "VirtualMachine" ALTER CONSTRAINT "VirtualMachine_primaryIp4Id_fkey" DEFERRABLE INITIALLY IMMEDIATE;
ALTER TABLE "VirtualMachine" ALTER CONSTRAINT "VirtualMachine_primaryIp6Id_fkey" DEFERRABLE INITIALLY IMMEDIATE;
