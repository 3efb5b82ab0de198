/** What stands where the answer will: a pane that stays white says nothing to whoever sees it first. */
import { formatShortcutForOS, KEY_MAP, useGraphiQL } from '@graphiql/react';

export function EmptyAnswer() {
  const isEmpty = useGraphiQL(({ tabs, activeTabIndex, isFetching }) => !isFetching && !tabs[activeTabIndex]?.response);
  if (!isEmpty) return null;
  return (
    <div className="empty-answer">
      <p>
        The answer appears here. Run the query with the button, or with <kbd>{formatShortcutForOS(KEY_MAP.runQuery.key, 'Cmd')}</kbd>
      </p>
    </div>
  );
}
