/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** The unit of a length. */
export type CableLengthUnit =
  /** Centimetres. */
  | 'CM'
  /** Feet, 0.3048 m. */
  | 'FT'
  /** Inches, 25.4 mm. */
  | 'IN'
  /** Kilometres. */
  | 'KM'
  /** Metres. */
  | 'M'
  /** Miles, 1,609.344 m. */
  | 'MI';

/** Which end of a cable. */
export type CableSide =
  /** The end that was entered first. */
  | 'A'
  /** The other end. */
  | 'B';

/** What a cable is made of. */
export type CableType =
  /** Active optical cable, with its optics in the plugs. */
  | 'AOC'
  /** Twisted pair, category 3. */
  | 'CAT3'
  /** Twisted pair, category 5. */
  | 'CAT5'
  /** Twisted pair, category 5e. */
  | 'CAT5E'
  /** Twisted pair, category 6. */
  | 'CAT6'
  /** Twisted pair, category 6A. */
  | 'CAT6A'
  /** Twisted pair, category 7. */
  | 'CAT7'
  /** Twisted pair, category 7A. */
  | 'CAT7A'
  /** Twisted pair, category 8. */
  | 'CAT8'
  /** Coaxial cable. */
  | 'COAXIAL'
  /** Direct attach copper with electronics in its plugs. */
  | 'DAC_ACTIVE'
  /** Direct attach copper without electronics. */
  | 'DAC_PASSIVE'
  /** Multimode fibre of unknown grade. */
  | 'MMF'
  /** Multimode fibre, OM1 (62.5 µm). */
  | 'MMF_OM1'
  /** Multimode fibre, OM2 (50 µm). */
  | 'MMF_OM2'
  /** Multimode fibre, OM3 (50 µm, for lasers). */
  | 'MMF_OM3'
  /** Multimode fibre, OM4 (50 µm, for lasers). */
  | 'MMF_OM4'
  /** Multimode fibre, OM5 (50 µm, wideband). */
  | 'MMF_OM5'
  /** Trunk of twisted pairs with MRJ21 connectors. */
  | 'MRJ21_TRUNK'
  /** Power cord. */
  | 'POWER'
  /** Single-mode fibre of unknown grade. */
  | 'SMF'
  /** Single-mode fibre, OS1 (indoor). */
  | 'SMF_OS1'
  /** Single-mode fibre, OS2 (low loss). */
  | 'SMF_OS2'
  /** USB cable. */
  | 'USB';

/** Where a device is in its life. */
export type DeviceStatus =
  /** Installed and in service. */
  | 'ACTIVE'
  /** Being taken out of service. */
  | 'DECOMMISSIONING'
  /** Broken, waiting for repair or replacement. */
  | 'FAILED'
  /** In store as a spare. */
  | 'INVENTORY'
  /** Installed, but switched off or not reachable on purpose. */
  | 'OFFLINE'
  /** Decided on, not installed yet. */
  | 'PLANNED'
  /** Installed and configured, not in service yet. */
  | 'STAGED';

/** How an interface treats IEEE 802.1Q tags. */
export type InterfaceMode =
  /** Frames leave without a tag, in the untagged VLAN. */
  | 'ACCESS'
  /** Trunk: the tagged VLANs pass with their tags, the untagged VLAN without. */
  | 'TAGGED'
  /** Trunk that passes every VLAN with its tag. */
  | 'TAGGED_ALL';

