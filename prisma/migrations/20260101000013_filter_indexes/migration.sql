-- Indexes behind the filters, orders and lists that src/domains declares.

-- text in name
CREATE INDEX "Tag_name_trgm_idx" ON "Tag" USING gin ("name" gin_trgm_ops);
-- text in slug
CREATE INDEX "Tag_slug_trgm_idx" ON "Tag" USING gin ("slug" gin_trgm_ops);
-- order by lastUpdated
CREATE INDEX "Tag_lastUpdated_idx" ON "Tag" USING btree ("lastUpdated", "id");
-- text in name
CREATE INDEX "CustomField_name_trgm_idx" ON "CustomField" USING gin ("name" gin_trgm_ops);
-- order by groupName
CREATE INDEX "CustomField_groupName_idx" ON "CustomField" USING btree ("groupName", "id");
-- text in groupName
CREATE INDEX "CustomField_groupName_trgm_idx" ON "CustomField" USING gin ("groupName" gin_trgm_ops);
-- filter by type
CREATE INDEX "CustomField_type_idx" ON "CustomField" USING btree ("type", "id");
-- order by weight
CREATE INDEX "CustomField_weight_idx" ON "CustomField" USING btree ("weight", "id");
-- order by lastUpdated
CREATE INDEX "CustomField_lastUpdated_idx" ON "CustomField" USING btree ("lastUpdated", "id");
-- order by name
CREATE INDEX "TenantGroup_name_idx" ON "TenantGroup" USING btree ("name", "id");
-- text in name
CREATE INDEX "TenantGroup_name_trgm_idx" ON "TenantGroup" USING gin ("name" gin_trgm_ops);
-- order by slug
CREATE INDEX "TenantGroup_slug_idx" ON "TenantGroup" USING btree ("slug", "id");
-- text in slug
CREATE INDEX "TenantGroup_slug_trgm_idx" ON "TenantGroup" USING gin ("slug" gin_trgm_ops);
-- text in description
CREATE INDEX "TenantGroup_description_trgm_idx" ON "TenantGroup" USING gin ("description" gin_trgm_ops);
-- order by lastUpdated
CREATE INDEX "TenantGroup_lastUpdated_idx" ON "TenantGroup" USING btree ("lastUpdated", "id");
-- order by name
CREATE INDEX "Tenant_name_idx" ON "Tenant" USING btree ("name", "id");
-- text in name
CREATE INDEX "Tenant_name_trgm_idx" ON "Tenant" USING gin ("name" gin_trgm_ops);
-- text in slug
CREATE INDEX "Tenant_slug_trgm_idx" ON "Tenant" USING gin ("slug" gin_trgm_ops);
-- text in description
CREATE INDEX "Tenant_description_trgm_idx" ON "Tenant" USING gin ("description" gin_trgm_ops);
-- order by lastUpdated
CREATE INDEX "Tenant_lastUpdated_idx" ON "Tenant" USING btree ("lastUpdated", "id");
-- order by name
CREATE INDEX "ContactGroup_name_idx" ON "ContactGroup" USING btree ("name", "id");
-- text in name
CREATE INDEX "ContactGroup_name_trgm_idx" ON "ContactGroup" USING gin ("name" gin_trgm_ops);
-- order by slug
CREATE INDEX "ContactGroup_slug_idx" ON "ContactGroup" USING btree ("slug", "id");
-- text in slug
CREATE INDEX "ContactGroup_slug_trgm_idx" ON "ContactGroup" USING gin ("slug" gin_trgm_ops);
-- text in description
CREATE INDEX "ContactGroup_description_trgm_idx" ON "ContactGroup" USING gin ("description" gin_trgm_ops);
-- order by lastUpdated
CREATE INDEX "ContactGroup_lastUpdated_idx" ON "ContactGroup" USING btree ("lastUpdated", "id");
-- text in name
CREATE INDEX "ContactRole_name_trgm_idx" ON "ContactRole" USING gin ("name" gin_trgm_ops);
-- text in slug
CREATE INDEX "ContactRole_slug_trgm_idx" ON "ContactRole" USING gin ("slug" gin_trgm_ops);
-- order by lastUpdated
CREATE INDEX "ContactRole_lastUpdated_idx" ON "ContactRole" USING btree ("lastUpdated", "id");
-- order by name
CREATE INDEX "Contact_name_idx" ON "Contact" USING btree ("name", "id");
-- text in name
CREATE INDEX "Contact_name_trgm_idx" ON "Contact" USING gin ("name" gin_trgm_ops);
-- filter by email
CREATE INDEX "Contact_email_idx" ON "Contact" USING btree ("email", "id");
-- text in email
CREATE INDEX "Contact_email_trgm_idx" ON "Contact" USING gin ("email" gin_trgm_ops);
-- text in description
CREATE INDEX "Contact_description_trgm_idx" ON "Contact" USING gin ("description" gin_trgm_ops);
-- order by lastUpdated
CREATE INDEX "Contact_lastUpdated_idx" ON "Contact" USING btree ("lastUpdated", "id");
-- order by priority
CREATE INDEX "ContactAssignment_priority_idx" ON "ContactAssignment" USING btree ("priority", "id");
-- order by lastUpdated
CREATE INDEX "ContactAssignment_lastUpdated_idx" ON "ContactAssignment" USING btree ("lastUpdated", "id");
-- order by name
CREATE INDEX "Region_name_idx" ON "Region" USING btree ("name", "id");
-- text in name
CREATE INDEX "Region_name_trgm_idx" ON "Region" USING gin ("name" gin_trgm_ops);
-- order by slug
CREATE INDEX "Region_slug_idx" ON "Region" USING btree ("slug", "id");
-- text in slug
CREATE INDEX "Region_slug_trgm_idx" ON "Region" USING gin ("slug" gin_trgm_ops);
-- text in description
CREATE INDEX "Region_description_trgm_idx" ON "Region" USING gin ("description" gin_trgm_ops);
-- order by lastUpdated
CREATE INDEX "Region_lastUpdated_idx" ON "Region" USING btree ("lastUpdated", "id");
-- order by name
CREATE INDEX "SiteGroup_name_idx" ON "SiteGroup" USING btree ("name", "id");
-- text in name
CREATE INDEX "SiteGroup_name_trgm_idx" ON "SiteGroup" USING gin ("name" gin_trgm_ops);
-- order by slug
CREATE INDEX "SiteGroup_slug_idx" ON "SiteGroup" USING btree ("slug", "id");
-- text in slug
CREATE INDEX "SiteGroup_slug_trgm_idx" ON "SiteGroup" USING gin ("slug" gin_trgm_ops);
-- text in description
CREATE INDEX "SiteGroup_description_trgm_idx" ON "SiteGroup" USING gin ("description" gin_trgm_ops);
-- order by lastUpdated
CREATE INDEX "SiteGroup_lastUpdated_idx" ON "SiteGroup" USING btree ("lastUpdated", "id");
-- text in name
CREATE INDEX "Site_name_trgm_idx" ON "Site" USING gin ("name" gin_trgm_ops);
-- text in slug
CREATE INDEX "Site_slug_trgm_idx" ON "Site" USING gin ("slug" gin_trgm_ops);
-- order by status
CREATE INDEX "Site_status_idx" ON "Site" USING btree ("status", "id");
-- filter by facility
CREATE INDEX "Site_facility_idx" ON "Site" USING btree ("facility", "id");
-- text in facility
CREATE INDEX "Site_facility_trgm_idx" ON "Site" USING gin ("facility" gin_trgm_ops);
-- filter by latitude
CREATE INDEX "Site_latitude_idx" ON "Site" USING btree ("latitude", "id");
-- filter by longitude
CREATE INDEX "Site_longitude_idx" ON "Site" USING btree ("longitude", "id");
-- text in description
CREATE INDEX "Site_description_trgm_idx" ON "Site" USING gin ("description" gin_trgm_ops);
-- order by lastUpdated
CREATE INDEX "Site_lastUpdated_idx" ON "Site" USING btree ("lastUpdated", "id");
-- order by name
CREATE INDEX "Location_name_idx" ON "Location" USING btree ("name", "id");
-- text in name
CREATE INDEX "Location_name_trgm_idx" ON "Location" USING gin ("name" gin_trgm_ops);
-- order by slug
CREATE INDEX "Location_slug_idx" ON "Location" USING btree ("slug", "id");
-- text in slug
CREATE INDEX "Location_slug_trgm_idx" ON "Location" USING gin ("slug" gin_trgm_ops);
-- order by status
CREATE INDEX "Location_status_idx" ON "Location" USING btree ("status", "id");
-- text in description
CREATE INDEX "Location_description_trgm_idx" ON "Location" USING gin ("description" gin_trgm_ops);
-- order by lastUpdated
CREATE INDEX "Location_lastUpdated_idx" ON "Location" USING btree ("lastUpdated", "id");
-- text in name
CREATE INDEX "RackRole_name_trgm_idx" ON "RackRole" USING gin ("name" gin_trgm_ops);
-- text in slug
CREATE INDEX "RackRole_slug_trgm_idx" ON "RackRole" USING gin ("slug" gin_trgm_ops);
-- order by lastUpdated
CREATE INDEX "RackRole_lastUpdated_idx" ON "RackRole" USING btree ("lastUpdated", "id");
-- order by name
CREATE INDEX "Rack_name_idx" ON "Rack" USING btree ("name", "id");
-- text in name
CREATE INDEX "Rack_name_trgm_idx" ON "Rack" USING gin ("name" gin_trgm_ops);
-- filter by facilityId
CREATE INDEX "Rack_facilityId_idx" ON "Rack" USING btree ("facilityId", "id");
-- text in facilityId
CREATE INDEX "Rack_facilityId_trgm_idx" ON "Rack" USING gin ("facilityId" gin_trgm_ops);
-- order by status
CREATE INDEX "Rack_status_idx" ON "Rack" USING btree ("status", "id");
-- filter by serial
CREATE INDEX "Rack_serial_idx" ON "Rack" USING btree ("serial", "id");
-- text in serial
CREATE INDEX "Rack_serial_trgm_idx" ON "Rack" USING gin ("serial" gin_trgm_ops);
-- text in assetTag
CREATE INDEX "Rack_assetTag_trgm_idx" ON "Rack" USING gin ("assetTag" gin_trgm_ops);
-- filter by type
CREATE INDEX "Rack_type_idx" ON "Rack" USING btree ("type", "id");
-- order by uHeight
CREATE INDEX "Rack_uHeight_idx" ON "Rack" USING btree ("uHeight", "id");
-- text in description
CREATE INDEX "Rack_description_trgm_idx" ON "Rack" USING gin ("description" gin_trgm_ops);
-- order by lastUpdated
CREATE INDEX "Rack_lastUpdated_idx" ON "Rack" USING btree ("lastUpdated", "id");
-- filter by userName
CREATE INDEX "RackReservation_userName_idx" ON "RackReservation" USING btree ("userName", "id");
-- text in userName
CREATE INDEX "RackReservation_userName_trgm_idx" ON "RackReservation" USING gin ("userName" gin_trgm_ops);
-- text in description
CREATE INDEX "RackReservation_description_trgm_idx" ON "RackReservation" USING gin ("description" gin_trgm_ops);
-- order by lastUpdated
CREATE INDEX "RackReservation_lastUpdated_idx" ON "RackReservation" USING btree ("lastUpdated", "id");
-- text in name
CREATE INDEX "Rir_name_trgm_idx" ON "Rir" USING gin ("name" gin_trgm_ops);
-- text in slug
CREATE INDEX "Rir_slug_trgm_idx" ON "Rir" USING gin ("slug" gin_trgm_ops);
-- filter by isPrivate
CREATE INDEX "Rir_isPrivate_idx" ON "Rir" USING btree ("isPrivate", "id");
-- order by lastUpdated
CREATE INDEX "Rir_lastUpdated_idx" ON "Rir" USING btree ("lastUpdated", "id");
-- text in description
CREATE INDEX "Asn_description_trgm_idx" ON "Asn" USING gin ("description" gin_trgm_ops);
-- order by lastUpdated
CREATE INDEX "Asn_lastUpdated_idx" ON "Asn" USING btree ("lastUpdated", "id");
-- text in name
CREATE INDEX "IpamRole_name_trgm_idx" ON "IpamRole" USING gin ("name" gin_trgm_ops);
-- text in slug
CREATE INDEX "IpamRole_slug_trgm_idx" ON "IpamRole" USING gin ("slug" gin_trgm_ops);
-- order by weight
CREATE INDEX "IpamRole_weight_idx" ON "IpamRole" USING btree ("weight", "id");
-- order by lastUpdated
CREATE INDEX "IpamRole_lastUpdated_idx" ON "IpamRole" USING btree ("lastUpdated", "id");
-- text in name
CREATE INDEX "RouteTarget_name_trgm_idx" ON "RouteTarget" USING gin ("name" gin_trgm_ops);
-- text in description
CREATE INDEX "RouteTarget_description_trgm_idx" ON "RouteTarget" USING gin ("description" gin_trgm_ops);
-- order by lastUpdated
CREATE INDEX "RouteTarget_lastUpdated_idx" ON "RouteTarget" USING btree ("lastUpdated", "id");
-- order by name
CREATE INDEX "Vrf_name_idx" ON "Vrf" USING btree ("name", "id");
-- text in name
CREATE INDEX "Vrf_name_trgm_idx" ON "Vrf" USING gin ("name" gin_trgm_ops);
-- text in rd
CREATE INDEX "Vrf_rd_trgm_idx" ON "Vrf" USING gin ("rd" gin_trgm_ops);
-- filter by enforceUnique
CREATE INDEX "Vrf_enforceUnique_idx" ON "Vrf" USING btree ("enforceUnique", "id");
-- text in description
CREATE INDEX "Vrf_description_trgm_idx" ON "Vrf" USING gin ("description" gin_trgm_ops);
-- order by lastUpdated
CREATE INDEX "Vrf_lastUpdated_idx" ON "Vrf" USING btree ("lastUpdated", "id");
-- order by prefix
CREATE INDEX "Aggregate_prefix_idx" ON "Aggregate" USING btree ("prefix", "id");
-- order by dateAdded
CREATE INDEX "Aggregate_dateAdded_idx" ON "Aggregate" USING btree ("dateAdded", "id");
-- text in description
CREATE INDEX "Aggregate_description_trgm_idx" ON "Aggregate" USING gin ("description" gin_trgm_ops);
-- order by lastUpdated
CREATE INDEX "Aggregate_lastUpdated_idx" ON "Aggregate" USING btree ("lastUpdated", "id");
-- order by name
CREATE INDEX "VlanGroup_name_idx" ON "VlanGroup" USING btree ("name", "id");
-- text in name
CREATE INDEX "VlanGroup_name_trgm_idx" ON "VlanGroup" USING gin ("name" gin_trgm_ops);
-- order by slug
CREATE INDEX "VlanGroup_slug_idx" ON "VlanGroup" USING btree ("slug", "id");
-- text in slug
CREATE INDEX "VlanGroup_slug_trgm_idx" ON "VlanGroup" USING gin ("slug" gin_trgm_ops);
-- text in description
CREATE INDEX "VlanGroup_description_trgm_idx" ON "VlanGroup" USING gin ("description" gin_trgm_ops);
-- order by lastUpdated
CREATE INDEX "VlanGroup_lastUpdated_idx" ON "VlanGroup" USING btree ("lastUpdated", "id");
-- order by vid
CREATE INDEX "Vlan_vid_idx" ON "Vlan" USING btree ("vid", "id");
-- order by name
CREATE INDEX "Vlan_name_idx" ON "Vlan" USING btree ("name", "id");
-- text in name
CREATE INDEX "Vlan_name_trgm_idx" ON "Vlan" USING gin ("name" gin_trgm_ops);
-- order by status
CREATE INDEX "Vlan_status_idx" ON "Vlan" USING btree ("status", "id");
-- text in description
CREATE INDEX "Vlan_description_trgm_idx" ON "Vlan" USING gin ("description" gin_trgm_ops);
-- order by lastUpdated
CREATE INDEX "Vlan_lastUpdated_idx" ON "Vlan" USING btree ("lastUpdated", "id");
-- order by prefix
CREATE INDEX "Prefix_prefix_idx" ON "Prefix" USING btree ("prefix", "id");
-- networks in prefix
CREATE INDEX "Prefix_prefix_gist_idx" ON "Prefix" USING gist ("prefix" inet_ops);
-- order by status
CREATE INDEX "Prefix_status_idx" ON "Prefix" USING btree ("status", "id");
-- filter by isPool
CREATE INDEX "Prefix_isPool_idx" ON "Prefix" USING btree ("isPool", "id");
-- text in description
CREATE INDEX "Prefix_description_trgm_idx" ON "Prefix" USING gin ("description" gin_trgm_ops);
-- order by lastUpdated
CREATE INDEX "Prefix_lastUpdated_idx" ON "Prefix" USING btree ("lastUpdated", "id");
-- order by startAddress
CREATE INDEX "IpRange_startAddress_idx" ON "IpRange" USING btree ("startAddress", "id");
-- networks in startAddress
CREATE INDEX "IpRange_startAddress_gist_idx" ON "IpRange" USING gist ("startAddress" inet_ops);
-- order by endAddress
CREATE INDEX "IpRange_endAddress_idx" ON "IpRange" USING btree ("endAddress", "id");
-- networks in endAddress
CREATE INDEX "IpRange_endAddress_gist_idx" ON "IpRange" USING gist ("endAddress" inet_ops);
-- order by status
CREATE INDEX "IpRange_status_idx" ON "IpRange" USING btree ("status", "id");
-- text in description
CREATE INDEX "IpRange_description_trgm_idx" ON "IpRange" USING gin ("description" gin_trgm_ops);
-- order by lastUpdated
CREATE INDEX "IpRange_lastUpdated_idx" ON "IpRange" USING btree ("lastUpdated", "id");
-- order by address
CREATE INDEX "IpAddress_address_idx" ON "IpAddress" USING btree ("address", "id");
-- networks in address
CREATE INDEX "IpAddress_address_gist_idx" ON "IpAddress" USING gist ("address" inet_ops);
-- order by status
CREATE INDEX "IpAddress_status_idx" ON "IpAddress" USING btree ("status", "id");
-- order by role
CREATE INDEX "IpAddress_role_idx" ON "IpAddress" USING btree ("role", "id");
-- order by dnsName
CREATE INDEX "IpAddress_dnsName_idx" ON "IpAddress" USING btree ("dnsName", "id");
-- text in dnsName
CREATE INDEX "IpAddress_dnsName_trgm_idx" ON "IpAddress" USING gin ("dnsName" gin_trgm_ops);
-- text in description
CREATE INDEX "IpAddress_description_trgm_idx" ON "IpAddress" USING gin ("description" gin_trgm_ops);
-- order by lastUpdated
CREATE INDEX "IpAddress_lastUpdated_idx" ON "IpAddress" USING btree ("lastUpdated", "id");
-- text in name
CREATE INDEX "Manufacturer_name_trgm_idx" ON "Manufacturer" USING gin ("name" gin_trgm_ops);
-- text in slug
CREATE INDEX "Manufacturer_slug_trgm_idx" ON "Manufacturer" USING gin ("slug" gin_trgm_ops);
-- text in description
CREATE INDEX "Manufacturer_description_trgm_idx" ON "Manufacturer" USING gin ("description" gin_trgm_ops);
-- order by lastUpdated
CREATE INDEX "Manufacturer_lastUpdated_idx" ON "Manufacturer" USING btree ("lastUpdated", "id");
-- text in name
CREATE INDEX "Platform_name_trgm_idx" ON "Platform" USING gin ("name" gin_trgm_ops);
-- text in slug
CREATE INDEX "Platform_slug_trgm_idx" ON "Platform" USING gin ("slug" gin_trgm_ops);
-- text in description
CREATE INDEX "Platform_description_trgm_idx" ON "Platform" USING gin ("description" gin_trgm_ops);
-- order by lastUpdated
CREATE INDEX "Platform_lastUpdated_idx" ON "Platform" USING btree ("lastUpdated", "id");
-- text in name
CREATE INDEX "DeviceRole_name_trgm_idx" ON "DeviceRole" USING gin ("name" gin_trgm_ops);
-- text in slug
CREATE INDEX "DeviceRole_slug_trgm_idx" ON "DeviceRole" USING gin ("slug" gin_trgm_ops);
-- filter by vmRole
CREATE INDEX "DeviceRole_vmRole_idx" ON "DeviceRole" USING btree ("vmRole", "id");
-- text in description
CREATE INDEX "DeviceRole_description_trgm_idx" ON "DeviceRole" USING gin ("description" gin_trgm_ops);
-- order by lastUpdated
CREATE INDEX "DeviceRole_lastUpdated_idx" ON "DeviceRole" USING btree ("lastUpdated", "id");
-- order by model
CREATE INDEX "DeviceType_model_idx" ON "DeviceType" USING btree ("model", "id");
-- text in model
CREATE INDEX "DeviceType_model_trgm_idx" ON "DeviceType" USING gin ("model" gin_trgm_ops);
-- order by slug
CREATE INDEX "DeviceType_slug_idx" ON "DeviceType" USING btree ("slug", "id");
-- text in slug
CREATE INDEX "DeviceType_slug_trgm_idx" ON "DeviceType" USING gin ("slug" gin_trgm_ops);
-- filter by partNumber
CREATE INDEX "DeviceType_partNumber_idx" ON "DeviceType" USING btree ("partNumber", "id");
-- text in partNumber
CREATE INDEX "DeviceType_partNumber_trgm_idx" ON "DeviceType" USING gin ("partNumber" gin_trgm_ops);
-- order by uHeight
CREATE INDEX "DeviceType_uHeight_idx" ON "DeviceType" USING btree ("uHeight", "id");
-- filter by subdeviceRole
CREATE INDEX "DeviceType_subdeviceRole_idx" ON "DeviceType" USING btree ("subdeviceRole", "id");
-- filter by airflow
CREATE INDEX "DeviceType_airflow_idx" ON "DeviceType" USING btree ("airflow", "id");
-- text in description
CREATE INDEX "DeviceType_description_trgm_idx" ON "DeviceType" USING gin ("description" gin_trgm_ops);
-- order by lastUpdated
CREATE INDEX "DeviceType_lastUpdated_idx" ON "DeviceType" USING btree ("lastUpdated", "id");
-- order by model
CREATE INDEX "ModuleType_model_idx" ON "ModuleType" USING btree ("model", "id");
-- text in model
CREATE INDEX "ModuleType_model_trgm_idx" ON "ModuleType" USING gin ("model" gin_trgm_ops);
-- filter by partNumber
CREATE INDEX "ModuleType_partNumber_idx" ON "ModuleType" USING btree ("partNumber", "id");
-- text in partNumber
CREATE INDEX "ModuleType_partNumber_trgm_idx" ON "ModuleType" USING gin ("partNumber" gin_trgm_ops);
-- filter by airflow
CREATE INDEX "ModuleType_airflow_idx" ON "ModuleType" USING btree ("airflow", "id");
-- text in description
CREATE INDEX "ModuleType_description_trgm_idx" ON "ModuleType" USING gin ("description" gin_trgm_ops);
-- order by lastUpdated
CREATE INDEX "ModuleType_lastUpdated_idx" ON "ModuleType" USING btree ("lastUpdated", "id");
-- order by name
CREATE INDEX "ConsolePortTemplate_name_idx" ON "ConsolePortTemplate" USING btree ("name", "id");
-- text in name
CREATE INDEX "ConsolePortTemplate_name_trgm_idx" ON "ConsolePortTemplate" USING gin ("name" gin_trgm_ops);
-- filter by type
CREATE INDEX "ConsolePortTemplate_type_idx" ON "ConsolePortTemplate" USING btree ("type", "id");
-- order by lastUpdated
CREATE INDEX "ConsolePortTemplate_lastUpdated_idx" ON "ConsolePortTemplate" USING btree ("lastUpdated", "id");
-- order by name
CREATE INDEX "ConsoleServerPortTemplate_name_idx" ON "ConsoleServerPortTemplate" USING btree ("name", "id");
-- text in name
CREATE INDEX "ConsoleServerPortTemplate_name_trgm_idx" ON "ConsoleServerPortTemplate" USING gin ("name" gin_trgm_ops);
-- filter by type
CREATE INDEX "ConsoleServerPortTemplate_type_idx" ON "ConsoleServerPortTemplate" USING btree ("type", "id");
-- order by lastUpdated
CREATE INDEX "ConsoleServerPortTemplate_lastUpdated_idx" ON "ConsoleServerPortTemplate" USING btree ("lastUpdated", "id");
-- order by name
CREATE INDEX "PowerPortTemplate_name_idx" ON "PowerPortTemplate" USING btree ("name", "id");
-- text in name
CREATE INDEX "PowerPortTemplate_name_trgm_idx" ON "PowerPortTemplate" USING gin ("name" gin_trgm_ops);
-- filter by type
CREATE INDEX "PowerPortTemplate_type_idx" ON "PowerPortTemplate" USING btree ("type", "id");
-- order by lastUpdated
CREATE INDEX "PowerPortTemplate_lastUpdated_idx" ON "PowerPortTemplate" USING btree ("lastUpdated", "id");
-- order by name
CREATE INDEX "PowerOutletTemplate_name_idx" ON "PowerOutletTemplate" USING btree ("name", "id");
-- text in name
CREATE INDEX "PowerOutletTemplate_name_trgm_idx" ON "PowerOutletTemplate" USING gin ("name" gin_trgm_ops);
-- filter by type
CREATE INDEX "PowerOutletTemplate_type_idx" ON "PowerOutletTemplate" USING btree ("type", "id");
-- order by lastUpdated
CREATE INDEX "PowerOutletTemplate_lastUpdated_idx" ON "PowerOutletTemplate" USING btree ("lastUpdated", "id");
-- order by name
CREATE INDEX "InterfaceTemplate_name_idx" ON "InterfaceTemplate" USING btree ("name", "id");
-- text in name
CREATE INDEX "InterfaceTemplate_name_trgm_idx" ON "InterfaceTemplate" USING gin ("name" gin_trgm_ops);
-- order by type
CREATE INDEX "InterfaceTemplate_type_idx" ON "InterfaceTemplate" USING btree ("type", "id");
-- filter by mgmtOnly
CREATE INDEX "InterfaceTemplate_mgmtOnly_idx" ON "InterfaceTemplate" USING btree ("mgmtOnly", "id");
-- order by lastUpdated
CREATE INDEX "InterfaceTemplate_lastUpdated_idx" ON "InterfaceTemplate" USING btree ("lastUpdated", "id");
-- order by name
CREATE INDEX "RearPortTemplate_name_idx" ON "RearPortTemplate" USING btree ("name", "id");
-- text in name
CREATE INDEX "RearPortTemplate_name_trgm_idx" ON "RearPortTemplate" USING gin ("name" gin_trgm_ops);
-- order by type
CREATE INDEX "RearPortTemplate_type_idx" ON "RearPortTemplate" USING btree ("type", "id");
-- order by lastUpdated
CREATE INDEX "RearPortTemplate_lastUpdated_idx" ON "RearPortTemplate" USING btree ("lastUpdated", "id");
-- order by name
CREATE INDEX "FrontPortTemplate_name_idx" ON "FrontPortTemplate" USING btree ("name", "id");
-- text in name
CREATE INDEX "FrontPortTemplate_name_trgm_idx" ON "FrontPortTemplate" USING gin ("name" gin_trgm_ops);
-- order by type
CREATE INDEX "FrontPortTemplate_type_idx" ON "FrontPortTemplate" USING btree ("type", "id");
-- order by lastUpdated
CREATE INDEX "FrontPortTemplate_lastUpdated_idx" ON "FrontPortTemplate" USING btree ("lastUpdated", "id");
-- order by frontPortPosition
CREATE INDEX "PortTemplateMapping_frontPortPosition_idx" ON "PortTemplateMapping" USING btree ("frontPortPosition", "id");
-- order by rearPortPosition
CREATE INDEX "PortTemplateMapping_rearPortPosition_idx" ON "PortTemplateMapping" USING btree ("rearPortPosition", "id");
-- order by lastUpdated
CREATE INDEX "PortTemplateMapping_lastUpdated_idx" ON "PortTemplateMapping" USING btree ("lastUpdated", "id");
-- order by name
CREATE INDEX "ModuleBayTemplate_name_idx" ON "ModuleBayTemplate" USING btree ("name", "id");
-- text in name
CREATE INDEX "ModuleBayTemplate_name_trgm_idx" ON "ModuleBayTemplate" USING gin ("name" gin_trgm_ops);
-- order by lastUpdated
CREATE INDEX "ModuleBayTemplate_lastUpdated_idx" ON "ModuleBayTemplate" USING btree ("lastUpdated", "id");
-- order by name
CREATE INDEX "DeviceBayTemplate_name_idx" ON "DeviceBayTemplate" USING btree ("name", "id");
-- text in name
CREATE INDEX "DeviceBayTemplate_name_trgm_idx" ON "DeviceBayTemplate" USING gin ("name" gin_trgm_ops);
-- order by lastUpdated
CREATE INDEX "DeviceBayTemplate_lastUpdated_idx" ON "DeviceBayTemplate" USING btree ("lastUpdated", "id");
-- order by name
CREATE INDEX "VirtualChassis_name_idx" ON "VirtualChassis" USING btree ("name", "id");
-- text in name
CREATE INDEX "VirtualChassis_name_trgm_idx" ON "VirtualChassis" USING gin ("name" gin_trgm_ops);
-- filter by domain
CREATE INDEX "VirtualChassis_domain_idx" ON "VirtualChassis" USING btree ("domain", "id");
-- text in domain
CREATE INDEX "VirtualChassis_domain_trgm_idx" ON "VirtualChassis" USING gin ("domain" gin_trgm_ops);
-- text in description
CREATE INDEX "VirtualChassis_description_trgm_idx" ON "VirtualChassis" USING gin ("description" gin_trgm_ops);
-- order by lastUpdated
CREATE INDEX "VirtualChassis_lastUpdated_idx" ON "VirtualChassis" USING btree ("lastUpdated", "id");
-- order by name
CREATE INDEX "Device_name_idx" ON "Device" USING btree ("name", "id");
-- text in name
CREATE INDEX "Device_name_trgm_idx" ON "Device" USING gin ("name" gin_trgm_ops);
-- filter by serial
CREATE INDEX "Device_serial_idx" ON "Device" USING btree ("serial", "id");
-- text in serial
CREATE INDEX "Device_serial_trgm_idx" ON "Device" USING gin ("serial" gin_trgm_ops);
-- text in assetTag
CREATE INDEX "Device_assetTag_trgm_idx" ON "Device" USING gin ("assetTag" gin_trgm_ops);
-- order by position
CREATE INDEX "Device_position_idx" ON "Device" USING btree ("position", "id");
-- filter by face
CREATE INDEX "Device_face_idx" ON "Device" USING btree ("face", "id");
-- order by status
CREATE INDEX "Device_status_idx" ON "Device" USING btree ("status", "id");
-- order by vcPosition
CREATE INDEX "Device_vcPosition_idx" ON "Device" USING btree ("vcPosition", "id");
-- text in description
CREATE INDEX "Device_description_trgm_idx" ON "Device" USING gin ("description" gin_trgm_ops);
-- order by lastUpdated
CREATE INDEX "Device_lastUpdated_idx" ON "Device" USING btree ("lastUpdated", "id");
-- order by name
CREATE INDEX "ModuleBay_name_idx" ON "ModuleBay" USING btree ("name", "id");
-- text in name
CREATE INDEX "ModuleBay_name_trgm_idx" ON "ModuleBay" USING gin ("name" gin_trgm_ops);
-- order by position
CREATE INDEX "ModuleBay_position_idx" ON "ModuleBay" USING btree ("position", "id");
-- text in description
CREATE INDEX "ModuleBay_description_trgm_idx" ON "ModuleBay" USING gin ("description" gin_trgm_ops);
-- order by lastUpdated
CREATE INDEX "ModuleBay_lastUpdated_idx" ON "ModuleBay" USING btree ("lastUpdated", "id");
-- order by status
CREATE INDEX "Module_status_idx" ON "Module" USING btree ("status", "id");
-- filter by serial
CREATE INDEX "Module_serial_idx" ON "Module" USING btree ("serial", "id");
-- text in serial
CREATE INDEX "Module_serial_trgm_idx" ON "Module" USING gin ("serial" gin_trgm_ops);
-- text in assetTag
CREATE INDEX "Module_assetTag_trgm_idx" ON "Module" USING gin ("assetTag" gin_trgm_ops);
-- text in description
CREATE INDEX "Module_description_trgm_idx" ON "Module" USING gin ("description" gin_trgm_ops);
-- order by lastUpdated
CREATE INDEX "Module_lastUpdated_idx" ON "Module" USING btree ("lastUpdated", "id");
-- order by name
CREATE INDEX "DeviceBay_name_idx" ON "DeviceBay" USING btree ("name", "id");
-- text in name
CREATE INDEX "DeviceBay_name_trgm_idx" ON "DeviceBay" USING gin ("name" gin_trgm_ops);
-- text in description
CREATE INDEX "DeviceBay_description_trgm_idx" ON "DeviceBay" USING gin ("description" gin_trgm_ops);
-- order by lastUpdated
CREATE INDEX "DeviceBay_lastUpdated_idx" ON "DeviceBay" USING btree ("lastUpdated", "id");
-- order by name
CREATE INDEX "Interface_name_idx" ON "Interface" USING btree ("name", "id");
-- text in name
CREATE INDEX "Interface_name_trgm_idx" ON "Interface" USING gin ("name" gin_trgm_ops);
-- order by type
CREATE INDEX "Interface_type_idx" ON "Interface" USING btree ("type", "id");
-- filter by enabled
CREATE INDEX "Interface_enabled_idx" ON "Interface" USING btree ("enabled", "id");
-- filter by mgmtOnly
CREATE INDEX "Interface_mgmtOnly_idx" ON "Interface" USING btree ("mgmtOnly", "id");
-- filter by mtu
CREATE INDEX "Interface_mtu_idx" ON "Interface" USING btree ("mtu", "id");
-- filter by macAddress
CREATE INDEX "Interface_macAddress_idx" ON "Interface" USING btree ("macAddress", "id");
-- order by speed
CREATE INDEX "Interface_speed_idx" ON "Interface" USING btree ("speed", "id");
-- filter by mode
CREATE INDEX "Interface_mode_idx" ON "Interface" USING btree ("mode", "id");
-- filter by poeMode
CREATE INDEX "Interface_poeMode_idx" ON "Interface" USING btree ("poeMode", "id");
-- text in description
CREATE INDEX "Interface_description_trgm_idx" ON "Interface" USING gin ("description" gin_trgm_ops);
-- order by lastUpdated
CREATE INDEX "Interface_lastUpdated_idx" ON "Interface" USING btree ("lastUpdated", "id");
-- order by name
CREATE INDEX "RearPort_name_idx" ON "RearPort" USING btree ("name", "id");
-- text in name
CREATE INDEX "RearPort_name_trgm_idx" ON "RearPort" USING gin ("name" gin_trgm_ops);
-- order by type
CREATE INDEX "RearPort_type_idx" ON "RearPort" USING btree ("type", "id");
-- text in description
CREATE INDEX "RearPort_description_trgm_idx" ON "RearPort" USING gin ("description" gin_trgm_ops);
-- order by lastUpdated
CREATE INDEX "RearPort_lastUpdated_idx" ON "RearPort" USING btree ("lastUpdated", "id");
-- order by name
CREATE INDEX "FrontPort_name_idx" ON "FrontPort" USING btree ("name", "id");
-- text in name
CREATE INDEX "FrontPort_name_trgm_idx" ON "FrontPort" USING gin ("name" gin_trgm_ops);
-- order by type
CREATE INDEX "FrontPort_type_idx" ON "FrontPort" USING btree ("type", "id");
-- text in description
CREATE INDEX "FrontPort_description_trgm_idx" ON "FrontPort" USING gin ("description" gin_trgm_ops);
-- order by lastUpdated
CREATE INDEX "FrontPort_lastUpdated_idx" ON "FrontPort" USING btree ("lastUpdated", "id");
-- order by frontPortPosition
CREATE INDEX "PortMapping_frontPortPosition_idx" ON "PortMapping" USING btree ("frontPortPosition", "id");
-- order by rearPortPosition
CREATE INDEX "PortMapping_rearPortPosition_idx" ON "PortMapping" USING btree ("rearPortPosition", "id");
-- order by lastUpdated
CREATE INDEX "PortMapping_lastUpdated_idx" ON "PortMapping" USING btree ("lastUpdated", "id");
-- order by name
CREATE INDEX "ConsolePort_name_idx" ON "ConsolePort" USING btree ("name", "id");
-- text in name
CREATE INDEX "ConsolePort_name_trgm_idx" ON "ConsolePort" USING gin ("name" gin_trgm_ops);
-- filter by type
CREATE INDEX "ConsolePort_type_idx" ON "ConsolePort" USING btree ("type", "id");
-- text in description
CREATE INDEX "ConsolePort_description_trgm_idx" ON "ConsolePort" USING gin ("description" gin_trgm_ops);
-- order by lastUpdated
CREATE INDEX "ConsolePort_lastUpdated_idx" ON "ConsolePort" USING btree ("lastUpdated", "id");
-- order by name
CREATE INDEX "ConsoleServerPort_name_idx" ON "ConsoleServerPort" USING btree ("name", "id");
-- text in name
CREATE INDEX "ConsoleServerPort_name_trgm_idx" ON "ConsoleServerPort" USING gin ("name" gin_trgm_ops);
-- filter by type
CREATE INDEX "ConsoleServerPort_type_idx" ON "ConsoleServerPort" USING btree ("type", "id");
-- text in description
CREATE INDEX "ConsoleServerPort_description_trgm_idx" ON "ConsoleServerPort" USING gin ("description" gin_trgm_ops);
-- order by lastUpdated
CREATE INDEX "ConsoleServerPort_lastUpdated_idx" ON "ConsoleServerPort" USING btree ("lastUpdated", "id");
-- order by name
CREATE INDEX "PowerPort_name_idx" ON "PowerPort" USING btree ("name", "id");
-- text in name
CREATE INDEX "PowerPort_name_trgm_idx" ON "PowerPort" USING gin ("name" gin_trgm_ops);
-- filter by type
CREATE INDEX "PowerPort_type_idx" ON "PowerPort" USING btree ("type", "id");
-- order by maximumDraw
CREATE INDEX "PowerPort_maximumDraw_idx" ON "PowerPort" USING btree ("maximumDraw", "id");
-- order by allocatedDraw
CREATE INDEX "PowerPort_allocatedDraw_idx" ON "PowerPort" USING btree ("allocatedDraw", "id");
-- text in description
CREATE INDEX "PowerPort_description_trgm_idx" ON "PowerPort" USING gin ("description" gin_trgm_ops);
-- order by lastUpdated
CREATE INDEX "PowerPort_lastUpdated_idx" ON "PowerPort" USING btree ("lastUpdated", "id");
-- order by name
CREATE INDEX "PowerOutlet_name_idx" ON "PowerOutlet" USING btree ("name", "id");
-- text in name
CREATE INDEX "PowerOutlet_name_trgm_idx" ON "PowerOutlet" USING gin ("name" gin_trgm_ops);
-- filter by type
CREATE INDEX "PowerOutlet_type_idx" ON "PowerOutlet" USING btree ("type", "id");
-- filter by feedLeg
CREATE INDEX "PowerOutlet_feedLeg_idx" ON "PowerOutlet" USING btree ("feedLeg", "id");
-- text in description
CREATE INDEX "PowerOutlet_description_trgm_idx" ON "PowerOutlet" USING gin ("description" gin_trgm_ops);
-- order by lastUpdated
CREATE INDEX "PowerOutlet_lastUpdated_idx" ON "PowerOutlet" USING btree ("lastUpdated", "id");
-- order by name
CREATE INDEX "PowerPanel_name_idx" ON "PowerPanel" USING btree ("name", "id");
-- text in name
CREATE INDEX "PowerPanel_name_trgm_idx" ON "PowerPanel" USING gin ("name" gin_trgm_ops);
-- text in description
CREATE INDEX "PowerPanel_description_trgm_idx" ON "PowerPanel" USING gin ("description" gin_trgm_ops);
-- order by lastUpdated
CREATE INDEX "PowerPanel_lastUpdated_idx" ON "PowerPanel" USING btree ("lastUpdated", "id");
-- order by name
CREATE INDEX "PowerFeed_name_idx" ON "PowerFeed" USING btree ("name", "id");
-- text in name
CREATE INDEX "PowerFeed_name_trgm_idx" ON "PowerFeed" USING gin ("name" gin_trgm_ops);
-- order by status
CREATE INDEX "PowerFeed_status_idx" ON "PowerFeed" USING btree ("status", "id");
-- order by type
CREATE INDEX "PowerFeed_type_idx" ON "PowerFeed" USING btree ("type", "id");
-- filter by supply
CREATE INDEX "PowerFeed_supply_idx" ON "PowerFeed" USING btree ("supply", "id");
-- filter by phase
CREATE INDEX "PowerFeed_phase_idx" ON "PowerFeed" USING btree ("phase", "id");
-- filter by voltage
CREATE INDEX "PowerFeed_voltage_idx" ON "PowerFeed" USING btree ("voltage", "id");
-- filter by amperage
CREATE INDEX "PowerFeed_amperage_idx" ON "PowerFeed" USING btree ("amperage", "id");
-- text in description
CREATE INDEX "PowerFeed_description_trgm_idx" ON "PowerFeed" USING gin ("description" gin_trgm_ops);
-- order by lastUpdated
CREATE INDEX "PowerFeed_lastUpdated_idx" ON "PowerFeed" USING btree ("lastUpdated", "id");
-- order by label
CREATE INDEX "Cable_label_idx" ON "Cable" USING btree ("label", "id");
-- text in label
CREATE INDEX "Cable_label_trgm_idx" ON "Cable" USING gin ("label" gin_trgm_ops);
-- order by type
CREATE INDEX "Cable_type_idx" ON "Cable" USING btree ("type", "id");
-- order by status
CREATE INDEX "Cable_status_idx" ON "Cable" USING btree ("status", "id");
-- text in description
CREATE INDEX "Cable_description_trgm_idx" ON "Cable" USING gin ("description" gin_trgm_ops);
-- order by lastUpdated
CREATE INDEX "Cable_lastUpdated_idx" ON "Cable" USING btree ("lastUpdated", "id");
-- order by cableEnd
CREATE INDEX "CableTermination_cableEnd_idx" ON "CableTermination" USING btree ("cableEnd", "id");
-- order by lastUpdated
CREATE INDEX "CableTermination_lastUpdated_idx" ON "CableTermination" USING btree ("lastUpdated", "id");
-- text in name
CREATE INDEX "Provider_name_trgm_idx" ON "Provider" USING gin ("name" gin_trgm_ops);
-- text in slug
CREATE INDEX "Provider_slug_trgm_idx" ON "Provider" USING gin ("slug" gin_trgm_ops);
-- text in description
CREATE INDEX "Provider_description_trgm_idx" ON "Provider" USING gin ("description" gin_trgm_ops);
-- order by lastUpdated
CREATE INDEX "Provider_lastUpdated_idx" ON "Provider" USING btree ("lastUpdated", "id");
-- order by name
CREATE INDEX "ProviderNetwork_name_idx" ON "ProviderNetwork" USING btree ("name", "id");
-- text in name
CREATE INDEX "ProviderNetwork_name_trgm_idx" ON "ProviderNetwork" USING gin ("name" gin_trgm_ops);
-- filter by serviceId
CREATE INDEX "ProviderNetwork_serviceId_idx" ON "ProviderNetwork" USING btree ("serviceId", "id");
-- text in serviceId
CREATE INDEX "ProviderNetwork_serviceId_trgm_idx" ON "ProviderNetwork" USING gin ("serviceId" gin_trgm_ops);
-- text in description
CREATE INDEX "ProviderNetwork_description_trgm_idx" ON "ProviderNetwork" USING gin ("description" gin_trgm_ops);
-- order by lastUpdated
CREATE INDEX "ProviderNetwork_lastUpdated_idx" ON "ProviderNetwork" USING btree ("lastUpdated", "id");
-- text in name
CREATE INDEX "CircuitType_name_trgm_idx" ON "CircuitType" USING gin ("name" gin_trgm_ops);
-- text in slug
CREATE INDEX "CircuitType_slug_trgm_idx" ON "CircuitType" USING gin ("slug" gin_trgm_ops);
-- order by lastUpdated
CREATE INDEX "CircuitType_lastUpdated_idx" ON "CircuitType" USING btree ("lastUpdated", "id");
-- order by cid
CREATE INDEX "Circuit_cid_idx" ON "Circuit" USING btree ("cid", "id");
-- text in cid
CREATE INDEX "Circuit_cid_trgm_idx" ON "Circuit" USING gin ("cid" gin_trgm_ops);
-- filter by providerAccount
CREATE INDEX "Circuit_providerAccount_idx" ON "Circuit" USING btree ("providerAccount", "id");
-- text in providerAccount
CREATE INDEX "Circuit_providerAccount_trgm_idx" ON "Circuit" USING gin ("providerAccount" gin_trgm_ops);
-- order by status
CREATE INDEX "Circuit_status_idx" ON "Circuit" USING btree ("status", "id");
-- order by installDate
CREATE INDEX "Circuit_installDate_idx" ON "Circuit" USING btree ("installDate", "id");
-- order by terminationDate
CREATE INDEX "Circuit_terminationDate_idx" ON "Circuit" USING btree ("terminationDate", "id");
-- order by commitRate
CREATE INDEX "Circuit_commitRate_idx" ON "Circuit" USING btree ("commitRate", "id");
-- text in description
CREATE INDEX "Circuit_description_trgm_idx" ON "Circuit" USING gin ("description" gin_trgm_ops);
-- order by lastUpdated
CREATE INDEX "Circuit_lastUpdated_idx" ON "Circuit" USING btree ("lastUpdated", "id");
-- order by termSide
CREATE INDEX "CircuitTermination_termSide_idx" ON "CircuitTermination" USING btree ("termSide", "id");
-- order by portSpeed
CREATE INDEX "CircuitTermination_portSpeed_idx" ON "CircuitTermination" USING btree ("portSpeed", "id");
-- filter by xconnectId
CREATE INDEX "CircuitTermination_xconnectId_idx" ON "CircuitTermination" USING btree ("xconnectId", "id");
-- text in xconnectId
CREATE INDEX "CircuitTermination_xconnectId_trgm_idx" ON "CircuitTermination" USING gin ("xconnectId" gin_trgm_ops);
-- text in ppInfo
CREATE INDEX "CircuitTermination_ppInfo_trgm_idx" ON "CircuitTermination" USING gin ("ppInfo" gin_trgm_ops);
-- text in description
CREATE INDEX "CircuitTermination_description_trgm_idx" ON "CircuitTermination" USING gin ("description" gin_trgm_ops);
-- order by lastUpdated
CREATE INDEX "CircuitTermination_lastUpdated_idx" ON "CircuitTermination" USING btree ("lastUpdated", "id");
-- text in name
CREATE INDEX "ClusterType_name_trgm_idx" ON "ClusterType" USING gin ("name" gin_trgm_ops);
-- text in slug
CREATE INDEX "ClusterType_slug_trgm_idx" ON "ClusterType" USING gin ("slug" gin_trgm_ops);
-- order by lastUpdated
CREATE INDEX "ClusterType_lastUpdated_idx" ON "ClusterType" USING btree ("lastUpdated", "id");
-- text in name
CREATE INDEX "ClusterGroup_name_trgm_idx" ON "ClusterGroup" USING gin ("name" gin_trgm_ops);
-- text in slug
CREATE INDEX "ClusterGroup_slug_trgm_idx" ON "ClusterGroup" USING gin ("slug" gin_trgm_ops);
-- order by lastUpdated
CREATE INDEX "ClusterGroup_lastUpdated_idx" ON "ClusterGroup" USING btree ("lastUpdated", "id");
-- order by name
CREATE INDEX "Cluster_name_idx" ON "Cluster" USING btree ("name", "id");
-- text in name
CREATE INDEX "Cluster_name_trgm_idx" ON "Cluster" USING gin ("name" gin_trgm_ops);
-- order by status
CREATE INDEX "Cluster_status_idx" ON "Cluster" USING btree ("status", "id");
-- text in description
CREATE INDEX "Cluster_description_trgm_idx" ON "Cluster" USING gin ("description" gin_trgm_ops);
-- order by lastUpdated
CREATE INDEX "Cluster_lastUpdated_idx" ON "Cluster" USING btree ("lastUpdated", "id");
-- order by name
CREATE INDEX "VirtualMachine_name_idx" ON "VirtualMachine" USING btree ("name", "id");
-- text in name
CREATE INDEX "VirtualMachine_name_trgm_idx" ON "VirtualMachine" USING gin ("name" gin_trgm_ops);
-- order by status
CREATE INDEX "VirtualMachine_status_idx" ON "VirtualMachine" USING btree ("status", "id");
-- order by vcpus
CREATE INDEX "VirtualMachine_vcpus_idx" ON "VirtualMachine" USING btree ("vcpus", "id");
-- order by memory
CREATE INDEX "VirtualMachine_memory_idx" ON "VirtualMachine" USING btree ("memory", "id");
-- order by disk
CREATE INDEX "VirtualMachine_disk_idx" ON "VirtualMachine" USING btree ("disk", "id");
-- text in description
CREATE INDEX "VirtualMachine_description_trgm_idx" ON "VirtualMachine" USING gin ("description" gin_trgm_ops);
-- order by lastUpdated
CREATE INDEX "VirtualMachine_lastUpdated_idx" ON "VirtualMachine" USING btree ("lastUpdated", "id");
-- order by name
CREATE INDEX "VmInterface_name_idx" ON "VmInterface" USING btree ("name", "id");
-- text in name
CREATE INDEX "VmInterface_name_trgm_idx" ON "VmInterface" USING gin ("name" gin_trgm_ops);
-- filter by enabled
CREATE INDEX "VmInterface_enabled_idx" ON "VmInterface" USING btree ("enabled", "id");
-- filter by macAddress
CREATE INDEX "VmInterface_macAddress_idx" ON "VmInterface" USING btree ("macAddress", "id");
-- filter by mode
CREATE INDEX "VmInterface_mode_idx" ON "VmInterface" USING btree ("mode", "id");
-- text in description
CREATE INDEX "VmInterface_description_trgm_idx" ON "VmInterface" USING gin ("description" gin_trgm_ops);
-- order by lastUpdated
CREATE INDEX "VmInterface_lastUpdated_idx" ON "VmInterface" USING btree ("lastUpdated", "id");
-- order by name
CREATE INDEX "Service_name_idx" ON "Service" USING btree ("name", "id");
-- text in name
CREATE INDEX "Service_name_trgm_idx" ON "Service" USING gin ("name" gin_trgm_ops);
-- order by status
CREATE INDEX "Service_status_idx" ON "Service" USING btree ("status", "id");
-- order by criticality
CREATE INDEX "Service_criticality_idx" ON "Service" USING btree ("criticality", "id");
-- filter by protocol
CREATE INDEX "Service_protocol_idx" ON "Service" USING btree ("protocol", "id");
-- text in description
CREATE INDEX "Service_description_trgm_idx" ON "Service" USING gin ("description" gin_trgm_ops);
-- order by lastUpdated
CREATE INDEX "Service_lastUpdated_idx" ON "Service" USING btree ("lastUpdated", "id");
-- order by name
CREATE INDEX "ServiceDependency_name_idx" ON "ServiceDependency" USING btree ("name", "id");
-- text in name
CREATE INDEX "ServiceDependency_name_trgm_idx" ON "ServiceDependency" USING gin ("name" gin_trgm_ops);
-- order by required
CREATE INDEX "ServiceDependency_required_idx" ON "ServiceDependency" USING btree ("required", "id");
-- text in description
CREATE INDEX "ServiceDependency_description_trgm_idx" ON "ServiceDependency" USING gin ("description" gin_trgm_ops);
-- order by lastUpdated
CREATE INDEX "ServiceDependency_lastUpdated_idx" ON "ServiceDependency" USING btree ("lastUpdated", "id");
-- order by lastUpdated
CREATE INDEX "ServiceDependencyMember_lastUpdated_idx" ON "ServiceDependencyMember" USING btree ("lastUpdated", "id");
