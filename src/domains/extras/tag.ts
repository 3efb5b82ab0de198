/**
 * Tags: labels that any object may carry.
 *
 * They cut across all other structure (`maintenance-window-a`, `pci-scope`), which makes them the usual way to scope permissions and exports.
 */
import { Color, Resource, Text } from '../../resource/vocabulary.ts';

@Resource({
  domain: 'extras',
  plural: 'tags',
  description: 'A label that objects of any kind may carry, e.g. `pci-scope` or `maintenance-window-a`.',
  keys: [['slug'], ['name']],
})
export class Tag {
  @Text({
    filter: true,
    order: true,
    search: true,
    natural: true,
    maxLength: 100,
    description: 'What people read on the label, e.g. `PCI scope`.',
  })
  name!: string;

  @Text({
    filter: true,
    order: true,
    maxLength: 100,
    description: 'The same in letters, digits and hyphens, for filters and addresses: `pci-scope`.',
  })
  slug!: string;

  @Color({ description: 'Colour of the label where it is shown, e.g. `f44336` for red.' })
  color!: string;

  @Text({ nullable: true, maxLength: 500, description: 'When to use the tag, so that two people use it for the same thing.' })
  description!: string | null;
}
