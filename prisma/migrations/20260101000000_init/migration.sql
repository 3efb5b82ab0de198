-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "CircuitStatus" AS ENUM ('PLANNED', 'PROVISIONING', 'ACTIVE', 'OFFLINE', 'DEPROVISIONING', 'DECOMMISSIONED');

-- CreateEnum
CREATE TYPE "CircuitSide" AS ENUM ('A', 'Z');

-- CreateEnum
CREATE TYPE "SubdeviceRole" AS ENUM ('PARENT', 'CHILD');

-- CreateEnum
CREATE TYPE "Airflow" AS ENUM ('FRONT_TO_REAR', 'REAR_TO_FRONT', 'LEFT_TO_RIGHT', 'RIGHT_TO_LEFT', 'SIDE_TO_REAR', 'REAR_TO_SIDE', 'BOTTOM_TO_TOP', 'TOP_TO_BOTTOM', 'PASSIVE', 'MIXED');

-- CreateEnum
CREATE TYPE "DeviceFace" AS ENUM ('FRONT', 'REAR');

-- CreateEnum
CREATE TYPE "DeviceStatus" AS ENUM ('OFFLINE', 'ACTIVE', 'PLANNED', 'STAGED', 'FAILED', 'INVENTORY', 'DECOMMISSIONING');

-- CreateEnum
CREATE TYPE "ModuleStatus" AS ENUM ('OFFLINE', 'ACTIVE', 'PLANNED', 'STAGED', 'FAILED', 'DECOMMISSIONING');

-- CreateEnum
CREATE TYPE "ConsolePortType" AS ENUM ('DE_9', 'DB_25', 'RJ_11', 'RJ_12', 'RJ_45', 'MINI_DIN_8', 'USB_A', 'USB_B', 'USB_C', 'USB_MINI_A', 'USB_MINI_B', 'USB_MICRO_A', 'USB_MICRO_B', 'USB_MICRO_AB', 'OTHER');

-- CreateEnum
CREATE TYPE "PowerPortType" AS ENUM ('IEC_60320_C6', 'IEC_60320_C8', 'IEC_60320_C14', 'IEC_60320_C16', 'IEC_60320_C18', 'IEC_60320_C20', 'IEC_60320_C22', 'IEC_60309_P_N_E_4H', 'IEC_60309_P_N_E_6H', 'IEC_60309_P_N_E_9H', 'IEC_60309_2P_E_4H', 'IEC_60309_2P_E_6H', 'IEC_60309_2P_E_9H', 'IEC_60309_3P_E_4H', 'IEC_60309_3P_E_6H', 'IEC_60309_3P_E_9H', 'IEC_60309_3P_N_E_4H', 'IEC_60309_3P_N_E_6H', 'IEC_60309_3P_N_E_9H', 'IEC_60906_1', 'NBR_14136_10A', 'NBR_14136_20A', 'NEMA_1_15P', 'NEMA_5_15P', 'NEMA_5_20P', 'NEMA_5_30P', 'NEMA_5_50P', 'NEMA_6_15P', 'NEMA_6_20P', 'NEMA_6_30P', 'NEMA_6_50P', 'NEMA_10_30P', 'NEMA_10_50P', 'NEMA_14_20P', 'NEMA_14_30P', 'NEMA_14_50P', 'NEMA_14_60P', 'NEMA_15_15P', 'NEMA_15_20P', 'NEMA_15_30P', 'NEMA_15_50P', 'NEMA_15_60P', 'NEMA_L1_15P', 'NEMA_L5_15P', 'NEMA_L5_20P', 'NEMA_L5_30P', 'NEMA_L5_50P', 'NEMA_L6_15P', 'NEMA_L6_20P', 'NEMA_L6_30P', 'NEMA_L6_50P', 'NEMA_L10_30P', 'NEMA_L14_20P', 'NEMA_L14_30P', 'NEMA_L14_50P', 'NEMA_L14_60P', 'NEMA_L15_20P', 'NEMA_L15_30P', 'NEMA_L15_50P', 'NEMA_L15_60P', 'NEMA_L21_20P', 'NEMA_L21_30P', 'NEMA_L22_20P', 'NEMA_L22_30P', 'CS6361C', 'CS6365C', 'CS8165C', 'CS8265C', 'CS8365C', 'CS8465C', 'ITA_C', 'ITA_E', 'ITA_F', 'ITA_EF', 'ITA_G', 'ITA_H', 'ITA_I', 'ITA_J', 'ITA_K', 'ITA_L', 'ITA_M', 'ITA_N', 'ITA_O', 'USB_A', 'USB_B', 'USB_C', 'USB_MINI_A', 'USB_MINI_B', 'USB_MICRO_A', 'USB_MICRO_B', 'USB_MICRO_AB', 'USB_3_B', 'USB_3_MICRO_B', 'MOLEX_MICRO_FIT_1X2', 'MOLEX_MICRO_FIT_2X2', 'MOLEX_MICRO_FIT_2X4', 'DC_TERMINAL', 'SAF_D_GRID', 'NEUTRIK_POWERCON_20', 'NEUTRIK_POWERCON_32', 'NEUTRIK_POWERCON_TRUE1', 'NEUTRIK_POWERCON_TRUE1_TOP', 'UBIQUITI_SMARTPOWER', 'HARDWIRED', 'OTHER');

-- CreateEnum
CREATE TYPE "PowerOutletType" AS ENUM ('IEC_60320_C5', 'IEC_60320_C7', 'IEC_60320_C13', 'IEC_60320_C15', 'IEC_60320_C17', 'IEC_60320_C19', 'IEC_60320_C21', 'IEC_60309_P_N_E_4H', 'IEC_60309_P_N_E_6H', 'IEC_60309_P_N_E_9H', 'IEC_60309_2P_E_4H', 'IEC_60309_2P_E_6H', 'IEC_60309_2P_E_9H', 'IEC_60309_3P_E_4H', 'IEC_60309_3P_E_6H', 'IEC_60309_3P_E_9H', 'IEC_60309_3P_N_E_4H', 'IEC_60309_3P_N_E_6H', 'IEC_60309_3P_N_E_9H', 'IEC_60906_1', 'NBR_14136_10A', 'NBR_14136_20A', 'NEMA_1_15R', 'NEMA_5_15R', 'NEMA_5_20R', 'NEMA_5_30R', 'NEMA_5_50R', 'NEMA_6_15R', 'NEMA_6_20R', 'NEMA_6_30R', 'NEMA_6_50R', 'NEMA_10_30R', 'NEMA_10_50R', 'NEMA_14_20R', 'NEMA_14_30R', 'NEMA_14_50R', 'NEMA_14_60R', 'NEMA_15_15R', 'NEMA_15_20R', 'NEMA_15_30R', 'NEMA_15_50R', 'NEMA_15_60R', 'NEMA_L1_15R', 'NEMA_L5_15R', 'NEMA_L5_20R', 'NEMA_L5_30R', 'NEMA_L5_50R', 'NEMA_L6_15R', 'NEMA_L6_20R', 'NEMA_L6_30R', 'NEMA_L6_50R', 'NEMA_L10_30R', 'NEMA_L14_20R', 'NEMA_L14_30R', 'NEMA_L14_50R', 'NEMA_L14_60R', 'NEMA_L15_20R', 'NEMA_L15_30R', 'NEMA_L15_50R', 'NEMA_L15_60R', 'NEMA_L21_20R', 'NEMA_L21_30R', 'NEMA_L22_20R', 'NEMA_L22_30R', 'CS6360C', 'CS6364C', 'CS8164C', 'CS8264C', 'CS8364C', 'CS8464C', 'ITA_E', 'ITA_F', 'ITA_G', 'ITA_H', 'ITA_I', 'ITA_J', 'ITA_K', 'ITA_L', 'ITA_M', 'ITA_N', 'ITA_O', 'ITA_MULTISTANDARD', 'USB_A', 'USB_MICRO_B', 'USB_C', 'MOLEX_MICRO_FIT_1X2', 'MOLEX_MICRO_FIT_2X2', 'MOLEX_MICRO_FIT_2X4', 'DC_TERMINAL', 'EATON_C39', 'HDOT_CX', 'SAF_D_GRID', 'NEUTRIK_POWERCON_20A', 'NEUTRIK_POWERCON_32A', 'NEUTRIK_POWERCON_TRUE1', 'NEUTRIK_POWERCON_TRUE1_TOP', 'UBIQUITI_SMARTPOWER', 'HARDWIRED', 'OTHER');

-- CreateEnum
CREATE TYPE "PowerFeedLeg" AS ENUM ('A', 'B', 'C');

-- CreateEnum
CREATE TYPE "InterfaceType" AS ENUM ('VIRTUAL', 'BRIDGE', 'LAG', 'TYPE_100BASE_FX', 'TYPE_100BASE_LFX', 'TYPE_100BASE_TX', 'TYPE_100BASE_T1', 'TYPE_1000BASE_T', 'TYPE_1000BASE_X_GBIC', 'TYPE_1000BASE_X_SFP', 'TYPE_2_5GBASE_T', 'TYPE_5GBASE_T', 'TYPE_10GBASE_T', 'TYPE_10GBASE_CX4', 'TYPE_10GBASE_X_SFPP', 'TYPE_10GBASE_X_XFP', 'TYPE_10GBASE_X_XENPAK', 'TYPE_10GBASE_X_X2', 'TYPE_25GBASE_X_SFP28', 'TYPE_50GBASE_X_SFP56', 'TYPE_40GBASE_X_QSFPP', 'TYPE_50GBASE_X_SFP28', 'TYPE_100GBASE_X_CFP', 'TYPE_100GBASE_X_CFP2', 'TYPE_100GBASE_X_CFP4', 'TYPE_100GBASE_X_CXP', 'TYPE_100GBASE_X_CPAK', 'TYPE_100GBASE_X_DSFP', 'TYPE_100GBASE_X_SFPDD', 'TYPE_100GBASE_X_QSFP28', 'TYPE_100GBASE_X_QSFPDD', 'TYPE_200GBASE_X_CFP2', 'TYPE_200GBASE_X_QSFP56', 'TYPE_200GBASE_X_QSFPDD', 'TYPE_400GBASE_X_CFP2', 'TYPE_400GBASE_X_QSFP112', 'TYPE_400GBASE_X_QSFPDD', 'TYPE_400GBASE_X_OSFP', 'TYPE_400GBASE_X_OSFP_RHS', 'TYPE_400GBASE_X_CDFP', 'TYPE_400GBASE_X_CFP8', 'TYPE_800GBASE_X_QSFPDD', 'TYPE_800GBASE_X_OSFP', 'TYPE_1000BASE_KX', 'TYPE_10GBASE_KR', 'TYPE_10GBASE_KX4', 'TYPE_25GBASE_KR', 'TYPE_40GBASE_KR4', 'TYPE_50GBASE_KR', 'TYPE_100GBASE_KP4', 'TYPE_100GBASE_KR2', 'TYPE_100GBASE_KR4', 'IEEE802_11A', 'IEEE802_11G', 'IEEE802_11N', 'IEEE802_11AC', 'IEEE802_11AD', 'IEEE802_11AX', 'IEEE802_11AY', 'IEEE802_11BE', 'IEEE802_15_1', 'IEEE802_15_4', 'OTHER_WIRELESS', 'GSM', 'CDMA', 'LTE', 'TYPE_4G', 'TYPE_5G', 'SONET_OC3', 'SONET_OC12', 'SONET_OC48', 'SONET_OC192', 'SONET_OC768', 'SONET_OC1920', 'SONET_OC3840', 'TYPE_1GFC_SFP', 'TYPE_2GFC_SFP', 'TYPE_4GFC_SFP', 'TYPE_8GFC_SFPP', 'TYPE_16GFC_SFPP', 'TYPE_32GFC_SFP28', 'TYPE_32GFC_SFPP', 'TYPE_64GFC_QSFPP', 'TYPE_64GFC_SFPDD', 'TYPE_64GFC_SFPP', 'TYPE_128GFC_QSFP28', 'INFINIBAND_SDR', 'INFINIBAND_DDR', 'INFINIBAND_QDR', 'INFINIBAND_FDR10', 'INFINIBAND_FDR', 'INFINIBAND_EDR', 'INFINIBAND_HDR', 'INFINIBAND_NDR', 'INFINIBAND_XDR', 'T1', 'E1', 'T3', 'E3', 'XDSL', 'DOCSIS', 'MOCA', 'BPON', 'EPON', 'TYPE_10G_EPON', 'GPON', 'XG_PON', 'XGS_PON', 'NG_PON2', 'TYPE_25G_PON', 'TYPE_50G_PON', 'CISCO_STACKWISE', 'CISCO_STACKWISE_PLUS', 'CISCO_FLEXSTACK', 'CISCO_FLEXSTACK_PLUS', 'CISCO_STACKWISE_80', 'CISCO_STACKWISE_160', 'CISCO_STACKWISE_320', 'CISCO_STACKWISE_480', 'CISCO_STACKWISE_1T', 'JUNIPER_VCP', 'EXTREME_SUMMITSTACK', 'EXTREME_SUMMITSTACK_128', 'EXTREME_SUMMITSTACK_256', 'EXTREME_SUMMITSTACK_512', 'OTHER');

-- CreateEnum
CREATE TYPE "InterfaceDuplex" AS ENUM ('HALF', 'FULL', 'AUTO');

-- CreateEnum
CREATE TYPE "InterfaceMode" AS ENUM ('ACCESS', 'TAGGED', 'TAGGED_ALL');

-- CreateEnum
CREATE TYPE "InterfacePoeMode" AS ENUM ('PD', 'PSE');

-- CreateEnum
CREATE TYPE "InterfacePoeType" AS ENUM ('TYPE1_IEEE802_3AF', 'TYPE2_IEEE802_3AT', 'TYPE3_IEEE802_3BT', 'TYPE4_IEEE802_3BT', 'PASSIVE_24V_2PAIR', 'PASSIVE_24V_4PAIR', 'PASSIVE_48V_2PAIR', 'PASSIVE_48V_4PAIR');

-- CreateEnum
CREATE TYPE "WirelessRole" AS ENUM ('AP', 'STATION');

-- CreateEnum
CREATE TYPE "PortType" AS ENUM ('TYPE_8P8C', 'TYPE_8P6C', 'TYPE_8P4C', 'TYPE_8P2C', 'TYPE_6P6C', 'TYPE_6P4C', 'TYPE_6P2C', 'TYPE_4P4C', 'TYPE_4P2C', 'GG45', 'TERA_4P', 'TERA_2P', 'TERA_1P', 'TYPE_110_PUNCH', 'BNC', 'F', 'N', 'MRJ21', 'FC', 'FC_PC', 'FC_UPC', 'FC_APC', 'LC', 'LC_PC', 'LC_UPC', 'LC_APC', 'LSH', 'LSH_PC', 'LSH_UPC', 'LSH_APC', 'LX5', 'LX5_PC', 'LX5_UPC', 'LX5_APC', 'MPO', 'MTRJ', 'SC', 'SC_PC', 'SC_UPC', 'SC_APC', 'ST', 'CS', 'SN', 'SMA_905', 'SMA_906', 'URM_P2', 'URM_P4', 'URM_P8', 'SPLICE', 'USB_A', 'USB_B', 'USB_C', 'USB_MINI_A', 'USB_MINI_B', 'USB_MICRO_A', 'USB_MICRO_B', 'USB_MICRO_AB', 'OTHER');

-- CreateEnum
CREATE TYPE "PowerFeedStatus" AS ENUM ('OFFLINE', 'ACTIVE', 'PLANNED', 'FAILED');

-- CreateEnum
CREATE TYPE "PowerFeedType" AS ENUM ('PRIMARY', 'REDUNDANT');

-- CreateEnum
CREATE TYPE "PowerFeedSupply" AS ENUM ('AC', 'DC');

-- CreateEnum
CREATE TYPE "PowerFeedPhase" AS ENUM ('SINGLE_PHASE', 'THREE_PHASE');

-- CreateEnum
CREATE TYPE "CableType" AS ENUM ('CAT3', 'CAT5', 'CAT5E', 'CAT6', 'CAT6A', 'CAT7', 'CAT7A', 'CAT8', 'DAC_ACTIVE', 'DAC_PASSIVE', 'MRJ21_TRUNK', 'COAXIAL', 'MMF', 'MMF_OM1', 'MMF_OM2', 'MMF_OM3', 'MMF_OM4', 'MMF_OM5', 'SMF', 'SMF_OS1', 'SMF_OS2', 'AOC', 'USB', 'POWER');

-- CreateEnum
CREATE TYPE "CableStatus" AS ENUM ('CONNECTED', 'PLANNED', 'DECOMMISSIONING');

-- CreateEnum
CREATE TYPE "CableLengthUnit" AS ENUM ('KM', 'M', 'CM', 'MI', 'FT', 'IN');

-- CreateEnum
CREATE TYPE "CableSide" AS ENUM ('A', 'B');

-- CreateEnum
CREATE TYPE "CustomFieldType" AS ENUM ('TEXT', 'LONGTEXT', 'INTEGER', 'DECIMAL', 'BOOLEAN', 'DATE', 'DATETIME', 'URL', 'JSON', 'SELECT', 'MULTISELECT', 'OBJECT', 'MULTIOBJECT');

-- CreateEnum
CREATE TYPE "CustomFieldFilterLogic" AS ENUM ('DISABLED', 'LOOSE', 'EXACT');

-- CreateEnum
CREATE TYPE "CustomFieldVisibility" AS ENUM ('READ_WRITE', 'READ_ONLY', 'HIDDEN', 'HIDDEN_IFUNSET');

-- CreateEnum
CREATE TYPE "PrefixStatus" AS ENUM ('CONTAINER', 'ACTIVE', 'RESERVED', 'DEPRECATED');

-- CreateEnum
CREATE TYPE "IpRangeStatus" AS ENUM ('ACTIVE', 'RESERVED', 'DEPRECATED');

-- CreateEnum
CREATE TYPE "IpAddressStatus" AS ENUM ('ACTIVE', 'RESERVED', 'DEPRECATED', 'DHCP', 'SLAAC');

-- CreateEnum
CREATE TYPE "IpAddressRole" AS ENUM ('LOOPBACK', 'SECONDARY', 'ANYCAST', 'VIP', 'VRRP', 'HSRP', 'GLBP', 'CARP', 'VARP');

-- CreateEnum
CREATE TYPE "VlanStatus" AS ENUM ('ACTIVE', 'RESERVED', 'DEPRECATED');

-- CreateEnum
CREATE TYPE "SiteStatus" AS ENUM ('PLANNED', 'STAGING', 'ACTIVE', 'DECOMMISSIONING', 'RETIRED');

-- CreateEnum
CREATE TYPE "LocationStatus" AS ENUM ('PLANNED', 'STAGING', 'ACTIVE', 'DECOMMISSIONING', 'RETIRED');

-- CreateEnum
CREATE TYPE "RackStatus" AS ENUM ('RESERVED', 'AVAILABLE', 'PLANNED', 'ACTIVE', 'DEPRECATED');

-- CreateEnum
CREATE TYPE "RackType" AS ENUM ('TYPE_2_POST_FRAME', 'TYPE_4_POST_FRAME', 'TYPE_4_POST_CABINET', 'WALL_FRAME', 'WALL_FRAME_VERTICAL', 'WALL_CABINET', 'WALL_CABINET_VERTICAL');

-- CreateEnum
CREATE TYPE "RackDimensionUnit" AS ENUM ('MM', 'IN');

