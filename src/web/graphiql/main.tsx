/** Opens GraphiQL. */
import './workers.ts';
import '@fontsource-variable/inter/wght.css';
import '@fontsource/fira-code/latin-400.css';
import './graphiql.css';
import { createRoot } from 'react-dom/client';
import { followTheme } from '../shared/theme.ts';
import { fittedStarters } from './fitted-starters.ts';
import { GraphiqlPage } from './graphiql-page.tsx';

followTheme();

// Monaco measures its letters when an editor is created; a typeface that arrives later would leave the cursor beside the text.
const typefaces = document.fonts.load('15px "Fira Code"').catch(() => []);
const atMost = new Promise((resolve) => setTimeout(resolve, 1500));

void Promise.all([fittedStarters(), Promise.race([typefaces, atMost])]).then(([starters]) => {
  createRoot(document.getElementById('root')!).render(<GraphiqlPage starters={starters} />);
});
