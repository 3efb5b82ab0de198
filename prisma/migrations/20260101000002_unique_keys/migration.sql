-- Natural keys with nullable parts: a missing part is a value of its own, so that two sites' worth of nothing are the same nothing.
-- The comments are the sentences that the API answers with.

CREATE UNIQUE INDEX "TenantGroup_name_below_parent" ON "TenantGroup" ("parentId", name) NULLS NOT DISTINCT;
CREATE UNIQUE INDEX "TenantGroup_slug_below_parent" ON "TenantGroup" ("parentId", slug) NULLS NOT DISTINCT;
CREATE UNIQUE INDEX "Tenant_name_in_group" ON "Tenant" ("groupId", name) NULLS NOT DISTINCT;
CREATE UNIQUE INDEX "Tenant_slug_key" ON "Tenant" (slug);
CREATE UNIQUE INDEX "ContactGroup_name_below_parent" ON "ContactGroup" ("parentId", name) NULLS NOT DISTINCT;
CREATE UNIQUE INDEX "ContactGroup_slug_below_parent" ON "ContactGroup" ("parentId", slug) NULLS NOT DISTINCT;
CREATE UNIQUE INDEX "Contact_name_in_group" ON "Contact" ("groupId", name) NULLS NOT DISTINCT;
CREATE UNIQUE INDEX "ContactAssignment_once" ON "ContactAssignment" (
  "contactId", "roleId", "regionId", "siteGroupId", "siteId", "locationId", "rackId", "tenantId", "manufacturerId", "deviceId",
  "powerPanelId", "providerId", "circuitId", "clusterGroupId", "clusterId", "virtualMachineId", "serviceId"
) NULLS NOT DISTINCT;

CREATE UNIQUE INDEX "Region_name_below_parent" ON "Region" ("parentId", name) NULLS NOT DISTINCT;
CREATE UNIQUE INDEX "Region_slug_below_parent" ON "Region" ("parentId", slug) NULLS NOT DISTINCT;
CREATE UNIQUE INDEX "SiteGroup_name_below_parent" ON "SiteGroup" ("parentId", name) NULLS NOT DISTINCT;
CREATE UNIQUE INDEX "SiteGroup_slug_below_parent" ON "SiteGroup" ("parentId", slug) NULLS NOT DISTINCT;
CREATE UNIQUE INDEX "Location_name_below_parent" ON "Location" ("siteId", "parentId", name) NULLS NOT DISTINCT;
CREATE UNIQUE INDEX "Location_slug_below_parent" ON "Location" ("siteId", "parentId", slug) NULLS NOT DISTINCT;
CREATE UNIQUE INDEX "Rack_name_in_location" ON "Rack" ("siteId", "locationId", name) NULLS NOT DISTINCT;
CREATE UNIQUE INDEX "Rack_facility_id_in_location" ON "Rack" ("siteId", "locationId", "facilityId") NULLS NOT DISTINCT
  WHERE "facilityId" IS NOT NULL;

-- A device may have no name; those that have one have it once at a site and tenant, whatever its case.
CREATE UNIQUE INDEX "Device_name_in_site_and_tenant" ON "Device" ("siteId", "tenantId", name) NULLS NOT DISTINCT WHERE name IS NOT NULL;
CREATE UNIQUE INDEX "Device_name_in_any_case" ON "Device" ("siteId", "tenantId", lower(name)) NULLS NOT DISTINCT WHERE name IS NOT NULL;

CREATE UNIQUE INDEX "ConsolePortTemplate_name_in_type" ON "ConsolePortTemplate" ("deviceTypeId", "moduleTypeId", name) NULLS NOT DISTINCT;
CREATE UNIQUE INDEX "ConsoleServerPortTemplate_name_in_type" ON "ConsoleServerPortTemplate" ("deviceTypeId", "moduleTypeId", name) NULLS NOT DISTINCT;
CREATE UNIQUE INDEX "PowerPortTemplate_name_in_type" ON "PowerPortTemplate" ("deviceTypeId", "moduleTypeId", name) NULLS NOT DISTINCT;
CREATE UNIQUE INDEX "PowerOutletTemplate_name_in_type" ON "PowerOutletTemplate" ("deviceTypeId", "moduleTypeId", name) NULLS NOT DISTINCT;
CREATE UNIQUE INDEX "InterfaceTemplate_name_in_type" ON "InterfaceTemplate" ("deviceTypeId", "moduleTypeId", name) NULLS NOT DISTINCT;
CREATE UNIQUE INDEX "RearPortTemplate_name_in_type" ON "RearPortTemplate" ("deviceTypeId", "moduleTypeId", name) NULLS NOT DISTINCT;
CREATE UNIQUE INDEX "FrontPortTemplate_name_in_type" ON "FrontPortTemplate" ("deviceTypeId", "moduleTypeId", name) NULLS NOT DISTINCT;

CREATE UNIQUE INDEX "VlanGroup_name_in_scope" ON "VlanGroup" (
  "regionId", "siteGroupId", "siteId", "locationId", "rackId", "clusterGroupId", "clusterId", name
) NULLS NOT DISTINCT;
CREATE UNIQUE INDEX "VlanGroup_slug_in_scope" ON "VlanGroup" (
  "regionId", "siteGroupId", "siteId", "locationId", "rackId", "clusterGroupId", "clusterId", slug
) NULLS NOT DISTINCT;
CREATE UNIQUE INDEX "Vlan_vid_in_site_and_group" ON "Vlan" ("groupId", "siteId", vid) NULLS NOT DISTINCT;
CREATE UNIQUE INDEX "Vlan_vid_in_group" ON "Vlan" ("groupId", vid) WHERE "groupId" IS NOT NULL;
CREATE UNIQUE INDEX "Vlan_name_in_group" ON "Vlan" ("groupId", name) WHERE "groupId" IS NOT NULL;

