/** The starting queries as the viewer's role can ask them; as they are written where the server does not show a schema, or takes long. */
import { fitQuery } from '../queries/fit-query.ts';
import { STARTERS, type Starter } from '../queries/starters.ts';
import { shownSchema } from './shown-schema.ts';

const MOST_MILLISECONDS = 3000;

export async function fittedStarters(): Promise<readonly Starter[]> {
  const late = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), MOST_MILLISECONDS));
  const schema = await Promise.race([shownSchema.ahead().catch(() => undefined), late]);
  if (!schema) return STARTERS;
  return STARTERS.flatMap((starter) => fitQuery(schema, starter) ?? []);
}
