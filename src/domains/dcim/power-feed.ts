/** Circuits of a distribution board, as they arrive at racks. */
import { Choice, type ChoiceOf, Computed, defineChoice, Flag, Integer, Resource, Text, ToOne } from '../../resource/vocabulary.ts';
import { Rack } from '../organization/rack.ts';
import { Tenant } from '../tenancy/tenant.ts';
import { PowerPanel } from './power-panel.ts';

export const PowerFeedStatus = defineChoice('PowerFeedStatus', 'Where a power feed is in its life.', {
  OFFLINE: 'Switched off.',
  ACTIVE: 'Carries power.',
  PLANNED: 'Decided on, not wired yet.',
  FAILED: 'Broken or tripped.',
});
export type PowerFeedStatus = ChoiceOf<typeof PowerFeedStatus>;

export const PowerFeedType = defineChoice('PowerFeedType', 'Which of the supplies of a rack a power feed is.', {
  PRIMARY: 'The supply that is used first (A).',
  REDUNDANT: 'The supply that takes over (B).',
});
export type PowerFeedType = ChoiceOf<typeof PowerFeedType>;

export const PowerFeedSupply = defineChoice('PowerFeedSupply', 'The kind of current that a power feed carries.', {
  AC: 'Alternating current.',
  DC: 'Direct current.',
});
export type PowerFeedSupply = ChoiceOf<typeof PowerFeedSupply>;

export const PowerFeedPhase = defineChoice('PowerFeedPhase', 'How many phases a power feed has.', {
  SINGLE_PHASE: 'One phase, or direct current.',
  THREE_PHASE: 'Three phases.',
});
export type PowerFeedPhase = ChoiceOf<typeof PowerFeedPhase>;

/** In watts: voltage × amperage × √3 for three phases, of which the planner allows `maxUtilization` per cent; rounded as NetBox does. */
function availablePowerOf(row: Readonly<Record<string, unknown>>): number {
  const phases = row['phase'] === 'THREE_PHASE' ? 1.732 : 1;
  return Math.round((Math.abs(Number(row['voltage'])) * Number(row['amperage']) * Number(row['maxUtilization']) * phases) / 100);
}

@Resource({
  domain: 'dcim',
  plural: 'powerFeeds',
  description: 'A circuit of a distribution board as it arrives at a rack, with its voltage and breaker.',
  keys: [['powerPanel', 'name']],
  tags: true,
  customFields: true,
})
export class PowerFeed {
  @ToOne(() => PowerPanel, {
    via: 'powerPanelId',
    description: 'The distribution board that the feed starts from.',
    inverse: { name: 'powerFeeds', page: 50, max: 500, description: 'Feeds that start from this distribution board.' },
    through: [{ relation: 'site', name: 'powerFeeds', page: 50, max: 500, description: 'Feeds of all distribution boards at this site.' }],
  })
  powerPanel!: PowerPanel | null;

  @ToOne(() => Rack, {
    via: 'rackId',
    optional: true,
    description: 'The rack at which the feed arrives.',
    inverse: { name: 'powerFeeds', page: 20, max: 100, description: 'Feeds that arrive at this rack.' },
  })
  rack!: Rack | null;

  @ToOne(() => Tenant, {
    via: 'tenantId',
    optional: true,
    description: 'Whom the feed is billed to.',
    inverse: { name: 'powerFeeds', page: 50, max: 500, description: 'Feeds that are billed to this tenant.' },
  })
  tenant!: Tenant | null;

  @Text({
    filter: true,
    order: true,
    search: true,
    natural: true,
    maxLength: 100,
    description: 'Name of the feed, unique within its board: `A2-17`.',
  })
  name!: string;

  @Choice(PowerFeedStatus, { filter: true, order: true, description: 'Where the feed is in its life.' })
  status!: PowerFeedStatus;

  @Choice(PowerFeedType, { filter: true, order: true, description: 'Which of the supplies of its rack the feed is.' })
  type!: PowerFeedType;

  @Choice(PowerFeedSupply, { filter: true, description: 'The kind of current that the feed carries.' })
  supply!: PowerFeedSupply;

  @Choice(PowerFeedPhase, { filter: true, description: 'How many phases the feed has.' })
  phase!: PowerFeedPhase;

  @Integer({ filter: true, min: -32_768, max: 32_767, description: 'Voltage in volts, e.g. 230; negative for some direct current: -48.' })
  voltage!: number;

  @Integer({ filter: true, min: 1, max: 32_767, description: 'Rating of the breaker in amperes, e.g. 16.' })
  amperage!: number;

  @Integer({ min: 1, max: 100, description: 'Part of the rating that may be planned for, in per cent, e.g. 80.' })
  maxUtilization!: number;

  @Computed('Int', {
    from: ['voltage', 'amperage', 'phase', 'maxUtilization'],
    value: availablePowerOf,
    description: 'Power that may be planned for, in watts: from voltage, amperage, phases and the permitted part.',
  })
  availablePower!: number | null;

  @Flag({ description: 'Whether the feed counts as connected although no cable is entered.' })
  markConnected!: boolean;

  @Text({ nullable: true, search: true, maxLength: 500, description: 'What the feed supplies, in a few words.' })
  description!: string | null;

  @Text({ nullable: true, maxLength: 20_000, description: 'Notes on the feed in Markdown: breaker, meter, contract.' })
  comments!: string | null;
}
