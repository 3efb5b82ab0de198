/** The GraphQL side of each kind of column: its output type, and the input type that filters it. */
import { Float, ID, Int } from 'type-graphql';
import { type Choice, defineChoice } from '../choice.ts';
import type { ColumnFacts, ColumnType } from '../facts.ts';
import { JsonScalar } from '../scalars/json.ts';
import {
  AsNumberScalar,
  BigIntegerScalar,
  CidrScalar,
  ColorScalar,
  InterfaceAddressScalar,
  MacScalar,
  VlanIdScalar,
} from '../scalars/network.ts';
import { DayScalar, TimestampScalar } from '../scalars/time.ts';
import { declareInput, type NewClass, type TypeReference } from './type-graphql.ts';

const outputs: Record<Exclude<ColumnType, 'choice'>, TypeReference> = {
  id: ID,
  text: String,
  integer: Int,
  bigInteger: BigIntegerScalar,
  decimal: Float,
  flag: Boolean,
  timestamp: TimestampScalar,
  day: DayScalar,
  json: JsonScalar,
  cidr: CidrScalar,
  interfaceAddress: InterfaceAddressScalar,
  mac: MacScalar,
  vlanId: VlanIdScalar,
  asNumber: AsNumberScalar,
  color: ColorScalar,
};

export function outputTypeOf(column: Pick<ColumnFacts, 'type' | 'choice'>): TypeReference {
  return column.type === 'choice' ? column.choice!.members : outputs[column.type];
}

/** The most values in one `in: […]`. */
export const MOST_LISTED_VALUES = 1000;

const isNull = { type: () => Boolean, description: 'True: only where there is no value. False: only where there is one.' };
const equality = (of: TypeReference) => ({
  eq: { type: () => of, description: 'Equal to this value.' },
  in: { type: (): [TypeReference] => [of], description: `Equal to one of these, ${MOST_LISTED_VALUES} at most.` },
});
const range = (of: TypeReference) => ({
  lt: { type: () => of, description: 'Less than this.' },
  lte: { type: () => of, description: 'Less than or equal to this.' },
  gt: { type: () => of, description: 'Greater than this.' },
  gte: { type: () => of, description: 'Greater than or equal to this.' },
});
const network = {
  contains: { type: () => InterfaceAddressScalar, description: 'Networks that contain this address or network, or equal it.' },
  within: { type: () => CidrScalar, description: 'What lies within this network, or equals it.' },
  overlaps: { type: () => CidrScalar, description: 'What shares at least one address with this network.' },
  family: { type: () => AddressFamily.members, description: 'Of this version of the Internet Protocol.' },
};

export const AddressFamily = defineChoice('AddressFamily', 'The version of the Internet Protocol.', {
  IPV4: '32-bit addresses.',
  IPV6: '128-bit addresses.',
});

const text = {
  ...equality(String),
  startsWith: { type: () => String, description: 'Begins with this, upper and lower case alike; no wildcards.' },
  contains: { type: () => String, description: 'Contains this, upper and lower case alike; no wildcards.' },
  isNull,
};

const filters = {
  id: declareInput('IdFilter', 'Conditions on a global id.', equality(ID)),
  text: declareInput('TextFilter', 'Conditions on a text; all of those given must hold.', text),
  integer: declareInput('IntFilter', 'Conditions on a whole number; all of those given must hold.', {
    ...equality(Int),
    ...range(Int),
    isNull,
  }),
  bigInteger: declareInput('BigIntegerFilter', 'Conditions on a large whole number; all of those given must hold.', {
    ...equality(BigIntegerScalar),
    ...range(BigIntegerScalar),
    isNull,
  }),
  decimal: declareInput('FloatFilter', 'Conditions on a number; all of those given must hold.', { ...range(Float), isNull }),
  flag: declareInput('BooleanFilter', 'Conditions on a yes or no.', { eq: { type: () => Boolean, description: 'Equal to this.' }, isNull }),
  timestamp: declareInput('TimestampFilter', 'Conditions on a moment; all of those given must hold.', {
    ...range(TimestampScalar),
    isNull,
  }),
  day: declareInput('DayFilter', 'Conditions on a day; all of those given must hold.', {
    ...equality(DayScalar),
    ...range(DayScalar),
    isNull,
  }),
  cidr: declareInput('CidrFilter', 'Conditions on a network; all of those given must hold.', {
    ...equality(CidrScalar),
    ...network,
    isNull,
  }),
  interfaceAddress: declareInput('InterfaceAddressFilter', 'Conditions on an address with mask; all of those given must hold.', {
    ...equality(InterfaceAddressScalar),
    ...network,
    isNull,
  }),
  mac: declareInput('MacFilter', 'Conditions on a MAC address.', { ...equality(MacScalar), isNull }),
  vlanId: declareInput('VlanIdFilter', 'Conditions on a VLAN id; all of those given must hold.', {
    ...equality(VlanIdScalar),
    ...range(VlanIdScalar),
    isNull,
  }),
  asNumber: declareInput('AsNumberFilter', 'Conditions on an AS number; all of those given must hold.', {
    ...equality(AsNumberScalar),
    ...range(AsNumberScalar),
    isNull,
  }),
  color: declareInput('ColorFilter', 'Conditions on a colour.', { ...equality(ColorScalar), isNull }),
} satisfies Partial<Record<ColumnType, NewClass>>;

const choiceFilters = new Map<Choice, NewClass>();

/** The filter input of a column; one per kind of column, and one per choice. */
export function filterTypeOf(column: ColumnFacts): NewClass {
  if (column.type === 'json') throw new Error(`${column.name} holds JSON, which cannot be filtered.`);
  if (column.type !== 'choice') return filters[column.type];
  const choice = column.choice!;
  const known = choiceFilters.get(choice);
  if (known) return known;
  const made = declareInput(`${choice.name}Filter`, `Conditions on a ${choice.name}.`, { ...equality(choice.members), isNull });
  choiceFilters.set(choice, made);
  return made;
}