/** What kind of network interface it is: its speed and the connector or module it takes. */
export type InterfaceType =
  /** Passive optical network BPON: 622 Mbit/s down, 155 Mbit/s up. */
  | 'BPON'
  /** Virtual bridge between other interfaces. */
  | 'BRIDGE'
  /** Mobile network, CDMA (2G, 3G). */
  | 'CDMA'
  /** Stacking port, Cisco FlexStack. */
  | 'CISCO_FLEXSTACK'
  /** Stacking port, Cisco FlexStack Plus. */
  | 'CISCO_FLEXSTACK_PLUS'
  /** Stacking port, Cisco StackWise. */
  | 'CISCO_STACKWISE'
  /** Stacking port, Cisco StackWise-1T. */
  | 'CISCO_STACKWISE_1T'
  /** Stacking port, Cisco StackWise-80. */
  | 'CISCO_STACKWISE_80'
  /** Stacking port, Cisco StackWise-160. */
  | 'CISCO_STACKWISE_160'
  /** Stacking port, Cisco StackWise-320. */
  | 'CISCO_STACKWISE_320'
  /** Stacking port, Cisco StackWise-480. */
  | 'CISCO_STACKWISE_480'
  /** Stacking port, Cisco StackWise Plus. */
  | 'CISCO_STACKWISE_PLUS'
  /** Cable television network (DOCSIS). */
  | 'DOCSIS'
  /** E1: 2.048 Mbit/s. */
  | 'E1'
  /** E3: 34.4 Mbit/s. */
  | 'E3'
  /** Passive optical network EPON: 1 Gbit/s both ways. */
  | 'EPON'
  /** Stacking port, Extreme SummitStack. */
  | 'EXTREME_SUMMITSTACK'
  /** Stacking port, Extreme SummitStack-128. */
  | 'EXTREME_SUMMITSTACK_128'
  /** Stacking port, Extreme SummitStack-256. */
  | 'EXTREME_SUMMITSTACK_256'
  /** Stacking port, Extreme SummitStack-512. */
  | 'EXTREME_SUMMITSTACK_512'
  /** Passive optical network GPON: 2.5 Gbit/s down, 1.25 Gbit/s up. */
  | 'GPON'
  /** Mobile network, GSM (2G). */
  | 'GSM'
  /** Wi-Fi by IEEE 802.11a: 5 GHz, up to 54 Mbit/s. */
  | 'IEEE802_11A'
  /** Wi-Fi 5 (IEEE 802.11ac). */
  | 'IEEE802_11AC'
  /** WiGig at 60 GHz (IEEE 802.11ad). */
  | 'IEEE802_11AD'
  /** Wi-Fi 6 (IEEE 802.11ax). */
  | 'IEEE802_11AX'
  /** WiGig 2 at 60 GHz (IEEE 802.11ay). */
  | 'IEEE802_11AY'
  /** Wi-Fi 7 (IEEE 802.11be). */
  | 'IEEE802_11BE'
  /** Wi-Fi by IEEE 802.11b/g: 2.4 GHz, up to 54 Mbit/s. */
  | 'IEEE802_11G'
  /** Wi-Fi 4 (IEEE 802.11n). */
  | 'IEEE802_11N'
  /** Bluetooth (IEEE 802.15.1). */
  | 'IEEE802_15_1'
  /** Low-rate personal network, e.g. Zigbee or Thread (IEEE 802.15.4). */
  | 'IEEE802_15_4'
  /** InfiniBand double data rate: 4 Gbit/s a lane. */
  | 'INFINIBAND_DDR'
  /** InfiniBand enhanced data rate: 25 Gbit/s a lane. */
  | 'INFINIBAND_EDR'
  /** InfiniBand fourteen data rate: 13.5 Gbit/s a lane. */
  | 'INFINIBAND_FDR'
  /** InfiniBand FDR10: 10 Gbit/s a lane. */
  | 'INFINIBAND_FDR10'
  /** InfiniBand high data rate: 50 Gbit/s a lane. */
  | 'INFINIBAND_HDR'
  /** InfiniBand next data rate: 100 Gbit/s a lane. */
  | 'INFINIBAND_NDR'
  /** InfiniBand quad data rate: 8 Gbit/s a lane. */
  | 'INFINIBAND_QDR'
  /** InfiniBand single data rate: 2 Gbit/s a lane. */
  | 'INFINIBAND_SDR'
  /** InfiniBand extended data rate: 200 Gbit/s a lane. */
  | 'INFINIBAND_XDR'
  /** Stacking port, Juniper Virtual Chassis. */
  | 'JUNIPER_VCP'
  /** Link aggregation group (IEEE 802.1AX). */
  | 'LAG'
  /** Mobile network, LTE. */
  | 'LTE'
  /** Coaxial cable within a building (MoCA). */
  | 'MOCA'
  /** Passive optical network NG-PON2: four wavelengths of 10 Gbit/s. */
  | 'NG_PON2'
  /** None of the other kinds. */
  | 'OTHER'
  /** Wireless, of none of the other kinds. */
  | 'OTHER_WIRELESS'
  /** SONET OC-3 or SDH STM-1: 155 Mbit/s. */
  | 'SONET_OC3'
  /** SONET OC-12 or SDH STM-4: 622 Mbit/s. */
  | 'SONET_OC12'
  /** SONET OC-48 or SDH STM-16: 2.5 Gbit/s. */
  | 'SONET_OC48'
  /** SONET OC-192 or SDH STM-64: 10 Gbit/s. */
  | 'SONET_OC192'
  /** SONET OC-768 or SDH STM-256: 40 Gbit/s. */
  | 'SONET_OC768'
  /** SONET OC-1920 or SDH STM-640: 100 Gbit/s. */
  | 'SONET_OC1920'
  /** SONET OC-3840 or SDH STM-1234: 200 Gbit/s. */
  | 'SONET_OC3840'
  /** T1 (DS1): 1.544 Mbit/s. */
  | 'T1'
  /** T3 (DS3): 44.7 Mbit/s. */
  | 'T3'
  /** Fibre Channel at 1 Gbit/s, SFP. */
  | 'TYPE_1GFC_SFP'
  /** Fibre Channel at 2 Gbit/s, SFP. */
  | 'TYPE_2GFC_SFP'
  /** 2.5GBASE-T: 2.5 Gbit/s over twisted pairs. */
  | 'TYPE_2_5GBASE_T'
  /** Mobile network of the fourth generation. */
  | 'TYPE_4G'
  /** Fibre Channel at 4 Gbit/s, SFP. */
  | 'TYPE_4GFC_SFP'
  /** Mobile network of the fifth generation. */
  | 'TYPE_5G'
  /** 5GBASE-T: 5 Gbit/s over twisted pairs. */
  | 'TYPE_5GBASE_T'
  /** Fibre Channel at 8 Gbit/s, SFP+. */
  | 'TYPE_8GFC_SFPP'
  /** 10GBASE-CX4: 10 Gbit/s over twinaxial copper with four lanes. */
  | 'TYPE_10GBASE_CX4'
  /** 10GBASE-KR: 10 Gbit/s across a backplane, one lane. */
  | 'TYPE_10GBASE_KR'
  /** 10GBASE-KX4: 10 Gbit/s across a backplane, four lanes. */
  | 'TYPE_10GBASE_KX4'
  /** 10GBASE-T: 10 Gbit/s over twisted pairs. */
  | 'TYPE_10GBASE_T'
  /** SFP+ (10GE). */
  | 'TYPE_10GBASE_X_SFPP'
  /** X2 (10GE). */
  | 'TYPE_10GBASE_X_X2'
  /** XENPAK (10GE). */
  | 'TYPE_10GBASE_X_XENPAK'
  /** XFP (10GE). */
  | 'TYPE_10GBASE_X_XFP'
  /** Passive optical network 10G-EPON: 10 Gbit/s down. */
  | 'TYPE_10G_EPON'
  /** Fibre Channel at 16 Gbit/s, SFP+. */
  | 'TYPE_16GFC_SFPP'
  /** 25GBASE-KR: 25 Gbit/s across a backplane. */
  | 'TYPE_25GBASE_KR'
  /** SFP28 (25GE). */
  | 'TYPE_25GBASE_X_SFP28'
  /** Passive optical network 25GS-PON: 25 Gbit/s down. */
  | 'TYPE_25G_PON'
  /** Fibre Channel at 32 Gbit/s, SFP28. */
  | 'TYPE_32GFC_SFP28'
  /** Fibre Channel at 32 Gbit/s, SFP+. */
  | 'TYPE_32GFC_SFPP'
  /** 40GBASE-KR4: 40 Gbit/s across a backplane, four lanes. */
  | 'TYPE_40GBASE_KR4'
  /** QSFP+ (40GE). */
  | 'TYPE_40GBASE_X_QSFPP'
  /** 50GBASE-KR: 50 Gbit/s across a backplane. */
  | 'TYPE_50GBASE_KR'
  /** SFP28 with two lanes (50GE). */
  | 'TYPE_50GBASE_X_SFP28'
  /** SFP56 (50GE). */
  | 'TYPE_50GBASE_X_SFP56'
  /** Passive optical network 50G-PON: 50 Gbit/s down. */
  | 'TYPE_50G_PON'
  /** Fibre Channel at 64 Gbit/s, QSFP+. */
  | 'TYPE_64GFC_QSFPP'
  /** Fibre Channel at 64 Gbit/s, SFP-DD. */
  | 'TYPE_64GFC_SFPDD'
  /** Fibre Channel at 64 Gbit/s, SFP+. */
  | 'TYPE_64GFC_SFPP'
  /** 100BASE-FX: 100 Mbit/s over multimode fibre. */
  | 'TYPE_100BASE_FX'
  /** 100BASE-LFX: 100 Mbit/s over multimode fibre, long reach. */
  | 'TYPE_100BASE_LFX'
  /** 100BASE-T1: 100 Mbit/s over a single twisted pair. */
  | 'TYPE_100BASE_T1'
  /** 100BASE-TX: 100 Mbit/s over two twisted pairs. */
  | 'TYPE_100BASE_TX'
  /** 100GBASE-KP4: 100 Gbit/s across a backplane, four lanes with PAM4. */
  | 'TYPE_100GBASE_KP4'
  /** 100GBASE-KR2: 100 Gbit/s across a backplane, two lanes. */
  | 'TYPE_100GBASE_KR2'
  /** 100GBASE-KR4: 100 Gbit/s across a backplane, four lanes. */
  | 'TYPE_100GBASE_KR4'
  /** CFP (100GE). */
  | 'TYPE_100GBASE_X_CFP'
  /** CFP2 (100GE). */
  | 'TYPE_100GBASE_X_CFP2'
  /** CFP4 (100GE). */
  | 'TYPE_100GBASE_X_CFP4'
  /** Cisco CPAK (100GE). */
  | 'TYPE_100GBASE_X_CPAK'
  /** CXP (100GE). */
  | 'TYPE_100GBASE_X_CXP'
  /** DSFP (100GE). */
  | 'TYPE_100GBASE_X_DSFP'
  /** QSFP28 (100GE). */
  | 'TYPE_100GBASE_X_QSFP28'
  /** QSFP-DD (100GE). */
  | 'TYPE_100GBASE_X_QSFPDD'
  /** SFP-DD (100GE). */
  | 'TYPE_100GBASE_X_SFPDD'
  /** Fibre Channel at 128 Gbit/s, QSFP28. */
  | 'TYPE_128GFC_QSFP28'
  /** CFP2 (200GE). */
  | 'TYPE_200GBASE_X_CFP2'
  /** QSFP56 (200GE). */
  | 'TYPE_200GBASE_X_QSFP56'
  /** QSFP-DD (200GE). */
  | 'TYPE_200GBASE_X_QSFPDD'
  /** CDFP (400GE). */
  | 'TYPE_400GBASE_X_CDFP'
  /** CFP2 (400GE). */
  | 'TYPE_400GBASE_X_CFP2'
  /** CFP8 (400GE). */
  | 'TYPE_400GBASE_X_CFP8'
  /** OSFP (400GE). */
  | 'TYPE_400GBASE_X_OSFP'
  /** OSFP with riding heat sink (400GE). */
  | 'TYPE_400GBASE_X_OSFP_RHS'
  /** QSFP112 (400GE). */
  | 'TYPE_400GBASE_X_QSFP112'
  /** QSFP-DD (400GE). */
  | 'TYPE_400GBASE_X_QSFPDD'
  /** OSFP (800GE). */
  | 'TYPE_800GBASE_X_OSFP'
  /** QSFP-DD (800GE). */
  | 'TYPE_800GBASE_X_QSFPDD'
  /** 1000BASE-KX: 1 Gbit/s across a backplane. */
  | 'TYPE_1000BASE_KX'
  /** 1000BASE-T: 1 Gbit/s over four twisted pairs. */
  | 'TYPE_1000BASE_T'
  /** GBIC (1GE). */
  | 'TYPE_1000BASE_X_GBIC'
  /** SFP (1GE). */
  | 'TYPE_1000BASE_X_SFP'
  /** Virtual: a loopback, subinterface, tunnel or VLAN interface. */
  | 'VIRTUAL'
  /** Digital subscriber line of any kind, e.g. ADSL or VDSL. */
  | 'XDSL'
  /** Passive optical network XGS-PON: 10 Gbit/s both ways. */
  | 'XGS_PON'
  /** Passive optical network XG-PON: 10 Gbit/s down, 2.5 Gbit/s up. */
  | 'XG_PON';

