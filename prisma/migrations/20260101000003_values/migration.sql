-- What a single row may say. Each rule is named after what it demands, and its comment is the sentence that the API answers with.

-- A rule and its sentence in one line; lives for this migration only.
CREATE FUNCTION pg_temp.rule("table" text, name text, condition text, sentence text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I CHECK (%s)', "table", "table" || '_' || name, condition);
  EXECUTE format('COMMENT ON CONSTRAINT %I ON %I IS %L', "table" || '_' || name, "table", sentence);
END
$$;

-- Families of columns.
DO $$
DECLARE
  target record;
BEGIN
  FOR target IN
    SELECT table_name AS "table", column_name AS "column"
    FROM information_schema.columns
    WHERE table_schema = current_schema() AND data_type = 'text' AND column_name IN ('name', 'slug', 'color', 'cid', 'model')
      AND table_name <> 'ExternalReference'
    ORDER BY 1, 2
  LOOP
    CASE target."column"
      WHEN 'slug' THEN
        PERFORM pg_temp.rule(target."table", 'slug_is_url_safe', 'slug ~ ''^[-a-zA-Z0-9_]+$''',
          'A slug consists of letters, digits, hyphens and underscores.');
      WHEN 'color' THEN
        PERFORM pg_temp.rule(target."table", 'color_is_hexadecimal', 'color ~ ''^[0-9a-f]{6}$''',
          'A colour is six lower-case hexadecimal digits, such as 00bcd4.');
      ELSE
        PERFORM pg_temp.rule(target."table", target."column" || '_is_not_empty', format('%I <> ''''', target."column"),
          format('The %s may not be empty.', target."column"));
    END CASE;
  END LOOP;
  FOR target IN
    SELECT table_name AS "table"
    FROM information_schema.columns
    WHERE table_schema = current_schema() AND column_name = 'latitude'
  LOOP
    PERFORM pg_temp.rule(target."table", 'latitude_is_on_earth', 'latitude BETWEEN -90 AND 90', 'A latitude lies between -90 and 90 degrees.');
    PERFORM pg_temp.rule(target."table", 'longitude_is_on_earth', 'longitude BETWEEN -180 AND 180', 'A longitude lies between -180 and 180 degrees.');
  END LOOP;
  FOR target IN
    SELECT table_name AS "table"
    FROM information_schema.columns
    WHERE table_schema = current_schema() AND column_name = 'customFields'
  LOOP
    PERFORM pg_temp.rule(target."table", 'custom_fields_are_an_object', 'jsonb_typeof("customFields") = ''object''',
      'Custom fields are a JSON object of names and values.');
  END LOOP;
END
$$;

-- Extras
SELECT pg_temp.rule('CustomField', 'applies_to_types', 'jsonb_typeof("appliesTo") = ''array''', 'The types that carry a custom field are a JSON array of names.');
SELECT pg_temp.rule('CustomField', 'choices_are_a_list', 'choices IS NULL OR jsonb_typeof(choices) = ''array''', 'The choices of a custom field are a JSON array.');
SELECT pg_temp.rule('CustomField', 'name_is_an_identifier', 'name ~ ''^[a-zA-Z0-9_]+$''', 'The name of a custom field consists of letters, digits and underscores.');
SELECT pg_temp.rule('CustomField', 'minimum_before_maximum', '"validationMinimum" <= "validationMaximum"', 'The minimum of a custom field is not above its maximum.');

-- Tenancy
SELECT pg_temp.rule('ContactAssignment', 'concerns_one_object',
  'num_nonnulls("regionId", "siteGroupId", "siteId", "locationId", "rackId", "tenantId", "manufacturerId", "deviceId", "powerPanelId",
    "providerId", "circuitId", "clusterGroupId", "clusterId", "virtualMachineId", "serviceId") = 1',
  'A contact is assigned to exactly one object.');

-- Organization
SELECT pg_temp.rule('Rack', 'width_is_a_standard', 'width IN (10, 19, 21, 23)', 'A rack is 10, 19, 21 or 23 inches wide.');
SELECT pg_temp.rule('Rack', 'height_in_range', '"uHeight" BETWEEN 1 AND 100', 'A rack is 1 to 100 units high.');
SELECT pg_temp.rule('Rack', 'starting_unit_is_positive', '"startingUnit" >= 1', 'The lowest unit of a rack is numbered 1 or higher.');
SELECT pg_temp.rule('Rack', 'dimensions_have_a_unit', 'num_nonnulls("outerWidth", "outerDepth") = 0 OR "outerUnit" IS NOT NULL',
  'Outer dimensions of a rack need their unit.');
SELECT pg_temp.rule('Rack', 'dimensions_are_positive', '"outerWidth" > 0 AND "outerDepth" > 0 AND "mountingDepth" > 0', 'Dimensions of a rack are positive.');
SELECT pg_temp.rule('Rack', 'weight_has_a_unit', 'num_nonnulls(weight, "maxWeight") = 0 OR "weightUnit" IS NOT NULL', 'A weight needs its unit.');
SELECT pg_temp.rule('Rack', 'weight_is_positive', 'weight >= 0 AND "maxWeight" > 0', 'A weight is positive.');

-- Hardware types
SELECT pg_temp.rule('DeviceType', 'height_in_half_units', '"uHeight" >= 0 AND "uHeight" * 2 = trunc("uHeight" * 2)', 'The height of a device type is a multiple of half a unit.');
SELECT pg_temp.rule('DeviceType', 'child_takes_no_units', '"subdeviceRole" <> ''CHILD'' OR "uHeight" = 0', 'A type of child devices has a height of 0, since the bay of its parent holds it.');
SELECT pg_temp.rule('DeviceType', 'weight_has_a_unit', 'weight IS NULL OR "weightUnit" IS NOT NULL', 'A weight needs its unit.');
SELECT pg_temp.rule('ModuleType', 'weight_has_a_unit', 'weight IS NULL OR "weightUnit" IS NOT NULL', 'A weight needs its unit.');

DO $$
DECLARE
  "table" text;
BEGIN
  FOREACH "table" IN ARRAY ARRAY['ConsolePortTemplate', 'ConsoleServerPortTemplate', 'PowerPortTemplate', 'PowerOutletTemplate',
    'InterfaceTemplate', 'RearPortTemplate', 'FrontPortTemplate']
  LOOP
    PERFORM pg_temp.rule("table", 'belongs_to_one_type', 'num_nonnulls("deviceTypeId", "moduleTypeId") = 1',
      'A template belongs to either a device type or a module type.');
  END LOOP;
  FOREACH "table" IN ARRAY ARRAY['RearPort', 'FrontPort', 'RearPortTemplate', 'FrontPortTemplate'] LOOP
    PERFORM pg_temp.rule("table", 'positions_in_range', 'positions BETWEEN 1 AND 1024', 'A port has 1 to 1024 positions.');
  END LOOP;
  FOREACH "table" IN ARRAY ARRAY['PortMapping', 'PortTemplateMapping'] LOOP
    PERFORM pg_temp.rule("table", 'positions_count_from_one', '"frontPortPosition" >= 1 AND "rearPortPosition" >= 1', 'Positions of ports count from 1.');
  END LOOP;
  FOREACH "table" IN ARRAY ARRAY['PowerPort', 'PowerPortTemplate'] LOOP
    PERFORM pg_temp.rule("table", 'draw_is_positive', '"maximumDraw" > 0 AND "allocatedDraw" > 0', 'A power draw is positive, in watts.');
    PERFORM pg_temp.rule("table", 'allocated_within_maximum', '"allocatedDraw" <= "maximumDraw"', 'The allocated draw is not above the maximum draw.');
  END LOOP;
  FOREACH "table" IN ARRAY ARRAY['Interface', 'VmInterface'] LOOP
    PERFORM pg_temp.rule("table", 'mtu_in_range', 'mtu BETWEEN 1 AND 65536', 'An MTU lies between 1 and 65536 bytes.');
    PERFORM pg_temp.rule("table", 'is_not_its_own_parent', '"parentId" <> id', 'An interface is not its own parent.');
    PERFORM pg_temp.rule("table", 'does_not_bridge_itself', '"bridgeId" <> id', 'An interface is not bridged to itself.');
    PERFORM pg_temp.rule("table", 'untagged_vlan_needs_a_mode', '"untaggedVlanId" IS NULL OR mode IS NOT NULL', 'An interface with a VLAN needs a mode: access, tagged or tagged-all.');
  END LOOP;
END
$$;

-- Devices and ports
SELECT pg_temp.rule('Device', 'position_in_half_units', 'position >= 1 AND position * 2 = trunc(position * 2)', 'A position in a rack is a multiple of half a unit, from 1 up.');
SELECT pg_temp.rule('Device', 'position_needs_rack_and_face', 'position IS NULL OR ("rackId" IS NOT NULL AND face IS NOT NULL)', 'A device with a position needs a rack and a face.');
SELECT pg_temp.rule('Device', 'face_needs_a_rack', 'face IS NULL OR "rackId" IS NOT NULL', 'A device with a face needs a rack.');
SELECT pg_temp.rule('Device', 'chassis_member_has_a_position', '"virtualChassisId" IS NULL OR "vcPosition" IS NOT NULL', 'A member of a virtual chassis needs its position.');
SELECT pg_temp.rule('Device', 'chassis_position_in_range', '"vcPosition" BETWEEN 0 AND 255', 'A position in a virtual chassis lies between 0 and 255.');
SELECT pg_temp.rule('Device', 'chassis_priority_in_range', '"vcPriority" BETWEEN 0 AND 255', 'A priority in a virtual chassis lies between 0 and 255.');
SELECT pg_temp.rule('Interface', 'lag_is_not_in_itself', '"lagId" <> id', 'A LAG is not a member of itself.');
SELECT pg_temp.rule('Interface', 'lag_is_not_in_a_lag', '"lagId" IS NULL OR type NOT IN (''LAG'', ''VIRTUAL'')', 'A LAG or a virtual interface cannot be a member of a LAG.');
SELECT pg_temp.rule('Interface', 'only_virtual_has_a_parent', '"parentId" IS NULL OR type = ''VIRTUAL''', 'Only a virtual interface has a parent.');
SELECT pg_temp.rule('Interface', 'speed_is_positive', 'speed >= 0', 'A speed is positive, in kilobits a second.');
SELECT pg_temp.rule('Interface', 'tx_power_in_range', '"txPower" BETWEEN 0 AND 127', 'A transmit power lies between 0 and 127 dBm.');
SELECT pg_temp.rule('Interface', 'power_type_needs_a_mode', '"poeType" IS NULL OR "poeMode" IS NOT NULL', 'An interface with a type of power over Ethernet needs its mode.');
SELECT pg_temp.rule('PowerFeed', 'voltage_is_not_zero', 'voltage <> 0', 'A voltage is not zero.');
SELECT pg_temp.rule('PowerFeed', 'alternating_voltage_is_positive', 'supply = ''DC'' OR voltage > 0', 'The voltage of alternating current is positive.');
SELECT pg_temp.rule('PowerFeed', 'amperage_is_positive', 'amperage >= 1', 'An amperage is 1 or more.');
SELECT pg_temp.rule('PowerFeed', 'utilization_in_range', '"maxUtilization" BETWEEN 1 AND 100', 'A maximum utilisation lies between 1 and 100 per cent.');
SELECT pg_temp.rule('ConsolePort', 'speed_is_positive', 'speed > 0', 'A speed is positive, in bits a second.');
SELECT pg_temp.rule('ConsoleServerPort', 'speed_is_positive', 'speed > 0', 'A speed is positive, in bits a second.');

-- Cables
SELECT pg_temp.rule('Cable', 'length_has_a_unit', 'length IS NULL OR "lengthUnit" IS NOT NULL', 'A length needs its unit.');
SELECT pg_temp.rule('Cable', 'length_is_positive', 'length >= 0', 'A length is positive.');
SELECT pg_temp.rule('CableTermination', 'ends_at_one_port',
  'num_nonnulls("interfaceId", "frontPortId", "rearPortId", "consolePortId", "consoleServerPortId", "powerPortId", "powerOutletId",
    "powerFeedId", "circuitTerminationId") = 1',
  'A cable termination names exactly one port.');

