/** The console and GraphiQL in a real browser, under the content security policy of production. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { browserPath, openBrowser, type PageReports, watchPage } from '../../support/browser.ts';
import { buildPages } from '../../support/built-pages.ts';
import { HOSTILE } from '../../support/web-estate.ts';
import { SESSION_COOKIE, startWebServer, TOKEN, type WebServer } from '../../support/web-server.ts';

let browser: Browser;
let server: WebServer;
let context: BrowserContext;
let page: Page;
let reports: PageReports;

const price = () => page.getByTestId('price').textContent();
const graphql = () => server.seen.filter(({ path }) => path === '/graphql');

async function signIn(): Promise<void> {
  await page.goto(`${server.url}/`);
  await page.getByLabel('Token').fill(TOKEN);
  await page.locator('form').getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('Signed in as').waitFor();
}

/** What signing in leaves behind, without the form: the form has tests of its own. */
async function beSignedIn(): Promise<void> {
  await context.addCookies([{ ...SESSION_COOKIE, url: server.url, httpOnly: true, sameSite: 'Strict' }]);
}

async function openGraphiql(path = '/graphiql'): Promise<void> {
  await page.goto(`${server.url}${path}`);
  await page.getByTestId('price').waitFor();
}

/** Puts a text into an editor as somebody would who pastes it: typed letter by letter, the editor would add closing brackets. */
async function write(text: string, editor = '.graphiql-query-editor .monaco-editor'): Promise<void> {
  await page.locator(editor).first().click();
  await page.keyboard.press('ControlOrMeta+A');
  await page.evaluate((pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', pasted);
    document.activeElement?.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, text);
}

const nothingHappened = { errors: [], dialogs: [], strangers: [] };

describe.skipIf(!browserPath)('the pages in Chromium', () => {
  beforeAll(async () => {
    buildPages();
    [browser, server] = await Promise.all([openBrowser(), startWebServer()]);
  });

  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  beforeEach(async () => {
    context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    page = await context.newPage();
    page.setDefaultTimeout(15_000);
    reports = watchPage(page, server.url);
    server.mood.prices = true;
    server.mood.delayMilliseconds = () => 0;
    server.seen.length = 0;
  });

  afterEach(async () => {
    await context.close();
    expect(server.violations).toEqual([]);
  });

  it('signs in with a token, keeps it nowhere, and says who is signed in', async () => {
    await signIn();
    expect(await page.locator('.console-session').textContent()).toContain('Ada Lindqvist');
    const stored = await page.evaluate(() => JSON.stringify({ ...localStorage }) + JSON.stringify({ ...sessionStorage }) + document.cookie);
    expect(stored).not.toContain(TOKEN);
    expect(server.seen.every(({ authorization }) => authorization === undefined)).toBe(true);
    expect(reports).toEqual(nothingHappened);
  });

  it('says in a sentence what is wrong with a token, and signs nobody in', async () => {
    await page.goto(`${server.url}/`);
    await page.getByLabel('Token').fill('wl_wrong');
    await page.locator('form').getByRole('button', { name: 'Sign in' }).click();
    expect(await page.getByRole('alert').textContent()).toContain('not valid');
    expect(await page.getByLabel('Token').inputValue()).toBe('');
  });

  it('takes a token out of the address at once', async () => {
    await page.goto(`${server.url}/?token=${TOKEN}`);
    await page.getByText('Signed in as').waitFor();
    expect(page.url()).toBe(`${server.url}/`);
  });

  it('signs out', async () => {
    await signIn();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByLabel('Token').waitFor();
  });

  it('tells whoever is not signed in, in GraphiQL too', async () => {
    await page.goto(`${server.url}/graphiql`);
    await page.getByText('You are not signed in, so nothing can be read.').waitFor();
    await page.getByRole('heading', { name: 'You are not signed in' }).waitFor();
  });

  it('opens GraphiQL with the starting queries and a price, asking no other host and breaking no policy', async () => {
    await beSignedIn();
    await openGraphiql();
    const tabs = await page.locator('.graphiql-tab-button').allTextContents();
    expect(tabs).toEqual(['DynamicInventory', 'DeviceConfiguration', 'SiteDevices', 'Cabling', 'PrefixTree', 'Search']);
    // Twenty devices at most, as the variables beside the first query say.
    await expect.poll(price).toBe('640');
    // The editors' own checks run in workers; an error of theirs would show as a squiggle.
    await page.waitForTimeout(1000);
    expect(await page.locator('.graphiql-query-editor .squiggly-error').count()).toBe(0);
    expect(reports).toEqual(nothingHappened);
  });

  it('changes the price with the text, and asks only for prices meanwhile', async () => {
    await beSignedIn();
    await openGraphiql();
    await write('{ devices(first: 10) { nodes { name } } }');
    await expect.poll(price).toBe('20');
    await write('{ devices(first: 500) { nodes { name interfaces(first: 40) { nodes { name } } } } }');
    await expect.poll(price).toBe('41,000');
    expect(await page.locator('.price-header .verdict').textContent()).toBe('Refused');
    expect(await page.getByRole('status').last().textContent()).toContain('Price 41,000 points');
    expect(await page.locator('.price-table tbody th').first().textContent()).toBe('interfaces in devices');
    expect(graphql().every(({ costHeader, csrf }) => costHeader === 'validate' && csrf === '1')).toBe(true);
    expect(reports).toEqual(nothingHappened);
  });

  it('shows the price of the text that stands there, not of one that was answered late', async () => {
    await beSignedIn();
    await openGraphiql();
    server.mood.delayMilliseconds = (query) => (query.includes('first: 500') ? 1200 : 0);
    await write('{ devices(first: 500) { nodes { name } } }');
    await page.waitForTimeout(400);
    await write('{ devices(first: 3) { nodes { name } } }');
    await expect.poll(price).toBe('6');
    await page.waitForTimeout(1200);
    expect(await price()).toBe('6');
  });

  it('prices with the variables', async () => {
    await beSignedIn();
    await openGraphiql('/graphiql?query=search');
    await write('query Many($n: Int!) { devices(first: $n) { nodes { name } } }');
    await write('{ "n": 100 }', '.graphiql-editor-tool .monaco-editor');
    await expect.poll(price).toBe('200');
    await write('{ "n": 1', '.graphiql-editor-tool .monaco-editor');
    await expect.poll(() => page.locator('.price-body').textContent()).toContain('The variables are invalid JSON');
  });

  it('bears half a query calmly, and says in which line it ends', async () => {
    await beSignedIn();
    await openGraphiql();
    await write('{ devices(first: ');
    await page.getByRole('heading', { name: 'Not complete yet, line 1' }).waitFor();
    await write('# nothing');
    await page.getByRole('heading', { name: 'Nothing to price yet' }).waitFor();
  });

  it('sets the actual price beside the requested one after a run, and the budget below', async () => {
    await beSignedIn();
    await openGraphiql();
    await write('{ devices(first: 10) { nodes { name } } }');
    await expect.poll(price).toBe('20');
    const before = await page.locator('.status-item.is-last strong').textContent();
    await page.getByRole('button', { name: /Execute query/ }).click();
    await expect.poll(() => page.locator('.price-actual dd').textContent()).toBe('12');
    expect(await page.locator('.price-table thead').textContent()).toContain('Actual');
    expect(await page.locator('.status-bar').textContent()).toContain('Last run 12');
    expect(before).not.toBe('–');
    expect(graphql().filter(({ costHeader }) => costHeader === 'report')).toHaveLength(1);
  });

  it('sends nothing that is typed to a server that would execute it', async () => {
    server.mood.prices = false;
    await beSignedIn();
    await page.goto(`${server.url}/graphiql`);
    await page.getByRole('heading', { name: 'This server does not price yet' }).waitFor();
    await write('mutation { deleteDevice(id: "1") }');
    await page.waitForTimeout(600);
    expect(graphql().map(({ query }) => query)).toEqual(['{ __typename }']);
  });

  it('shows stored markup and links as text: in answers, in the documentation, in hovers', async () => {
    await beSignedIn();
    await openGraphiql();
    await write('{ devices(first: 64) { nodes { description name } } }');
    await page.getByRole('button', { name: /Execute query/ }).click();
    await expect.poll(() => page.locator('.result-window').textContent()).toContain('"devices"');
    await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
    await page
      .locator('.graphiql-doc-explorer a', { hasText: /^Query$/ })
      .first()
      .click();
    await page
      .locator('.graphiql-doc-explorer a', { hasText: /^DeviceConnection$/ })
      .first()
      .click();
    await page
      .locator('.graphiql-doc-explorer a', { hasText: /^Device$/ })
      .first()
      .click();
    await expect.poll(() => page.locator('.graphiql-doc-explorer').textContent()).toContain('javascript:alert(3)');
    await page
      .locator('.graphiql-query-editor .view-line span', { hasText: /^name$/ })
      .last()
      .hover();
    await page.locator('.monaco-hover:not(.hidden)').first().waitFor();
    expect(HOSTILE).toContain('onerror');
    expect(await page.locator('img[src="x"], svg[onload], a[href^="javascript:"]').count()).toBe(0);
    expect(reports).toEqual(nothingHappened);
  });

  it('shows what a subscription delivers, and hangs up when it is stopped', async () => {
    await beSignedIn();
    await openGraphiql();
    await write('subscription { changes { number } }');
    // GraphiQL learns what kind of operation it is with the next pause in typing.
    await page.waitForTimeout(800);
    await page.getByRole('button', { name: /Execute query/ }).click();
    await expect.poll(() => page.locator('.result-window').textContent()).toMatch(/"number":\s2/);
    expect(server.streaming.open).toBe(1);
    await page.getByRole('button', { name: /Stop query/ }).click();
    await expect.poll(() => server.streaming.open).toBe(0);
    expect(reports).toEqual(nothingHappened);
  });

  it('never writes a header to the browser, not even into the history of runs', async () => {
    await beSignedIn();
    await openGraphiql();
    await page.getByRole('button', { name: 'Headers' }).click();
    await write('{ "X-Secret": "wl_pasted_by_mistake" }', '.graphiql-editor-tool .graphiql-editor:not(.hidden) .monaco-editor');
    await page.getByRole('button', { name: /Execute query/ }).click();
    await expect.poll(() => page.locator('.result-window').textContent()).toContain('"devices"');
    await page.waitForTimeout(800);
    const stored = await page.evaluate(() => JSON.stringify({ ...localStorage }));
    expect(stored).toContain('DynamicInventory');
    expect(stored).toContain('graphiql:queries');
    expect(stored).not.toContain('wl_pasted_by_mistake');
  });

  it('opens the starting query that the console links to', async () => {
    await beSignedIn();
    await page.goto(`${server.url}/`);
    await page.getByRole('link', { name: /^Cabling/ }).click();
    await page.locator('.graphiql-tab-active', { hasText: 'Cabling' }).waitFor();
    expect(page.url()).toBe(`${server.url}/graphiql`);
  });

  it('can be reached by keyboard alone', async () => {
    await page.goto(`${server.url}/`);
    await page.getByLabel('Token').waitFor();
    const reached: string[] = [];
    for (let step = 0; step < 12; step += 1) {
      await page.keyboard.press('Tab');
      reached.push(
        await page.evaluate(() => document.activeElement?.textContent?.trim() || (document.activeElement as HTMLInputElement)?.name),
      );
    }
    expect(reached.slice(0, 4)).toEqual(['Wayleave', 'Console', 'GraphiQL', 'Schema']);
    expect(reached).toEqual(expect.arrayContaining(['Open GraphiQL', 'token', 'Sign in']));
  });

  it.each(['light', 'dark'] as const)('has text that can be read in the %s theme', async (colorScheme) => {
    await page.emulateMedia({ colorScheme });
    await beSignedIn();
    await openGraphiql();
    const weak = await page.evaluate(weakContrasts);
    await page.goto(`${server.url}/`);
    await page.getByText('Signed in as').waitFor();
    expect([...weak, ...(await page.evaluate(weakContrasts))]).toEqual([]);
  });
});

/** Runs in the page: texts whose contrast with what lies behind them is below 4.5 (WCAG 2.2, AA). */
function weakContrasts(): string[] {
  const numbers = (colour: string) => (colour.match(/[\d.]+/g) ?? []).map(Number);
  const luminance = ([red = 0, green = 0, blue = 0]: number[]) => {
    const [r = 0, g = 0, b = 0] = [red, green, blue].map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const over = (front: number[], back: number[]) => {
    const alpha = front[3] ?? 1;
    return [0, 1, 2].map((index) => (front[index] ?? 0) * alpha + (back[index] ?? 0) * (1 - alpha));
  };
  const ground = (element: Element | null): number[] => {
    if (!element) return [255, 255, 255];
    const colour = numbers(getComputedStyle(element).backgroundColor);
    return (colour[3] ?? 1) === 1 && colour.length > 0
      ? colour
      : over(colour.length > 0 ? colour : [0, 0, 0, 0], ground(element.parentElement));
  };
  const weak: string[] = [];
  for (const element of document.querySelectorAll(
    '.top-bar *, .price-panel *, .status-bar *, .console *, .graphiql-tab *, .graphiql-editor-tools *',
  )) {
    const own = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim());
    const box = element.getBoundingClientRect();
    if (!own || box.width < 2 || box.height < 2) continue;
    const back = ground(element);
    const lights = [luminance(over(numbers(getComputedStyle(element).color), back)), luminance(back)].sort((one, other) => other - one);
    const contrast = ((lights[0] ?? 0) + 0.05) / ((lights[1] ?? 0) + 0.05);
    if (contrast < 4.5) weak.push(`${element.textContent?.trim().slice(0, 30)}: ${contrast.toFixed(2)}`);
  }
  return weak;
}
