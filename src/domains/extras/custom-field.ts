/**
 * Custom fields: what operators want to know about objects that the model does not say.
 *
 * Only the definitions are objects. The values stand in `customFields` of each object, as JSON by the name of the field.
 */
import { BigInteger, Choice, type ChoiceOf, defineChoice, Flag, Integer, Json, Resource, Text } from '../../resource/vocabulary.ts';

export const CustomFieldType = defineChoice('CustomFieldType', 'What values a custom field takes.', {
  TEXT: 'One line of text.',
  LONGTEXT: 'Text of several lines, in Markdown.',
  INTEGER: 'A whole number.',
  DECIMAL: 'A number with a fraction.',
  BOOLEAN: 'True or false.',
  DATE: 'A calendar day, `YYYY-MM-DD`.',
  DATETIME: 'A moment, in ISO 8601.',
  URL: 'A web address.',
  JSON: 'Any JSON value.',
  SELECT: 'One of the choices.',
  MULTISELECT: 'Any number of the choices.',
  OBJECT: 'Another object, of the type that `objectType` names.',
  MULTIOBJECT: 'Any number of other objects, of the type that `objectType` names.',
});
export type CustomFieldType = ChoiceOf<typeof CustomFieldType>;

export const CustomFieldFilterLogic = defineChoice('CustomFieldFilterLogic', 'How a form that filters by the field compares.', {
  DISABLED: 'The field is not offered as a filter.',
  LOOSE: 'Text that contains what was typed.',
  EXACT: 'Values equal to what was typed.',
});
export type CustomFieldFilterLogic = ChoiceOf<typeof CustomFieldFilterLogic>;

export const CustomFieldVisibility = defineChoice(
  'CustomFieldVisibility',
  'Who sees the field on forms and pages; the API always shows it.',
  {
    READ_WRITE: 'Shown, and people may change it.',
    READ_ONLY: 'Shown, and changed by machines only.',
    HIDDEN: 'Not shown.',
    HIDDEN_IFUNSET: 'Shown where it has a value.',
  },
);
export type CustomFieldVisibility = ChoiceOf<typeof CustomFieldVisibility>;

@Resource({
  domain: 'extras',
  plural: 'customFields',
  description: 'The definition of a field that operators added to types of objects, e.g. a customer number on tenants.',
  keys: [['name']],
})
export class CustomField {
  @Text({
    filter: true,
    order: true,
    search: true,
    natural: true,
    maxLength: 50,
    description: 'The name under which `customFields` of an object holds the value, e.g. `cust_id`.',
  })
  name!: string;

  @Text({
    nullable: true,
    maxLength: 50,
    description: 'What people read beside the value, e.g. `Customer ID`; the name where it is missing.',
  })
  label!: string | null;

  @Text({ nullable: true, filter: true, order: true, maxLength: 50, description: 'Fields of one group are shown together.' })
  groupName!: string | null;

  @Choice(CustomFieldType, { filter: true, description: 'What values the field takes.' })
  type!: CustomFieldType;

  @Json({ description: 'Names of the types whose objects carry the field, e.g. `["Tenant", "Site"]`.' })
  appliesTo!: unknown;

  @Text({ nullable: true, maxLength: 50, description: 'For fields that point at objects: the name of their type, e.g. `Contact`.' })
  objectType!: string | null;

  @Text({ nullable: true, maxLength: 500, description: 'What the value means and where it comes from, shown beside the field.' })
  description!: string | null;

  @Flag({ description: 'Whether an object of these types needs a value.' })
  required!: boolean;

  @Integer({
    min: 0,
    max: 32767,
    description: 'How much a hit in this field counts in a search: lower comes first, 0 leaves the field out.',
  })
  searchWeight!: number;

  @Choice(CustomFieldFilterLogic, { description: 'How a form that filters by the field compares.' })
  filterLogic!: CustomFieldFilterLogic;

  @Json({ nullable: true, description: 'The value that a new object starts with.' })
  defaultValue!: unknown;

  @Integer({ order: true, min: 0, max: 32767, description: 'Place among the fields of a form: lower comes first.' })
  weight!: number;

  @BigInteger({ nullable: true, description: 'The lowest number allowed, for fields that hold numbers.' })
  validationMinimum!: number | null;

  @BigInteger({ nullable: true, description: 'The highest number allowed, for fields that hold numbers.' })
  validationMaximum!: number | null;

  @Text({
    nullable: true,
    maxLength: 500,
    description: 'The pattern that text has to match, e.g. `^[A-Z]{3}\\d{2}$`. Kept as it was imported; forms apply it, the API does not.',
  })
  validationRegex!: string | null;

  @Json({ nullable: true, description: 'The values to choose from, for fields that offer a choice.' })
  choices!: unknown;

  @Choice(CustomFieldVisibility, { description: 'Who sees the field on forms and pages; the API always shows it.' })
  visibility!: CustomFieldVisibility;
}