-- Addresses
SELECT pg_temp.rule('Asn', 'in_range', 'asn BETWEEN 1 AND 4294967295', 'An AS number lies between 1 and 4294967295.');
SELECT pg_temp.rule('VlanGroup', 'has_one_scope',
  'num_nonnulls("regionId", "siteGroupId", "siteId", "locationId", "rackId", "clusterGroupId", "clusterId") <= 1',
  'A VLAN group has one scope at most.');
SELECT pg_temp.rule('VlanGroup', 'vids_in_range', '"minVid" BETWEEN 1 AND 4094 AND "maxVid" BETWEEN 1 AND 4094', 'A VLAN id lies between 1 and 4094.');
SELECT pg_temp.rule('VlanGroup', 'minimum_before_maximum', '"minVid" <= "maxVid"', 'The lowest VLAN id of a group is not above its highest.');
SELECT pg_temp.rule('Vlan', 'vid_in_range', 'vid BETWEEN 1 AND 4094', 'A VLAN id lies between 1 and 4094.');
SELECT pg_temp.rule('IpAddress', 'has_a_mask', 'masklen(address) > 0', 'An address cannot have a mask of length 0.');
SELECT pg_temp.rule('IpAddress', 'sits_on_one_interface', 'num_nonnulls("interfaceId", "vmInterfaceId") <= 1', 'An address sits on one interface at most.');
SELECT pg_temp.rule('IpAddress', 'on_an_interface_is_a_host',
  'num_nonnulls("interfaceId", "vmInterfaceId") = 0
    OR CASE family(address)
      WHEN 4 THEN masklen(address) >= 31 OR (address <> network(address)::inet AND address <> broadcast(address))
      ELSE masklen(address) >= 127 OR address <> network(address)::inet
    END',
  'The address of a network or its broadcast address cannot sit on an interface.');
