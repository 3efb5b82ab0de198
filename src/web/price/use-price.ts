/** The price desk's state as React values, and the editors of GraphiQL as what stands on the desk. */
import { pick, tryParseJSONC, useGraphiQL } from '@graphiql/react';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { chooseOperation } from '../shared/choose-operation.ts';
import { desk } from './desk.ts';
import type { Draft, PriceState } from './price-desk.ts';

export function usePrice(): PriceState {
  return useSyncExternalStore(desk.subscribe, desk.state);
}

/** The page's clock, ticking once a second while a budget refills. */
export function useClock(ticking: boolean): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!ticking) return;
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [ticking]);
  return now;
}

let current: Draft = { query: '' };

/** Asks for the price of the text in the editor once more. */
export function priceAgain(): void {
  desk.again(current);
}

/** Hands every change of the editors to the desk. Mounted once, whatever panel is open, so that the status bar is always right. */
export function usePriceWhileTyping(): void {
  const { queryEditor, variableEditor, operationName } = useGraphiQL(pick('queryEditor', 'variableEditor', 'operationName'));
  useEffect(() => {
    if (!queryEditor || !variableEditor) return;
    const read = (): void => {
      let variables: Draft['variables'];
      try {
        variables = tryParseJSONC(variableEditor.getValue());
      } catch (error) {
        desk.fault(`The variables ${error instanceof Error ? error.message : 'cannot be read.'}`);
        return;
      }
      const query = queryEditor.getValue();
      // A document of several operations has a price only once one of them is chosen: the one under the cursor, else the first.
      const operation = chooseOperation(query, operationName);
      current = { query, ...(variables ? { variables } : {}), ...(operation ? { operationName: operation } : {}) };
      desk.type(current);
    };
    read();
    const listening = [queryEditor.onDidChangeModelContent(read), variableEditor.onDidChangeModelContent(read)];
    return () => {
      for (const listener of listening) listener.dispose();
    };
  }, [queryEditor, variableEditor, operationName]);
}
