/** All mappings, in an order in which every reference finds its row. */
import type { Mapping } from '../mapping.ts';
import { cables, devices } from './devices.ts';
import { hardware } from './hardware.ts';
import { circuits, machinesAndAddresses, numbering } from './networks.ts';
import { organization } from './organization.ts';
import { contactAssignments, extras, tenancy } from './tenancy.ts';

const typeOf = (model: string): string | undefined => mappings.find((mapping) => mapping.model === model)?.type;

export const mappings: readonly Mapping[] = [
  ...extras(typeOf),
  ...tenancy,
  ...organization,
  ...hardware,
  ...numbering,
  ...circuits,
  ...devices,
  ...cables,
  ...machinesAndAddresses,
  ...contactAssignments,
];
