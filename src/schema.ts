/** The catalog and schema of this program: all domains, built once a process, with the data engine behind every field. */
import { attachData } from './data/resolvers.ts';
import { domains } from './domains/index.ts';
import { buildCatalog } from './resource/catalog.ts';
import { buildSchema } from './resource/schema.ts';
import { declareHistory } from './root-fields/changes.ts';
import { rootFields } from './root-fields/index.ts';

export const catalog = buildCatalog(domains);
declareHistory(catalog);
export const schema = attachData(buildSchema(catalog, rootFields), catalog);
