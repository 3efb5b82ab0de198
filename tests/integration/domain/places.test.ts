/** What PostgreSQL refuses about places: trees, locations, racks and the space in them. */
import { describe, expect, it } from 'vitest';
import { estateForTests, smallEstate } from './estate.ts';

const estate = estateForTests();
const { insert, update, find, refuses, query } = estate;

const TREES = ['Region', 'SiteGroup', 'TenantGroup', 'ContactGroup'];

describe.each(TREES)('a tree of %s', (table) => {
  it('keeps the path from the root to each row', async () => {
    const root = await insert(table);
    const middle = await insert(table, { parentId: root });
    const leaf = await insert(table, { parentId: middle });
    expect((await find(table, leaf))['path']).toEqual([root, middle, leaf]);
  });

  it('moves everything below a row that moves', async () => {
    const from = await insert(table);
    const to = await insert(table);
    const moved = await insert(table, { parentId: from });
    const leaf = await insert(table, { parentId: moved });
    await update(table, moved, { parentId: to });
    expect((await find(table, leaf))['path']).toEqual([to, moved, leaf]);
    await update(table, moved, { parentId: null });
    expect((await find(table, leaf))['path']).toEqual([moved, leaf]);
  });

  it('refuses a row below itself, at any distance', async () => {
    const root = await insert(table);
    const middle = await insert(table, { parentId: root });
    const leaf = await insert(table, { parentId: middle });
    await refuses(`${table}_is_a_tree`, () => update(table, root, { parentId: root }));
    await refuses(`${table}_is_a_tree`, () => update(table, root, { parentId: leaf }));
  });

  it('takes one name and one slug below a parent, and one at the top', async () => {
    const root = await insert(table, { name: 'same', slug: 'same' });
    await refuses(`${table}_name_below_parent`, () => insert(table, { name: 'same', slug: 'other' }));
    await refuses(`${table}_slug_below_parent`, () => insert(table, { name: 'other', slug: 'same' }));
    await insert(table, { name: 'same', slug: 'same', parentId: root });
  });
});

describe('trees', () => {
  it('find their paths whatever the order in which one statement brings the rows', async () => {
    await query(
      `INSERT INTO "Region" (id, "parentId", name, slug) VALUES (903, 902, 'c', 'c'), (902, 901, 'b', 'b'), (901, NULL, 'a', 'a')`,
    );
    expect((await find('Region', '903'))['path']).toEqual(['901', '902', '903']);
  });

  it('refuse more than 32 levels', async () => {
    let parentId: string | null = null;
    for (let level = 0; level < 32; level += 1) parentId = await insert('Region', { parentId });
    await refuses('Region_is_a_tree', () => insert('Region', { parentId }));
  });

  it('do not count a recomputed path as a change of the row', async () => {
    const root = await insert('Region');
    const leaf = await insert('Region', { parentId: root });
    const other = await insert('Region');
    await update('Region', root, { parentId: other });
    expect((await find('Region', leaf))['version']).toBe(1);
    expect((await find('Region', root))['version']).toBe(2);
  });

  it('cannot be closed to a circle by two writers at once', async () => {
    const [one, two] = [await estate.connect(), await estate.connect()];
    try {
      await one.query(`INSERT INTO "Region" (id, name, slug) VALUES (801, 'x', 'x'), (802, 'y', 'y')`);
      await one.query('BEGIN');
      await two.query('BEGIN');
      await one.query('UPDATE "Region" SET "parentId" = 802 WHERE id = 801');
      const second = two.query('UPDATE "Region" SET "parentId" = 801 WHERE id = 802').then(
        () => 'accepted',
        (error: { constraint?: string }) => error.constraint,
      );
      await one.query('COMMIT');
      expect(await second).toBe('Region_is_a_tree');
    } finally {
      await two.query('ROLLBACK');
      await one.query('DELETE FROM "Region" WHERE id IN (801, 802)');
      await one.end();
      await two.end();
    }
  });

  it('find a subtree by containment', async () => {
    const root = await insert('Region');
    const leaf = await insert('Region', { parentId: await insert('Region', { parentId: root }) });
    await insert('Region');
    const rows = await query('SELECT id FROM "Region" WHERE path @> ARRAY[$1::bigint]', [root]);
    expect(rows).toHaveLength(3);
    expect(rows.map((row) => row['id'])).toContain(leaf);
  });
});

