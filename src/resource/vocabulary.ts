/** The words that domains speak: everything that a file in `src/domains` may import from the declaration layer. */
export { type ChoiceOf, defineChoice } from './choice.ts';
export {
  AsNumber,
  BigInteger,
  Choice,
  Cidr,
  Color,
  Day,
  Decimal,
  Flag,
  Integer,
  InterfaceAddress,
  Json,
  Mac,
  Text,
  Timestamp,
  VlanId,
} from './columns.ts';
export { Computed, ManyToMany, Measured, OneOf, ToOne, WithinNetwork } from './relations.ts';
export { Resource } from './resource.ts';
