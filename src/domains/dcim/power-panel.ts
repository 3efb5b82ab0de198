/** Distribution boards, from which power feeds start. */
import { Resource, Text, ToOne } from '../../resource/vocabulary.ts';
import { Location } from '../organization/location.ts';
import { Site } from '../organization/site.ts';

@Resource({
  domain: 'dcim',
  plural: 'powerPanels',
  description: 'A distribution board of a building, from which power feeds lead to racks.',
  keys: [['site', 'name']],
  tags: true,
  customFields: true,
})
export class PowerPanel {
  @ToOne(() => Site, {
    via: 'siteId',
    description: 'The site that the board supplies.',
    inverse: { name: 'powerPanels', page: 50, max: 500, description: 'Distribution boards at this site.' },
  })
  site!: Site | null;

  @ToOne(() => Location, {
    via: 'locationId',
    optional: true,
    description: 'The room where the board hangs.',
    inverse: { name: 'powerPanels', page: 50, max: 500, description: 'Distribution boards directly in this location.' },
  })
  location!: Location | null;

  @Text({
    filter: true,
    order: true,
    search: true,
    natural: true,
    maxLength: 100,
    description: 'Name of the board, unique at its site: `Panel A2`.',
  })
  name!: string;

  @Text({ nullable: true, search: true, maxLength: 500, description: 'What the board supplies, in a few words.' })
  description!: string | null;

  @Text({ nullable: true, maxLength: 20_000, description: 'Notes on the board in Markdown: breakers, maintenance.' })
  comments!: string | null;
}
