/** What a device is for in the network: spine, leaf, access switch, firewall, console server. */
import { Color, Flag, Resource, Text } from '../../resource/vocabulary.ts';

@Resource({
  domain: 'dcim',
  plural: 'deviceRoles',
  description: 'What a device is for in the network: spine, leaf, access switch, firewall, console server.',
  keys: [['slug'], ['name']],
  tags: true,
  customFields: true,
})
export class DeviceRole {
  @Text({
    filter: true,
    order: true,
    search: true,
    natural: true,
    maxLength: 100,
    description: 'What devices of this role are called, e.g. `Access switch`.',
  })
  name!: string;

  @Text({ filter: true, order: true, search: true, maxLength: 100, description: 'Short name for addresses and scripts, e.g. `leaf`.' })
  slug!: string;

  @Color({ description: 'Colour of the role in diagrams and rack elevations.' })
  color!: string;

  @Flag({ filter: true, description: 'Whether virtual machines may have this role too.' })
  vmRole!: boolean;

  @Text({ nullable: true, search: true, maxLength: 500, description: 'Which duties come with the role.' })
  description!: string | null;
}
