/** A circuit from a power panel to a rack. */
import { Choice, type ChoiceOf, defineChoice, Flag, Integer, Resource, Text, ToOne } from '../../resource/vocabulary.ts';
import { Rack } from '../organization/rack.ts';
import { Tenant } from '../tenancy/tenant.ts';
import { PowerPanel } from './power-panel.ts';

export const PowerFeedStatus = defineChoice('PowerFeedStatus', 'Where a power feed is in its life.', {
  OFFLINE: 'Switched off.',
  ACTIVE: 'Live and in service.',
  PLANNED: 'Not built yet.',
  FAILED: 'Without power although it should have it.',
});
export type PowerFeedStatus = ChoiceOf<typeof PowerFeedStatus>;

export const PowerFeedType = defineChoice('PowerFeedType', 'Which feed of its rack a power feed is.', {
  PRIMARY: 'The first feed, usually called A.',
  REDUNDANT: 'The second feed, usually called B.',
});
export type PowerFeedType = ChoiceOf<typeof PowerFeedType>;

export const PowerFeedSupply = defineChoice('PowerFeedSupply', 'The kind of current.', {
  AC: 'Alternating current.',
  DC: 'Direct current.',
});
export type PowerFeedSupply = ChoiceOf<typeof PowerFeedSupply>;

export const PowerFeedPhase = defineChoice('PowerFeedPhase', 'How many phases a feed has.', {
  SINGLE_PHASE: 'One phase.',
  THREE_PHASE: 'Three phases.',
});
export type PowerFeedPhase = ChoiceOf<typeof PowerFeedPhase>;

@Resource({
  domain: 'dcim',
  plural: 'powerFeeds',
  description: 'A circuit from a power panel to a rack.',
  keys: [['powerPanel', 'name']],
  tags: true,
  customFields: true,
})
export class PowerFeed {
  @ToOne(() => PowerPanel, {
    via: 'powerPanelId',
    description: 'The panel that the feed starts at.',
    inverse: { name: 'powerFeeds', page: 50, max: 500, description: 'The feeds of this panel.' },
  })
  powerPanel!: PowerPanel | null;

  @ToOne(() => Rack, {
    via: 'rackId',
    optional: true,
    description: 'The rack that the feed leads to.',
    inverse: { name: 'powerFeeds', page: 10, max: 50, description: 'The feeds that lead to this rack.' },
  })
  rack!: Rack | null;

  @ToOne(() => Tenant, {
    via: 'tenantId',
    optional: true,
    description: 'Whom the feed belongs to.',
    inverse: { name: 'powerFeeds', page: 50, max: 500, description: 'Power feeds of this tenant.' },
  })
  tenant!: Tenant | null;

  @Text({
    filter: true,
    order: true,
    search: true,
    natural: true,
    maxLength: 100,
    description: 'Name of the feed within its panel, e.g. `P1-1A`.',
  })
  name!: string;

  @Choice(PowerFeedStatus, { filter: true, order: true, description: 'Where the feed is in its life.' })
  status!: PowerFeedStatus;

  @Choice(PowerFeedType, { filter: true, description: 'Whether the feed is the first or the second of its rack.' })
  type!: PowerFeedType;

  @Choice(PowerFeedSupply, { filter: true, description: 'Alternating or direct current.' })
  supply!: PowerFeedSupply;

  @Choice(PowerFeedPhase, { filter: true, description: 'One phase or three.' })
  phase!: PowerFeedPhase;

  @Integer({ filter: true, description: 'Voltage in volts, negative for a negative supply.' })
  voltage!: number;

  @Integer({ filter: true, min: 1, description: 'Rating of the breaker in amperes.' })
  amperage!: number;

  @Integer({ min: 1, max: 100, description: 'The share of the rating that may be used, in percent.' })
  maxUtilization!: number;

  @Flag({ description: 'Treat the feed as connected although no cable is documented.' })
  markConnected!: boolean;

  @Text({ nullable: true, search: true, maxLength: 500, description: 'What is particular about the feed.' })
  description!: string | null;

  @Text({ nullable: true, maxLength: 20000, description: 'Notes in Markdown.' })
  comments!: string | null;
}