/** What a prefix is to the address plan. */
export type PrefixStatus =
  /** In use. */
  | 'ACTIVE'
  /** Summary of smaller prefixes; no addresses are taken from it directly. */
  | 'CONTAINER'
  /** Still in use, to be cleared. */
  | 'DEPRECATED'
  /** Kept for a purpose, not in use yet. */
  | 'RESERVED';

export type CablingQueryVariables = Exact<{ [key: string]: never; }>;


export type CablingQuery = { cables: { nodes: Array<{ label: string | null, type: CableType | null, length: number | null, lengthUnit: CableLengthUnit | null, terminations: { nodes: Array<{ cableEnd: CableSide, termination:
            | { __typename: 'CircuitTermination' }
            | { __typename: 'ConsolePort' }
            | { __typename: 'ConsoleServerPort' }
            | { __typename: 'FrontPort', name: string, device: { name: string | null } | null }
            | { __typename: 'Interface', name: string, device: { name: string | null } | null }
            | { __typename: 'PowerFeed' }
            | { __typename: 'PowerOutlet', name: string, device: { name: string | null } | null }
            | { __typename: 'PowerPort', name: string, device: { name: string | null } | null }
            | { __typename: 'RearPort', name: string, device: { name: string | null } | null }
           | null }> } }> } };

