/** Where address space comes from. */
import { Flag, Resource, Text } from '../../resource/vocabulary.ts';

@Resource({
  domain: 'ipam',
  plural: 'rirs',
  description: 'Who hands out address space and AS numbers: a regional registry such as RIPE NCC, or a document such as RFC 1918.',
  keys: [['slug'], ['name']],
  tags: true,
  customFields: true,
})
export class Rir {
  @Text({
    filter: true,
    order: true,
    search: true,
    natural: true,
    maxLength: 100,
    description: 'Name of the registry or document, e.g. `RIPE NCC` or `RFC 1918`.',
  })
  name!: string;

  @Text({ filter: true, order: true, maxLength: 100, description: 'The name in letters, digits and hyphens, e.g. `ripe-ncc`.' })
  slug!: string;

  @Flag({ filter: true, description: 'Whether its space is private, i.e. not routed on the Internet.' })
  isPrivate!: boolean;

  @Text({ nullable: true, maxLength: 500, description: 'The name written out, or the service region.' })
  description!: string | null;
}
