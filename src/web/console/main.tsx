/** Opens the console. */
import '@fontsource-variable/inter/wght.css';
import '@fontsource/fira-code/latin-400.css';
import './console.css';
import { createRoot } from 'react-dom/client';
import { signIn, takeTokenFromAddress } from '../shared/session.ts';
import { followTheme } from '../shared/theme.ts';
import { ConsolePage } from './console-page.tsx';

followTheme();

/** A link with a token in it signs in by itself; the server does that before the page loads, and this where it does not. */
async function open(): Promise<void> {
  const token = takeTokenFromAddress();
  const failure = token === undefined ? undefined : await signIn(token);
  createRoot(document.getElementById('root')!).render(<ConsolePage {...(failure ? { failure } : {})} />);
}

void open();
