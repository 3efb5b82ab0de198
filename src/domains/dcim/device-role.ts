/** What devices and virtual machines do. */
import { Color, Flag, Resource, Text } from '../../resource/vocabulary.ts';

@Resource({
  domain: 'dcim',
  plural: 'deviceRoles',
  description: 'What a device or virtual machine does in the network, e.g. `Access switch`, `Spine` or `Patch panel`.',
  keys: [['slug'], ['name']],
  tags: true,
  customFields: true,
})
export class DeviceRole {
  @Text({ filter: true, order: true, search: true, natural: true, maxLength: 100, description: 'Name of the role, e.g. `Core switch`.' })
  name!: string;

  @Text({ filter: true, order: true, maxLength: 100, description: 'The name in letters, digits and hyphens, e.g. `core-switch`.' })
  slug!: string;

  @Color({ description: 'Colour of such devices in drawings of racks and topologies, e.g. `4caf50`.' })
  color!: string;

  @Flag({ filter: true, description: 'Whether virtual machines may have the role too.' })
  vmRole!: boolean;

  @Text({ nullable: true, search: true, maxLength: 500, description: 'Where the role begins and ends, so that two people use it alike.' })
  description!: string | null;
}
