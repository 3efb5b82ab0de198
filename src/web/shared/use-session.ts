/** The session as a React value: asked once when the page opens. */
import { useEffect, useState } from 'react';
import { readSession, type Session } from './session.ts';

export function useSession(): Session {
  const [session, setSession] = useState<Session>({ kind: 'unknown' });
  useEffect(() => {
    let gone = false;
    void readSession().then((read) => {
      if (!gone) setSession(read);
    });
    return () => {
      gone = true;
    };
  }, []);
  return session;
}
