/** The panel "Starting queries": one for each thing that people first want of a network, opened in a tab of its own. */
import type { GraphiQLPlugin } from '@graphiql/react';
import { useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { useEffect, useRef } from 'react';
import type { Starter } from '../queries/starters.ts';

export const startersPlugin = (starters: readonly Starter[]): GraphiQLPlugin => ({
  title: 'Starting queries',
  icon: StartersIcon,
  content: () => <StartersPanel starters={starters} />,
});

function StartersIcon() {
  return (
    <svg
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d="M4 5.5h.01M4 10h.01M4 14.5h.01M7.5 5.5H16M7.5 10H16M7.5 14.5H13" />
    </svg>
  );
}

function StartersPanel({ starters }: { readonly starters: readonly Starter[] }) {
  const open = useOpenStarter();
  return (
    <section className="starters-panel" aria-labelledby="starters-title">
      <h2 id="starters-title">Starting queries</h2>
      <p>
        {starters.length > 0
          ? 'Each opens in a tab of its own. Change what you like; the price follows.'
          : 'They start from what your role may not see. The schema beside shows what you may ask.'}
      </p>
      <ul>
        {starters.map((starter) => (
          <li key={starter.id}>
            <button type="button" onClick={() => open(starter)}>
              <strong>{starter.title}</strong>
              <span>{starter.shows}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Goes to the tab that holds the query unchanged, or opens one. */
function useOpenStarter(): (starter: Starter) => void {
  const { addTab, changeTab, updateActiveTabValues } = useGraphiQLActions();
  const tabs = useGraphiQL((state) => state.tabs);
  const queryEditor = useGraphiQL((state) => state.queryEditor);
  const variableEditor = useGraphiQL((state) => state.variableEditor);
  return (starter) => {
    const known = tabs.findIndex((tab) => tab.query === starter.query);
    if (known >= 0) return changeTab(known);
    addTab();
    queryEditor?.setValue(starter.query);
    variableEditor?.setValue(starter.variables ?? '');
    updateActiveTabValues({ query: starter.query, variables: starter.variables ?? null });
  };
}

/** Opens the query that the address asks for (`/graphiql?query=cabling`), once, and takes the wish out of the address. */
export function OpenAskedStarter({ starters }: { readonly starters: readonly Starter[] }) {
  const open = useOpenStarter();
  const ready = useGraphiQL((state) => state.queryEditor !== undefined && state.variableEditor !== undefined);
  const done = useRef(false);
  useEffect(() => {
    if (!ready || done.current) return;
    done.current = true;
    const address = new URL(location.href);
    const asked = starters.find(({ id }) => id === address.searchParams.get('query'));
    address.searchParams.delete('query');
    history.replaceState(null, '', address);
    if (asked) open(asked);
  }, [ready, open, starters]);
  return null;
}