SELECT pg_temp.rule('IpAddress', 'is_not_its_own_translation', '"natInsideId" <> id', 'An address is not translated to itself.');
SELECT pg_temp.rule('IpAddress', 'dns_name_is_valid', '"dnsName" ~ ''^([0-9A-Za-z_-]+|\*)(\.[0-9A-Za-z_-]+)*\.?$''', 'A DNS name consists of letters, digits, hyphens, underscores and dots.');
SELECT pg_temp.rule('IpRange', 'has_one_family', 'family("startAddress") = family("endAddress")', 'Both ends of an address range are of one family.');
SELECT pg_temp.rule('IpRange', 'has_one_mask', 'masklen("startAddress") = masklen("endAddress")', 'Both ends of an address range have the same mask.');
SELECT pg_temp.rule('IpRange', 'start_before_end', '"startAddress" <= "endAddress"', 'An address range does not end before it starts.');

-- Circuits
SELECT pg_temp.rule('Circuit', 'rate_is_positive', '"commitRate" >= 0', 'A committed rate is positive, in kilobits a second.');
SELECT pg_temp.rule('Circuit', 'ends_after_it_starts', '"installDate" <= "terminationDate"', 'A circuit does not end before it is installed.');
SELECT pg_temp.rule('CircuitTermination', 'ends_in_one_place', 'num_nonnulls("siteId", "providerNetworkId") = 1', 'A circuit ends either at a site or in a network of the provider.');
SELECT pg_temp.rule('CircuitTermination', 'speed_is_positive', '"portSpeed" >= 0 AND "upstreamSpeed" >= 0', 'A speed is positive, in kilobits a second.');

-- Virtualization
SELECT pg_temp.rule('VirtualMachine', 'runs_somewhere', 'num_nonnulls("siteId", "clusterId") >= 1', 'A virtual machine needs a cluster or a site.');
SELECT pg_temp.rule('VirtualMachine', 'size_is_positive', 'vcpus > 0 AND memory >= 0 AND disk >= 0', 'The size of a virtual machine is positive.');

-- Services
SELECT pg_temp.rule('Service', 'runs_on_one_host', 'num_nonnulls("deviceId", "virtualMachineId") <= 1', 'A service runs on a device or on a virtual machine, not on both.');
SELECT pg_temp.rule('ServiceDependency', 'needs_at_least_one', 'required >= 1', 'A dependency needs at least one of its members.');
SELECT pg_temp.rule('ServiceDependencyMember', 'is_one_object',
  'num_nonnulls("serviceId", "deviceId", "interfaceId", "virtualMachineId", "clusterId", "circuitId", "powerFeedId") = 1',
  'A member of a dependency is exactly one object.');

DROP FUNCTION pg_temp.rule(text, text, text, text);