describe('locations', () => {
  it('stand at the site of their parent', async () => {
    const { site } = await smallEstate(estate);
    const elsewhere = await insert('Site');
    const floor = await insert('Location', { siteId: site });
    await refuses('Location_parent_at_the_same_site', () => insert('Location', { siteId: elsewhere, parentId: floor }));
  });

  it('take along to another site what stands in them', async () => {
    const { site, device } = await smallEstate(estate);
    const elsewhere = await insert('Site');
    const floor = await insert('Location', { siteId: site });
    const room = await insert('Location', { siteId: site, parentId: floor });
    const rack = await insert('Rack', { siteId: site, locationId: room });
    const inRack = await device({ rackId: rack, locationId: room });
    const onFloor = await device({ locationId: room });
    await update('Location', floor, { siteId: elsewhere });
    expect((await find('Location', room))['siteId']).toBe(elsewhere);
    expect((await find('Rack', rack))['siteId']).toBe(elsewhere);
    expect((await find('Device', inRack))['siteId']).toBe(elsewhere);
    expect((await find('Device', onFloor))['siteId']).toBe(elsewhere);
  });

  it('take one name below a parent at a site', async () => {
    const { site } = await smallEstate(estate);
    await insert('Location', { siteId: site, name: 'Row 1', slug: 'row-1' });
    await refuses('Location_name_below_parent', () => insert('Location', { siteId: site, name: 'Row 1', slug: 'other' }));
    await insert('Location', { siteId: await insert('Site'), name: 'Row 1', slug: 'row-1' });
  });
});

describe('racks', () => {
  it('stand in a location of their site', async () => {
    const { site } = await smallEstate(estate);
    const room = await insert('Location', { siteId: await insert('Site') });
    await refuses('Rack_location_at_the_same_site', () => insert('Rack', { siteId: site, locationId: room }));
  });

  it('have one name at a site and location, and lose only their location when it goes', async () => {
    const { site } = await smallEstate(estate);
    const room = await insert('Location', { siteId: site });
    const rack = await insert('Rack', { siteId: site, locationId: room, name: 'R1' });
    await refuses('Rack_name_in_location', () => insert('Rack', { siteId: site, locationId: room, name: 'R1' }));
    await estate.remove('Location', room);
    expect(await find('Rack', rack)).toMatchObject({ siteId: site, locationId: null });
  });

  it('hold devices of their own site and location only', async () => {
    const { site, device } = await smallEstate(estate);
    const room = await insert('Location', { siteId: site });
    const rack = await insert('Rack', { siteId: site, locationId: room });
    const elsewhere = await insert('Rack', { siteId: await insert('Site') });
    await refuses('Device_rack_at_the_same_site', () => device({ rackId: elsewhere }));
    await refuses('Device_rack_in_the_same_location', async () =>
      device({ rackId: rack, locationId: await insert('Location', { siteId: site }) }),
    );
    await device({ rackId: rack, locationId: room });
  });

  it('are of a standard width', async () => {
    const { site } = await smallEstate(estate);
    await refuses('Rack_width_is_a_standard', () => insert('Rack', { siteId: site, width: 20 }));
  });
});

