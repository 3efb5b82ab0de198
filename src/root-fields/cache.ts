/** What is known of the answers that this process gives again, for those who administer. */
import { READS_ELSEWHERE } from '../data/reads.ts';
import { refuse } from '../errors/refuse.ts';
import type { BatchResolver } from '../execution/batch.ts';
import { declareQuery, declareRoot } from '../resource/derive/type-graphql.ts';
import { JsonScalar } from '../resource/scalars/json.ts';
import type { AppContext } from './context.ts';

export const CacheRoot = declareRoot('CacheRoot');

type Cache = NonNullable<AppContext['cache']>;

function administered(answer: (cache: Cache, args: Readonly<Record<string, unknown>>) => unknown): BatchResolver {
  return (parents, args, _selection, context) => {
    const { viewer, reads, cache } = context as AppContext;
    if (viewer.rows('ApiToken', 'administer').kind !== 'all')
      throw refuse('FORBIDDEN', { reason: 'What is kept for others is for those who administer.' });
    reads.note(READS_ELSEWHERE);
    return parents.map(() => (cache ? answer(cache, args) : null));
  };
}

declareQuery(CacheRoot, 'cacheStatistics', () => JsonScalar, {
  nullable: true,
  description:
    'Counts of this process since it started: answers given again and worked out, why, what they were given up for, audits, and the latest entries. Null where none are kept.',
  extensions: { needs: 'administer', batch: administered((cache) => cache.statistics()) },
});

declareQuery(CacheRoot, 'cacheEntry', () => JsonScalar, {
  nullable: true,
  description: 'One entry of this process by its key: whether it holds, what it was read from, its age; null when there is none.',
  args: [{ name: 'key', type: () => String, description: 'As `cacheStatistics` gives it.' }],
  extensions: { needs: 'administer', batch: administered((cache, { key }) => cache.explain(key as string) ?? null) },
});
