/** The resources of this domain. */
import { CustomField } from './custom-field.ts';
import { Tag } from './tag.ts';

export const extras = [Tag, CustomField];
