/** A part that is installed in a module bay: a line card, a power supply. */
import { Choice, type ChoiceOf, defineChoice, Json, Resource, Text, ToOne } from '../../resource/vocabulary.ts';
import { Device } from './device.ts';
import { ModuleBay } from './module-bay.ts';
import { ModuleType } from './module-type.ts';

export const ModuleStatus = defineChoice('ModuleStatus', 'Where a module is in its life.', {
  OFFLINE: 'Installed but not running.',
  ACTIVE: 'Running and in service.',
  PLANNED: 'Not delivered yet.',
  STAGED: 'Being prepared for service.',
  FAILED: 'Broken, to be repaired or replaced.',
  DECOMMISSIONING: 'Being taken out of service.',
});
export type ModuleStatus = ChoiceOf<typeof ModuleStatus>;

@Resource({
  domain: 'dcim',
  plural: 'modules',
  description: 'A part that is installed in a module bay: a line card, a power supply.',
  keys: [['moduleBay'], ['assetTag']],
  tags: true,
  customFields: true,
})
export class Module {
  @ToOne(() => Device, {
    via: 'deviceId',
    description: 'The device that has this module.',
    inverse: { name: 'modules', page: 50, max: 500, description: 'All modules of the device, in the order in which they were entered.' },
  })
  device!: Device | null;

  @ToOne(() => ModuleBay, {
    via: 'moduleBayId',
    description: 'The bay that the module sits in.',
    opposite: { name: 'installedModule', description: 'The module that sits in this bay.' },
  })
  moduleBay!: ModuleBay | null;

  @ToOne(() => ModuleType, {
    via: 'moduleTypeId',
    description: 'The model of the module.',
    inverse: { name: 'modules', page: 50, max: 500, description: 'Modules of this model.' },
  })
  moduleType!: ModuleType | null;

  @Choice(ModuleStatus, { filter: true, order: true, description: 'Where the module is in its life.' })
  status!: ModuleStatus;

  @Text({
    nullable: true,
    filter: true,
    order: true,
    search: true,
    maxLength: 50,
    description: 'Serial number that the manufacturer gave it.',
  })
  serial!: string | null;

  @Text({
    nullable: true,
    filter: true,
    order: true,
    search: true,
    maxLength: 50,
    description: 'Inventory number that the operator gave it; no two modules share one.',
  })
  assetTag!: string | null;

  @Json({ nullable: true, description: 'Configuration data of this module alone, for automation.' })
  localContextData!: unknown;

  @Text({ nullable: true, search: true, maxLength: 500, description: 'What the module does that its type does not say.' })
  description!: string | null;

  @Text({ nullable: true, maxLength: 20000, description: 'Notes in Markdown.' })
  comments!: string | null;
}
