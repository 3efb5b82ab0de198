/** The roots whose fields follow from no declaration, one file a subject. */
import type { NewClass } from '../resource/derive/type-graphql.ts';

export const rootFields: readonly NewClass[] = [];
