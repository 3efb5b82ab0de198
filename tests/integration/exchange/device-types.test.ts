/** Definitions of hardware: what they become, that they can be imported again, and how a bad one is told. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'graphql';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { administrator } from '../../../src/access/viewer.ts';
import { type Asker, askAs } from '../../../src/cli/ask.ts';
import { createWriter } from '../../../src/data/write/write.ts';
import { importDeviceTypes } from '../../../src/exchange/device-types/import-device-types.ts';
import { catalog } from '../../../src/schema.ts';
import { type TestDatabase, testDatabase } from '../../support/database.ts';

let database: TestDatabase;
let asker: Asker;
const folder = mkdtempSync(join(tmpdir(), 'wayleave-types-'));
beforeAll(async () => {
  database = await testDatabase();
  asker = askAs(administrator('test'), database.pool, new AbortController().signal);
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await database.close();
});
beforeEach(() => database.run('TRUNCATE "Manufacturer" RESTART IDENTITY CASCADE'));

async function bring(text: string, dryRun = false) {
  const file = join(folder, 'type.yaml');
  writeFileSync(file, text);
  const [report] = await importDeviceTypes({ files: [file], catalog, writer: createWriter(catalog), context: asker.context(), dryRun });
  return report!;
}

const count = async (table: string): Promise<unknown> => (await database.query({ text: `SELECT count(*) FROM "${table}"` }))[0]![0];

const PATCH_PANEL = `---
manufacturer: Acme Networks
model: PX-4
slug: acme-networks-px-4
part_number: 0815
u_height: 0.5
is_full_depth: false
airflow: front-to-rear
weight: 2.5
weight_unit: kg
front_image: true
comments: '[Data sheet](https://example.net)'
console-ports:
  - name: con0
    type: rj-45
power-ports:
  - name: PSU1
    type: iec-60320-c14
    maximum_draw: 120
power-outlets:
  - name: Outlet 1
    type: iec-60320-c13
    power_port: PSU1
    feed_leg: A
interfaces:
  - name: br0
    type: bridge
  - name: mgmt0
    type: 1000base-t
    mgmt_only: true
    bridge: br0
  - name: xe0
    type: 10gbase-x-sfpp
    poe_mode: pse
    poe_type: type2-ieee802.3at
rear-ports:
  - name: MPO
    type: mpo
    positions: 2
front-ports:
  - name: LC 1
    type: lc
    rear_port: MPO
    rear_port_position: 1
  - name: LC 2
    type: lc
    rear_port: MPO
    rear_port_position: 2
module-bays:
  - name: Slot 0
    position: '0'
inventory-items:
  - name: Fan
`;

describe('a definition', () => {
  it('becomes a type with all of its templates, and is the same when it comes again', async () => {
    expect(await bring(PATCH_PANEL)).toMatchObject({
      kind: 'stored',
      type: 'DeviceType',
      model: 'PX-4',
      status: 'CREATED',
      templates: { created: 10, updated: 0, unchanged: 0 },
      notKept: ['front_image', 'inventory-items'],
    });
    const { data, errors } = await asker.ask(
      parse(`{ deviceTypes { nodes {
        model slug partNumber uHeight isFullDepth airflow weight weightUnit comments manufacturer { name slug }
        consolePortTemplates { nodes { name type } }
        powerPortTemplates { nodes { name type maximumDraw } }
        powerOutletTemplates { nodes { name type feedLeg powerPort { name } } }
        interfaceTemplates(orderBy: [{ name: ASC }]) { nodes { name type mgmtOnly poeMode poeType bridge { name } } }
        rearPortTemplates { nodes { name positions } }
        moduleBayTemplates { nodes { name position } }
      } } portTemplateMappings(first: 10) { nodes { frontPort { name } rearPort { name } rearPortPosition } } }`),
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      deviceTypes: {
        nodes: [
          {
            model: 'PX-4',
            slug: 'acme-networks-px-4',
            partNumber: '0815',
            uHeight: 0.5,
            isFullDepth: false,
            airflow: 'FRONT_TO_REAR',
            weight: 2.5,
            weightUnit: 'KG',
            comments: '[Data sheet](https://example.net)',
            manufacturer: { name: 'Acme Networks', slug: 'acme-networks' },
            consolePortTemplates: { nodes: [{ name: 'con0', type: 'RJ_45' }] },
            powerPortTemplates: { nodes: [{ name: 'PSU1', type: 'IEC_60320_C14', maximumDraw: 120 }] },
            powerOutletTemplates: { nodes: [{ name: 'Outlet 1', type: 'IEC_60320_C13', feedLeg: 'A', powerPort: { name: 'PSU1' } }] },
            interfaceTemplates: {
              nodes: [
                { name: 'br0', type: 'BRIDGE', mgmtOnly: false, poeMode: null, poeType: null, bridge: null },
                { name: 'mgmt0', type: 'TYPE_1000BASE_T', mgmtOnly: true, poeMode: null, poeType: null, bridge: { name: 'br0' } },
                { name: 'xe0', type: 'TYPE_10GBASE_X_SFPP', mgmtOnly: false, poeMode: 'PSE', poeType: 'TYPE2_IEEE802_3AT', bridge: null },
              ],
            },
            rearPortTemplates: { nodes: [{ name: 'MPO', positions: 2 }] },
            moduleBayTemplates: { nodes: [{ name: 'Slot 0', position: '0' }] },
          },
        ],
      },
      portTemplateMappings: {
        nodes: [
          { frontPort: { name: 'LC 1' }, rearPort: { name: 'MPO' }, rearPortPosition: 1 },
          { frontPort: { name: 'LC 2' }, rearPort: { name: 'MPO' }, rearPortPosition: 2 },
        ],
      },
    });
    expect(await bring(PATCH_PANEL)).toMatchObject({ status: 'UNCHANGED', templates: { created: 0, updated: 0, unchanged: 10 } });
    expect(
      await bring(PATCH_PANEL.replace('u_height: 0.5', 'u_height: 1').replace('maximum_draw: 120', 'maximum_draw: 150')),
    ).toMatchObject({
      status: 'UPDATED',
      templates: { created: 0, updated: 1, unchanged: 9 },
    });
  });

  it('without a slug is of a module', async () => {
    const text =
      'manufacturer: Acme Networks\nmodel: LC-8\npart_number: X1\ninterfaces:\n  - name: et-{module}/0/0\n    type: 100gbase-x-qsfp28\n';
    expect(await bring(text)).toMatchObject({ kind: 'stored', type: 'ModuleType', status: 'CREATED', templates: { created: 1 } });
    expect(await bring(text)).toMatchObject({ status: 'UNCHANGED', templates: { unchanged: 1 } });
  });

  it('is not stored by a dry run', async () => {
    expect(await bring(PATCH_PANEL, true)).toMatchObject({ kind: 'stored', status: 'CREATED' });
    expect(await count('DeviceType')).toBe(0);
  });

  it.each([
    ['a choice that is none', PATCH_PANEL.replace('type: mpo', 'type: mpoo'), 'type: mpoo', /`rear-ports.type` is none of/],
    ['an outlet of nothing', PATCH_PANEL.replace('power_port: PSU1', 'power_port: PSU9'), 'name: Outlet 1', /names PSU9/],
    ['a wrong number', PATCH_PANEL.replace('u_height: 0.5', 'u_height: tall'), 'u_height: tall', /is no number/],
    ['two templates of a name', PATCH_PANEL.replace('name: LC 2', 'name: LC 1'), 'name: LC 1/2', /two of the name LC 1/],
    ['a rule of the database broken', PATCH_PANEL.replace('rear_port_position: 2', 'rear_port_position: 3'), 'name: LC 2', /LC 2: /],
    ['no manufacturer', PATCH_PANEL.replace('manufacturer: Acme Networks\n', ''), 1, /`manufacturer` is missing/],
    ['no slug', PATCH_PANEL.replace('slug: acme-networks-px-4\n', ''), 1, /`slug` is missing/],
    ['broken YAML', PATCH_PANEL.replace('model: PX-4', 'model: PX-4: 5'), 'model: PX-4: 5', /./],
    ['a list', '- 1\n', 1, /map of fields/],
    [
      'a bomb of aliases',
      `a: &a [x,x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]\n`,
      1,
      /./,
    ],
    ['a nest', `a: ${'['.repeat(20_000)}`, 1, /./],
    ['a prototype', '__proto__: {manufacturer: x, slug: y, model: z}\n', 1, /`manufacturer` is missing/],
  ])('with %s is refused by its line, and leaves nothing', async (_, text, line, reason) => {
    const report = await bring(text);
    expect(report).toMatchObject({ kind: 'refused', reason: expect.stringMatching(reason) });
    const [place, turn = '1'] = typeof line === 'string' ? line.split('/') : [];
    const places = text.split('\n').flatMap((content, index) => (place && content.includes(place) ? [index + 1] : []));
    expect((report as { line: number }).line).toBe(typeof line === 'number' ? line : places[Number(turn) - 1]);
    expect(await count('DeviceType')).toBe(0);
    expect(await count('Manufacturer')).toBe(0);
  });
});
