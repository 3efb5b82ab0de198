/** All resources of the program, the lowest domain first; a new domain takes its line here. */
import { circuits } from './circuits/index.ts';
import { dcim } from './dcim/index.ts';
import { extras } from './extras/index.ts';
import { ipam } from './ipam/index.ts';
import { organization } from './organization/index.ts';
import { services } from './services/index.ts';
import { tenancy } from './tenancy/index.ts';
import { virtualization } from './virtualization/index.ts';

export const domains = [...extras, ...tenancy, ...organization, ...ipam, ...dcim, ...circuits, ...virtualization, ...services];
