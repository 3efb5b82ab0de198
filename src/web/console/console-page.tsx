/** The page at `/`: what this is, who you are, and where to go from here. */
import { STARTERS } from '../queries/starters.ts';
import type { Session } from '../shared/session.ts';
import { TopBar } from '../shared/top-bar.tsx';
import { useSession } from '../shared/use-session.ts';
import { useAskableStarters } from './askable-starters.ts';
import { SignInForm } from './sign-in-form.tsx';

export function ConsolePage({ failure }: { readonly failure?: string }) {
  const session = useSession();
  const starters = useAskableStarters(session);
  return (
    <>
      <TopBar page="console" session={session} />
      <main className="console">
        <section className="console-lead">
          <div>
            <h1>The network, and what it costs to ask</h1>
            <p className="console-intro">
              Wayleave keeps sites, racks, devices, cables, circuits, addresses and services as one graph. Its GraphQL API knows the price
              of every query before it runs, charges what was used, and says how to ask for less.
            </p>
            <div className="console-actions">
              <a className="button is-primary" href="/graphiql">
                Open GraphiQL
              </a>
              <a className="button" href="/schema.graphql">
                Read the schema
              </a>
            </div>
          </div>
          <SessionCard session={session} {...(failure ? { failure } : {})} />
        </section>
        <section aria-labelledby="first-queries">
          <h2 id="first-queries">First queries</h2>
          <ul className="console-queries">
            {starters.map(({ id, title, shows }) => (
              <li key={id}>
                <a href={`/graphiql?query=${id}`}>
                  <strong>{title}</strong>
                  <span className="console-shows">{shows}</span>
                </a>
              </li>
            ))}
          </ul>
          <Withheld count={STARTERS.length - starters.length} />
        </section>
        <section aria-labelledby="from-a-program">
          <h2 id="from-a-program">From a program</h2>
          <div className="console-program">
            <p className="console-usage">
              Send a token with each request. Every answer carries its price; <code>GraphQL-Cost: validate</code> asks for the price alone
              and runs nothing.
            </p>
            <pre>
              <code>{exampleFor(location.origin)}</code>
            </pre>
          </div>
        </section>
      </main>
    </>
  );
}

function Withheld({ count }: { readonly count: number }) {
  if (count === 0) return null;
  const others = count === STARTERS.length ? 'These queries start' : count === 1 ? 'One more starts' : `${count} more start`;
  return <p className="console-aside console-withheld">{others} from what your role may not see.</p>;
}

function exampleFor(origin: string): string {
  return [
    `curl ${origin}/graphql \\`,
    `  -H "Authorization: Bearer $TOKEN" \\`,
    `  -H "Content-Type: application/json" \\`,
    `  -H "GraphQL-Cost: validate" \\`,
    `  -d '{"query":"{ devices(first: 10) { nodes { name } } }"}'`,
  ].join('\n');
}

function SessionCard({ session, failure }: { readonly session: Session; readonly failure?: string }) {
  switch (session.kind) {
    case 'unknown':
      return <div className="console-session" aria-busy="true" />;
    case 'signed-in':
      return (
        <div className="console-session">
          <h2>Signed in</h2>
          <dl>
            <dt>As</dt>
            <dd>{session.viewer.name}</dd>
            <dt>Role</dt>
            <dd>{session.viewer.role.toLowerCase()}</dd>
          </dl>
          <p className="console-aside">The role decides what you may see, and how much you may spend.</p>
        </div>
      );
    case 'signed-out':
      return (
        <div className="console-session" id="sign-in">
          <h2>Sign in</h2>
          <SignInForm {...(failure ? { failure } : {})} />
        </div>
      );
    case 'unreachable':
      return (
        <div className="console-session">
          <h2>The server does not answer</h2>
          <p className="console-aside">It may be starting or draining. Reload the page in a moment.</p>
        </div>
      );
  }
}
