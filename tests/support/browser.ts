/** A headless Chromium for tests of the pages, found on the machine, never downloaded; and what it reports while a page is open. */
import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';

const CANDIDATES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

export const browserPath = CANDIDATES.find((path) => existsSync(path));

export function openBrowser(): Promise<Browser> {
  if (!browserPath) throw new Error('No Chromium on this machine. Debian: apt-get install chromium.');
  return chromium.launch({
    executablePath: browserPath,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

export interface PageReports {
  /** Errors of the console and exceptions that nobody caught. */
  readonly errors: string[];
  /** Alerts, prompts and the like: a page of ours opens none. */
  readonly dialogs: string[];
  /** Addresses of other origins that the page asked for. */
  readonly strangers: string[];
}

export function watchPage(page: Page, origin: string): PageReports {
  const reports: PageReports = { errors: [], dialogs: [], strangers: [] };
  page.on('console', (message) => {
    if (message.type() === 'error') reports.errors.push(`${message.text()} ${message.location().url}`);
  });
  page.on('pageerror', (error) => reports.errors.push(error.message));
  page.on('dialog', (dialog) => {
    reports.dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(`${origin}/`) && !url.startsWith('data:')) reports.strangers.push(url);
  });
  return reports;
}
