/**
 * Light or dark, for both pages alike.
 *
 * GraphiQL's settings keep the choice under `graphiql:theme` and mark the body with a class. The console reads the same choice, and where
 * none was made the class follows the system, so that the style sheet describes each theme once and not a second time in a media query.
 */
const STORED_CHOICE = 'graphiql:theme';

type ThemeName = 'light' | 'dark';

function chosen(): ThemeName | undefined {
  try {
    const stored = localStorage.getItem(STORED_CHOICE);
    return stored === 'light' || stored === 'dark' ? stored : undefined;
  } catch {
    // Storage may be forbidden; the system's choice is good enough.
    return undefined;
  }
}

function systemTheme(): ThemeName {
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

/** Marks the body with the theme in force, and again when the system changes its mind, or GraphiQL's settings take the mark away. */
export function followTheme(): void {
  const mark = (): void => {
    const theme = chosen() ?? systemTheme();
    document.body.classList.toggle('graphiql-dark', theme === 'dark');
    document.body.classList.toggle('graphiql-light', theme === 'light');
  };
  mark();
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', mark);
  // To follow the system, GraphiQL removes both classes and relies on media queries of its own.
  new MutationObserver(mark).observe(document.body, { attributes: true, attributeFilter: ['class'] });
}
