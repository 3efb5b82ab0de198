/**
 * Which of the starting queries the viewer's role can ask at all.
 *
 * The console asks for the names of the root fields, which is a small answer, and not for the schema, which is a large one; GraphiQL, which has the schema,
 * then takes out of a query what else the role may not see. When nobody says, all are offered.
 */
import { useEffect, useState } from 'react';
import { STARTERS, type Starter } from '../queries/starters.ts';
import { askOwnServer } from '../shared/same-origin.ts';
import type { Session } from '../shared/session.ts';

const ROOT_FIELDS = '{ __schema { queryType { fields { name } } } }';

interface Answered {
  readonly data?: { readonly __schema?: { readonly queryType?: { readonly fields?: readonly { readonly name: string }[] } } } | null;
}

export function useAskableStarters(session: Session): readonly Starter[] {
  const [askable, setAskable] = useState(STARTERS);
  const isSignedIn = session.kind === 'signed-in';
  useEffect(() => {
    if (!isSignedIn) return;
    let gone = false;
    void rootFields().then((names) => {
      if (!gone && names) setAskable(STARTERS.filter(({ asks }) => names.has(asks)));
    });
    return () => {
      gone = true;
    };
  }, [isSignedIn]);
  return askable;
}

async function rootFields(): Promise<ReadonlySet<string> | undefined> {
  try {
    const answer = await askOwnServer('/graphql', { body: { query: ROOT_FIELDS } });
    const fields = ((await answer.json()) as Answered).data?.__schema?.queryType?.fields;
    return fields && new Set(fields.map(({ name }) => name));
  } catch {
    return undefined;
  }
}