-- CreateEnum
CREATE TYPE "WeightUnit" AS ENUM ('KG', 'G', 'LB', 'OZ');

-- CreateEnum
CREATE TYPE "ServiceStatus" AS ENUM ('PLANNED', 'STAGED', 'ACTIVE', 'FAILING', 'DECOMMISSIONING', 'RETIRED');

-- CreateEnum
CREATE TYPE "ServiceCriticality" AS ENUM ('LOW', 'MEDIUM', 'HIGH', 'CRITICAL');

-- CreateEnum
CREATE TYPE "ServiceProtocol" AS ENUM ('TCP', 'UDP', 'SCTP');

-- CreateEnum
CREATE TYPE "ContactPriority" AS ENUM ('PRIMARY', 'SECONDARY', 'TERTIARY', 'INACTIVE');

-- CreateEnum
CREATE TYPE "ClusterStatus" AS ENUM ('PLANNED', 'STAGING', 'ACTIVE', 'DECOMMISSIONING', 'OFFLINE');

-- CreateEnum
CREATE TYPE "VirtualMachineStatus" AS ENUM ('OFFLINE', 'ACTIVE', 'PLANNED', 'STAGED', 'FAILED', 'DECOMMISSIONING', 'PAUSED');

-- CreateTable
CREATE TABLE "Provider" (
    "id" BIGSERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "description" TEXT,
    "comments" TEXT,
    "created" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUpdated" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,
    "customFields" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "Provider_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ProviderNetwork" (
    "id" BIGSERIAL NOT NULL,
    "providerId" BIGINT NOT NULL,
    "name" TEXT NOT NULL,
    "serviceId" TEXT,
    "description" TEXT,
    "comments" TEXT,
    "created" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUpdated" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,
    "customFields" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "ProviderNetwork_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CircuitType" (
    "id" BIGSERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "color" TEXT,
    "description" TEXT,
    "created" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUpdated" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,
    "customFields" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "CircuitType_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Circuit" (
    "id" BIGSERIAL NOT NULL,
    "cid" TEXT NOT NULL,
    "providerId" BIGINT NOT NULL,
    "providerAccount" TEXT,
    "typeId" BIGINT NOT NULL,
    "status" "CircuitStatus" NOT NULL DEFAULT 'ACTIVE',
    "tenantId" BIGINT,
    "installDate" DATE,
    "terminationDate" DATE,
    "commitRate" INTEGER,
    "description" TEXT,
    "comments" TEXT,
    "created" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUpdated" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,
    "customFields" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "Circuit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CircuitTermination" (
    "id" BIGSERIAL NOT NULL,
    "circuitId" BIGINT NOT NULL,
    "termSide" "CircuitSide" NOT NULL,
    "siteId" BIGINT,
    "providerNetworkId" BIGINT,
    "portSpeed" INTEGER,
    "upstreamSpeed" INTEGER,
    "xconnectId" TEXT,
    "ppInfo" TEXT,
    "markConnected" BOOLEAN NOT NULL DEFAULT false,
    "description" TEXT,
    "created" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUpdated" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,
    "customFields" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "CircuitTermination_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Manufacturer" (
    "id" BIGSERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "description" TEXT,
    "created" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUpdated" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,
    "customFields" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "Manufacturer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Platform" (
    "id" BIGSERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "manufacturerId" BIGINT,
    "description" TEXT,
    "created" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUpdated" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,
    "customFields" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "Platform_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DeviceRole" (
    "id" BIGSERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "color" TEXT NOT NULL DEFAULT '9e9e9e',
    "vmRole" BOOLEAN NOT NULL DEFAULT true,
    "description" TEXT,
    "created" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUpdated" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,
    "customFields" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "DeviceRole_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DeviceType" (
    "id" BIGSERIAL NOT NULL,
    "manufacturerId" BIGINT NOT NULL,
    "model" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "defaultPlatformId" BIGINT,
    "partNumber" TEXT,
    "uHeight" DECIMAL(4,1) NOT NULL DEFAULT 1,
    "isFullDepth" BOOLEAN NOT NULL DEFAULT true,
    "subdeviceRole" "SubdeviceRole",
    "airflow" "Airflow",
    "weight" DECIMAL(8,2),
    "weightUnit" "WeightUnit",
    "frontImage" TEXT,
    "rearImage" TEXT,
    "description" TEXT,
    "comments" TEXT,
    "created" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUpdated" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,
    "customFields" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "DeviceType_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ModuleType" (
    "id" BIGSERIAL NOT NULL,
    "manufacturerId" BIGINT NOT NULL,
    "model" TEXT NOT NULL,
    "partNumber" TEXT,
    "airflow" "Airflow",
    "weight" DECIMAL(8,2),
    "weightUnit" "WeightUnit",
    "description" TEXT,
    "comments" TEXT,
    "created" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUpdated" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,
    "customFields" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "ModuleType_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ConsolePortTemplate" (
    "id" BIGSERIAL NOT NULL,
    "deviceTypeId" BIGINT,
    "moduleTypeId" BIGINT,
    "name" TEXT NOT NULL,
    "label" TEXT,
    "type" "ConsolePortType",
    "description" TEXT,
    "created" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUpdated" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "ConsolePortTemplate_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ConsoleServerPortTemplate" (
    "id" BIGSERIAL NOT NULL,
    "deviceTypeId" BIGINT,
    "moduleTypeId" BIGINT,
    "name" TEXT NOT NULL,
    "label" TEXT,
    "type" "ConsolePortType",
    "description" TEXT,
    "created" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUpdated" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "ConsoleServerPortTemplate_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PowerPortTemplate" (
    "id" BIGSERIAL NOT NULL,
    "deviceTypeId" BIGINT,
    "moduleTypeId" BIGINT,
    "name" TEXT NOT NULL,
    "label" TEXT,
    "type" "PowerPortType",
    "maximumDraw" INTEGER,
    "allocatedDraw" INTEGER,
    "description" TEXT,
    "created" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUpdated" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "PowerPortTemplate_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PowerOutletTemplate" (
    "id" BIGSERIAL NOT NULL,
    "deviceTypeId" BIGINT,
    "moduleTypeId" BIGINT,
    "name" TEXT NOT NULL,
    "label" TEXT,
    "type" "PowerOutletType",
    "powerPortId" BIGINT,
    "feedLeg" "PowerFeedLeg",
    "description" TEXT,
    "created" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUpdated" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "PowerOutletTemplate_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "InterfaceTemplate" (
    "id" BIGSERIAL NOT NULL,
    "deviceTypeId" BIGINT,
    "moduleTypeId" BIGINT,
    "name" TEXT NOT NULL,
    "label" TEXT,
    "type" "InterfaceType" NOT NULL,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "mgmtOnly" BOOLEAN NOT NULL DEFAULT false,
    "bridgeId" BIGINT,
    "poeMode" "InterfacePoeMode",
    "poeType" "InterfacePoeType",
    "rfRole" "WirelessRole",
    "description" TEXT,
    "created" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUpdated" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "InterfaceTemplate_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RearPortTemplate" (
    "id" BIGSERIAL NOT NULL,
    "deviceTypeId" BIGINT,
    "moduleTypeId" BIGINT,
    "name" TEXT NOT NULL,
    "label" TEXT,
    "type" "PortType" NOT NULL,
    "color" TEXT,
    "positions" INTEGER NOT NULL DEFAULT 1,
    "description" TEXT,
    "created" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUpdated" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "RearPortTemplate_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "FrontPortTemplate" (
    "id" BIGSERIAL NOT NULL,
    "deviceTypeId" BIGINT,
    "moduleTypeId" BIGINT,
    "name" TEXT NOT NULL,
    "label" TEXT,
    "type" "PortType" NOT NULL,
    "color" TEXT,
    "positions" INTEGER NOT NULL DEFAULT 1,
    "description" TEXT,
    "created" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUpdated" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "FrontPortTemplate_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PortTemplateMapping" (
    "id" BIGSERIAL NOT NULL,
    "frontPortId" BIGINT NOT NULL,
    "frontPortPosition" INTEGER NOT NULL DEFAULT 1,
    "rearPortId" BIGINT NOT NULL,
    "rearPortPosition" INTEGER NOT NULL DEFAULT 1,
    "created" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUpdated" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "PortTemplateMapping_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ModuleBayTemplate" (
    "id" BIGSERIAL NOT NULL,
    "deviceTypeId" BIGINT NOT NULL,
    "name" TEXT NOT NULL,
    "label" TEXT,
    "position" TEXT,
    "description" TEXT,
    "created" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUpdated" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "ModuleBayTemplate_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DeviceBayTemplate" (
    "id" BIGSERIAL NOT NULL,
    "deviceTypeId" BIGINT NOT NULL,
    "name" TEXT NOT NULL,
    "label" TEXT,
    "description" TEXT,
    "created" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUpdated" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "DeviceBayTemplate_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Device" (
    "id" BIGSERIAL NOT NULL,
    "name" TEXT,
    "deviceTypeId" BIGINT NOT NULL,
    "roleId" BIGINT NOT NULL,
    "tenantId" BIGINT,
    "platformId" BIGINT,
    "serial" TEXT,
    "assetTag" TEXT,
    "siteId" BIGINT NOT NULL,
    "locationId" BIGINT,
    "rackId" BIGINT,
    "position" DECIMAL(4,1),
    "face" "DeviceFace",
    "rackUnits" int4range,
    "rackFaces" int4range,
    "status" "DeviceStatus" NOT NULL DEFAULT 'ACTIVE',
    "airflow" "Airflow",
    "primaryIp4Id" BIGINT,
    "primaryIp6Id" BIGINT,
    "oobIpId" BIGINT,
    "clusterId" BIGINT,
    "virtualChassisId" BIGINT,
    "vcPosition" INTEGER,
    "vcPriority" INTEGER,
    "latitude" DECIMAL(8,6),
    "longitude" DECIMAL(9,6),
    "localContextData" JSONB,
    "description" TEXT,
    "comments" TEXT,
    "created" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUpdated" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,
    "customFields" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "Device_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "VirtualChassis" (
    "id" BIGSERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "domain" TEXT,
    "masterId" BIGINT,
    "description" TEXT,
    "comments" TEXT,
    "created" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUpdated" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,
    "customFields" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "VirtualChassis_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ModuleBay" (
    "id" BIGSERIAL NOT NULL,
    "deviceId" BIGINT NOT NULL,
    "name" TEXT NOT NULL,
    "label" TEXT,
    "position" TEXT,
    "description" TEXT,
    "created" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUpdated" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,
    "customFields" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "ModuleBay_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Module" (
    "id" BIGSERIAL NOT NULL,
    "deviceId" BIGINT NOT NULL,
    "moduleBayId" BIGINT NOT NULL,
    "moduleTypeId" BIGINT NOT NULL,
    "status" "ModuleStatus" NOT NULL DEFAULT 'ACTIVE',
    "serial" TEXT,
    "assetTag" TEXT,
    "localContextData" JSONB,
    "description" TEXT,
    "comments" TEXT,
    "created" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUpdated" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,
    "customFields" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "Module_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DeviceBay" (
    "id" BIGSERIAL NOT NULL,
    "deviceId" BIGINT NOT NULL,
    "name" TEXT NOT NULL,
    "label" TEXT,
    "installedDeviceId" BIGINT,
    "description" TEXT,
    "created" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUpdated" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,
    "customFields" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "DeviceBay_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Interface" (
    "id" BIGSERIAL NOT NULL,
    "deviceId" BIGINT NOT NULL,
    "moduleId" BIGINT,
    "name" TEXT NOT NULL,
    "label" TEXT,
    "type" "InterfaceType" NOT NULL,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "mgmtOnly" BOOLEAN NOT NULL DEFAULT false,
    "lagId" BIGINT,
    "parentId" BIGINT,
    "bridgeId" BIGINT,
    "mtu" INTEGER,
    "macAddress" macaddr,
    "wwn" TEXT,
    "speed" INTEGER,
    "duplex" "InterfaceDuplex",
    "mode" "InterfaceMode",
    "untaggedVlanId" BIGINT,
    "vrfId" BIGINT,
    "poeMode" "InterfacePoeMode",
    "poeType" "InterfacePoeType",
    "rfRole" "WirelessRole",
    "rfChannel" TEXT,
    "rfChannelFrequency" DECIMAL(8,3),
    "rfChannelWidth" DECIMAL(7,3),
    "txPower" INTEGER,
    "markConnected" BOOLEAN NOT NULL DEFAULT false,
    "description" TEXT,
    "created" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUpdated" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,
    "customFields" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "Interface_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RearPort" (
    "id" BIGSERIAL NOT NULL,
    "deviceId" BIGINT NOT NULL,
    "moduleId" BIGINT,
    "name" TEXT NOT NULL,
    "label" TEXT,
    "type" "PortType" NOT NULL,
    "color" TEXT,
    "positions" INTEGER NOT NULL DEFAULT 1,
    "markConnected" BOOLEAN NOT NULL DEFAULT false,
    "description" TEXT,
    "created" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUpdated" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,
    "customFields" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "RearPort_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "FrontPort" (
    "id" BIGSERIAL NOT NULL,
    "deviceId" BIGINT NOT NULL,
    "moduleId" BIGINT,
    "name" TEXT NOT NULL,
    "label" TEXT,
    "type" "PortType" NOT NULL,
    "color" TEXT,
    "positions" INTEGER NOT NULL DEFAULT 1,
    "markConnected" BOOLEAN NOT NULL DEFAULT false,
    "description" TEXT,
    "created" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUpdated" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,
    "customFields" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "FrontPort_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PortMapping" (
    "id" BIGSERIAL NOT NULL,
    "frontPortId" BIGINT NOT NULL,
    "frontPortPosition" INTEGER NOT NULL DEFAULT 1,
    "rearPortId" BIGINT NOT NULL,
    "rearPortPosition" INTEGER NOT NULL DEFAULT 1,
    "created" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUpdated" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "PortMapping_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ConsolePort" (
    "id" BIGSERIAL NOT NULL,
    "deviceId" BIGINT NOT NULL,
    "moduleId" BIGINT,
    "name" TEXT NOT NULL,
    "label" TEXT,
    "type" "ConsolePortType",
    "speed" INTEGER,
    "markConnected" BOOLEAN NOT NULL DEFAULT false,
    "description" TEXT,
    "created" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUpdated" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,
    "customFields" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "ConsolePort_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ConsoleServerPort" (
    "id" BIGSERIAL NOT NULL,
    "deviceId" BIGINT NOT NULL,
    "moduleId" BIGINT,
    "name" TEXT NOT NULL,
    "label" TEXT,
    "type" "ConsolePortType",
    "speed" INTEGER,
    "markConnected" BOOLEAN NOT NULL DEFAULT false,
    "description" TEXT,
    "created" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUpdated" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,
    "customFields" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "ConsoleServerPort_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PowerPort" (
    "id" BIGSERIAL NOT NULL,
    "deviceId" BIGINT NOT NULL,
    "moduleId" BIGINT,
    "name" TEXT NOT NULL,
    "label" TEXT,
    "type" "PowerPortType",
    "maximumDraw" INTEGER,
    "allocatedDraw" INTEGER,
    "markConnected" BOOLEAN NOT NULL DEFAULT false,
    "description" TEXT,
    "created" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUpdated" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,
    "customFields" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "PowerPort_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PowerOutlet" (
    "id" BIGSERIAL NOT NULL,
    "deviceId" BIGINT NOT NULL,
    "moduleId" BIGINT,
    "name" TEXT NOT NULL,
    "label" TEXT,
    "type" "PowerOutletType",
    "powerPortId" BIGINT,
    "feedLeg" "PowerFeedLeg",
    "markConnected" BOOLEAN NOT NULL DEFAULT false,
    "description" TEXT,
    "created" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUpdated" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,
    "customFields" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "PowerOutlet_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PowerPanel" (
    "id" BIGSERIAL NOT NULL,
    "siteId" BIGINT NOT NULL,
    "locationId" BIGINT,
    "name" TEXT NOT NULL,
    "description" TEXT,
    "comments" TEXT,
    "created" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUpdated" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,
    "customFields" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "PowerPanel_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PowerFeed" (
    "id" BIGSERIAL NOT NULL,
    "powerPanelId" BIGINT NOT NULL,
    "rackId" BIGINT,
    "tenantId" BIGINT,
    "name" TEXT NOT NULL,
    "status" "PowerFeedStatus" NOT NULL DEFAULT 'ACTIVE',
    "type" "PowerFeedType" NOT NULL DEFAULT 'PRIMARY',
    "supply" "PowerFeedSupply" NOT NULL DEFAULT 'AC',
    "phase" "PowerFeedPhase" NOT NULL DEFAULT 'SINGLE_PHASE',
    "voltage" INTEGER NOT NULL DEFAULT 230,
    "amperage" INTEGER NOT NULL DEFAULT 16,
    "maxUtilization" INTEGER NOT NULL DEFAULT 80,
    "markConnected" BOOLEAN NOT NULL DEFAULT false,
    "description" TEXT,
    "comments" TEXT,
    "created" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUpdated" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,
    "customFields" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "PowerFeed_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Cable" (
    "id" BIGSERIAL NOT NULL,
    "type" "CableType",
    "status" "CableStatus" NOT NULL DEFAULT 'CONNECTED',
    "tenantId" BIGINT,
    "label" TEXT,
    "color" TEXT,
    "length" DECIMAL(8,2),
    "lengthUnit" "CableLengthUnit",
    "description" TEXT,
    "comments" TEXT,
    "created" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUpdated" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,
    "customFields" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "Cable_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CableTermination" (
    "id" BIGSERIAL NOT NULL,
    "cableId" BIGINT NOT NULL,
    "cableEnd" "CableSide" NOT NULL,
    "interfaceId" BIGINT,
    "frontPortId" BIGINT,
    "rearPortId" BIGINT,
    "consolePortId" BIGINT,
    "consoleServerPortId" BIGINT,
    "powerPortId" BIGINT,
    "powerOutletId" BIGINT,
    "powerFeedId" BIGINT,
    "circuitTerminationId" BIGINT,
    "created" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUpdated" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "CableTermination_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Tag" (
    "id" BIGSERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "color" TEXT NOT NULL DEFAULT '9e9e9e',
    "description" TEXT,
    "created" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUpdated" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Tag_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CustomField" (
    "id" BIGSERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "label" TEXT,
    "groupName" TEXT,
    "type" "CustomFieldType" NOT NULL DEFAULT 'TEXT',
    "appliesTo" JSONB NOT NULL DEFAULT '[]',
    "objectType" TEXT,
    "description" TEXT,
    "required" BOOLEAN NOT NULL DEFAULT false,
    "searchWeight" INTEGER NOT NULL DEFAULT 1000,
    "filterLogic" "CustomFieldFilterLogic" NOT NULL DEFAULT 'LOOSE',
    "defaultValue" JSONB,
    "weight" INTEGER NOT NULL DEFAULT 100,
    "validationMinimum" BIGINT,
    "validationMaximum" BIGINT,
    "validationRegex" TEXT,
    "choices" JSONB,
    "visibility" "CustomFieldVisibility" NOT NULL DEFAULT 'READ_WRITE',
    "created" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUpdated" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "CustomField_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ExternalReference" (
    "id" BIGSERIAL NOT NULL,
    "source" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "externalId" TEXT NOT NULL,
    "resourceType" TEXT NOT NULL,
    "resourceId" BIGINT NOT NULL,
    "created" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ExternalReference_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Rir" (
    "id" BIGSERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "isPrivate" BOOLEAN NOT NULL DEFAULT false,
    "description" TEXT,
    "created" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUpdated" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,
    "customFields" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "Rir_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Asn" (
    "id" BIGSERIAL NOT NULL,
    "asn" BIGINT NOT NULL,
    "rirId" BIGINT NOT NULL,
    "tenantId" BIGINT,
    "description" TEXT,
    "comments" TEXT,
    "created" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUpdated" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,
    "customFields" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "Asn_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "IpamRole" (
    "id" BIGSERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "weight" INTEGER NOT NULL DEFAULT 1000,
    "description" TEXT,
    "created" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUpdated" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,
    "customFields" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "IpamRole_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RouteTarget" (
    "id" BIGSERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "tenantId" BIGINT,
    "description" TEXT,
    "comments" TEXT,
    "created" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUpdated" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,
    "customFields" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "RouteTarget_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Vrf" (
    "id" BIGSERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "rd" TEXT,
    "tenantId" BIGINT,
    "enforceUnique" BOOLEAN NOT NULL DEFAULT true,
    "description" TEXT,
    "comments" TEXT,
    "created" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUpdated" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,
    "customFields" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "Vrf_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Aggregate" (
    "id" BIGSERIAL NOT NULL,
    "prefix" cidr NOT NULL,
    "rirId" BIGINT NOT NULL,
    "tenantId" BIGINT,
    "dateAdded" DATE,
    "description" TEXT,
    "comments" TEXT,
    "created" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUpdated" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,
    "customFields" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "Aggregate_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "VlanGroup" (
    "id" BIGSERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "minVid" INTEGER NOT NULL DEFAULT 1,
    "maxVid" INTEGER NOT NULL DEFAULT 4094,
    "regionId" BIGINT,
    "siteGroupId" BIGINT,
    "siteId" BIGINT,
    "locationId" BIGINT,
    "rackId" BIGINT,
    "clusterGroupId" BIGINT,
    "clusterId" BIGINT,
    "description" TEXT,
    "created" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUpdated" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,
    "customFields" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "VlanGroup_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Vlan" (
    "id" BIGSERIAL NOT NULL,
    "vid" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "groupId" BIGINT,
    "siteId" BIGINT,
    "tenantId" BIGINT,
    "status" "VlanStatus" NOT NULL DEFAULT 'ACTIVE',
    "roleId" BIGINT,
    "description" TEXT,
    "comments" TEXT,
    "created" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUpdated" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,
    "customFields" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "Vlan_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Prefix" (
    "id" BIGSERIAL NOT NULL,
    "prefix" cidr NOT NULL,
    "vrfId" BIGINT,
    "siteId" BIGINT,
    "tenantId" BIGINT,
    "vlanId" BIGINT,
    "status" "PrefixStatus" NOT NULL DEFAULT 'ACTIVE',
    "roleId" BIGINT,
    "isPool" BOOLEAN NOT NULL DEFAULT false,
    "markUtilized" BOOLEAN NOT NULL DEFAULT false,
    "enforced" BOOLEAN NOT NULL DEFAULT true,
    "description" TEXT,
    "comments" TEXT,
    "created" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUpdated" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,
    "customFields" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "Prefix_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "IpRange" (
    "id" BIGSERIAL NOT NULL,
    "startAddress" inet NOT NULL,
    "endAddress" inet NOT NULL,
    "vrfId" BIGINT,
    "tenantId" BIGINT,
    "status" "IpRangeStatus" NOT NULL DEFAULT 'ACTIVE',
    "roleId" BIGINT,
    "markUtilized" BOOLEAN NOT NULL DEFAULT false,
    "description" TEXT,
    "comments" TEXT,
    "created" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUpdated" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,
    "customFields" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "IpRange_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "IpAddress" (
    "id" BIGSERIAL NOT NULL,
    "address" inet NOT NULL,
    "vrfId" BIGINT,
    "tenantId" BIGINT,
    "status" "IpAddressStatus" NOT NULL DEFAULT 'ACTIVE',
    "role" "IpAddressRole",
    "interfaceId" BIGINT,
    "vmInterfaceId" BIGINT,
    "natInsideId" BIGINT,
    "dnsName" TEXT,
    "enforced" BOOLEAN NOT NULL DEFAULT true,
    "description" TEXT,
    "comments" TEXT,
    "created" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUpdated" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,
    "customFields" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "IpAddress_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Region" (
    "id" BIGSERIAL NOT NULL,
    "parentId" BIGINT,
    "name" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "description" TEXT,
    "path" bigint[] NOT NULL DEFAULT '{}'::bigint[],
    "created" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUpdated" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,
    "customFields" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "Region_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SiteGroup" (
    "id" BIGSERIAL NOT NULL,
    "parentId" BIGINT,
    "name" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "description" TEXT,
    "path" bigint[] NOT NULL DEFAULT '{}'::bigint[],
    "created" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUpdated" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,
    "customFields" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "SiteGroup_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Site" (
    "id" BIGSERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "status" "SiteStatus" NOT NULL DEFAULT 'ACTIVE',
    "regionId" BIGINT,
    "groupId" BIGINT,
    "tenantId" BIGINT,
    "facility" TEXT,
    "timeZone" TEXT,
    "physicalAddress" TEXT,
    "shippingAddress" TEXT,
    "latitude" DECIMAL(8,6),
    "longitude" DECIMAL(9,6),
    "description" TEXT,
    "comments" TEXT,
    "created" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUpdated" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,
    "customFields" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "Site_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Location" (
    "id" BIGSERIAL NOT NULL,
    "siteId" BIGINT NOT NULL,
    "parentId" BIGINT,
    "name" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "status" "LocationStatus" NOT NULL DEFAULT 'ACTIVE',
    "tenantId" BIGINT,
    "facility" TEXT,
    "description" TEXT,
    "path" bigint[] NOT NULL DEFAULT '{}'::bigint[],
    "created" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUpdated" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,
    "customFields" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "Location_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RackRole" (
    "id" BIGSERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "color" TEXT NOT NULL DEFAULT '9e9e9e',
    "description" TEXT,
    "created" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUpdated" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,
    "customFields" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "RackRole_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Rack" (
    "id" BIGSERIAL NOT NULL,
    "siteId" BIGINT NOT NULL,
    "locationId" BIGINT,
    "tenantId" BIGINT,
    "roleId" BIGINT,
    "name" TEXT NOT NULL,
    "facilityId" TEXT,
    "status" "RackStatus" NOT NULL DEFAULT 'ACTIVE',
    "serial" TEXT,
    "assetTag" TEXT,
    "type" "RackType",
    "width" INTEGER NOT NULL DEFAULT 19,
    "uHeight" INTEGER NOT NULL DEFAULT 42,
    "startingUnit" INTEGER NOT NULL DEFAULT 1,
    "descUnits" BOOLEAN NOT NULL DEFAULT false,
    "outerWidth" INTEGER,
    "outerDepth" INTEGER,
    "outerUnit" "RackDimensionUnit",
    "mountingDepth" INTEGER,
    "weight" DECIMAL(8,2),
    "maxWeight" INTEGER,
    "weightUnit" "WeightUnit",
    "description" TEXT,
    "comments" TEXT,
    "created" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUpdated" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,
    "customFields" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "Rack_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RackReservation" (
    "id" BIGSERIAL NOT NULL,
    "rackId" BIGINT NOT NULL,
    "units" JSONB NOT NULL,
    "tenantId" BIGINT,
    "userName" TEXT,
    "description" TEXT NOT NULL,
    "comments" TEXT,
    "created" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUpdated" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,
    "customFields" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "RackReservation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Service" (
    "id" BIGSERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "status" "ServiceStatus" NOT NULL DEFAULT 'ACTIVE',
    "criticality" "ServiceCriticality",
    "tenantId" BIGINT,
    "deviceId" BIGINT,
    "virtualMachineId" BIGINT,
    "protocol" "ServiceProtocol",
    "ports" JSONB NOT NULL DEFAULT '[]',
    "description" TEXT,
    "comments" TEXT,
    "created" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUpdated" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,
    "customFields" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "Service_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ServiceDependency" (
    "id" BIGSERIAL NOT NULL,
    "serviceId" BIGINT NOT NULL,
    "name" TEXT NOT NULL,
    "required" INTEGER NOT NULL DEFAULT 1,
    "description" TEXT,
    "created" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUpdated" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "ServiceDependency_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ServiceDependencyMember" (
    "id" BIGSERIAL NOT NULL,
    "dependencyId" BIGINT NOT NULL,
    "serviceId" BIGINT,
    "deviceId" BIGINT,
    "interfaceId" BIGINT,
    "virtualMachineId" BIGINT,
    "clusterId" BIGINT,
    "circuitId" BIGINT,
    "powerFeedId" BIGINT,
    "created" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUpdated" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "ServiceDependencyMember_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "TenantGroup" (
    "id" BIGSERIAL NOT NULL,
    "parentId" BIGINT,
    "name" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "description" TEXT,
    "path" bigint[] NOT NULL DEFAULT '{}'::bigint[],
    "created" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUpdated" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,
    "customFields" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "TenantGroup_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Tenant" (
    "id" BIGSERIAL NOT NULL,
    "groupId" BIGINT,
    "name" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "description" TEXT,
    "comments" TEXT,
    "created" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUpdated" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,
    "customFields" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "Tenant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ContactGroup" (
    "id" BIGSERIAL NOT NULL,
    "parentId" BIGINT,
    "name" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "description" TEXT,
    "path" bigint[] NOT NULL DEFAULT '{}'::bigint[],
    "created" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUpdated" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,
    "customFields" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "ContactGroup_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ContactRole" (
    "id" BIGSERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "description" TEXT,
    "created" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUpdated" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,
    "customFields" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "ContactRole_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Contact" (
    "id" BIGSERIAL NOT NULL,
    "groupId" BIGINT,
    "name" TEXT NOT NULL,
    "title" TEXT,
    "phone" TEXT,
    "email" TEXT,
    "address" TEXT,
    "link" TEXT,
    "description" TEXT,
    "comments" TEXT,
    "created" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUpdated" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,
    "customFields" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "Contact_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ContactAssignment" (
    "id" BIGSERIAL NOT NULL,
    "contactId" BIGINT NOT NULL,
    "roleId" BIGINT NOT NULL,
    "priority" "ContactPriority",
    "regionId" BIGINT,
    "siteGroupId" BIGINT,
    "siteId" BIGINT,
    "locationId" BIGINT,
    "rackId" BIGINT,
    "tenantId" BIGINT,
    "manufacturerId" BIGINT,
    "deviceId" BIGINT,
    "powerPanelId" BIGINT,
    "providerId" BIGINT,
    "circuitId" BIGINT,
    "clusterGroupId" BIGINT,
    "clusterId" BIGINT,
    "virtualMachineId" BIGINT,
    "serviceId" BIGINT,
    "created" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUpdated" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,
    "customFields" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "ContactAssignment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ClusterType" (
    "id" BIGSERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "description" TEXT,
    "created" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUpdated" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,
    "customFields" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "ClusterType_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ClusterGroup" (
    "id" BIGSERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "description" TEXT,
    "created" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUpdated" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,
    "customFields" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "ClusterGroup_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Cluster" (
    "id" BIGSERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "typeId" BIGINT NOT NULL,
    "groupId" BIGINT,
    "status" "ClusterStatus" NOT NULL DEFAULT 'ACTIVE',
    "tenantId" BIGINT,
    "siteId" BIGINT,
    "description" TEXT,
    "comments" TEXT,
    "created" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUpdated" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,
    "customFields" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "Cluster_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "VirtualMachine" (
    "id" BIGSERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "status" "VirtualMachineStatus" NOT NULL DEFAULT 'ACTIVE',
    "siteId" BIGINT,
    "clusterId" BIGINT,
    "deviceId" BIGINT,
    "tenantId" BIGINT,
    "roleId" BIGINT,
    "platformId" BIGINT,
    "primaryIp4Id" BIGINT,
    "primaryIp6Id" BIGINT,
    "vcpus" DECIMAL(6,2),
    "memory" INTEGER,
    "disk" INTEGER,
    "localContextData" JSONB,
    "description" TEXT,
    "comments" TEXT,
    "created" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUpdated" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,
    "customFields" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "VirtualMachine_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "VmInterface" (
    "id" BIGSERIAL NOT NULL,
    "virtualMachineId" BIGINT NOT NULL,
    "name" TEXT NOT NULL,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "parentId" BIGINT,
    "bridgeId" BIGINT,
    "mtu" INTEGER,
    "macAddress" macaddr,
    "mode" "InterfaceMode",
    "untaggedVlanId" BIGINT,
    "vrfId" BIGINT,
    "description" TEXT,
    "created" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUpdated" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,
    "customFields" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "VmInterface_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "_ProviderToTag" (
    "A" BIGINT NOT NULL,
    "B" BIGINT NOT NULL,

    CONSTRAINT "_ProviderToTag_AB_pkey" PRIMARY KEY ("A","B")
);

-- CreateTable
CREATE TABLE "_ProviderNetworkToTag" (
    "A" BIGINT NOT NULL,
    "B" BIGINT NOT NULL,

    CONSTRAINT "_ProviderNetworkToTag_AB_pkey" PRIMARY KEY ("A","B")
);

-- CreateTable
CREATE TABLE "_CircuitTypeToTag" (
    "A" BIGINT NOT NULL,
    "B" BIGINT NOT NULL,

    CONSTRAINT "_CircuitTypeToTag_AB_pkey" PRIMARY KEY ("A","B")
);

-- CreateTable
CREATE TABLE "_CircuitToTag" (
    "A" BIGINT NOT NULL,
    "B" BIGINT NOT NULL,

    CONSTRAINT "_CircuitToTag_AB_pkey" PRIMARY KEY ("A","B")
);

-- CreateTable
CREATE TABLE "_CircuitTerminationToTag" (
    "A" BIGINT NOT NULL,
    "B" BIGINT NOT NULL,

    CONSTRAINT "_CircuitTerminationToTag_AB_pkey" PRIMARY KEY ("A","B")
);

-- CreateTable
CREATE TABLE "_ManufacturerToTag" (
    "A" BIGINT NOT NULL,
    "B" BIGINT NOT NULL,

    CONSTRAINT "_ManufacturerToTag_AB_pkey" PRIMARY KEY ("A","B")
);

-- CreateTable
CREATE TABLE "_PlatformToTag" (
    "A" BIGINT NOT NULL,
    "B" BIGINT NOT NULL,

    CONSTRAINT "_PlatformToTag_AB_pkey" PRIMARY KEY ("A","B")
);

-- CreateTable
CREATE TABLE "_DeviceRoleToTag" (
    "A" BIGINT NOT NULL,
    "B" BIGINT NOT NULL,

    CONSTRAINT "_DeviceRoleToTag_AB_pkey" PRIMARY KEY ("A","B")
);

-- CreateTable
CREATE TABLE "_DeviceTypeToTag" (
    "A" BIGINT NOT NULL,
    "B" BIGINT NOT NULL,

    CONSTRAINT "_DeviceTypeToTag_AB_pkey" PRIMARY KEY ("A","B")
);

-- CreateTable
CREATE TABLE "_ModuleTypeToTag" (
    "A" BIGINT NOT NULL,
    "B" BIGINT NOT NULL,

    CONSTRAINT "_ModuleTypeToTag_AB_pkey" PRIMARY KEY ("A","B")
);

-- CreateTable
CREATE TABLE "_DeviceToTag" (
    "A" BIGINT NOT NULL,
    "B" BIGINT NOT NULL,

    CONSTRAINT "_DeviceToTag_AB_pkey" PRIMARY KEY ("A","B")
);

-- CreateTable
CREATE TABLE "_ModuleBayToTag" (
    "A" BIGINT NOT NULL,
    "B" BIGINT NOT NULL,

    CONSTRAINT "_ModuleBayToTag_AB_pkey" PRIMARY KEY ("A","B")
);

-- CreateTable
CREATE TABLE "_ModuleToTag" (
    "A" BIGINT NOT NULL,
    "B" BIGINT NOT NULL,

    CONSTRAINT "_ModuleToTag_AB_pkey" PRIMARY KEY ("A","B")
);

-- CreateTable
CREATE TABLE "_DeviceBayToTag" (
    "A" BIGINT NOT NULL,
    "B" BIGINT NOT NULL,

    CONSTRAINT "_DeviceBayToTag_AB_pkey" PRIMARY KEY ("A","B")
);

-- CreateTable
CREATE TABLE "_InterfaceTaggedVlans" (
    "A" BIGINT NOT NULL,
    "B" BIGINT NOT NULL,

    CONSTRAINT "_InterfaceTaggedVlans_AB_pkey" PRIMARY KEY ("A","B")
);

-- CreateTable
CREATE TABLE "_InterfaceToTag" (
    "A" BIGINT NOT NULL,
    "B" BIGINT NOT NULL,

    CONSTRAINT "_InterfaceToTag_AB_pkey" PRIMARY KEY ("A","B")
);

-- CreateTable
CREATE TABLE "_RearPortToTag" (
    "A" BIGINT NOT NULL,
    "B" BIGINT NOT NULL,

    CONSTRAINT "_RearPortToTag_AB_pkey" PRIMARY KEY ("A","B")
);

-- CreateTable
CREATE TABLE "_FrontPortToTag" (
    "A" BIGINT NOT NULL,
    "B" BIGINT NOT NULL,

    CONSTRAINT "_FrontPortToTag_AB_pkey" PRIMARY KEY ("A","B")
);

-- CreateTable
CREATE TABLE "_ConsolePortToTag" (
    "A" BIGINT NOT NULL,
    "B" BIGINT NOT NULL,

    CONSTRAINT "_ConsolePortToTag_AB_pkey" PRIMARY KEY ("A","B")
);

-- CreateTable
CREATE TABLE "_ConsoleServerPortToTag" (
    "A" BIGINT NOT NULL,
    "B" BIGINT NOT NULL,

    CONSTRAINT "_ConsoleServerPortToTag_AB_pkey" PRIMARY KEY ("A","B")
);

-- CreateTable
CREATE TABLE "_PowerPortToTag" (
    "A" BIGINT NOT NULL,
    "B" BIGINT NOT NULL,

    CONSTRAINT "_PowerPortToTag_AB_pkey" PRIMARY KEY ("A","B")
);

-- CreateTable
CREATE TABLE "_PowerOutletToTag" (
    "A" BIGINT NOT NULL,
    "B" BIGINT NOT NULL,

    CONSTRAINT "_PowerOutletToTag_AB_pkey" PRIMARY KEY ("A","B")
);

-- CreateTable
CREATE TABLE "_PowerPanelToTag" (
    "A" BIGINT NOT NULL,
    "B" BIGINT NOT NULL,

    CONSTRAINT "_PowerPanelToTag_AB_pkey" PRIMARY KEY ("A","B")
);

-- CreateTable
CREATE TABLE "_PowerFeedToTag" (
    "A" BIGINT NOT NULL,
    "B" BIGINT NOT NULL,

    CONSTRAINT "_PowerFeedToTag_AB_pkey" PRIMARY KEY ("A","B")
);

-- CreateTable
CREATE TABLE "_CableToTag" (
    "A" BIGINT NOT NULL,
    "B" BIGINT NOT NULL,

    CONSTRAINT "_CableToTag_AB_pkey" PRIMARY KEY ("A","B")
);

-- CreateTable
CREATE TABLE "_TagToTenantGroup" (
    "A" BIGINT NOT NULL,
    "B" BIGINT NOT NULL,

    CONSTRAINT "_TagToTenantGroup_AB_pkey" PRIMARY KEY ("A","B")
);

-- CreateTable
CREATE TABLE "_TagToTenant" (
    "A" BIGINT NOT NULL,
    "B" BIGINT NOT NULL,

    CONSTRAINT "_TagToTenant_AB_pkey" PRIMARY KEY ("A","B")
);

-- CreateTable
CREATE TABLE "_TagToVirtualChassis" (
    "A" BIGINT NOT NULL,
    "B" BIGINT NOT NULL,

    CONSTRAINT "_TagToVirtualChassis_AB_pkey" PRIMARY KEY ("A","B")
);

-- CreateTable
CREATE TABLE "_TagToVrf" (
    "A" BIGINT NOT NULL,
    "B" BIGINT NOT NULL,

    CONSTRAINT "_TagToVrf_AB_pkey" PRIMARY KEY ("A","B")
);

-- CreateTable
CREATE TABLE "_TagToVlanGroup" (
    "A" BIGINT NOT NULL,
    "B" BIGINT NOT NULL,

    CONSTRAINT "_TagToVlanGroup_AB_pkey" PRIMARY KEY ("A","B")
);

-- CreateTable
CREATE TABLE "_TagToVlan" (
    "A" BIGINT NOT NULL,
    "B" BIGINT NOT NULL,

    CONSTRAINT "_TagToVlan_AB_pkey" PRIMARY KEY ("A","B")
);

-- CreateTable
CREATE TABLE "_TagToVirtualMachine" (
    "A" BIGINT NOT NULL,
    "B" BIGINT NOT NULL,

    CONSTRAINT "_TagToVirtualMachine_AB_pkey" PRIMARY KEY ("A","B")
);

-- CreateTable
CREATE TABLE "_TagToVmInterface" (
    "A" BIGINT NOT NULL,
    "B" BIGINT NOT NULL,

    CONSTRAINT "_TagToVmInterface_AB_pkey" PRIMARY KEY ("A","B")
);

-- CreateTable
CREATE TABLE "_RirToTag" (
    "A" BIGINT NOT NULL,
    "B" BIGINT NOT NULL,

    CONSTRAINT "_RirToTag_AB_pkey" PRIMARY KEY ("A","B")
);

-- CreateTable
CREATE TABLE "_AsnToTag" (
    "A" BIGINT NOT NULL,
    "B" BIGINT NOT NULL,

    CONSTRAINT "_AsnToTag_AB_pkey" PRIMARY KEY ("A","B")
);

-- CreateTable
CREATE TABLE "_AsnToSite" (
    "A" BIGINT NOT NULL,
    "B" BIGINT NOT NULL,

    CONSTRAINT "_AsnToSite_AB_pkey" PRIMARY KEY ("A","B")
);

-- CreateTable
CREATE TABLE "_AsnToProvider" (
    "A" BIGINT NOT NULL,
    "B" BIGINT NOT NULL,

    CONSTRAINT "_AsnToProvider_AB_pkey" PRIMARY KEY ("A","B")
);

-- CreateTable
CREATE TABLE "_IpamRoleToTag" (
    "A" BIGINT NOT NULL,
    "B" BIGINT NOT NULL,

    CONSTRAINT "_IpamRoleToTag_AB_pkey" PRIMARY KEY ("A","B")
);

-- CreateTable
CREATE TABLE "_RouteTargetToTag" (
    "A" BIGINT NOT NULL,
    "B" BIGINT NOT NULL,

    CONSTRAINT "_RouteTargetToTag_AB_pkey" PRIMARY KEY ("A","B")
);

-- CreateTable
CREATE TABLE "_VrfImportTargets" (
    "A" BIGINT NOT NULL,
    "B" BIGINT NOT NULL,

    CONSTRAINT "_VrfImportTargets_AB_pkey" PRIMARY KEY ("A","B")
);

-- CreateTable
CREATE TABLE "_VrfExportTargets" (
    "A" BIGINT NOT NULL,
    "B" BIGINT NOT NULL,

    CONSTRAINT "_VrfExportTargets_AB_pkey" PRIMARY KEY ("A","B")
);

-- CreateTable
CREATE TABLE "_AggregateToTag" (
    "A" BIGINT NOT NULL,
    "B" BIGINT NOT NULL,

    CONSTRAINT "_AggregateToTag_AB_pkey" PRIMARY KEY ("A","B")
);

-- CreateTable
CREATE TABLE "_VmInterfaceTaggedVlans" (
    "A" BIGINT NOT NULL,
    "B" BIGINT NOT NULL,

    CONSTRAINT "_VmInterfaceTaggedVlans_AB_pkey" PRIMARY KEY ("A","B")
);

-- CreateTable
CREATE TABLE "_PrefixToTag" (
    "A" BIGINT NOT NULL,
    "B" BIGINT NOT NULL,

    CONSTRAINT "_PrefixToTag_AB_pkey" PRIMARY KEY ("A","B")
);

-- CreateTable
CREATE TABLE "_IpRangeToTag" (
    "A" BIGINT NOT NULL,
    "B" BIGINT NOT NULL,

    CONSTRAINT "_IpRangeToTag_AB_pkey" PRIMARY KEY ("A","B")
);

-- CreateTable
CREATE TABLE "_IpAddressToTag" (
    "A" BIGINT NOT NULL,
    "B" BIGINT NOT NULL,

    CONSTRAINT "_IpAddressToTag_AB_pkey" PRIMARY KEY ("A","B")
);

-- CreateTable
CREATE TABLE "_IpAddressToService" (
    "A" BIGINT NOT NULL,
    "B" BIGINT NOT NULL,

    CONSTRAINT "_IpAddressToService_AB_pkey" PRIMARY KEY ("A","B")
);

-- CreateTable
CREATE TABLE "_RegionToTag" (
    "A" BIGINT NOT NULL,
    "B" BIGINT NOT NULL,

    CONSTRAINT "_RegionToTag_AB_pkey" PRIMARY KEY ("A","B")
);

-- CreateTable
CREATE TABLE "_SiteGroupToTag" (
    "A" BIGINT NOT NULL,
    "B" BIGINT NOT NULL,

    CONSTRAINT "_SiteGroupToTag_AB_pkey" PRIMARY KEY ("A","B")
);

-- CreateTable
CREATE TABLE "_SiteToTag" (
    "A" BIGINT NOT NULL,
    "B" BIGINT NOT NULL,

    CONSTRAINT "_SiteToTag_AB_pkey" PRIMARY KEY ("A","B")
);

-- CreateTable
CREATE TABLE "_LocationToTag" (
    "A" BIGINT NOT NULL,
    "B" BIGINT NOT NULL,

    CONSTRAINT "_LocationToTag_AB_pkey" PRIMARY KEY ("A","B")
);

-- CreateTable
CREATE TABLE "_RackRoleToTag" (
    "A" BIGINT NOT NULL,
    "B" BIGINT NOT NULL,

    CONSTRAINT "_RackRoleToTag_AB_pkey" PRIMARY KEY ("A","B")
);

-- CreateTable
CREATE TABLE "_RackToTag" (
    "A" BIGINT NOT NULL,
    "B" BIGINT NOT NULL,

    CONSTRAINT "_RackToTag_AB_pkey" PRIMARY KEY ("A","B")
);

-- CreateTable
CREATE TABLE "_RackReservationToTag" (
    "A" BIGINT NOT NULL,
    "B" BIGINT NOT NULL,

    CONSTRAINT "_RackReservationToTag_AB_pkey" PRIMARY KEY ("A","B")
);

-- CreateTable
CREATE TABLE "_ServiceToTag" (
    "A" BIGINT NOT NULL,
    "B" BIGINT NOT NULL,

    CONSTRAINT "_ServiceToTag_AB_pkey" PRIMARY KEY ("A","B")
);

-- CreateTable
CREATE TABLE "_ServiceDependencyToTag" (
    "A" BIGINT NOT NULL,
    "B" BIGINT NOT NULL,

    CONSTRAINT "_ServiceDependencyToTag_AB_pkey" PRIMARY KEY ("A","B")
);

-- CreateTable
CREATE TABLE "_ContactGroupToTag" (
    "A" BIGINT NOT NULL,
    "B" BIGINT NOT NULL,

    CONSTRAINT "_ContactGroupToTag_AB_pkey" PRIMARY KEY ("A","B")
);

-- CreateTable
CREATE TABLE "_ContactRoleToTag" (
    "A" BIGINT NOT NULL,
    "B" BIGINT NOT NULL,

    CONSTRAINT "_ContactRoleToTag_AB_pkey" PRIMARY KEY ("A","B")
);

-- CreateTable
CREATE TABLE "_ContactToTag" (
    "A" BIGINT NOT NULL,
    "B" BIGINT NOT NULL,

    CONSTRAINT "_ContactToTag_AB_pkey" PRIMARY KEY ("A","B")
);

-- CreateTable
CREATE TABLE "_ContactAssignmentToTag" (
    "A" BIGINT NOT NULL,
    "B" BIGINT NOT NULL,

    CONSTRAINT "_ContactAssignmentToTag_AB_pkey" PRIMARY KEY ("A","B")
);

-- CreateTable
CREATE TABLE "_ClusterTypeToTag" (
    "A" BIGINT NOT NULL,
    "B" BIGINT NOT NULL,

    CONSTRAINT "_ClusterTypeToTag_AB_pkey" PRIMARY KEY ("A","B")
);

-- CreateTable
CREATE TABLE "_ClusterGroupToTag" (
    "A" BIGINT NOT NULL,
    "B" BIGINT NOT NULL,

    CONSTRAINT "_ClusterGroupToTag_AB_pkey" PRIMARY KEY ("A","B")
);

-- CreateTable
CREATE TABLE "_ClusterToTag" (
    "A" BIGINT NOT NULL,
    "B" BIGINT NOT NULL,

    CONSTRAINT "_ClusterToTag_AB_pkey" PRIMARY KEY ("A","B")
);

-- CreateIndex
CREATE UNIQUE INDEX "Provider_name_key" ON "Provider"("name");

-- CreateIndex
CREATE UNIQUE INDEX "Provider_slug_key" ON "Provider"("slug");

-- CreateIndex
CREATE INDEX "ProviderNetwork_providerId_id_idx" ON "ProviderNetwork"("providerId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "ProviderNetwork_providerId_name_key" ON "ProviderNetwork"("providerId", "name");

-- CreateIndex
CREATE UNIQUE INDEX "CircuitType_name_key" ON "CircuitType"("name");

-- CreateIndex
CREATE UNIQUE INDEX "CircuitType_slug_key" ON "CircuitType"("slug");

-- CreateIndex
CREATE INDEX "Circuit_providerId_id_idx" ON "Circuit"("providerId", "id");

-- CreateIndex
CREATE INDEX "Circuit_typeId_id_idx" ON "Circuit"("typeId", "id");

-- CreateIndex
CREATE INDEX "Circuit_tenantId_id_idx" ON "Circuit"("tenantId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Circuit_providerId_cid_key" ON "Circuit"("providerId", "cid");

-- CreateIndex
CREATE INDEX "CircuitTermination_circuitId_id_idx" ON "CircuitTermination"("circuitId", "id");

-- CreateIndex
CREATE INDEX "CircuitTermination_siteId_id_idx" ON "CircuitTermination"("siteId", "id");

-- CreateIndex
CREATE INDEX "CircuitTermination_providerNetworkId_id_idx" ON "CircuitTermination"("providerNetworkId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "CircuitTermination_circuitId_termSide_key" ON "CircuitTermination"("circuitId", "termSide");

-- CreateIndex
CREATE UNIQUE INDEX "Manufacturer_name_key" ON "Manufacturer"("name");

-- CreateIndex
CREATE UNIQUE INDEX "Manufacturer_slug_key" ON "Manufacturer"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "Platform_name_key" ON "Platform"("name");

-- CreateIndex
CREATE UNIQUE INDEX "Platform_slug_key" ON "Platform"("slug");

-- CreateIndex
CREATE INDEX "Platform_manufacturerId_id_idx" ON "Platform"("manufacturerId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "DeviceRole_name_key" ON "DeviceRole"("name");

-- CreateIndex
CREATE UNIQUE INDEX "DeviceRole_slug_key" ON "DeviceRole"("slug");

-- CreateIndex
CREATE INDEX "DeviceType_manufacturerId_id_idx" ON "DeviceType"("manufacturerId", "id");

-- CreateIndex
CREATE INDEX "DeviceType_defaultPlatformId_id_idx" ON "DeviceType"("defaultPlatformId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "DeviceType_manufacturerId_model_key" ON "DeviceType"("manufacturerId", "model");

-- CreateIndex
CREATE UNIQUE INDEX "DeviceType_manufacturerId_slug_key" ON "DeviceType"("manufacturerId", "slug");

-- CreateIndex
CREATE INDEX "ModuleType_manufacturerId_id_idx" ON "ModuleType"("manufacturerId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "ModuleType_manufacturerId_model_key" ON "ModuleType"("manufacturerId", "model");

-- CreateIndex
CREATE INDEX "ConsolePortTemplate_deviceTypeId_id_idx" ON "ConsolePortTemplate"("deviceTypeId", "id");

-- CreateIndex
CREATE INDEX "ConsolePortTemplate_moduleTypeId_id_idx" ON "ConsolePortTemplate"("moduleTypeId", "id");

-- CreateIndex
CREATE INDEX "ConsoleServerPortTemplate_deviceTypeId_id_idx" ON "ConsoleServerPortTemplate"("deviceTypeId", "id");

-- CreateIndex
CREATE INDEX "ConsoleServerPortTemplate_moduleTypeId_id_idx" ON "ConsoleServerPortTemplate"("moduleTypeId", "id");

-- CreateIndex
CREATE INDEX "PowerPortTemplate_deviceTypeId_id_idx" ON "PowerPortTemplate"("deviceTypeId", "id");

-- CreateIndex
CREATE INDEX "PowerPortTemplate_moduleTypeId_id_idx" ON "PowerPortTemplate"("moduleTypeId", "id");

-- CreateIndex
CREATE INDEX "PowerOutletTemplate_deviceTypeId_id_idx" ON "PowerOutletTemplate"("deviceTypeId", "id");

-- CreateIndex
CREATE INDEX "PowerOutletTemplate_moduleTypeId_id_idx" ON "PowerOutletTemplate"("moduleTypeId", "id");

-- CreateIndex
CREATE INDEX "PowerOutletTemplate_powerPortId_id_idx" ON "PowerOutletTemplate"("powerPortId", "id");

-- CreateIndex
CREATE INDEX "InterfaceTemplate_deviceTypeId_id_idx" ON "InterfaceTemplate"("deviceTypeId", "id");

-- CreateIndex
CREATE INDEX "InterfaceTemplate_moduleTypeId_id_idx" ON "InterfaceTemplate"("moduleTypeId", "id");

-- CreateIndex
CREATE INDEX "InterfaceTemplate_bridgeId_id_idx" ON "InterfaceTemplate"("bridgeId", "id");

-- CreateIndex
CREATE INDEX "RearPortTemplate_deviceTypeId_id_idx" ON "RearPortTemplate"("deviceTypeId", "id");

-- CreateIndex
CREATE INDEX "RearPortTemplate_moduleTypeId_id_idx" ON "RearPortTemplate"("moduleTypeId", "id");

-- CreateIndex
CREATE INDEX "FrontPortTemplate_deviceTypeId_id_idx" ON "FrontPortTemplate"("deviceTypeId", "id");

-- CreateIndex
CREATE INDEX "FrontPortTemplate_moduleTypeId_id_idx" ON "FrontPortTemplate"("moduleTypeId", "id");

-- CreateIndex
CREATE INDEX "PortTemplateMapping_frontPortId_id_idx" ON "PortTemplateMapping"("frontPortId", "id");

-- CreateIndex
CREATE INDEX "PortTemplateMapping_rearPortId_id_idx" ON "PortTemplateMapping"("rearPortId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "PortTemplateMapping_frontPortId_frontPortPosition_key" ON "PortTemplateMapping"("frontPortId", "frontPortPosition");

-- CreateIndex
CREATE UNIQUE INDEX "PortTemplateMapping_rearPortId_rearPortPosition_key" ON "PortTemplateMapping"("rearPortId", "rearPortPosition");

-- CreateIndex
CREATE INDEX "ModuleBayTemplate_deviceTypeId_id_idx" ON "ModuleBayTemplate"("deviceTypeId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "ModuleBayTemplate_deviceTypeId_name_key" ON "ModuleBayTemplate"("deviceTypeId", "name");

-- CreateIndex
CREATE INDEX "DeviceBayTemplate_deviceTypeId_id_idx" ON "DeviceBayTemplate"("deviceTypeId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "DeviceBayTemplate_deviceTypeId_name_key" ON "DeviceBayTemplate"("deviceTypeId", "name");

-- CreateIndex
CREATE UNIQUE INDEX "Device_assetTag_key" ON "Device"("assetTag");

-- CreateIndex
CREATE UNIQUE INDEX "Device_primaryIp4Id_key" ON "Device"("primaryIp4Id");

-- CreateIndex
CREATE UNIQUE INDEX "Device_primaryIp6Id_key" ON "Device"("primaryIp6Id");

-- CreateIndex
CREATE UNIQUE INDEX "Device_oobIpId_key" ON "Device"("oobIpId");

-- CreateIndex
CREATE INDEX "Device_deviceTypeId_id_idx" ON "Device"("deviceTypeId", "id");

-- CreateIndex
CREATE INDEX "Device_roleId_id_idx" ON "Device"("roleId", "id");

-- CreateIndex
CREATE INDEX "Device_tenantId_id_idx" ON "Device"("tenantId", "id");

-- CreateIndex
CREATE INDEX "Device_platformId_id_idx" ON "Device"("platformId", "id");

-- CreateIndex
CREATE INDEX "Device_siteId_id_idx" ON "Device"("siteId", "id");

-- CreateIndex
CREATE INDEX "Device_locationId_id_idx" ON "Device"("locationId", "id");

-- CreateIndex
CREATE INDEX "Device_rackId_id_idx" ON "Device"("rackId", "id");

-- CreateIndex
CREATE INDEX "Device_clusterId_id_idx" ON "Device"("clusterId", "id");

-- CreateIndex
CREATE INDEX "Device_virtualChassisId_id_idx" ON "Device"("virtualChassisId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Device_virtualChassisId_vcPosition_key" ON "Device"("virtualChassisId", "vcPosition");

-- CreateIndex
CREATE UNIQUE INDEX "VirtualChassis_masterId_key" ON "VirtualChassis"("masterId");

-- CreateIndex
CREATE INDEX "ModuleBay_deviceId_id_idx" ON "ModuleBay"("deviceId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "ModuleBay_deviceId_name_key" ON "ModuleBay"("deviceId", "name");

-- CreateIndex
CREATE UNIQUE INDEX "Module_moduleBayId_key" ON "Module"("moduleBayId");

-- CreateIndex
CREATE UNIQUE INDEX "Module_assetTag_key" ON "Module"("assetTag");

-- CreateIndex
CREATE INDEX "Module_deviceId_id_idx" ON "Module"("deviceId", "id");

-- CreateIndex
CREATE INDEX "Module_moduleTypeId_id_idx" ON "Module"("moduleTypeId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "DeviceBay_installedDeviceId_key" ON "DeviceBay"("installedDeviceId");

-- CreateIndex
CREATE INDEX "DeviceBay_deviceId_id_idx" ON "DeviceBay"("deviceId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "DeviceBay_deviceId_name_key" ON "DeviceBay"("deviceId", "name");

-- CreateIndex
CREATE INDEX "Interface_deviceId_id_idx" ON "Interface"("deviceId", "id");

-- CreateIndex
CREATE INDEX "Interface_moduleId_id_idx" ON "Interface"("moduleId", "id");

-- CreateIndex
CREATE INDEX "Interface_lagId_id_idx" ON "Interface"("lagId", "id");

-- CreateIndex
CREATE INDEX "Interface_parentId_id_idx" ON "Interface"("parentId", "id");

-- CreateIndex
CREATE INDEX "Interface_bridgeId_id_idx" ON "Interface"("bridgeId", "id");

-- CreateIndex
CREATE INDEX "Interface_untaggedVlanId_id_idx" ON "Interface"("untaggedVlanId", "id");

-- CreateIndex
CREATE INDEX "Interface_vrfId_id_idx" ON "Interface"("vrfId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Interface_deviceId_name_key" ON "Interface"("deviceId", "name");

-- CreateIndex
CREATE INDEX "RearPort_deviceId_id_idx" ON "RearPort"("deviceId", "id");

-- CreateIndex
CREATE INDEX "RearPort_moduleId_id_idx" ON "RearPort"("moduleId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "RearPort_deviceId_name_key" ON "RearPort"("deviceId", "name");

-- CreateIndex
CREATE INDEX "FrontPort_deviceId_id_idx" ON "FrontPort"("deviceId", "id");

-- CreateIndex
CREATE INDEX "FrontPort_moduleId_id_idx" ON "FrontPort"("moduleId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "FrontPort_deviceId_name_key" ON "FrontPort"("deviceId", "name");

-- CreateIndex
CREATE INDEX "PortMapping_frontPortId_id_idx" ON "PortMapping"("frontPortId", "id");

-- CreateIndex
CREATE INDEX "PortMapping_rearPortId_id_idx" ON "PortMapping"("rearPortId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "PortMapping_frontPortId_frontPortPosition_key" ON "PortMapping"("frontPortId", "frontPortPosition");

-- CreateIndex
CREATE UNIQUE INDEX "PortMapping_rearPortId_rearPortPosition_key" ON "PortMapping"("rearPortId", "rearPortPosition");

-- CreateIndex
CREATE INDEX "ConsolePort_deviceId_id_idx" ON "ConsolePort"("deviceId", "id");

-- CreateIndex
CREATE INDEX "ConsolePort_moduleId_id_idx" ON "ConsolePort"("moduleId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "ConsolePort_deviceId_name_key" ON "ConsolePort"("deviceId", "name");

-- CreateIndex
CREATE INDEX "ConsoleServerPort_deviceId_id_idx" ON "ConsoleServerPort"("deviceId", "id");

-- CreateIndex
CREATE INDEX "ConsoleServerPort_moduleId_id_idx" ON "ConsoleServerPort"("moduleId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "ConsoleServerPort_deviceId_name_key" ON "ConsoleServerPort"("deviceId", "name");

-- CreateIndex
CREATE INDEX "PowerPort_deviceId_id_idx" ON "PowerPort"("deviceId", "id");

-- CreateIndex
CREATE INDEX "PowerPort_moduleId_id_idx" ON "PowerPort"("moduleId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "PowerPort_deviceId_name_key" ON "PowerPort"("deviceId", "name");

-- CreateIndex
CREATE INDEX "PowerOutlet_deviceId_id_idx" ON "PowerOutlet"("deviceId", "id");

-- CreateIndex
CREATE INDEX "PowerOutlet_moduleId_id_idx" ON "PowerOutlet"("moduleId", "id");

-- CreateIndex
CREATE INDEX "PowerOutlet_powerPortId_id_idx" ON "PowerOutlet"("powerPortId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "PowerOutlet_deviceId_name_key" ON "PowerOutlet"("deviceId", "name");

-- CreateIndex
CREATE INDEX "PowerPanel_siteId_id_idx" ON "PowerPanel"("siteId", "id");

-- CreateIndex
CREATE INDEX "PowerPanel_locationId_id_idx" ON "PowerPanel"("locationId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "PowerPanel_siteId_name_key" ON "PowerPanel"("siteId", "name");

-- CreateIndex
CREATE INDEX "PowerFeed_powerPanelId_id_idx" ON "PowerFeed"("powerPanelId", "id");

-- CreateIndex
CREATE INDEX "PowerFeed_rackId_id_idx" ON "PowerFeed"("rackId", "id");

-- CreateIndex
CREATE INDEX "PowerFeed_tenantId_id_idx" ON "PowerFeed"("tenantId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "PowerFeed_powerPanelId_name_key" ON "PowerFeed"("powerPanelId", "name");

-- CreateIndex
CREATE INDEX "Cable_tenantId_id_idx" ON "Cable"("tenantId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "CableTermination_interfaceId_key" ON "CableTermination"("interfaceId");

-- CreateIndex
CREATE UNIQUE INDEX "CableTermination_frontPortId_key" ON "CableTermination"("frontPortId");

-- CreateIndex
CREATE UNIQUE INDEX "CableTermination_rearPortId_key" ON "CableTermination"("rearPortId");

-- CreateIndex
CREATE UNIQUE INDEX "CableTermination_consolePortId_key" ON "CableTermination"("consolePortId");

-- CreateIndex
CREATE UNIQUE INDEX "CableTermination_consoleServerPortId_key" ON "CableTermination"("consoleServerPortId");

-- CreateIndex
CREATE UNIQUE INDEX "CableTermination_powerPortId_key" ON "CableTermination"("powerPortId");

-- CreateIndex
CREATE UNIQUE INDEX "CableTermination_powerOutletId_key" ON "CableTermination"("powerOutletId");

-- CreateIndex
CREATE UNIQUE INDEX "CableTermination_powerFeedId_key" ON "CableTermination"("powerFeedId");

-- CreateIndex
CREATE UNIQUE INDEX "CableTermination_circuitTerminationId_key" ON "CableTermination"("circuitTerminationId");

-- CreateIndex
CREATE INDEX "CableTermination_cableId_id_idx" ON "CableTermination"("cableId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Tag_name_key" ON "Tag"("name");

-- CreateIndex
CREATE UNIQUE INDEX "Tag_slug_key" ON "Tag"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "CustomField_name_key" ON "CustomField"("name");

-- CreateIndex
CREATE INDEX "ExternalReference_resourceType_resourceId_idx" ON "ExternalReference"("resourceType", "resourceId");

-- CreateIndex
CREATE UNIQUE INDEX "ExternalReference_source_model_externalId_key" ON "ExternalReference"("source", "model", "externalId");

-- CreateIndex
CREATE UNIQUE INDEX "Rir_name_key" ON "Rir"("name");

-- CreateIndex
CREATE UNIQUE INDEX "Rir_slug_key" ON "Rir"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "Asn_asn_key" ON "Asn"("asn");

-- CreateIndex
CREATE INDEX "Asn_rirId_id_idx" ON "Asn"("rirId", "id");

-- CreateIndex
CREATE INDEX "Asn_tenantId_id_idx" ON "Asn"("tenantId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "IpamRole_name_key" ON "IpamRole"("name");

-- CreateIndex
CREATE UNIQUE INDEX "IpamRole_slug_key" ON "IpamRole"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "RouteTarget_name_key" ON "RouteTarget"("name");

-- CreateIndex
CREATE INDEX "RouteTarget_tenantId_id_idx" ON "RouteTarget"("tenantId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Vrf_rd_key" ON "Vrf"("rd");

-- CreateIndex
CREATE INDEX "Vrf_tenantId_id_idx" ON "Vrf"("tenantId", "id");

-- CreateIndex
CREATE INDEX "Aggregate_rirId_id_idx" ON "Aggregate"("rirId", "id");

-- CreateIndex
CREATE INDEX "Aggregate_tenantId_id_idx" ON "Aggregate"("tenantId", "id");

-- CreateIndex
CREATE INDEX "VlanGroup_regionId_id_idx" ON "VlanGroup"("regionId", "id");

-- CreateIndex
CREATE INDEX "VlanGroup_siteGroupId_id_idx" ON "VlanGroup"("siteGroupId", "id");

-- CreateIndex
CREATE INDEX "VlanGroup_siteId_id_idx" ON "VlanGroup"("siteId", "id");

-- CreateIndex
CREATE INDEX "VlanGroup_locationId_id_idx" ON "VlanGroup"("locationId", "id");

-- CreateIndex
CREATE INDEX "VlanGroup_rackId_id_idx" ON "VlanGroup"("rackId", "id");

-- CreateIndex
CREATE INDEX "VlanGroup_clusterGroupId_id_idx" ON "VlanGroup"("clusterGroupId", "id");

-- CreateIndex
CREATE INDEX "VlanGroup_clusterId_id_idx" ON "VlanGroup"("clusterId", "id");

-- CreateIndex
CREATE INDEX "Vlan_groupId_id_idx" ON "Vlan"("groupId", "id");

-- CreateIndex
CREATE INDEX "Vlan_siteId_id_idx" ON "Vlan"("siteId", "id");

-- CreateIndex
CREATE INDEX "Vlan_tenantId_id_idx" ON "Vlan"("tenantId", "id");

-- CreateIndex
CREATE INDEX "Vlan_roleId_id_idx" ON "Vlan"("roleId", "id");

-- CreateIndex
CREATE INDEX "Prefix_vrfId_id_idx" ON "Prefix"("vrfId", "id");

-- CreateIndex
CREATE INDEX "Prefix_siteId_id_idx" ON "Prefix"("siteId", "id");

-- CreateIndex
CREATE INDEX "Prefix_tenantId_id_idx" ON "Prefix"("tenantId", "id");

-- CreateIndex
CREATE INDEX "Prefix_vlanId_id_idx" ON "Prefix"("vlanId", "id");

-- CreateIndex
CREATE INDEX "Prefix_roleId_id_idx" ON "Prefix"("roleId", "id");

-- CreateIndex
CREATE INDEX "IpRange_vrfId_id_idx" ON "IpRange"("vrfId", "id");

-- CreateIndex
CREATE INDEX "IpRange_tenantId_id_idx" ON "IpRange"("tenantId", "id");

-- CreateIndex
CREATE INDEX "IpRange_roleId_id_idx" ON "IpRange"("roleId", "id");

-- CreateIndex
CREATE INDEX "IpAddress_vrfId_id_idx" ON "IpAddress"("vrfId", "id");

-- CreateIndex
CREATE INDEX "IpAddress_tenantId_id_idx" ON "IpAddress"("tenantId", "id");

-- CreateIndex
CREATE INDEX "IpAddress_interfaceId_id_idx" ON "IpAddress"("interfaceId", "id");

-- CreateIndex
CREATE INDEX "IpAddress_vmInterfaceId_id_idx" ON "IpAddress"("vmInterfaceId", "id");

-- CreateIndex
CREATE INDEX "IpAddress_natInsideId_id_idx" ON "IpAddress"("natInsideId", "id");

-- CreateIndex
CREATE INDEX "Region_parentId_id_idx" ON "Region"("parentId", "id");

-- CreateIndex
CREATE INDEX "SiteGroup_parentId_id_idx" ON "SiteGroup"("parentId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Site_name_key" ON "Site"("name");

-- CreateIndex
CREATE UNIQUE INDEX "Site_slug_key" ON "Site"("slug");

-- CreateIndex
CREATE INDEX "Site_regionId_id_idx" ON "Site"("regionId", "id");

-- CreateIndex
CREATE INDEX "Site_groupId_id_idx" ON "Site"("groupId", "id");

-- CreateIndex
CREATE INDEX "Site_tenantId_id_idx" ON "Site"("tenantId", "id");

-- CreateIndex
CREATE INDEX "Location_siteId_id_idx" ON "Location"("siteId", "id");

-- CreateIndex
CREATE INDEX "Location_parentId_id_idx" ON "Location"("parentId", "id");

-- CreateIndex
CREATE INDEX "Location_tenantId_id_idx" ON "Location"("tenantId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "RackRole_name_key" ON "RackRole"("name");

-- CreateIndex
CREATE UNIQUE INDEX "RackRole_slug_key" ON "RackRole"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "Rack_assetTag_key" ON "Rack"("assetTag");

-- CreateIndex
CREATE INDEX "Rack_siteId_id_idx" ON "Rack"("siteId", "id");

-- CreateIndex
CREATE INDEX "Rack_locationId_id_idx" ON "Rack"("locationId", "id");

-- CreateIndex
CREATE INDEX "Rack_tenantId_id_idx" ON "Rack"("tenantId", "id");

-- CreateIndex
CREATE INDEX "Rack_roleId_id_idx" ON "Rack"("roleId", "id");

-- CreateIndex
CREATE INDEX "RackReservation_rackId_id_idx" ON "RackReservation"("rackId", "id");

-- CreateIndex
CREATE INDEX "RackReservation_tenantId_id_idx" ON "RackReservation"("tenantId", "id");

-- CreateIndex
CREATE INDEX "Service_tenantId_id_idx" ON "Service"("tenantId", "id");

-- CreateIndex
CREATE INDEX "Service_deviceId_id_idx" ON "Service"("deviceId", "id");

-- CreateIndex
CREATE INDEX "Service_virtualMachineId_id_idx" ON "Service"("virtualMachineId", "id");

-- CreateIndex
CREATE INDEX "ServiceDependency_serviceId_id_idx" ON "ServiceDependency"("serviceId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "ServiceDependency_serviceId_name_key" ON "ServiceDependency"("serviceId", "name");

-- CreateIndex
CREATE INDEX "ServiceDependencyMember_dependencyId_id_idx" ON "ServiceDependencyMember"("dependencyId", "id");

-- CreateIndex
CREATE INDEX "ServiceDependencyMember_serviceId_id_idx" ON "ServiceDependencyMember"("serviceId", "id");

-- CreateIndex
CREATE INDEX "ServiceDependencyMember_deviceId_id_idx" ON "ServiceDependencyMember"("deviceId", "id");

-- CreateIndex
CREATE INDEX "ServiceDependencyMember_interfaceId_id_idx" ON "ServiceDependencyMember"("interfaceId", "id");

-- CreateIndex
CREATE INDEX "ServiceDependencyMember_virtualMachineId_id_idx" ON "ServiceDependencyMember"("virtualMachineId", "id");

-- CreateIndex
CREATE INDEX "ServiceDependencyMember_clusterId_id_idx" ON "ServiceDependencyMember"("clusterId", "id");

-- CreateIndex
CREATE INDEX "ServiceDependencyMember_circuitId_id_idx" ON "ServiceDependencyMember"("circuitId", "id");

-- CreateIndex
CREATE INDEX "ServiceDependencyMember_powerFeedId_id_idx" ON "ServiceDependencyMember"("powerFeedId", "id");

-- CreateIndex
CREATE INDEX "TenantGroup_parentId_id_idx" ON "TenantGroup"("parentId", "id");

-- CreateIndex
CREATE INDEX "Tenant_groupId_id_idx" ON "Tenant"("groupId", "id");

-- CreateIndex
CREATE INDEX "ContactGroup_parentId_id_idx" ON "ContactGroup"("parentId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "ContactRole_name_key" ON "ContactRole"("name");

-- CreateIndex
CREATE UNIQUE INDEX "ContactRole_slug_key" ON "ContactRole"("slug");

-- CreateIndex
CREATE INDEX "Contact_groupId_id_idx" ON "Contact"("groupId", "id");

-- CreateIndex
CREATE INDEX "ContactAssignment_contactId_id_idx" ON "ContactAssignment"("contactId", "id");

-- CreateIndex
CREATE INDEX "ContactAssignment_roleId_id_idx" ON "ContactAssignment"("roleId", "id");

-- CreateIndex
CREATE INDEX "ContactAssignment_regionId_id_idx" ON "ContactAssignment"("regionId", "id");

-- CreateIndex
CREATE INDEX "ContactAssignment_siteGroupId_id_idx" ON "ContactAssignment"("siteGroupId", "id");

-- CreateIndex
CREATE INDEX "ContactAssignment_siteId_id_idx" ON "ContactAssignment"("siteId", "id");

-- CreateIndex
CREATE INDEX "ContactAssignment_locationId_id_idx" ON "ContactAssignment"("locationId", "id");

-- CreateIndex
CREATE INDEX "ContactAssignment_rackId_id_idx" ON "ContactAssignment"("rackId", "id");

-- CreateIndex
CREATE INDEX "ContactAssignment_tenantId_id_idx" ON "ContactAssignment"("tenantId", "id");

-- CreateIndex
CREATE INDEX "ContactAssignment_manufacturerId_id_idx" ON "ContactAssignment"("manufacturerId", "id");

-- CreateIndex
CREATE INDEX "ContactAssignment_deviceId_id_idx" ON "ContactAssignment"("deviceId", "id");

-- CreateIndex
CREATE INDEX "ContactAssignment_powerPanelId_id_idx" ON "ContactAssignment"("powerPanelId", "id");

-- CreateIndex
CREATE INDEX "ContactAssignment_providerId_id_idx" ON "ContactAssignment"("providerId", "id");

-- CreateIndex
CREATE INDEX "ContactAssignment_circuitId_id_idx" ON "ContactAssignment"("circuitId", "id");

-- CreateIndex
CREATE INDEX "ContactAssignment_clusterGroupId_id_idx" ON "ContactAssignment"("clusterGroupId", "id");

-- CreateIndex
CREATE INDEX "ContactAssignment_clusterId_id_idx" ON "ContactAssignment"("clusterId", "id");

-- CreateIndex
CREATE INDEX "ContactAssignment_virtualMachineId_id_idx" ON "ContactAssignment"("virtualMachineId", "id");

-- CreateIndex
CREATE INDEX "ContactAssignment_serviceId_id_idx" ON "ContactAssignment"("serviceId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "ClusterType_name_key" ON "ClusterType"("name");

-- CreateIndex
CREATE UNIQUE INDEX "ClusterType_slug_key" ON "ClusterType"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "ClusterGroup_name_key" ON "ClusterGroup"("name");

-- CreateIndex
CREATE UNIQUE INDEX "ClusterGroup_slug_key" ON "ClusterGroup"("slug");

-- CreateIndex
CREATE INDEX "Cluster_typeId_id_idx" ON "Cluster"("typeId", "id");

-- CreateIndex
CREATE INDEX "Cluster_groupId_id_idx" ON "Cluster"("groupId", "id");

-- CreateIndex
CREATE INDEX "Cluster_tenantId_id_idx" ON "Cluster"("tenantId", "id");

-- CreateIndex
CREATE INDEX "Cluster_siteId_id_idx" ON "Cluster"("siteId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "VirtualMachine_primaryIp4Id_key" ON "VirtualMachine"("primaryIp4Id");

-- CreateIndex
CREATE UNIQUE INDEX "VirtualMachine_primaryIp6Id_key" ON "VirtualMachine"("primaryIp6Id");

-- CreateIndex
CREATE INDEX "VirtualMachine_siteId_id_idx" ON "VirtualMachine"("siteId", "id");

-- CreateIndex
CREATE INDEX "VirtualMachine_clusterId_id_idx" ON "VirtualMachine"("clusterId", "id");

-- CreateIndex
CREATE INDEX "VirtualMachine_deviceId_id_idx" ON "VirtualMachine"("deviceId", "id");

-- CreateIndex
CREATE INDEX "VirtualMachine_tenantId_id_idx" ON "VirtualMachine"("tenantId", "id");

-- CreateIndex
CREATE INDEX "VirtualMachine_roleId_id_idx" ON "VirtualMachine"("roleId", "id");

-- CreateIndex
CREATE INDEX "VirtualMachine_platformId_id_idx" ON "VirtualMachine"("platformId", "id");

-- CreateIndex
CREATE INDEX "VmInterface_virtualMachineId_id_idx" ON "VmInterface"("virtualMachineId", "id");

-- CreateIndex
CREATE INDEX "VmInterface_parentId_id_idx" ON "VmInterface"("parentId", "id");

-- CreateIndex
CREATE INDEX "VmInterface_bridgeId_id_idx" ON "VmInterface"("bridgeId", "id");

-- CreateIndex
CREATE INDEX "VmInterface_untaggedVlanId_id_idx" ON "VmInterface"("untaggedVlanId", "id");

-- CreateIndex
CREATE INDEX "VmInterface_vrfId_id_idx" ON "VmInterface"("vrfId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "VmInterface_virtualMachineId_name_key" ON "VmInterface"("virtualMachineId", "name");

-- CreateIndex
CREATE INDEX "_ProviderToTag_B_index" ON "_ProviderToTag"("B");

-- CreateIndex
CREATE INDEX "_ProviderNetworkToTag_B_index" ON "_ProviderNetworkToTag"("B");

-- CreateIndex
CREATE INDEX "_CircuitTypeToTag_B_index" ON "_CircuitTypeToTag"("B");

-- CreateIndex
CREATE INDEX "_CircuitToTag_B_index" ON "_CircuitToTag"("B");

-- CreateIndex
CREATE INDEX "_CircuitTerminationToTag_B_index" ON "_CircuitTerminationToTag"("B");

-- CreateIndex
CREATE INDEX "_ManufacturerToTag_B_index" ON "_ManufacturerToTag"("B");

-- CreateIndex
CREATE INDEX "_PlatformToTag_B_index" ON "_PlatformToTag"("B");

-- CreateIndex
CREATE INDEX "_DeviceRoleToTag_B_index" ON "_DeviceRoleToTag"("B");

-- CreateIndex
CREATE INDEX "_DeviceTypeToTag_B_index" ON "_DeviceTypeToTag"("B");

-- CreateIndex
CREATE INDEX "_ModuleTypeToTag_B_index" ON "_ModuleTypeToTag"("B");

-- CreateIndex
CREATE INDEX "_DeviceToTag_B_index" ON "_DeviceToTag"("B");

-- CreateIndex
CREATE INDEX "_ModuleBayToTag_B_index" ON "_ModuleBayToTag"("B");

-- CreateIndex
CREATE INDEX "_ModuleToTag_B_index" ON "_ModuleToTag"("B");

-- CreateIndex
CREATE INDEX "_DeviceBayToTag_B_index" ON "_DeviceBayToTag"("B");

-- CreateIndex
CREATE INDEX "_InterfaceTaggedVlans_B_index" ON "_InterfaceTaggedVlans"("B");

-- CreateIndex
CREATE INDEX "_InterfaceToTag_B_index" ON "_InterfaceToTag"("B");

-- CreateIndex
CREATE INDEX "_RearPortToTag_B_index" ON "_RearPortToTag"("B");

-- CreateIndex
CREATE INDEX "_FrontPortToTag_B_index" ON "_FrontPortToTag"("B");

-- CreateIndex
CREATE INDEX "_ConsolePortToTag_B_index" ON "_ConsolePortToTag"("B");

-- CreateIndex
CREATE INDEX "_ConsoleServerPortToTag_B_index" ON "_ConsoleServerPortToTag"("B");

-- CreateIndex
CREATE INDEX "_PowerPortToTag_B_index" ON "_PowerPortToTag"("B");

-- CreateIndex
CREATE INDEX "_PowerOutletToTag_B_index" ON "_PowerOutletToTag"("B");

-- CreateIndex
CREATE INDEX "_PowerPanelToTag_B_index" ON "_PowerPanelToTag"("B");

-- CreateIndex
CREATE INDEX "_PowerFeedToTag_B_index" ON "_PowerFeedToTag"("B");

-- CreateIndex
CREATE INDEX "_CableToTag_B_index" ON "_CableToTag"("B");

-- CreateIndex
CREATE INDEX "_TagToTenantGroup_B_index" ON "_TagToTenantGroup"("B");

-- CreateIndex
CREATE INDEX "_TagToTenant_B_index" ON "_TagToTenant"("B");

-- CreateIndex
CREATE INDEX "_TagToVirtualChassis_B_index" ON "_TagToVirtualChassis"("B");

-- CreateIndex
CREATE INDEX "_TagToVrf_B_index" ON "_TagToVrf"("B");

-- CreateIndex
CREATE INDEX "_TagToVlanGroup_B_index" ON "_TagToVlanGroup"("B");

-- CreateIndex
CREATE INDEX "_TagToVlan_B_index" ON "_TagToVlan"("B");

-- CreateIndex
CREATE INDEX "_TagToVirtualMachine_B_index" ON "_TagToVirtualMachine"("B");

-- CreateIndex
CREATE INDEX "_TagToVmInterface_B_index" ON "_TagToVmInterface"("B");

-- CreateIndex
CREATE INDEX "_RirToTag_B_index" ON "_RirToTag"("B");

-- CreateIndex
CREATE INDEX "_AsnToTag_B_index" ON "_AsnToTag"("B");

-- CreateIndex
CREATE INDEX "_AsnToSite_B_index" ON "_AsnToSite"("B");

-- CreateIndex
CREATE INDEX "_AsnToProvider_B_index" ON "_AsnToProvider"("B");

-- CreateIndex
CREATE INDEX "_IpamRoleToTag_B_index" ON "_IpamRoleToTag"("B");

-- CreateIndex
CREATE INDEX "_RouteTargetToTag_B_index" ON "_RouteTargetToTag"("B");

-- CreateIndex
CREATE INDEX "_VrfImportTargets_B_index" ON "_VrfImportTargets"("B");

-- CreateIndex
CREATE INDEX "_VrfExportTargets_B_index" ON "_VrfExportTargets"("B");

-- CreateIndex
CREATE INDEX "_AggregateToTag_B_index" ON "_AggregateToTag"("B");

-- CreateIndex
CREATE INDEX "_VmInterfaceTaggedVlans_B_index" ON "_VmInterfaceTaggedVlans"("B");

-- CreateIndex
CREATE INDEX "_PrefixToTag_B_index" ON "_PrefixToTag"("B");

-- CreateIndex
CREATE INDEX "_IpRangeToTag_B_index" ON "_IpRangeToTag"("B");

-- CreateIndex
CREATE INDEX "_IpAddressToTag_B_index" ON "_IpAddressToTag"("B");

-- CreateIndex
CREATE INDEX "_IpAddressToService_B_index" ON "_IpAddressToService"("B");

-- CreateIndex
CREATE INDEX "_RegionToTag_B_index" ON "_RegionToTag"("B");

-- CreateIndex
CREATE INDEX "_SiteGroupToTag_B_index" ON "_SiteGroupToTag"("B");

-- CreateIndex
CREATE INDEX "_SiteToTag_B_index" ON "_SiteToTag"("B");

-- CreateIndex
CREATE INDEX "_LocationToTag_B_index" ON "_LocationToTag"("B");

-- CreateIndex
CREATE INDEX "_RackRoleToTag_B_index" ON "_RackRoleToTag"("B");

-- CreateIndex
CREATE INDEX "_RackToTag_B_index" ON "_RackToTag"("B");

-- CreateIndex
CREATE INDEX "_RackReservationToTag_B_index" ON "_RackReservationToTag"("B");

-- CreateIndex
CREATE INDEX "_ServiceToTag_B_index" ON "_ServiceToTag"("B");

-- CreateIndex
CREATE INDEX "_ServiceDependencyToTag_B_index" ON "_ServiceDependencyToTag"("B");

-- CreateIndex
CREATE INDEX "_ContactGroupToTag_B_index" ON "_ContactGroupToTag"("B");

-- CreateIndex
CREATE INDEX "_ContactRoleToTag_B_index" ON "_ContactRoleToTag"("B");

-- CreateIndex
CREATE INDEX "_ContactToTag_B_index" ON "_ContactToTag"("B");

-- CreateIndex
CREATE INDEX "_ContactAssignmentToTag_B_index" ON "_ContactAssignmentToTag"("B");

-- CreateIndex
CREATE INDEX "_ClusterTypeToTag_B_index" ON "_ClusterTypeToTag"("B");

-- CreateIndex
CREATE INDEX "_ClusterGroupToTag_B_index" ON "_ClusterGroupToTag"("B");

-- CreateIndex
CREATE INDEX "_ClusterToTag_B_index" ON "_ClusterToTag"("B");

-- AddForeignKey
ALTER TABLE "ProviderNetwork" ADD CONSTRAINT "ProviderNetwork_providerId_fkey" FOREIGN KEY ("providerId") REFERENCES "Provider"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Circuit" ADD CONSTRAINT "Circuit_providerId_fkey" FOREIGN KEY ("providerId") REFERENCES "Provider"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Circuit" ADD CONSTRAINT "Circuit_typeId_fkey" FOREIGN KEY ("typeId") REFERENCES "CircuitType"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Circuit" ADD CONSTRAINT "Circuit_tenantId_fkey" FOREIGN KEY ("tenantId") REFERENCES "Tenant"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "CircuitTermination" ADD CONSTRAINT "CircuitTermination_circuitId_fkey" FOREIGN KEY ("circuitId") REFERENCES "Circuit"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "CircuitTermination" ADD CONSTRAINT "CircuitTermination_siteId_fkey" FOREIGN KEY ("siteId") REFERENCES "Site"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "CircuitTermination" ADD CONSTRAINT "CircuitTermination_providerNetworkId_fkey" FOREIGN KEY ("providerNetworkId") REFERENCES "ProviderNetwork"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Platform" ADD CONSTRAINT "Platform_manufacturerId_fkey" FOREIGN KEY ("manufacturerId") REFERENCES "Manufacturer"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "DeviceType" ADD CONSTRAINT "DeviceType_manufacturerId_fkey" FOREIGN KEY ("manufacturerId") REFERENCES "Manufacturer"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "DeviceType" ADD CONSTRAINT "DeviceType_defaultPlatformId_fkey" FOREIGN KEY ("defaultPlatformId") REFERENCES "Platform"("id") ON DELETE SET NULL ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "ModuleType" ADD CONSTRAINT "ModuleType_manufacturerId_fkey" FOREIGN KEY ("manufacturerId") REFERENCES "Manufacturer"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "ConsolePortTemplate" ADD CONSTRAINT "ConsolePortTemplate_deviceTypeId_fkey" FOREIGN KEY ("deviceTypeId") REFERENCES "DeviceType"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "ConsolePortTemplate" ADD CONSTRAINT "ConsolePortTemplate_moduleTypeId_fkey" FOREIGN KEY ("moduleTypeId") REFERENCES "ModuleType"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "ConsoleServerPortTemplate" ADD CONSTRAINT "ConsoleServerPortTemplate_deviceTypeId_fkey" FOREIGN KEY ("deviceTypeId") REFERENCES "DeviceType"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "ConsoleServerPortTemplate" ADD CONSTRAINT "ConsoleServerPortTemplate_moduleTypeId_fkey" FOREIGN KEY ("moduleTypeId") REFERENCES "ModuleType"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "PowerPortTemplate" ADD CONSTRAINT "PowerPortTemplate_deviceTypeId_fkey" FOREIGN KEY ("deviceTypeId") REFERENCES "DeviceType"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "PowerPortTemplate" ADD CONSTRAINT "PowerPortTemplate_moduleTypeId_fkey" FOREIGN KEY ("moduleTypeId") REFERENCES "ModuleType"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "PowerOutletTemplate" ADD CONSTRAINT "PowerOutletTemplate_deviceTypeId_fkey" FOREIGN KEY ("deviceTypeId") REFERENCES "DeviceType"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "PowerOutletTemplate" ADD CONSTRAINT "PowerOutletTemplate_moduleTypeId_fkey" FOREIGN KEY ("moduleTypeId") REFERENCES "ModuleType"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "PowerOutletTemplate" ADD CONSTRAINT "PowerOutletTemplate_powerPortId_fkey" FOREIGN KEY ("powerPortId") REFERENCES "PowerPortTemplate"("id") ON DELETE SET NULL ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "InterfaceTemplate" ADD CONSTRAINT "InterfaceTemplate_deviceTypeId_fkey" FOREIGN KEY ("deviceTypeId") REFERENCES "DeviceType"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "InterfaceTemplate" ADD CONSTRAINT "InterfaceTemplate_moduleTypeId_fkey" FOREIGN KEY ("moduleTypeId") REFERENCES "ModuleType"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "InterfaceTemplate" ADD CONSTRAINT "InterfaceTemplate_bridgeId_fkey" FOREIGN KEY ("bridgeId") REFERENCES "InterfaceTemplate"("id") ON DELETE SET NULL ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "RearPortTemplate" ADD CONSTRAINT "RearPortTemplate_deviceTypeId_fkey" FOREIGN KEY ("deviceTypeId") REFERENCES "DeviceType"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "RearPortTemplate" ADD CONSTRAINT "RearPortTemplate_moduleTypeId_fkey" FOREIGN KEY ("moduleTypeId") REFERENCES "ModuleType"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "FrontPortTemplate" ADD CONSTRAINT "FrontPortTemplate_deviceTypeId_fkey" FOREIGN KEY ("deviceTypeId") REFERENCES "DeviceType"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "FrontPortTemplate" ADD CONSTRAINT "FrontPortTemplate_moduleTypeId_fkey" FOREIGN KEY ("moduleTypeId") REFERENCES "ModuleType"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "PortTemplateMapping" ADD CONSTRAINT "PortTemplateMapping_frontPortId_fkey" FOREIGN KEY ("frontPortId") REFERENCES "FrontPortTemplate"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "PortTemplateMapping" ADD CONSTRAINT "PortTemplateMapping_rearPortId_fkey" FOREIGN KEY ("rearPortId") REFERENCES "RearPortTemplate"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "ModuleBayTemplate" ADD CONSTRAINT "ModuleBayTemplate_deviceTypeId_fkey" FOREIGN KEY ("deviceTypeId") REFERENCES "DeviceType"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "DeviceBayTemplate" ADD CONSTRAINT "DeviceBayTemplate_deviceTypeId_fkey" FOREIGN KEY ("deviceTypeId") REFERENCES "DeviceType"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Device" ADD CONSTRAINT "Device_deviceTypeId_fkey" FOREIGN KEY ("deviceTypeId") REFERENCES "DeviceType"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Device" ADD CONSTRAINT "Device_roleId_fkey" FOREIGN KEY ("roleId") REFERENCES "DeviceRole"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Device" ADD CONSTRAINT "Device_tenantId_fkey" FOREIGN KEY ("tenantId") REFERENCES "Tenant"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Device" ADD CONSTRAINT "Device_platformId_fkey" FOREIGN KEY ("platformId") REFERENCES "Platform"("id") ON DELETE SET NULL ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Device" ADD CONSTRAINT "Device_siteId_fkey" FOREIGN KEY ("siteId") REFERENCES "Site"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Device" ADD CONSTRAINT "Device_locationId_fkey" FOREIGN KEY ("locationId") REFERENCES "Location"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Device" ADD CONSTRAINT "Device_rackId_fkey" FOREIGN KEY ("rackId") REFERENCES "Rack"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Device" ADD CONSTRAINT "Device_primaryIp4Id_fkey" FOREIGN KEY ("primaryIp4Id") REFERENCES "IpAddress"("id") ON DELETE SET NULL ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Device" ADD CONSTRAINT "Device_primaryIp6Id_fkey" FOREIGN KEY ("primaryIp6Id") REFERENCES "IpAddress"("id") ON DELETE SET NULL ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Device" ADD CONSTRAINT "Device_oobIpId_fkey" FOREIGN KEY ("oobIpId") REFERENCES "IpAddress"("id") ON DELETE SET NULL ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Device" ADD CONSTRAINT "Device_clusterId_fkey" FOREIGN KEY ("clusterId") REFERENCES "Cluster"("id") ON DELETE SET NULL ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Device" ADD CONSTRAINT "Device_virtualChassisId_fkey" FOREIGN KEY ("virtualChassisId") REFERENCES "VirtualChassis"("id") ON DELETE SET NULL ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "VirtualChassis" ADD CONSTRAINT "VirtualChassis_masterId_fkey" FOREIGN KEY ("masterId") REFERENCES "Device"("id") ON DELETE SET NULL ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "ModuleBay" ADD CONSTRAINT "ModuleBay_deviceId_fkey" FOREIGN KEY ("deviceId") REFERENCES "Device"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Module" ADD CONSTRAINT "Module_deviceId_fkey" FOREIGN KEY ("deviceId") REFERENCES "Device"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Module" ADD CONSTRAINT "Module_moduleBayId_fkey" FOREIGN KEY ("moduleBayId") REFERENCES "ModuleBay"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Module" ADD CONSTRAINT "Module_moduleTypeId_fkey" FOREIGN KEY ("moduleTypeId") REFERENCES "ModuleType"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "DeviceBay" ADD CONSTRAINT "DeviceBay_deviceId_fkey" FOREIGN KEY ("deviceId") REFERENCES "Device"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "DeviceBay" ADD CONSTRAINT "DeviceBay_installedDeviceId_fkey" FOREIGN KEY ("installedDeviceId") REFERENCES "Device"("id") ON DELETE SET NULL ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Interface" ADD CONSTRAINT "Interface_deviceId_fkey" FOREIGN KEY ("deviceId") REFERENCES "Device"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Interface" ADD CONSTRAINT "Interface_moduleId_fkey" FOREIGN KEY ("moduleId") REFERENCES "Module"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Interface" ADD CONSTRAINT "Interface_lagId_fkey" FOREIGN KEY ("lagId") REFERENCES "Interface"("id") ON DELETE SET NULL ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Interface" ADD CONSTRAINT "Interface_parentId_fkey" FOREIGN KEY ("parentId") REFERENCES "Interface"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Interface" ADD CONSTRAINT "Interface_bridgeId_fkey" FOREIGN KEY ("bridgeId") REFERENCES "Interface"("id") ON DELETE SET NULL ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Interface" ADD CONSTRAINT "Interface_untaggedVlanId_fkey" FOREIGN KEY ("untaggedVlanId") REFERENCES "Vlan"("id") ON DELETE SET NULL ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Interface" ADD CONSTRAINT "Interface_vrfId_fkey" FOREIGN KEY ("vrfId") REFERENCES "Vrf"("id") ON DELETE SET NULL ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "RearPort" ADD CONSTRAINT "RearPort_deviceId_fkey" FOREIGN KEY ("deviceId") REFERENCES "Device"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "RearPort" ADD CONSTRAINT "RearPort_moduleId_fkey" FOREIGN KEY ("moduleId") REFERENCES "Module"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "FrontPort" ADD CONSTRAINT "FrontPort_deviceId_fkey" FOREIGN KEY ("deviceId") REFERENCES "Device"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "FrontPort" ADD CONSTRAINT "FrontPort_moduleId_fkey" FOREIGN KEY ("moduleId") REFERENCES "Module"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "PortMapping" ADD CONSTRAINT "PortMapping_frontPortId_fkey" FOREIGN KEY ("frontPortId") REFERENCES "FrontPort"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "PortMapping" ADD CONSTRAINT "PortMapping_rearPortId_fkey" FOREIGN KEY ("rearPortId") REFERENCES "RearPort"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "ConsolePort" ADD CONSTRAINT "ConsolePort_deviceId_fkey" FOREIGN KEY ("deviceId") REFERENCES "Device"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "ConsolePort" ADD CONSTRAINT "ConsolePort_moduleId_fkey" FOREIGN KEY ("moduleId") REFERENCES "Module"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "ConsoleServerPort" ADD CONSTRAINT "ConsoleServerPort_deviceId_fkey" FOREIGN KEY ("deviceId") REFERENCES "Device"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "ConsoleServerPort" ADD CONSTRAINT "ConsoleServerPort_moduleId_fkey" FOREIGN KEY ("moduleId") REFERENCES "Module"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "PowerPort" ADD CONSTRAINT "PowerPort_deviceId_fkey" FOREIGN KEY ("deviceId") REFERENCES "Device"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "PowerPort" ADD CONSTRAINT "PowerPort_moduleId_fkey" FOREIGN KEY ("moduleId") REFERENCES "Module"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "PowerOutlet" ADD CONSTRAINT "PowerOutlet_deviceId_fkey" FOREIGN KEY ("deviceId") REFERENCES "Device"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "PowerOutlet" ADD CONSTRAINT "PowerOutlet_moduleId_fkey" FOREIGN KEY ("moduleId") REFERENCES "Module"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "PowerOutlet" ADD CONSTRAINT "PowerOutlet_powerPortId_fkey" FOREIGN KEY ("powerPortId") REFERENCES "PowerPort"("id") ON DELETE SET NULL ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "PowerPanel" ADD CONSTRAINT "PowerPanel_siteId_fkey" FOREIGN KEY ("siteId") REFERENCES "Site"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "PowerPanel" ADD CONSTRAINT "PowerPanel_locationId_fkey" FOREIGN KEY ("locationId") REFERENCES "Location"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "PowerFeed" ADD CONSTRAINT "PowerFeed_powerPanelId_fkey" FOREIGN KEY ("powerPanelId") REFERENCES "PowerPanel"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "PowerFeed" ADD CONSTRAINT "PowerFeed_rackId_fkey" FOREIGN KEY ("rackId") REFERENCES "Rack"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "PowerFeed" ADD CONSTRAINT "PowerFeed_tenantId_fkey" FOREIGN KEY ("tenantId") REFERENCES "Tenant"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Cable" ADD CONSTRAINT "Cable_tenantId_fkey" FOREIGN KEY ("tenantId") REFERENCES "Tenant"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "CableTermination" ADD CONSTRAINT "CableTermination_cableId_fkey" FOREIGN KEY ("cableId") REFERENCES "Cable"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "CableTermination" ADD CONSTRAINT "CableTermination_interfaceId_fkey" FOREIGN KEY ("interfaceId") REFERENCES "Interface"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "CableTermination" ADD CONSTRAINT "CableTermination_frontPortId_fkey" FOREIGN KEY ("frontPortId") REFERENCES "FrontPort"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "CableTermination" ADD CONSTRAINT "CableTermination_rearPortId_fkey" FOREIGN KEY ("rearPortId") REFERENCES "RearPort"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "CableTermination" ADD CONSTRAINT "CableTermination_consolePortId_fkey" FOREIGN KEY ("consolePortId") REFERENCES "ConsolePort"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "CableTermination" ADD CONSTRAINT "CableTermination_consoleServerPortId_fkey" FOREIGN KEY ("consoleServerPortId") REFERENCES "ConsoleServerPort"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "CableTermination" ADD CONSTRAINT "CableTermination_powerPortId_fkey" FOREIGN KEY ("powerPortId") REFERENCES "PowerPort"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "CableTermination" ADD CONSTRAINT "CableTermination_powerOutletId_fkey" FOREIGN KEY ("powerOutletId") REFERENCES "PowerOutlet"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "CableTermination" ADD CONSTRAINT "CableTermination_powerFeedId_fkey" FOREIGN KEY ("powerFeedId") REFERENCES "PowerFeed"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "CableTermination" ADD CONSTRAINT "CableTermination_circuitTerminationId_fkey" FOREIGN KEY ("circuitTerminationId") REFERENCES "CircuitTermination"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Asn" ADD CONSTRAINT "Asn_rirId_fkey" FOREIGN KEY ("rirId") REFERENCES "Rir"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Asn" ADD CONSTRAINT "Asn_tenantId_fkey" FOREIGN KEY ("tenantId") REFERENCES "Tenant"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "RouteTarget" ADD CONSTRAINT "RouteTarget_tenantId_fkey" FOREIGN KEY ("tenantId") REFERENCES "Tenant"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Vrf" ADD CONSTRAINT "Vrf_tenantId_fkey" FOREIGN KEY ("tenantId") REFERENCES "Tenant"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Aggregate" ADD CONSTRAINT "Aggregate_rirId_fkey" FOREIGN KEY ("rirId") REFERENCES "Rir"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Aggregate" ADD CONSTRAINT "Aggregate_tenantId_fkey" FOREIGN KEY ("tenantId") REFERENCES "Tenant"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "VlanGroup" ADD CONSTRAINT "VlanGroup_regionId_fkey" FOREIGN KEY ("regionId") REFERENCES "Region"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "VlanGroup" ADD CONSTRAINT "VlanGroup_siteGroupId_fkey" FOREIGN KEY ("siteGroupId") REFERENCES "SiteGroup"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "VlanGroup" ADD CONSTRAINT "VlanGroup_siteId_fkey" FOREIGN KEY ("siteId") REFERENCES "Site"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "VlanGroup" ADD CONSTRAINT "VlanGroup_locationId_fkey" FOREIGN KEY ("locationId") REFERENCES "Location"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "VlanGroup" ADD CONSTRAINT "VlanGroup_rackId_fkey" FOREIGN KEY ("rackId") REFERENCES "Rack"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "VlanGroup" ADD CONSTRAINT "VlanGroup_clusterGroupId_fkey" FOREIGN KEY ("clusterGroupId") REFERENCES "ClusterGroup"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "VlanGroup" ADD CONSTRAINT "VlanGroup_clusterId_fkey" FOREIGN KEY ("clusterId") REFERENCES "Cluster"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Vlan" ADD CONSTRAINT "Vlan_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "VlanGroup"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Vlan" ADD CONSTRAINT "Vlan_siteId_fkey" FOREIGN KEY ("siteId") REFERENCES "Site"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Vlan" ADD CONSTRAINT "Vlan_tenantId_fkey" FOREIGN KEY ("tenantId") REFERENCES "Tenant"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Vlan" ADD CONSTRAINT "Vlan_roleId_fkey" FOREIGN KEY ("roleId") REFERENCES "IpamRole"("id") ON DELETE SET NULL ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Prefix" ADD CONSTRAINT "Prefix_vrfId_fkey" FOREIGN KEY ("vrfId") REFERENCES "Vrf"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Prefix" ADD CONSTRAINT "Prefix_siteId_fkey" FOREIGN KEY ("siteId") REFERENCES "Site"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Prefix" ADD CONSTRAINT "Prefix_tenantId_fkey" FOREIGN KEY ("tenantId") REFERENCES "Tenant"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Prefix" ADD CONSTRAINT "Prefix_vlanId_fkey" FOREIGN KEY ("vlanId") REFERENCES "Vlan"("id") ON DELETE SET NULL ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Prefix" ADD CONSTRAINT "Prefix_roleId_fkey" FOREIGN KEY ("roleId") REFERENCES "IpamRole"("id") ON DELETE SET NULL ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "IpRange" ADD CONSTRAINT "IpRange_vrfId_fkey" FOREIGN KEY ("vrfId") REFERENCES "Vrf"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "IpRange" ADD CONSTRAINT "IpRange_tenantId_fkey" FOREIGN KEY ("tenantId") REFERENCES "Tenant"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "IpRange" ADD CONSTRAINT "IpRange_roleId_fkey" FOREIGN KEY ("roleId") REFERENCES "IpamRole"("id") ON DELETE SET NULL ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "IpAddress" ADD CONSTRAINT "IpAddress_vrfId_fkey" FOREIGN KEY ("vrfId") REFERENCES "Vrf"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "IpAddress" ADD CONSTRAINT "IpAddress_tenantId_fkey" FOREIGN KEY ("tenantId") REFERENCES "Tenant"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "IpAddress" ADD CONSTRAINT "IpAddress_interfaceId_fkey" FOREIGN KEY ("interfaceId") REFERENCES "Interface"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "IpAddress" ADD CONSTRAINT "IpAddress_vmInterfaceId_fkey" FOREIGN KEY ("vmInterfaceId") REFERENCES "VmInterface"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "IpAddress" ADD CONSTRAINT "IpAddress_natInsideId_fkey" FOREIGN KEY ("natInsideId") REFERENCES "IpAddress"("id") ON DELETE SET NULL ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Region" ADD CONSTRAINT "Region_parentId_fkey" FOREIGN KEY ("parentId") REFERENCES "Region"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "SiteGroup" ADD CONSTRAINT "SiteGroup_parentId_fkey" FOREIGN KEY ("parentId") REFERENCES "SiteGroup"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Site" ADD CONSTRAINT "Site_regionId_fkey" FOREIGN KEY ("regionId") REFERENCES "Region"("id") ON DELETE SET NULL ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Site" ADD CONSTRAINT "Site_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "SiteGroup"("id") ON DELETE SET NULL ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Site" ADD CONSTRAINT "Site_tenantId_fkey" FOREIGN KEY ("tenantId") REFERENCES "Tenant"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Location" ADD CONSTRAINT "Location_siteId_fkey" FOREIGN KEY ("siteId") REFERENCES "Site"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Location" ADD CONSTRAINT "Location_parentId_fkey" FOREIGN KEY ("parentId") REFERENCES "Location"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Location" ADD CONSTRAINT "Location_tenantId_fkey" FOREIGN KEY ("tenantId") REFERENCES "Tenant"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Rack" ADD CONSTRAINT "Rack_siteId_fkey" FOREIGN KEY ("siteId") REFERENCES "Site"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Rack" ADD CONSTRAINT "Rack_locationId_fkey" FOREIGN KEY ("locationId") REFERENCES "Location"("id") ON DELETE SET NULL ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Rack" ADD CONSTRAINT "Rack_tenantId_fkey" FOREIGN KEY ("tenantId") REFERENCES "Tenant"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Rack" ADD CONSTRAINT "Rack_roleId_fkey" FOREIGN KEY ("roleId") REFERENCES "RackRole"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "RackReservation" ADD CONSTRAINT "RackReservation_rackId_fkey" FOREIGN KEY ("rackId") REFERENCES "Rack"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "RackReservation" ADD CONSTRAINT "RackReservation_tenantId_fkey" FOREIGN KEY ("tenantId") REFERENCES "Tenant"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Service" ADD CONSTRAINT "Service_tenantId_fkey" FOREIGN KEY ("tenantId") REFERENCES "Tenant"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Service" ADD CONSTRAINT "Service_deviceId_fkey" FOREIGN KEY ("deviceId") REFERENCES "Device"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Service" ADD CONSTRAINT "Service_virtualMachineId_fkey" FOREIGN KEY ("virtualMachineId") REFERENCES "VirtualMachine"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "ServiceDependency" ADD CONSTRAINT "ServiceDependency_serviceId_fkey" FOREIGN KEY ("serviceId") REFERENCES "Service"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "ServiceDependencyMember" ADD CONSTRAINT "ServiceDependencyMember_dependencyId_fkey" FOREIGN KEY ("dependencyId") REFERENCES "ServiceDependency"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "ServiceDependencyMember" ADD CONSTRAINT "ServiceDependencyMember_serviceId_fkey" FOREIGN KEY ("serviceId") REFERENCES "Service"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "ServiceDependencyMember" ADD CONSTRAINT "ServiceDependencyMember_deviceId_fkey" FOREIGN KEY ("deviceId") REFERENCES "Device"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "ServiceDependencyMember" ADD CONSTRAINT "ServiceDependencyMember_interfaceId_fkey" FOREIGN KEY ("interfaceId") REFERENCES "Interface"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "ServiceDependencyMember" ADD CONSTRAINT "ServiceDependencyMember_virtualMachineId_fkey" FOREIGN KEY ("virtualMachineId") REFERENCES "VirtualMachine"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "ServiceDependencyMember" ADD CONSTRAINT "ServiceDependencyMember_clusterId_fkey" FOREIGN KEY ("clusterId") REFERENCES "Cluster"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "ServiceDependencyMember" ADD CONSTRAINT "ServiceDependencyMember_circuitId_fkey" FOREIGN KEY ("circuitId") REFERENCES "Circuit"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "ServiceDependencyMember" ADD CONSTRAINT "ServiceDependencyMember_powerFeedId_fkey" FOREIGN KEY ("powerFeedId") REFERENCES "PowerFeed"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "TenantGroup" ADD CONSTRAINT "TenantGroup_parentId_fkey" FOREIGN KEY ("parentId") REFERENCES "TenantGroup"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Tenant" ADD CONSTRAINT "Tenant_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "TenantGroup"("id") ON DELETE SET NULL ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "ContactGroup" ADD CONSTRAINT "ContactGroup_parentId_fkey" FOREIGN KEY ("parentId") REFERENCES "ContactGroup"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Contact" ADD CONSTRAINT "Contact_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "ContactGroup"("id") ON DELETE SET NULL ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "ContactAssignment" ADD CONSTRAINT "ContactAssignment_contactId_fkey" FOREIGN KEY ("contactId") REFERENCES "Contact"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "ContactAssignment" ADD CONSTRAINT "ContactAssignment_roleId_fkey" FOREIGN KEY ("roleId") REFERENCES "ContactRole"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "ContactAssignment" ADD CONSTRAINT "ContactAssignment_regionId_fkey" FOREIGN KEY ("regionId") REFERENCES "Region"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "ContactAssignment" ADD CONSTRAINT "ContactAssignment_siteGroupId_fkey" FOREIGN KEY ("siteGroupId") REFERENCES "SiteGroup"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "ContactAssignment" ADD CONSTRAINT "ContactAssignment_siteId_fkey" FOREIGN KEY ("siteId") REFERENCES "Site"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "ContactAssignment" ADD CONSTRAINT "ContactAssignment_locationId_fkey" FOREIGN KEY ("locationId") REFERENCES "Location"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "ContactAssignment" ADD CONSTRAINT "ContactAssignment_rackId_fkey" FOREIGN KEY ("rackId") REFERENCES "Rack"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "ContactAssignment" ADD CONSTRAINT "ContactAssignment_tenantId_fkey" FOREIGN KEY ("tenantId") REFERENCES "Tenant"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "ContactAssignment" ADD CONSTRAINT "ContactAssignment_manufacturerId_fkey" FOREIGN KEY ("manufacturerId") REFERENCES "Manufacturer"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "ContactAssignment" ADD CONSTRAINT "ContactAssignment_deviceId_fkey" FOREIGN KEY ("deviceId") REFERENCES "Device"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "ContactAssignment" ADD CONSTRAINT "ContactAssignment_powerPanelId_fkey" FOREIGN KEY ("powerPanelId") REFERENCES "PowerPanel"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "ContactAssignment" ADD CONSTRAINT "ContactAssignment_providerId_fkey" FOREIGN KEY ("providerId") REFERENCES "Provider"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "ContactAssignment" ADD CONSTRAINT "ContactAssignment_circuitId_fkey" FOREIGN KEY ("circuitId") REFERENCES "Circuit"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "ContactAssignment" ADD CONSTRAINT "ContactAssignment_clusterGroupId_fkey" FOREIGN KEY ("clusterGroupId") REFERENCES "ClusterGroup"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "ContactAssignment" ADD CONSTRAINT "ContactAssignment_clusterId_fkey" FOREIGN KEY ("clusterId") REFERENCES "Cluster"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "ContactAssignment" ADD CONSTRAINT "ContactAssignment_virtualMachineId_fkey" FOREIGN KEY ("virtualMachineId") REFERENCES "VirtualMachine"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "ContactAssignment" ADD CONSTRAINT "ContactAssignment_serviceId_fkey" FOREIGN KEY ("serviceId") REFERENCES "Service"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Cluster" ADD CONSTRAINT "Cluster_typeId_fkey" FOREIGN KEY ("typeId") REFERENCES "ClusterType"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Cluster" ADD CONSTRAINT "Cluster_groupId_fkey" FOREIGN KEY ("groupId") REFERENCES "ClusterGroup"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Cluster" ADD CONSTRAINT "Cluster_tenantId_fkey" FOREIGN KEY ("tenantId") REFERENCES "Tenant"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Cluster" ADD CONSTRAINT "Cluster_siteId_fkey" FOREIGN KEY ("siteId") REFERENCES "Site"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "VirtualMachine" ADD CONSTRAINT "VirtualMachine_siteId_fkey" FOREIGN KEY ("siteId") REFERENCES "Site"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "VirtualMachine" ADD CONSTRAINT "VirtualMachine_clusterId_fkey" FOREIGN KEY ("clusterId") REFERENCES "Cluster"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "VirtualMachine" ADD CONSTRAINT "VirtualMachine_deviceId_fkey" FOREIGN KEY ("deviceId") REFERENCES "Device"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "VirtualMachine" ADD CONSTRAINT "VirtualMachine_tenantId_fkey" FOREIGN KEY ("tenantId") REFERENCES "Tenant"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "VirtualMachine" ADD CONSTRAINT "VirtualMachine_roleId_fkey" FOREIGN KEY ("roleId") REFERENCES "DeviceRole"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "VirtualMachine" ADD CONSTRAINT "VirtualMachine_platformId_fkey" FOREIGN KEY ("platformId") REFERENCES "Platform"("id") ON DELETE SET NULL ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "VirtualMachine" ADD CONSTRAINT "VirtualMachine_primaryIp4Id_fkey" FOREIGN KEY ("primaryIp4Id") REFERENCES "IpAddress"("id") ON DELETE SET NULL ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "VirtualMachine" ADD CONSTRAINT "VirtualMachine_primaryIp6Id_fkey" FOREIGN KEY ("primaryIp6Id") REFERENCES "IpAddress"("id") ON DELETE SET NULL ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "VmInterface" ADD CONSTRAINT "VmInterface_virtualMachineId_fkey" FOREIGN KEY ("virtualMachineId") REFERENCES "VirtualMachine"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "VmInterface" ADD CONSTRAINT "VmInterface_parentId_fkey" FOREIGN KEY ("parentId") REFERENCES "VmInterface"("id") ON DELETE RESTRICT ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "VmInterface" ADD CONSTRAINT "VmInterface_bridgeId_fkey" FOREIGN KEY ("bridgeId") REFERENCES "VmInterface"("id") ON DELETE SET NULL ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "VmInterface" ADD CONSTRAINT "VmInterface_untaggedVlanId_fkey" FOREIGN KEY ("untaggedVlanId") REFERENCES "Vlan"("id") ON DELETE SET NULL ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "VmInterface" ADD CONSTRAINT "VmInterface_vrfId_fkey" FOREIGN KEY ("vrfId") REFERENCES "Vrf"("id") ON DELETE SET NULL ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "_ProviderToTag" ADD CONSTRAINT "_ProviderToTag_A_fkey" FOREIGN KEY ("A") REFERENCES "Provider"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_ProviderToTag" ADD CONSTRAINT "_ProviderToTag_B_fkey" FOREIGN KEY ("B") REFERENCES "Tag"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_ProviderNetworkToTag" ADD CONSTRAINT "_ProviderNetworkToTag_A_fkey" FOREIGN KEY ("A") REFERENCES "ProviderNetwork"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_ProviderNetworkToTag" ADD CONSTRAINT "_ProviderNetworkToTag_B_fkey" FOREIGN KEY ("B") REFERENCES "Tag"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_CircuitTypeToTag" ADD CONSTRAINT "_CircuitTypeToTag_A_fkey" FOREIGN KEY ("A") REFERENCES "CircuitType"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_CircuitTypeToTag" ADD CONSTRAINT "_CircuitTypeToTag_B_fkey" FOREIGN KEY ("B") REFERENCES "Tag"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_CircuitToTag" ADD CONSTRAINT "_CircuitToTag_A_fkey" FOREIGN KEY ("A") REFERENCES "Circuit"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_CircuitToTag" ADD CONSTRAINT "_CircuitToTag_B_fkey" FOREIGN KEY ("B") REFERENCES "Tag"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_CircuitTerminationToTag" ADD CONSTRAINT "_CircuitTerminationToTag_A_fkey" FOREIGN KEY ("A") REFERENCES "CircuitTermination"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_CircuitTerminationToTag" ADD CONSTRAINT "_CircuitTerminationToTag_B_fkey" FOREIGN KEY ("B") REFERENCES "Tag"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_ManufacturerToTag" ADD CONSTRAINT "_ManufacturerToTag_A_fkey" FOREIGN KEY ("A") REFERENCES "Manufacturer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_ManufacturerToTag" ADD CONSTRAINT "_ManufacturerToTag_B_fkey" FOREIGN KEY ("B") REFERENCES "Tag"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_PlatformToTag" ADD CONSTRAINT "_PlatformToTag_A_fkey" FOREIGN KEY ("A") REFERENCES "Platform"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_PlatformToTag" ADD CONSTRAINT "_PlatformToTag_B_fkey" FOREIGN KEY ("B") REFERENCES "Tag"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_DeviceRoleToTag" ADD CONSTRAINT "_DeviceRoleToTag_A_fkey" FOREIGN KEY ("A") REFERENCES "DeviceRole"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_DeviceRoleToTag" ADD CONSTRAINT "_DeviceRoleToTag_B_fkey" FOREIGN KEY ("B") REFERENCES "Tag"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_DeviceTypeToTag" ADD CONSTRAINT "_DeviceTypeToTag_A_fkey" FOREIGN KEY ("A") REFERENCES "DeviceType"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_DeviceTypeToTag" ADD CONSTRAINT "_DeviceTypeToTag_B_fkey" FOREIGN KEY ("B") REFERENCES "Tag"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_ModuleTypeToTag" ADD CONSTRAINT "_ModuleTypeToTag_A_fkey" FOREIGN KEY ("A") REFERENCES "ModuleType"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_ModuleTypeToTag" ADD CONSTRAINT "_ModuleTypeToTag_B_fkey" FOREIGN KEY ("B") REFERENCES "Tag"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_DeviceToTag" ADD CONSTRAINT "_DeviceToTag_A_fkey" FOREIGN KEY ("A") REFERENCES "Device"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_DeviceToTag" ADD CONSTRAINT "_DeviceToTag_B_fkey" FOREIGN KEY ("B") REFERENCES "Tag"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_ModuleBayToTag" ADD CONSTRAINT "_ModuleBayToTag_A_fkey" FOREIGN KEY ("A") REFERENCES "ModuleBay"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_ModuleBayToTag" ADD CONSTRAINT "_ModuleBayToTag_B_fkey" FOREIGN KEY ("B") REFERENCES "Tag"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_ModuleToTag" ADD CONSTRAINT "_ModuleToTag_A_fkey" FOREIGN KEY ("A") REFERENCES "Module"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_ModuleToTag" ADD CONSTRAINT "_ModuleToTag_B_fkey" FOREIGN KEY ("B") REFERENCES "Tag"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_DeviceBayToTag" ADD CONSTRAINT "_DeviceBayToTag_A_fkey" FOREIGN KEY ("A") REFERENCES "DeviceBay"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_DeviceBayToTag" ADD CONSTRAINT "_DeviceBayToTag_B_fkey" FOREIGN KEY ("B") REFERENCES "Tag"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_InterfaceTaggedVlans" ADD CONSTRAINT "_InterfaceTaggedVlans_A_fkey" FOREIGN KEY ("A") REFERENCES "Interface"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_InterfaceTaggedVlans" ADD CONSTRAINT "_InterfaceTaggedVlans_B_fkey" FOREIGN KEY ("B") REFERENCES "Vlan"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_InterfaceToTag" ADD CONSTRAINT "_InterfaceToTag_A_fkey" FOREIGN KEY ("A") REFERENCES "Interface"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_InterfaceToTag" ADD CONSTRAINT "_InterfaceToTag_B_fkey" FOREIGN KEY ("B") REFERENCES "Tag"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_RearPortToTag" ADD CONSTRAINT "_RearPortToTag_A_fkey" FOREIGN KEY ("A") REFERENCES "RearPort"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_RearPortToTag" ADD CONSTRAINT "_RearPortToTag_B_fkey" FOREIGN KEY ("B") REFERENCES "Tag"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_FrontPortToTag" ADD CONSTRAINT "_FrontPortToTag_A_fkey" FOREIGN KEY ("A") REFERENCES "FrontPort"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_FrontPortToTag" ADD CONSTRAINT "_FrontPortToTag_B_fkey" FOREIGN KEY ("B") REFERENCES "Tag"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_ConsolePortToTag" ADD CONSTRAINT "_ConsolePortToTag_A_fkey" FOREIGN KEY ("A") REFERENCES "ConsolePort"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_ConsolePortToTag" ADD CONSTRAINT "_ConsolePortToTag_B_fkey" FOREIGN KEY ("B") REFERENCES "Tag"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_ConsoleServerPortToTag" ADD CONSTRAINT "_ConsoleServerPortToTag_A_fkey" FOREIGN KEY ("A") REFERENCES "ConsoleServerPort"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_ConsoleServerPortToTag" ADD CONSTRAINT "_ConsoleServerPortToTag_B_fkey" FOREIGN KEY ("B") REFERENCES "Tag"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_PowerPortToTag" ADD CONSTRAINT "_PowerPortToTag_A_fkey" FOREIGN KEY ("A") REFERENCES "PowerPort"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_PowerPortToTag" ADD CONSTRAINT "_PowerPortToTag_B_fkey" FOREIGN KEY ("B") REFERENCES "Tag"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_PowerOutletToTag" ADD CONSTRAINT "_PowerOutletToTag_A_fkey" FOREIGN KEY ("A") REFERENCES "PowerOutlet"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_PowerOutletToTag" ADD CONSTRAINT "_PowerOutletToTag_B_fkey" FOREIGN KEY ("B") REFERENCES "Tag"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_PowerPanelToTag" ADD CONSTRAINT "_PowerPanelToTag_A_fkey" FOREIGN KEY ("A") REFERENCES "PowerPanel"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_PowerPanelToTag" ADD CONSTRAINT "_PowerPanelToTag_B_fkey" FOREIGN KEY ("B") REFERENCES "Tag"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_PowerFeedToTag" ADD CONSTRAINT "_PowerFeedToTag_A_fkey" FOREIGN KEY ("A") REFERENCES "PowerFeed"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_PowerFeedToTag" ADD CONSTRAINT "_PowerFeedToTag_B_fkey" FOREIGN KEY ("B") REFERENCES "Tag"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_CableToTag" ADD CONSTRAINT "_CableToTag_A_fkey" FOREIGN KEY ("A") REFERENCES "Cable"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_CableToTag" ADD CONSTRAINT "_CableToTag_B_fkey" FOREIGN KEY ("B") REFERENCES "Tag"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_TagToTenantGroup" ADD CONSTRAINT "_TagToTenantGroup_A_fkey" FOREIGN KEY ("A") REFERENCES "Tag"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_TagToTenantGroup" ADD CONSTRAINT "_TagToTenantGroup_B_fkey" FOREIGN KEY ("B") REFERENCES "TenantGroup"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_TagToTenant" ADD CONSTRAINT "_TagToTenant_A_fkey" FOREIGN KEY ("A") REFERENCES "Tag"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_TagToTenant" ADD CONSTRAINT "_TagToTenant_B_fkey" FOREIGN KEY ("B") REFERENCES "Tenant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_TagToVirtualChassis" ADD CONSTRAINT "_TagToVirtualChassis_A_fkey" FOREIGN KEY ("A") REFERENCES "Tag"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_TagToVirtualChassis" ADD CONSTRAINT "_TagToVirtualChassis_B_fkey" FOREIGN KEY ("B") REFERENCES "VirtualChassis"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_TagToVrf" ADD CONSTRAINT "_TagToVrf_A_fkey" FOREIGN KEY ("A") REFERENCES "Tag"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_TagToVrf" ADD CONSTRAINT "_TagToVrf_B_fkey" FOREIGN KEY ("B") REFERENCES "Vrf"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_TagToVlanGroup" ADD CONSTRAINT "_TagToVlanGroup_A_fkey" FOREIGN KEY ("A") REFERENCES "Tag"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_TagToVlanGroup" ADD CONSTRAINT "_TagToVlanGroup_B_fkey" FOREIGN KEY ("B") REFERENCES "VlanGroup"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_TagToVlan" ADD CONSTRAINT "_TagToVlan_A_fkey" FOREIGN KEY ("A") REFERENCES "Tag"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_TagToVlan" ADD CONSTRAINT "_TagToVlan_B_fkey" FOREIGN KEY ("B") REFERENCES "Vlan"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_TagToVirtualMachine" ADD CONSTRAINT "_TagToVirtualMachine_A_fkey" FOREIGN KEY ("A") REFERENCES "Tag"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_TagToVirtualMachine" ADD CONSTRAINT "_TagToVirtualMachine_B_fkey" FOREIGN KEY ("B") REFERENCES "VirtualMachine"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_TagToVmInterface" ADD CONSTRAINT "_TagToVmInterface_A_fkey" FOREIGN KEY ("A") REFERENCES "Tag"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_TagToVmInterface" ADD CONSTRAINT "_TagToVmInterface_B_fkey" FOREIGN KEY ("B") REFERENCES "VmInterface"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_RirToTag" ADD CONSTRAINT "_RirToTag_A_fkey" FOREIGN KEY ("A") REFERENCES "Rir"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_RirToTag" ADD CONSTRAINT "_RirToTag_B_fkey" FOREIGN KEY ("B") REFERENCES "Tag"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_AsnToTag" ADD CONSTRAINT "_AsnToTag_A_fkey" FOREIGN KEY ("A") REFERENCES "Asn"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_AsnToTag" ADD CONSTRAINT "_AsnToTag_B_fkey" FOREIGN KEY ("B") REFERENCES "Tag"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_AsnToSite" ADD CONSTRAINT "_AsnToSite_A_fkey" FOREIGN KEY ("A") REFERENCES "Asn"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_AsnToSite" ADD CONSTRAINT "_AsnToSite_B_fkey" FOREIGN KEY ("B") REFERENCES "Site"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_AsnToProvider" ADD CONSTRAINT "_AsnToProvider_A_fkey" FOREIGN KEY ("A") REFERENCES "Asn"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_AsnToProvider" ADD CONSTRAINT "_AsnToProvider_B_fkey" FOREIGN KEY ("B") REFERENCES "Provider"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_IpamRoleToTag" ADD CONSTRAINT "_IpamRoleToTag_A_fkey" FOREIGN KEY ("A") REFERENCES "IpamRole"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_IpamRoleToTag" ADD CONSTRAINT "_IpamRoleToTag_B_fkey" FOREIGN KEY ("B") REFERENCES "Tag"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_RouteTargetToTag" ADD CONSTRAINT "_RouteTargetToTag_A_fkey" FOREIGN KEY ("A") REFERENCES "RouteTarget"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_RouteTargetToTag" ADD CONSTRAINT "_RouteTargetToTag_B_fkey" FOREIGN KEY ("B") REFERENCES "Tag"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_VrfImportTargets" ADD CONSTRAINT "_VrfImportTargets_A_fkey" FOREIGN KEY ("A") REFERENCES "RouteTarget"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_VrfImportTargets" ADD CONSTRAINT "_VrfImportTargets_B_fkey" FOREIGN KEY ("B") REFERENCES "Vrf"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_VrfExportTargets" ADD CONSTRAINT "_VrfExportTargets_A_fkey" FOREIGN KEY ("A") REFERENCES "RouteTarget"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_VrfExportTargets" ADD CONSTRAINT "_VrfExportTargets_B_fkey" FOREIGN KEY ("B") REFERENCES "Vrf"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_AggregateToTag" ADD CONSTRAINT "_AggregateToTag_A_fkey" FOREIGN KEY ("A") REFERENCES "Aggregate"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_AggregateToTag" ADD CONSTRAINT "_AggregateToTag_B_fkey" FOREIGN KEY ("B") REFERENCES "Tag"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_VmInterfaceTaggedVlans" ADD CONSTRAINT "_VmInterfaceTaggedVlans_A_fkey" FOREIGN KEY ("A") REFERENCES "Vlan"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_VmInterfaceTaggedVlans" ADD CONSTRAINT "_VmInterfaceTaggedVlans_B_fkey" FOREIGN KEY ("B") REFERENCES "VmInterface"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_PrefixToTag" ADD CONSTRAINT "_PrefixToTag_A_fkey" FOREIGN KEY ("A") REFERENCES "Prefix"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_PrefixToTag" ADD CONSTRAINT "_PrefixToTag_B_fkey" FOREIGN KEY ("B") REFERENCES "Tag"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_IpRangeToTag" ADD CONSTRAINT "_IpRangeToTag_A_fkey" FOREIGN KEY ("A") REFERENCES "IpRange"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_IpRangeToTag" ADD CONSTRAINT "_IpRangeToTag_B_fkey" FOREIGN KEY ("B") REFERENCES "Tag"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_IpAddressToTag" ADD CONSTRAINT "_IpAddressToTag_A_fkey" FOREIGN KEY ("A") REFERENCES "IpAddress"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_IpAddressToTag" ADD CONSTRAINT "_IpAddressToTag_B_fkey" FOREIGN KEY ("B") REFERENCES "Tag"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_IpAddressToService" ADD CONSTRAINT "_IpAddressToService_A_fkey" FOREIGN KEY ("A") REFERENCES "IpAddress"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_IpAddressToService" ADD CONSTRAINT "_IpAddressToService_B_fkey" FOREIGN KEY ("B") REFERENCES "Service"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_RegionToTag" ADD CONSTRAINT "_RegionToTag_A_fkey" FOREIGN KEY ("A") REFERENCES "Region"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_RegionToTag" ADD CONSTRAINT "_RegionToTag_B_fkey" FOREIGN KEY ("B") REFERENCES "Tag"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_SiteGroupToTag" ADD CONSTRAINT "_SiteGroupToTag_A_fkey" FOREIGN KEY ("A") REFERENCES "SiteGroup"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_SiteGroupToTag" ADD CONSTRAINT "_SiteGroupToTag_B_fkey" FOREIGN KEY ("B") REFERENCES "Tag"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_SiteToTag" ADD CONSTRAINT "_SiteToTag_A_fkey" FOREIGN KEY ("A") REFERENCES "Site"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_SiteToTag" ADD CONSTRAINT "_SiteToTag_B_fkey" FOREIGN KEY ("B") REFERENCES "Tag"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_LocationToTag" ADD CONSTRAINT "_LocationToTag_A_fkey" FOREIGN KEY ("A") REFERENCES "Location"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_LocationToTag" ADD CONSTRAINT "_LocationToTag_B_fkey" FOREIGN KEY ("B") REFERENCES "Tag"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_RackRoleToTag" ADD CONSTRAINT "_RackRoleToTag_A_fkey" FOREIGN KEY ("A") REFERENCES "RackRole"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_RackRoleToTag" ADD CONSTRAINT "_RackRoleToTag_B_fkey" FOREIGN KEY ("B") REFERENCES "Tag"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_RackToTag" ADD CONSTRAINT "_RackToTag_A_fkey" FOREIGN KEY ("A") REFERENCES "Rack"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_RackToTag" ADD CONSTRAINT "_RackToTag_B_fkey" FOREIGN KEY ("B") REFERENCES "Tag"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_RackReservationToTag" ADD CONSTRAINT "_RackReservationToTag_A_fkey" FOREIGN KEY ("A") REFERENCES "RackReservation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_RackReservationToTag" ADD CONSTRAINT "_RackReservationToTag_B_fkey" FOREIGN KEY ("B") REFERENCES "Tag"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_ServiceToTag" ADD CONSTRAINT "_ServiceToTag_A_fkey" FOREIGN KEY ("A") REFERENCES "Service"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_ServiceToTag" ADD CONSTRAINT "_ServiceToTag_B_fkey" FOREIGN KEY ("B") REFERENCES "Tag"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_ServiceDependencyToTag" ADD CONSTRAINT "_ServiceDependencyToTag_A_fkey" FOREIGN KEY ("A") REFERENCES "ServiceDependency"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_ServiceDependencyToTag" ADD CONSTRAINT "_ServiceDependencyToTag_B_fkey" FOREIGN KEY ("B") REFERENCES "Tag"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_ContactGroupToTag" ADD CONSTRAINT "_ContactGroupToTag_A_fkey" FOREIGN KEY ("A") REFERENCES "ContactGroup"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_ContactGroupToTag" ADD CONSTRAINT "_ContactGroupToTag_B_fkey" FOREIGN KEY ("B") REFERENCES "Tag"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_ContactRoleToTag" ADD CONSTRAINT "_ContactRoleToTag_A_fkey" FOREIGN KEY ("A") REFERENCES "ContactRole"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_ContactRoleToTag" ADD CONSTRAINT "_ContactRoleToTag_B_fkey" FOREIGN KEY ("B") REFERENCES "Tag"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_ContactToTag" ADD CONSTRAINT "_ContactToTag_A_fkey" FOREIGN KEY ("A") REFERENCES "Contact"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_ContactToTag" ADD CONSTRAINT "_ContactToTag_B_fkey" FOREIGN KEY ("B") REFERENCES "Tag"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_ContactAssignmentToTag" ADD CONSTRAINT "_ContactAssignmentToTag_A_fkey" FOREIGN KEY ("A") REFERENCES "ContactAssignment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_ContactAssignmentToTag" ADD CONSTRAINT "_ContactAssignmentToTag_B_fkey" FOREIGN KEY ("B") REFERENCES "Tag"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_ClusterTypeToTag" ADD CONSTRAINT "_ClusterTypeToTag_A_fkey" FOREIGN KEY ("A") REFERENCES "ClusterType"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_ClusterTypeToTag" ADD CONSTRAINT "_ClusterTypeToTag_B_fkey" FOREIGN KEY ("B") REFERENCES "Tag"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_ClusterGroupToTag" ADD CONSTRAINT "_ClusterGroupToTag_A_fkey" FOREIGN KEY ("A") REFERENCES "ClusterGroup"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_ClusterGroupToTag" ADD CONSTRAINT "_ClusterGroupToTag_B_fkey" FOREIGN KEY ("B") REFERENCES "Tag"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_ClusterToTag" ADD CONSTRAINT "_ClusterToTag_A_fkey" FOREIGN KEY ("A") REFERENCES "Cluster"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "_ClusterToTag" ADD CONSTRAINT "_ClusterToTag_B_fkey" FOREIGN KEY ("B") REFERENCES "Tag"("id") ON DELETE CASCADE ON UPDATE CASCADE;
