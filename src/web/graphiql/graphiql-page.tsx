/** GraphiQL as Wayleave shows it: the bar on top, the price panel open, the starting queries as tabs, prices and budget under the answer. */

import type { GraphiQLPlugin } from '@graphiql/react';
import { GraphiQL, HISTORY_PLUGIN } from 'graphiql';
import { useState } from 'react';
import { PricePanel } from '../price/price-panel.tsx';
import { StatusBar } from '../price/status-bar.tsx';
import { usePriceWhileTyping } from '../price/use-price.ts';
import type { Starter } from '../queries/starters.ts';
import { TopBar } from '../shared/top-bar.tsx';
import { useSession } from '../shared/use-session.ts';
import { EDITOR_THEMES, EditorTheme } from './editor-theme.tsx';
import { EmptyAnswer } from './empty-answer.tsx';
import { safeStorage } from './safe-storage.ts';
import { send } from './send.ts';
import { OpenAskedStarter, startersPlugin } from './starters-plugin.tsx';

const pricePlugin: GraphiQLPlugin = { title: 'Price', icon: PriceIcon, content: PricePanel };
const STORAGE = safeStorage(localStorage);

/** What GraphiQL is handed of the starters, made once: it compares arrays and objects by identity and would start over. */
function startingWith(starters: readonly Starter[]) {
  const tabs = starters.map(({ query, variables }) => ({ query, variables: variables ?? null }));
  // GraphiQL fills the editors of the first tab from what it stored, not from the tab; on a first visit nothing is stored.
  const firstVisit = STORAGE.getItem('graphiql:tabState') === null && tabs[0]?.variables ? { initialVariables: tabs[0].variables } : {};
  const plugins = [pricePlugin, startersPlugin(starters), HISTORY_PLUGIN];
  return { tabs: tabs.length > 0 ? { defaultTabs: tabs } : {}, firstVisit, plugins };
}

export function GraphiqlPage({ starters }: { readonly starters: readonly Starter[] }) {
  const session = useSession();
  const [{ tabs, firstVisit, plugins }] = useState(() => startingWith(starters));
  return (
    <div className="graphiql-page">
      <TopBar page="graphiql" session={session} />
      <h1 className="visually-hidden">GraphiQL</h1>
      {session.kind === 'signed-out' && (
        <p className="page-notice" role="status">
          You are not signed in, so nothing can be read. <a href="/?next=graphiql#sign-in">Sign in with a token</a>
        </p>
      )}
      <main>
        <GraphiQL
          fetcher={send}
          plugins={plugins}
          visiblePlugin={pricePlugin}
          {...tabs}
          storage={STORAGE}
          {...firstVisit}
          shouldPersistHeaders={false}
          showPersistHeadersSettings={false}
          editorTheme={EDITOR_THEMES}
          defaultEditorToolsVisibility="variables"
          defaultQuery={EMPTY_TAB}
        >
          <GraphiQL.Logo>
            <span />
          </GraphiQL.Logo>
          <GraphiQL.Footer>
            <EmptyAnswer />
            <StatusBar />
          </GraphiQL.Footer>
          <EditorTheme />
          <OpenAskedStarter starters={starters} />
          <PriceWhileTyping />
        </GraphiQL>
      </main>
    </div>
  );
}

const EMPTY_TAB = '# Ask the network something. Ctrl-Space completes, Ctrl-Enter runs.\n';

function PriceWhileTyping() {
  usePriceWhileTyping();
  return null;
}

function PriceIcon() {
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
      <path d="M3.5 13.5a6.5 6.5 0 1 1 13 0M10 13.5l3.2-4.2M3.5 16.5h13" />
    </svg>
  );
}