describe('space in a rack', () => {
  it('is taken once, face by face and half unit by half unit', async () => {
    const { rack, device, manufacturer } = await smallEstate(estate);
    const shallow = await insert('DeviceType', { manufacturerId: manufacturer, uHeight: '1.5', isFullDepth: false });
    await device({ rackId: rack, position: '10', face: 'FRONT', deviceTypeId: shallow });
    await device({ rackId: rack, position: '10', face: 'REAR', deviceTypeId: shallow });
    await device({ rackId: rack, position: '11.5', face: 'FRONT', deviceTypeId: shallow });
    await refuses('Device_shares_no_rack_space', () => device({ rackId: rack, position: '11', face: 'FRONT', deviceTypeId: shallow }));
  });

  it('is taken on both faces by a device of full depth', async () => {
    const { rack, device } = await smallEstate(estate);
    await device({ rackId: rack, position: '3', face: 'FRONT' });
    await refuses('Device_shares_no_rack_space', () => device({ rackId: rack, position: '3', face: 'REAR' }));
  });

  it('ends where the rack ends', async () => {
    const { rack, device, manufacturer } = await smallEstate(estate);
    const tall = await insert('DeviceType', { manufacturerId: manufacturer, uHeight: '4' });
    await device({ rackId: rack, position: '39', face: 'FRONT', deviceTypeId: tall });
    await refuses('Device_fits_into_its_rack', () => device({ rackId: rack, position: '40', face: 'FRONT', deviceTypeId: tall }));
    await refuses('Device_fits_into_its_rack', () => update('Rack', rack, { uHeight: 41 }));
  });

  it('can be swapped in one statement', async () => {
    const { rack, device } = await smallEstate(estate);
    const [low, high] = [
      await device({ rackId: rack, position: '1', face: 'FRONT' }),
      await device({ rackId: rack, position: '2', face: 'FRONT' }),
    ];
    await query('UPDATE "Device" SET position = 3 - position WHERE "rackId" = $1', [rack]);
    expect((await find('Device', low))['position']).toBe('2.0');
    expect((await find('Device', high))['position']).toBe('1.0');
  });

  it('is measured again when the type of devices grows', async () => {
    const { rack, device, type } = await smallEstate(estate);
    await device({ rackId: rack, position: '1', face: 'FRONT' });
    await device({ rackId: rack, position: '2', face: 'FRONT' });
    await refuses('Device_shares_no_rack_space', async () => {
      await update('DeviceType', type, { uHeight: '2' });
      await estate.settle();
    });
  });

  it('is given back by a device that leaves', async () => {
    const { rack, device } = await smallEstate(estate);
    const first = await device({ rackId: rack, position: '1', face: 'FRONT' });
    await update('Device', first, { position: null, face: null });
    await device({ rackId: rack, position: '1', face: 'FRONT' });
    expect((await find('Device', first))['rackUnits']).toBeNull();
  });

  it('is not taken by devices without height, and needs a face', async () => {
    const { rack, device, manufacturer } = await smallEstate(estate);
    const flat = await insert('DeviceType', { manufacturerId: manufacturer, uHeight: '0' });
    await refuses('Device_with_position_has_height', () => device({ rackId: rack, position: '1', face: 'FRONT', deviceTypeId: flat }));
    await refuses('Device_position_needs_rack_and_face', () => device({ rackId: rack, position: '1' }));
    await refuses('Device_position_in_half_units', () => device({ rackId: rack, position: '1.3', face: 'FRONT' }));
  });

  it('is reserved once, within the rack', async () => {
    const { rack } = await smallEstate(estate);
    const reserve = (units: number[]) => insert('RackReservation', { rackId: rack, units: JSON.stringify(units), description: 'kept' });
    await reserve([20, 21]);
    await reserve([22]);
    await refuses('RackReservation_takes_free_units', () => reserve([19, 20]));
    await refuses('RackReservation_units_exist', () => reserve([43]));
    await refuses('RackReservation_lists_units', () => reserve([]));
    await refuses('RackReservation_lists_units', () => insert('RackReservation', { rackId: rack, units: '"20"', description: 'kept' }));
  });
});

describe('sites', () => {
  it('have coordinates on earth and a slug that fits into an address', async () => {
    await refuses('Site_latitude_is_on_earth', () => insert('Site', { latitude: '91' }));
    await refuses('Site_longitude_is_on_earth', () => insert('Site', { longitude: '-181' }));
    await refuses('Site_slug_is_url_safe', () => insert('Site', { slug: 'new york' }));
    await refuses('Site_name_is_not_empty', () => insert('Site', { name: '' }));
  });

  it('are not deleted from under their racks', async () => {
    const { site } = await smallEstate(estate);
    await refuses('Rack_siteId_fkey', () => estate.remove('Site', site));
  });

  it('sort by name as people count', async () => {
    for (const name of ['pop10', 'pop9', 'pop1']) await insert('Site', { name, slug: name });
    const rows = await query('SELECT name FROM "Site" ORDER BY name');
    expect(rows.map((row) => row['name'])).toEqual(['pop1', 'pop9', 'pop10']);
  });
});
