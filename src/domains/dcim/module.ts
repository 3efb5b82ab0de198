/** Modules: line cards and the like, installed in a bay of a device. Deleting one deletes the ports that it brought. */
import { Choice, type ChoiceOf, defineChoice, Json, Resource, Text, ToOne } from '../../resource/vocabulary.ts';
import { Device } from './device.ts';
import { ModuleBay } from './module-bay.ts';
import { ModuleType } from './module-type.ts';

export const ModuleStatus = defineChoice('ModuleStatus', 'Where a module is in its life.', {
  OFFLINE: 'Installed, but switched off on purpose.',
  ACTIVE: 'Installed and in service.',
  PLANNED: 'Decided on, not installed yet.',
  STAGED: 'Installed and configured, not in service yet.',
  FAILED: 'Broken, waiting for replacement.',
  DECOMMISSIONING: 'Being taken out of service.',
});
export type ModuleStatus = ChoiceOf<typeof ModuleStatus>;

@Resource({
  domain: 'dcim',
  plural: 'modules',
  description: 'A line card, power supply or other field-replaceable part, installed in a bay of a device.',
  keys: [['moduleBay'], ['assetTag']],
  tags: true,
  customFields: true,
})
export class Module {
  @ToOne(() => Device, {
    via: 'deviceId',
    description: 'The device that the module is installed in.',
    inverse: { name: 'modules', page: 50, max: 500, description: 'Modules that are installed in this device.' },
  })
  device!: Device | null;

  @ToOne(() => ModuleBay, {
    via: 'moduleBayId',
    description: 'The slot that the module sits in.',
    opposite: { name: 'installedModule', description: 'The module in this slot; null where it is empty.' },
  })
  moduleBay!: ModuleBay | null;

  @ToOne(() => ModuleType, {
    via: 'moduleTypeId',
    description: 'The model of the module.',
    inverse: { name: 'modules', page: 50, max: 500, description: 'Installed modules of this model.' },
    through: [{ relation: 'manufacturer', name: 'modules', page: 50, max: 500, description: 'Installed modules of this company.' }],
  })
  moduleType!: ModuleType | null;

  @Choice(ModuleStatus, { filter: true, order: true, description: 'Where the module is in its life.' })
  status!: ModuleStatus;

  @Text({ nullable: true, filter: true, search: true, maxLength: 50, description: 'Serial number on the maker’s plate.' })
  serial!: string | null;

  @Text({
    nullable: true,
    filter: true,
    search: true,
    maxLength: 50,
    description: 'Number of the inventory sticker, unique among modules.',
  })
  assetTag!: string | null;

  @Json({ nullable: true, description: 'Configuration data that is particular to the module, for templates that render a configuration.' })
  localContextData!: unknown;

  @Text({ nullable: true, search: true, maxLength: 500, description: 'What the module is there for, in a few words.' })
  description!: string | null;

  @Text({ nullable: true, maxLength: 20_000, description: 'Notes on the module in Markdown: repairs, releases.' })
  comments!: string | null;
}
