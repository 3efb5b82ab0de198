/** The bar on top of both pages: where you are, where else you can go, and who you are. */
import type { ReactNode } from 'react';
import mark from './mark.svg';
import { type Session, signOut } from './session.ts';

export function TopBar({ page, session }: { readonly page: 'console' | 'graphiql'; readonly session: Session }) {
  return (
    <header className="top-bar">
      <a className="top-bar-brand" href="/">
        <img src={mark} alt="" />
        Wayleave
      </a>
      <nav aria-label="Pages">
        <a href="/" aria-current={page === 'console' ? 'page' : undefined}>
          Console
        </a>
        <a href="/graphiql" aria-current={page === 'graphiql' ? 'page' : undefined}>
          GraphiQL
        </a>
        <a href="/schema.graphql">Schema</a>
      </nav>
      <div className="top-bar-session">{sessionPart(session)}</div>
    </header>
  );
}

function sessionPart(session: Session): ReactNode {
  switch (session.kind) {
    case 'unknown':
      return null;
    case 'signed-in':
      return (
        <>
          <span className="top-bar-viewer">
            Signed in as <strong>{session.viewer.name}</strong> · {session.viewer.role.toLowerCase()}
          </span>
          <button type="button" className="button is-small" onClick={() => void signOut()}>
            Sign out
          </button>
        </>
      );
    case 'signed-out':
      return (
        <a className="button is-small is-primary" href="/#sign-in">
          Sign in
        </a>
      );
    case 'unreachable':
      return <span>The server does not answer</span>;
  }
}