export type DeviceConfigurationQueryVariables = Exact<{
  name: string;
}>;


export type DeviceConfigurationQuery = { devices: { nodes: Array<{ name: string | null, platform: { name: string } | null, deviceType: { model: string, manufacturer: { name: string } | null } | null, primaryIp4: { address: string } | null, interfaces: { nodes: Array<{ name: string, type: InterfaceType, enabled: boolean, mtu: number | null, description: string | null, mode: InterfaceMode | null, lag: { name: string } | null, untaggedVlan: { vid: number, name: string } | null, taggedVlans: { nodes: Array<{ vid: number, name: string }> }, ipAddresses: { nodes: Array<{ address: string, vrf: { name: string } | null }> } }> } }> } };

export type DynamicInventoryQueryVariables = Exact<{
  first: number;
}>;


export type DynamicInventoryQuery = { devices: { totalCount: number, nodes: Array<{ id: string, name: string | null, serial: string | null, role: { slug: string } | null, platform: { slug: string } | null, site: { slug: string, region: { slug: string } | null } | null, primaryIp4: { address: string, dnsName: string | null } | null, tags: { nodes: Array<{ slug: string }> } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type PrefixTreeQueryVariables = Exact<{ [key: string]: never; }>;


export type PrefixTreeQuery = { prefixes: { nodes: Array<{ prefix: string, description: string | null, utilization: number | null, children: { nodes: Array<{ prefix: string, status: PrefixStatus, utilization: number | null, role: { name: string } | null, vlan: { vid: number, name: string } | null }> } }> } };

export type SearchQueryVariables = Exact<{
  text: string;
}>;


export type SearchQuery = { search: Array<
    | { __typename: 'Aggregate' }
    | { __typename: 'Asn' }
    | { __typename: 'Cable' }
    | { __typename: 'Circuit', id: string, cid: string }
    | { __typename: 'CircuitTermination' }
    | { __typename: 'CircuitType' }
    | { __typename: 'Cluster' }
    | { __typename: 'ClusterGroup' }
    | { __typename: 'ClusterType' }
    | { __typename: 'ConsolePort' }
    | { __typename: 'ConsoleServerPort' }
    | { __typename: 'Contact' }
    | { __typename: 'ContactGroup' }
    | { __typename: 'ContactRole' }
    | { __typename: 'CustomField' }
    | { __typename: 'Device', id: string, name: string | null, status: DeviceStatus, site: { name: string } | null }
    | { __typename: 'DeviceBay' }
    | { __typename: 'DeviceRole' }
    | { __typename: 'DeviceType' }
    | { __typename: 'FrontPort' }
    | { __typename: 'Interface', id: string, port: string, device: { name: string | null } | null }
    | { __typename: 'IpAddress', id: string, address: string, dnsName: string | null }
    | { __typename: 'IpRange' }
    | { __typename: 'IpamRole' }
    | { __typename: 'Location' }
    | { __typename: 'Manufacturer' }
    | { __typename: 'Module' }
    | { __typename: 'ModuleBay' }
    | { __typename: 'ModuleType' }
    | { __typename: 'Platform' }
    | { __typename: 'PowerFeed' }
    | { __typename: 'PowerOutlet' }
    | { __typename: 'PowerPanel' }
    | { __typename: 'PowerPort' }
    | { __typename: 'Prefix', id: string, prefix: string, description: string | null }
    | { __typename: 'Provider' }
    | { __typename: 'ProviderNetwork' }
    | { __typename: 'Rack' }
    | { __typename: 'RackReservation' }
    | { __typename: 'RackRole' }
    | { __typename: 'RearPort' }
    | { __typename: 'Region' }
    | { __typename: 'Rir' }
    | { __typename: 'RouteTarget' }
    | { __typename: 'Service' }
    | { __typename: 'ServiceDependency' }
    | { __typename: 'Site' }
    | { __typename: 'SiteGroup' }
    | { __typename: 'Tag' }
    | { __typename: 'Tenant' }
    | { __typename: 'TenantGroup' }
    | { __typename: 'VirtualChassis' }
    | { __typename: 'VirtualMachine' }
    | { __typename: 'Vlan' }
    | { __typename: 'VlanGroup' }
    | { __typename: 'VmInterface' }
    | { __typename: 'Vrf' }
  > };

export type SiteDevicesQueryVariables = Exact<{
  site: string;
  role: string;
}>;


export type SiteDevicesQuery = { devices: { totalCount: number, nodes: Array<{ name: string | null, status: DeviceStatus, position: number | null, rack: { name: string } | null, deviceType: { model: string } | null, primaryIp4: { address: string } | null }> } };


export const CablingDocument = {"__meta__":{"id":"sha256:8ac5d08a9a67b4ce4678f5680b6e286aace926ead2c9b0ced863b5bde66d853a"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Cabling"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cables"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"20"}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"status"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"eq"},"value":{"kind":"EnumValue","value":"CONNECTED"}}]}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"length"}},{"kind":"Field","name":{"kind":"Name","value":"lengthUnit"}},{"kind":"Field","name":{"kind":"Name","value":"terminations"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"4"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cableEnd"}},{"kind":"Field","name":{"kind":"Name","value":"termination"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Interface"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"device"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"FrontPort"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"device"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RearPort"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"device"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PowerPort"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"device"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PowerOutlet"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"device"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<CablingQuery, CablingQueryVariables>;
export const DeviceConfigurationDocument = {"__meta__":{"id":"sha256:4911f1dedc51da65cba64daf2b151719ca652ce7da524a11a699cf7b45121f64"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"DeviceConfiguration"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"name"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"devices"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"1"}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"name"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"eq"},"value":{"kind":"Variable","name":{"kind":"Name","value":"name"}}}]}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"platform"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"deviceType"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"model"}},{"kind":"Field","name":{"kind":"Name","value":"manufacturer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"primaryIp4"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"address"}}]}},{"kind":"Field","name":{"kind":"Name","value":"interfaces"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"50"}},{"kind":"Argument","name":{"kind":"Name","value":"orderBy"},"value":{"kind":"ListValue","values":[{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"name"},"value":{"kind":"EnumValue","value":"ASC"}}]}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"enabled"}},{"kind":"Field","name":{"kind":"Name","value":"mtu"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"lag"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"mode"}},{"kind":"Field","name":{"kind":"Name","value":"untaggedVlan"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"vid"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"taggedVlans"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"20"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"vid"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"ipAddresses"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"4"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"address"}},{"kind":"Field","name":{"kind":"Name","value":"vrf"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<DeviceConfigurationQuery, DeviceConfigurationQueryVariables>;
export const DynamicInventoryDocument = {"__meta__":{"id":"sha256:09018d200432a41409fad29456c07cfec9050e39a68c85c3e35199e0cad210e6"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"DynamicInventory"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"devices"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"status"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"eq"},"value":{"kind":"EnumValue","value":"ACTIVE"}}]}}]}},{"kind":"Argument","name":{"kind":"Name","value":"orderBy"},"value":{"kind":"ListValue","values":[{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"name"},"value":{"kind":"EnumValue","value":"ASC"}}]}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"serial"}},{"kind":"Field","name":{"kind":"Name","value":"role"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}}]}},{"kind":"Field","name":{"kind":"Name","value":"platform"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}}]}},{"kind":"Field","name":{"kind":"Name","value":"site"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}},{"kind":"Field","name":{"kind":"Name","value":"region"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"primaryIp4"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"address"}},{"kind":"Field","name":{"kind":"Name","value":"dnsName"}}]}},{"kind":"Field","name":{"kind":"Name","value":"tags"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"10"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"slug"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}}]} as unknown as DocumentNode<DynamicInventoryQuery, DynamicInventoryQueryVariables>;
export const PrefixTreeDocument = {"__meta__":{"id":"sha256:e4aeb67c0318bbac93e79ed734dc9f6a34f8ede3c2dad9b4403f280660822c70"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"PrefixTree"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"prefixes"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"5"}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"status"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"eq"},"value":{"kind":"EnumValue","value":"CONTAINER"}}]}}]}},{"kind":"Argument","name":{"kind":"Name","value":"orderBy"},"value":{"kind":"ListValue","values":[{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"prefix"},"value":{"kind":"EnumValue","value":"ASC"}}]}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"prefix"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"utilization"}},{"kind":"Field","name":{"kind":"Name","value":"children"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"25"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"prefix"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"role"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"vlan"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"vid"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"utilization"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<PrefixTreeQuery, PrefixTreeQueryVariables>;
export const SearchDocument = {"__meta__":{"id":"sha256:acb09d1d936f29bfa83070809b9c499aae692d3fd57f0ceb145e7b27240b01d9"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Search"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"text"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"search"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"text"},"value":{"kind":"Variable","name":{"kind":"Name","value":"text"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"20"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Device"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"site"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Interface"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","alias":{"kind":"Name","value":"port"},"name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"device"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"IpAddress"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"address"}},{"kind":"Field","name":{"kind":"Name","value":"dnsName"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Prefix"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"prefix"}},{"kind":"Field","name":{"kind":"Name","value":"description"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Circuit"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"cid"}}]}}]}}]}}]} as unknown as DocumentNode<SearchQuery, SearchQueryVariables>;
export const SiteDevicesDocument = {"__meta__":{"id":"sha256:2e7bb28d3176818a929395f1a7df142b64096383a7a86b1a53290e018f7283f4"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"SiteDevices"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"site"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"role"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"devices"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"50"}},{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"site"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"slug"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"eq"},"value":{"kind":"Variable","name":{"kind":"Name","value":"site"}}}]}}]}},{"kind":"ObjectField","name":{"kind":"Name","value":"role"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"slug"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"eq"},"value":{"kind":"Variable","name":{"kind":"Name","value":"role"}}}]}}]}}]}},{"kind":"Argument","name":{"kind":"Name","value":"orderBy"},"value":{"kind":"ListValue","values":[{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"name"},"value":{"kind":"EnumValue","value":"ASC"}}]}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"rack"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"position"}},{"kind":"Field","name":{"kind":"Name","value":"deviceType"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"model"}}]}},{"kind":"Field","name":{"kind":"Name","value":"primaryIp4"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"address"}}]}}]}}]}}]}}]} as unknown as DocumentNode<SiteDevicesQuery, SiteDevicesQueryVariables>;