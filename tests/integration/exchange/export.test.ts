/** Export: every row once, in order, page by page, and no cell that a spreadsheet runs. */
import { parse as parseCsv } from 'csv-parse/sync';
import { parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { administrator } from '../../../src/access/viewer.ts';
import { type Asker, askAs } from '../../../src/cli/ask.ts';
import { NotPagedError, pagedDocument } from '../../../src/exchange/export/paged-document.ts';
import { type Node, pages } from '../../../src/exchange/export/pages.ts';
import { documentOfType, flattenLists } from '../../../src/exchange/export/type-document.ts';
import { csv, ndjson } from '../../../src/exchange/export/write.ts';
import { catalog, schema } from '../../../src/schema.ts';
import { type Estate, testEstate } from '../../support/estate.ts';

let estate: Estate;
let asking: Asker;
beforeAll(async () => {
  estate = await testEstate(5000);
  asking = askAs(administrator('test'), estate.database.pool, signal);
});
afterAll(() => estate.close());

const { signal } = new AbortController();

async function text(chunks: AsyncIterable<string>): Promise<string> {
  let all = '';
  for await (const chunk of chunks) all += chunk;
  return all;
}

async function* shaped(rows: AsyncIterable<readonly Node[]>, shape: (node: Node) => Node): AsyncGenerator<readonly Node[]> {
  for await (const page of rows) yield page.map(shape);
}

async function exported(type: string, format: 'csv' | 'ndjson', pageSize = 100): Promise<string> {
  const resource = catalog.get(type);
  const { text: document, columns } = documentOfType(resource, pageSize);
  const parsed = parse(document);
  const rows = pages((variables) => asking.ask(parsed, variables), { root: resource.plural, rows: 'nodes' });
  const nodes = shaped(rows, flattenLists(columns));
  return text(format === 'csv' ? csv(nodes, columns) : ndjson(nodes));
}

const rowsOf = (table: string): readonly Record<string, string>[] => parseCsv(table, { columns: true });

describe('a type', () => {
  it.each(catalog.resources.map(({ name }) => name))('has a document that answers without an error: %s', async (type) => {
    const { name, plural } = catalog.get(type);
    const lines = (await exported(name, 'ndjson', 1000)).split('\n').filter((line) => line !== '');
    const { data } = await estate.ask(`{ ${plural} { totalCount } }`);
    expect(lines).toHaveLength((data as Record<string, { totalCount: number }>)[plural]!.totalCount);
  });

  it('is the same in pages of any size', async () => {
    const whole = await exported('Interface', 'csv', 1000);
    expect(await exported('Interface', 'csv', 7)).toBe(whole);
    expect(rowsOf(whole).length).toBeGreaterThan(100);
  });

  it('names what a row refers to by natural keys', async () => {
    const [row] = rowsOf(await exported('Interface', 'csv'));
    expect(Object.keys(row!)).toEqual(
      expect.arrayContaining(['device.site.slug', 'device.tenant.slug', 'device.name', 'name', 'taggedVlans.id', 'tags.slug']),
    );
    const [device] = rowsOf(await exported('Device', 'csv'));
    expect(device).toMatchObject({ 'site.slug': expect.stringMatching(/.+/), 'deviceType.manufacturer.slug': expect.stringMatching(/.+/) });
  });

  it('tells an empty text from none, and guards what a spreadsheet would run', async () => {
    await estate.database.run(`UPDATE "Manufacturer" SET description = NULL; UPDATE "Manufacturer" SET description = '' WHERE id = 1;
      UPDATE "Manufacturer" SET description = '=HYPERLINK("http://x")' WHERE id = 2; UPDATE "Manufacturer" SET description = E'a;=1+1,"\\n' WHERE id = 3`);
    const table = await exported('Manufacturer', 'csv');
    const descriptions = rowsOf(table).map(({ description }) => description);
    expect(descriptions.slice(0, 3)).toEqual(['', `'=HYPERLINK("http://x")`, 'a;=1+1,"\n']);
    expect(table.split('\r\n')[1]).toContain(',"",');
    expect(table.split('\r\n')[4]).toContain(',,');
  });

  it('is asked for page by page', async () => {
    let asked = 0;
    const { text: document } = documentOfType(catalog.get('Interface'), 50);
    const parsed = parse(document);
    const rows = pages(
      (variables) => {
        asked += 1;
        return asking.ask(parsed, variables);
      },
      { root: 'interfaces', rows: 'nodes' },
    );
    await rows.next();
    expect(asked).toBe(1);
    await rows.next();
    expect(asked).toBe(2);
    await rows.return(undefined);
  });
});

describe('a query', () => {
  const query = `query Ports($after: String, $site: String) {
    ports: interfaces(first: 20, after: $after, filter: { device: { site: { slug: { eq: $site } } } }, orderBy: [{ name: ASC }]) {
      nodes { ...port device { name site { label: name } } ipAddresses(first: 2) { nodes { address } } }
    }
  }
  fragment port on Interface { name enabled }`;

  it('is paged by its own variable, in its own order, with the columns of its document', async () => {
    const { document, root, rows, columns } = pagedDocument(schema, query);
    expect(columns.map(({ header }) => header)).toEqual(['name', 'enabled', 'device.name', 'device.site.label', 'ipAddresses']);
    const site = (
      await estate.database.query({
        text: 'SELECT slug FROM "Site" WHERE EXISTS (SELECT FROM "Device" WHERE "siteId" = "Site".id) ORDER BY id LIMIT 1',
      })
    )[0]![0];
    const table = rowsOf(
      await text(
        csv(
          pages((variables) => asking.ask(document, variables), { root, rows, variables: { site } }),
          columns,
        ),
      ),
    );
    const count = (
      await estate.database.query({
        text: `SELECT count(*) FROM "Interface" JOIN "Device" ON "Device".id = "deviceId" JOIN "Site" ON "Site".id = "siteId" WHERE slug = $1`,
        values: [site],
      })
    )[0]![0] as number;
    expect(table).toHaveLength(count);
    expect(count).toBeGreaterThan(40);
    expect(new Set(table.map((row) => row['device.site.label'])).size).toBe(1);
  });

  it.each([
    ['two lists', '{ sites(first: 1) { nodes { id } } devices(first: 1) { nodes { id } } }'],
    ['no variable for its page', '{ sites(first: 1) { nodes { id } } }'],
    ['no list', 'query ($after: ID!) { site(id: $after) { id } }'],
    ['no rows', 'query ($after: String) { sites(after: $after) { totalCount } }'],
    ['a mutation', 'mutation { x }'],
  ])('with %s is refused with a reason', (_, document) => {
    expect(() => pagedDocument(schema, document)).toThrow(NotPagedError);
  });

  it('ends with the error that an answer has, and not with a hole', async () => {
    const { document, root, rows } = pagedDocument(schema, 'query ($after: String) { sites(after: $after, first: 5000) { nodes { id } } }');
    await expect(text(ndjson(pages((variables) => asking.ask(document, variables), { root, rows })))).rejects.toThrow(/5000/);
  });

  it('shows a viewer what the API would show and nothing else', async () => {
    const viewer = { ...administrator('nobody'), fingerprint: 'nobody', rows: () => ({ kind: 'none' }) as const };
    const theirs = askAs(viewer, estate.database.pool, signal);
    const { document, root, rows } = pagedDocument(schema, 'query ($after: String) { sites(after: $after) { nodes { id } } }');
    expect(await text(ndjson(pages((variables) => theirs.ask(document, variables), { root, rows })))).toBe('');
  });
});
