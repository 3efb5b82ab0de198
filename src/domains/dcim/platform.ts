/** The operating system of devices and virtual machines, e.g. Junos or EOS; automation picks its driver by it. */
import { Resource, Text, ToOne } from '../../resource/vocabulary.ts';
import { Manufacturer } from './manufacturer.ts';

@Resource({
  domain: 'dcim',
  plural: 'platforms',
  description: 'The operating system of devices and virtual machines, e.g. Junos or EOS; automation picks its driver by it.',
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
    description: 'Name of the operating system, with a version where that matters, e.g. `Cisco IOS-XE 17`.',
  })
  name!: string;

  @Text({
    filter: true,
    order: true,
    search: true,
    maxLength: 100,
    description: 'Short name by which automation picks its driver, e.g. `cisco-ios`.',
  })
  slug!: string;

  @ToOne(() => Manufacturer, {
    via: 'manufacturerId',
    optional: true,
    description: 'The only company whose devices run this platform; null when any may.',
    inverse: { name: 'platforms', page: 20, max: 200, description: 'Platforms that run on this company’s devices alone.' },
  })
  manufacturer!: Manufacturer | null;

  @Text({ nullable: true, search: true, maxLength: 500, description: 'What sets this platform apart from similar ones.' })
  description!: string | null;
}
