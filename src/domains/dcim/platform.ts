/** Operating systems of devices and virtual machines. */
import { Resource, Text, ToOne } from '../../resource/vocabulary.ts';
import { Manufacturer } from './manufacturer.ts';

@Resource({
  domain: 'dcim',
  plural: 'platforms',
  description: 'An operating system of devices or virtual machines, e.g. `Junos`; automation chooses its driver by it.',
  keys: [['slug'], ['name']],
  tags: true,
  customFields: true,
})
export class Platform {
  @Text({
    filter: true,
    order: true,
    search: true,
    natural: true,
    maxLength: 100,
    description: 'Name of the operating system, with its release where that matters: `EOS 4.32`.',
  })
  name!: string;

  @Text({ filter: true, order: true, maxLength: 100, description: 'The name in letters, digits and hyphens, e.g. `arista-eos`.' })
  slug!: string;

  @ToOne(() => Manufacturer, {
    via: 'manufacturerId',
    optional: true,
    description: 'The maker whose hardware alone runs the system; null for one that runs anywhere.',
    inverse: { name: 'platforms', page: 20, max: 100, description: 'Operating systems that only this maker’s hardware runs.' },
  })
  manufacturer!: Manufacturer | null;

  @Text({ nullable: true, search: true, maxLength: 500, description: 'What runs the system and how it is managed, in a few words.' })
  description!: string | null;
}
