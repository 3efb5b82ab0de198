/** The pages of the real server in a real browser, for a role that sees two resources: they offer what it may ask, and what they offer is answered. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { seedEstate } from '../../../src/exchange/seed/seed-estate.ts';
import { browserPath, openBrowser, type PageReports, watchPage } from '../../support/browser.ts';
import { buildPages } from '../../support/built-pages.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';
import { issueToken, TOKEN_SECRET } from '../../support/token.ts';

let browser: Browser;
let server: TestServer;
let narrow: string;
let other: string;
let context: BrowserContext;
let page: Page;
let reports: PageReports;

const QUERIES = ['Dynamic inventory', 'One device’s configuration', 'Devices at a site with a role', 'Cabling', 'Prefixes', 'Search'];

async function roleThatSees(name: string, ...resources: readonly string[]): Promise<string> {
  const grants = resources.map((resource) => `${resource}: grantToRole(role: "${name}", action: VIEW, resource: "${resource}") { id }`);
  const { body } = await server.post(`mutation { createRole(name: "${name}") ${grants.join(' ')} }`);
  expect(body.errors).toBeUndefined();
  return (await issueToken(server.database, { name: 'Ola', role: name })).token;
}

async function signIn(token: string): Promise<void> {
  await page.goto(`${server.url}/`);
  await page.getByLabel('Token').fill(token);
  await page.locator('form').getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('Signed in as').waitFor();
}

const offered = () => page.locator('.console-queries strong').allTextContents();
const nothingHappened = { errors: [], dialogs: [], strangers: [] };

describe.skipIf(!browserPath)('The pages, for a role that sees two resources', () => {
  beforeAll(async () => {
    buildPages();
    [browser, server] = await Promise.all([openBrowser(), startTestServer({ WAYLEAVE_SECRET: TOKEN_SECRET })]);
    await seedEstate(server.database.pool, { resources: 5000, seed: 1 });
    narrow = await roleThatSees('device-reader', 'Device', 'Site');
    other = await roleThatSees('tenant-reader', 'Tenant', 'Contact');
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  beforeEach(async () => {
    context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    page = await context.newPage();
    page.setDefaultTimeout(20_000);
    reports = watchPage(page, server.url);
  });
  afterEach(async () => {
    await context.close();
    expect(reports).toEqual(nothingHappened);
  });

  it('offer on the console what it may ask, and say that there is more', async () => {
    await signIn(narrow);
    await expect.poll(offered).toEqual(['Dynamic inventory', 'One device’s configuration', 'Devices at a site with a role', 'Search']);
    expect(await page.locator('.console-withheld').textContent()).toBe('2 more start from what your role may not see.');
  });

  it('open GraphiQL with queries that are valid for it, priced, and answered', async () => {
    await signIn(narrow);
    await page.getByRole('link', { name: 'Dynamic inventory' }).click();
    await page.getByTestId('price').waitFor();
    await expect.poll(() => page.getByTestId('price').textContent()).toMatch(/\d/);
    const text = await page.locator('.graphiql-query-editor .view-lines').first().textContent();
    expect(text?.replaceAll('\u00a0', ' ')).toContain('query DynamicInventory');
    expect(text).not.toMatch(/primaryIp4|platform|region/);
    await page.getByRole('button', { name: /execute query/i }).click();
    const answer = page.locator('.graphiql-response .view-lines');
    await expect.poll(async () => (await answer.textContent())?.replaceAll('\u00a0', ' ')).toContain('"devices"');
    expect(await answer.textContent()).not.toContain('"errors"');
  });

  it('offer the one query that is left, and ask no more with it than may be asked', async () => {
    await signIn(other);
    // Tenants and contacts are found by a search.
    await expect.poll(offered).toEqual(['Search']);
    await page.goto(`${server.url}/graphiql`);
    await expect.poll(() => page.getByTestId('price').textContent()).toMatch(/\d/);
    expect(await page.locator('.graphiql-query-editor .view-lines').first().textContent()).not.toMatch(/Device|Prefix/);
  });

  it('offer all queries to whoever may see everything', async () => {
    await signIn(server.token);
    expect(await offered()).toEqual(QUERIES);
    await page.waitForLoadState('networkidle');
    expect(await offered()).toEqual(QUERIES);
    expect(await page.locator('.console-withheld').count()).toBe(0);
  });
});
