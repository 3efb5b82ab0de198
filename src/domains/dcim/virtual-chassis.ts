/** Devices that act as one: a stack of switches, a chassis cluster. */
import { Resource, Text, ToOne } from '../../resource/vocabulary.ts';
import { Device } from './device.ts';

@Resource({
  domain: 'dcim',
  plural: 'virtualChassisList',
  description: 'Devices that act as one: a stack of switches, a chassis cluster.',
  tags: true,
  customFields: true,
})
export class VirtualChassis {
  @Text({ filter: true, order: true, search: true, natural: true, maxLength: 100, description: 'Name of the stack, e.g. `r105-torsw`.' })
  name!: string;

  @Text({ nullable: true, filter: true, maxLength: 30, description: 'Domain of the stack protocol, where it has one.' })
  domain!: string | null;

  @ToOne(() => Device, {
    via: 'masterId',
    optional: true,
    description: 'The member that manages the others.',
    opposite: { name: 'masterOf', description: 'The virtual chassis that this device manages.' },
  })
  master!: Device | null;

  @Text({ nullable: true, search: true, maxLength: 500, description: 'What the stack is for.' })
  description!: string | null;

  @Text({ nullable: true, maxLength: 20000, description: 'Notes in Markdown.' })
  comments!: string | null;
}
