/** Circuits: lines from one place to another that a provider runs. Where it ends is in `circuit-termination.ts`. */
import { Choice, type ChoiceOf, Day, defineChoice, Integer, Resource, Text, ToOne } from '../../resource/vocabulary.ts';
import { Tenant } from '../tenancy/tenant.ts';
import { CircuitType } from './circuit-type.ts';
import { Provider } from './provider.ts';

export const CircuitStatus = defineChoice('CircuitStatus', 'Where a circuit is in its life.', {
  PLANNED: 'To be ordered.',
  PROVISIONING: 'Ordered, being built by the provider.',
  ACTIVE: 'Delivered and in use.',
  OFFLINE: 'Delivered and down.',
  DEPROVISIONING: 'Cancelled, still there.',
  DECOMMISSIONED: 'Taken down; kept for the record.',
});
export type CircuitStatus = ChoiceOf<typeof CircuitStatus>;

@Resource({
  domain: 'circuits',
  plural: 'circuits',
  description: 'A line that a provider runs between two places, e.g. a wavelength between data centres or Internet access of a branch.',
  keys: [['provider', 'cid']],
  tags: true,
  customFields: true,
})
export class Circuit {
  @Text({
    filter: true,
    order: true,
    search: true,
    natural: true,
    maxLength: 100,
    description: 'Circuit id of the provider, unique with it: what one quotes in a trouble ticket, e.g. `KKDG4923`.',
  })
  cid!: string;

  @ToOne(() => Provider, {
    via: 'providerId',
    description: 'Who runs the circuit.',
    inverse: { name: 'circuits', page: 50, max: 500, description: 'Circuits that this provider runs.' },
  })
  provider!: Provider | null;

  @Text({
    nullable: true,
    filter: true,
    search: true,
    maxLength: 100,
    description: 'Number of the account with the provider that the circuit is billed to.',
  })
  providerAccount!: string | null;

  @ToOne(() => CircuitType, {
    via: 'typeId',
    description: 'What kind of circuit it is.',
    inverse: { name: 'circuits', page: 50, max: 500, description: 'Circuits of this kind.' },
  })
  type!: CircuitType | null;

  @Choice(CircuitStatus, { filter: true, order: true, description: 'Where the circuit is in its life.' })
  status!: CircuitStatus;

  @ToOne(() => Tenant, {
    via: 'tenantId',
    optional: true,
    description: 'Who uses and pays for the circuit.',
    inverse: { name: 'circuits', page: 50, max: 500, description: 'Circuits of this tenant.' },
  })
  tenant!: Tenant | null;

  @Day({ nullable: true, filter: true, order: true, description: 'Day on which the circuit was handed over.' })
  installDate!: string | null;

  @Day({ nullable: true, filter: true, order: true, description: 'Day on which the contract ends.' })
  terminationDate!: string | null;

  @Integer({
    nullable: true,
    filter: true,
    order: true,
    min: 0,
    description: 'Committed rate in kilobits a second, e.g. 1000000 for 1 Gbit/s.',
  })
  commitRate!: number | null;

  @Text({ nullable: true, search: true, maxLength: 500, description: 'What the circuit carries, in a few words.' })
  description!: string | null;

  @Text({ nullable: true, maxLength: 20_000, description: 'Notes in Markdown: route, demarcation, contract.' })
  comments!: string | null;
}