CREATE UNIQUE INDEX "Cluster_name_in_group_and_site" ON "Cluster" ("groupId", "siteId", name) NULLS NOT DISTINCT;
CREATE UNIQUE INDEX "VirtualMachine_name_in_cluster_and_tenant" ON "VirtualMachine" ("clusterId", "tenantId", name) NULLS NOT DISTINCT;
CREATE UNIQUE INDEX "VirtualMachine_name_in_any_case" ON "VirtualMachine" ("clusterId", "tenantId", lower(name)) NULLS NOT DISTINCT;

CREATE UNIQUE INDEX "Service_name_on_host" ON "Service" ("tenantId", "deviceId", "virtualMachineId", protocol, name) NULLS NOT DISTINCT;
CREATE UNIQUE INDEX "ServiceDependencyMember_once" ON "ServiceDependencyMember" (
  "dependencyId", "serviceId", "deviceId", "interfaceId", "virtualMachineId", "clusterId", "circuitId", "powerFeedId"
) NULLS NOT DISTINCT;

COMMENT ON INDEX "TenantGroup_name_below_parent" IS 'Another tenant group below the same parent has this name.';
COMMENT ON INDEX "TenantGroup_slug_below_parent" IS 'Another tenant group below the same parent has this slug.';
COMMENT ON INDEX "Tenant_name_in_group" IS 'Another tenant of the same group has this name.';
COMMENT ON INDEX "Tenant_slug_key" IS 'Another tenant has this slug.';
COMMENT ON INDEX "ContactGroup_name_below_parent" IS 'Another contact group below the same parent has this name.';
COMMENT ON INDEX "ContactGroup_slug_below_parent" IS 'Another contact group below the same parent has this slug.';
COMMENT ON INDEX "Contact_name_in_group" IS 'Another contact of the same group has this name.';
COMMENT ON INDEX "ContactAssignment_once" IS 'The contact is assigned to this object in this role already.';
COMMENT ON INDEX "Region_name_below_parent" IS 'Another region below the same parent has this name.';
COMMENT ON INDEX "Region_slug_below_parent" IS 'Another region below the same parent has this slug.';
COMMENT ON INDEX "SiteGroup_name_below_parent" IS 'Another site group below the same parent has this name.';
COMMENT ON INDEX "SiteGroup_slug_below_parent" IS 'Another site group below the same parent has this slug.';
COMMENT ON INDEX "Location_name_below_parent" IS 'Another location of the same site and parent has this name.';
COMMENT ON INDEX "Location_slug_below_parent" IS 'Another location of the same site and parent has this slug.';
COMMENT ON INDEX "Rack_name_in_location" IS 'Another rack of the same site and location has this name.';
COMMENT ON INDEX "Rack_facility_id_in_location" IS 'Another rack of the same site and location has this facility id.';
COMMENT ON INDEX "Device_name_in_site_and_tenant" IS 'Another device of the same site and tenant has this name.';
COMMENT ON INDEX "Device_name_in_any_case" IS 'Another device of the same site and tenant has this name, in other letter case.';
COMMENT ON INDEX "ConsolePortTemplate_name_in_type" IS 'The type has a console port template of this name already.';
COMMENT ON INDEX "ConsoleServerPortTemplate_name_in_type" IS 'The type has a console server port template of this name already.';
COMMENT ON INDEX "PowerPortTemplate_name_in_type" IS 'The type has a power port template of this name already.';
COMMENT ON INDEX "PowerOutletTemplate_name_in_type" IS 'The type has a power outlet template of this name already.';
COMMENT ON INDEX "InterfaceTemplate_name_in_type" IS 'The type has an interface template of this name already.';
COMMENT ON INDEX "RearPortTemplate_name_in_type" IS 'The type has a rear port template of this name already.';
COMMENT ON INDEX "FrontPortTemplate_name_in_type" IS 'The type has a front port template of this name already.';
COMMENT ON INDEX "VlanGroup_name_in_scope" IS 'Another VLAN group of the same scope has this name.';
COMMENT ON INDEX "VlanGroup_slug_in_scope" IS 'Another VLAN group of the same scope has this slug.';
COMMENT ON INDEX "Vlan_vid_in_site_and_group" IS 'The VLAN id is taken at this site and in this group.';
COMMENT ON INDEX "Vlan_vid_in_group" IS 'The VLAN id is taken in this group.';
COMMENT ON INDEX "Vlan_name_in_group" IS 'Another VLAN of the same group has this name.';
COMMENT ON INDEX "Cluster_name_in_group_and_site" IS 'Another cluster of the same group and site has this name.';
COMMENT ON INDEX "VirtualMachine_name_in_cluster_and_tenant" IS 'Another virtual machine of the same cluster and tenant has this name.';
COMMENT ON INDEX "VirtualMachine_name_in_any_case" IS 'Another virtual machine of the same cluster and tenant has this name, in other letter case.';
COMMENT ON INDEX "Service_name_on_host" IS 'Another service of the same tenant, host and protocol has this name.';
COMMENT ON INDEX "ServiceDependencyMember_once" IS 'The dependency has this member already.';
