/** A distribution board from which feeds lead to racks. */
import { Resource, Text, ToOne } from '../../resource/vocabulary.ts';
import { Location } from '../organization/location.ts';
import { Site } from '../organization/site.ts';

@Resource({
  domain: 'dcim',
  plural: 'powerPanels',
  description: 'A distribution board from which feeds lead to racks.',
  keys: [['site', 'name']],
  tags: true,
  customFields: true,
})
export class PowerPanel {
  @ToOne(() => Site, {
    via: 'siteId',
    description: 'The site of the panel.',
    inverse: { name: 'powerPanels', page: 50, max: 500, description: 'Distribution boards of this site.' },
  })
  site!: Site | null;

  @ToOne(() => Location, {
    via: 'locationId',
    optional: true,
    description: 'The room within the site.',
    inverse: { name: 'powerPanels', page: 50, max: 500, description: 'Distribution boards in this location.' },
  })
  location!: Location | null;

  @Text({
    filter: true,
    order: true,
    search: true,
    natural: true,
    maxLength: 100,
    description: 'Name of the panel within its site, e.g. `Panel 1`.',
  })
  name!: string;

  @Text({ nullable: true, search: true, maxLength: 500, description: 'What the panel is fed by.' })
  description!: string | null;

  @Text({ nullable: true, maxLength: 20000, description: 'Notes in Markdown.' })
  comments!: string | null;
}
