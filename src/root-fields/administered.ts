/** An answer that only those get who administer: in front of each, and beside it in the trail where it is refused. */

import { AccessChangeRefused } from '../access/access-change.ts';
import type { Administrator } from '../access/administrator.ts';
import { rightsHeldBy } from '../access/rights.ts';
import { READS_ELSEWHERE } from '../data/reads.ts';
import { refuse } from '../errors/refuse.ts';
import type { BatchResolver } from '../execution/batch.ts';
import type { AppContext } from './context.ts';

export type Values = Readonly<Record<string, unknown>>;

export function administered(
  field: string,
  answer: (app: AppContext, args: Values, author: Administrator) => Promise<unknown>,
): BatchResolver {
  return async (parents, args, _selection, context) => {
    const app = context as AppContext;
    const { viewer, requestId, address } = app;
    const refused = (reason: string): void =>
      app.audit?.note({ actor: viewer.id, action: 'administer', subject: field, result: 'refused', reason, requestId, address });
    if (viewer.rows('ApiToken', 'administer').kind !== 'all') {
      refused('not granted');
      throw refuse('FORBIDDEN', { reason: 'Only those who administer may decide who may do what, or read it.' });
    }
    // No change of a resource's table tells of it, so an answer with it is not kept.
    app.reads.note(READS_ELSEWHERE);
    const author: Administrator = { actor: viewer.id, requestId, address, rights: rightsHeldBy(viewer) };
    try {
      return await Promise.all(parents.map(() => answer(app, args, author)));
    } catch (error) {
      if (!(error instanceof AccessChangeRefused)) throw error;
      refused(error.message);
      throw error.isBeyondRights
        ? refuse('FORBIDDEN', { reason: error.message })
        : refuse('ACCESS_CHANGE_REFUSED', { reason: error.message });
    }
  };
}
