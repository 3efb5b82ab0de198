/** The price desk's state as React values, and the editors of GraphiQL as what stands on the desk. */
import { pick, tryParseJSONC, useGraphiQL } from '@graphiql/react';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
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
  const { queryEditor, variableEditor, operationName, operations } = useGraphiQL(
    pick('queryEditor', 'variableEditor', 'operationName', 'operations'),
  );
  // A document of several operations has a price only once one of them is chosen; GraphiQL runs the one under the cursor, else the first.
  const names = (operations ?? []).map((operation) => operation.name?.value);
  const chosen = names.length > 1 ? (names.includes(operationName) ? operationName : names[0]) : undefined;
  const chosenNow = useRef(chosen);
  chosenNow.current = chosen;

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
      const name = chosenNow.current;
      current = { query: queryEditor.getValue(), ...(variables ? { variables } : {}), ...(name ? { operationName: name } : {}) };
      desk.type(current);
    };
    read();
    const listening = [queryEditor.onDidChangeModelContent(read), variableEditor.onDidChangeModelContent(read)];
    return () => {
      for (const listener of listening) listener.dispose();
    };
  }, [queryEditor, variableEditor]);

  useEffect(() => {
    if (current.query === '' || current.operationName === chosen) return;
    const { operationName: _before, ...rest } = current;
    current = { ...rest, ...(chosen ? { operationName: chosen } : {}) };
    desk.type(current);
  }, [chosen]);
}
