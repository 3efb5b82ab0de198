/**
 * Takes the pictures of the pages that the documentation shows, of a server that runs:
 *
 *   npx tsx scripts/take-screenshots.ts http://127.0.0.1:4000 "$(cat .wayleave/dev-token)" [docs/images]
 *
 * It signs in as anybody would, opens the first starting query, runs it, and waits for its price. Look at the pictures before committing them.
 */
import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { openBrowser } from '../tests/support/browser.ts';

const [url, token, folder = 'docs/images'] = process.argv.slice(2);
if (!url || !token) {
  console.error('Usage: npx tsx scripts/take-screenshots.ts URL TOKEN [FOLDER]');
  process.exit(2);
}
mkdirSync(folder, { recursive: true });

const browser = await openBrowser();
try {
  for (const colorScheme of ['light', 'dark'] as const) {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, colorScheme, reducedMotion: 'reduce' });
    const page = await context.newPage();
    await signIn(page, url, token);
    const suffix = colorScheme === 'light' ? '' : '-dark';
    await take(page, `console${suffix}.png`);
    await openAndRun(page, url);
    await take(page, `graphiql${suffix}.png`);
    await context.close();
  }
} finally {
  await browser.close();
}

async function signIn(page: Page, at: string, withToken: string): Promise<void> {
  await page.goto(at);
  await page.getByLabel('Token').fill(withToken);
  await page.locator('form').getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('Signed in as').waitFor();
  await page.evaluate(() => document.fonts.ready);
}

async function openAndRun(page: Page, at: string): Promise<void> {
  await page.goto(new URL('/graphiql', at).href);
  await page.getByTestId('price').waitFor();
  await page.getByRole('button', { name: /Execute query/ }).click();
  await page.locator('.status-bar', { hasText: /Last run \d/ }).waitFor();
  // The answer folds itself, and the caret of the editor blinks.
  await page.waitForTimeout(1000);
}

async function take(page: Page, name: string): Promise<void> {
  const path = join(folder, name);
  await page.screenshot({ path, caret: 'hide', animations: 'disabled' });
  console.error(`${path}: ${Math.round(statSync(path).size / 1024)} KB`);
}
