/**
 * The rules that triggers keep, and the field of the input that each is about.
 *
 * Rules of constraints and indexes name their columns in the database's catalog; what a trigger raises has a name and a sentence, and no columns. Null is for
 * a rule about the object as a whole. A test compares this table with the migrations. A name that begins with `_` is raised for several tables, with the
 * table's name before it.
 */
export const fieldsOfRaisedRules: Readonly<Record<string, string | null>> = {
  _is_a_tree: 'parent',
  _stays_with_its_owner: null,
  _within_one_device: 'rearPort',
  _position_exists: null,
  _keeps_mapped_positions: 'positions',
  _refers_within_its_type: null,
  _primary_address_of_its_family: null,
  _primary_address_is_its_own: null,
  CableTermination_ends_fit: null,
  CableTermination_one_kind_an_end: null,
  CableTermination_port_takes_a_cable: null,
  DeviceBayTemplate_belongs_to_a_parent: 'deviceType',
  DeviceBay_belongs_to_a_parent: 'device',
  DeviceBay_holds_a_child: 'installedDevice',
  DeviceBay_holds_a_device_of_its_site: 'installedDevice',
  Device_fits_into_its_rack: 'position',
  Device_with_position_has_height: 'position',
  Interface_lag_is_a_lag: 'lag',
  Interface_refers_within_its_device: null,
  IpAddress_primary_stays: null,
  PowerFeed_rack_at_the_site_of_its_panel: 'rack',
  RackReservation_takes_free_units: 'units',
  RackReservation_units_exist: 'units',
  ServiceDependencyMember_is_not_the_service: 'service',
  ServiceDependency_needs_no_more_than_it_has: 'required',
  VirtualChassis_master_is_a_member: 'master',
  Vlan_at_the_site_of_its_group: 'site',
  Vlan_vid_within_its_group: 'vid',
  VmInterface_refers_within_its_machine: null,
};

/** The field of a raised rule; undefined for a name that the table does not have. */
export function fieldOfRaisedRule(rule: string, table: string): string | null | undefined {
  const whole = fieldsOfRaisedRules[rule];
  return whole !== undefined ? whole : fieldsOfRaisedRules[rule.slice(table.length)];
}
