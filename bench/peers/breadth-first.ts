/**
 * The floor: what somebody writes by hand who knows this one query, PostgreSQL and V8. One named statement a level, rows as arrays, one object a row.
 *
 * It has no schema, no viewer and no limits, and answers in our shape, so the bytes are ours too.
 */
import pg from 'pg';
import { CONNECTIONS, databaseUrl, listenWith } from './listen.ts';

const pool = new pg.Pool({ connectionString: databaseUrl, max: CONNECTIONS });

async function rows<T extends unknown[]>(name: string, text: string, ...values: unknown[]): Promise<T[]> {
  return (await pool.query<T>({ name, text, values, rowMode: 'array' })).rows;
}

const devicesText = `SELECT d.id, d.name, d."siteId" FROM "Device" d JOIN "DeviceRole" r ON r.id = d."roleId"
  WHERE r.slug = $1 ORDER BY d.id LIMIT 20`;
const sitesText = 'SELECT id, name FROM "Site" WHERE id = ANY ($1::bigint[])';
const interfacesText = `SELECT i.* FROM unnest($1::bigint[]) AS p(id) CROSS JOIN LATERAL (
  SELECT id, name, "deviceId" FROM "Interface" x WHERE x."deviceId" = p.id ORDER BY x.id LIMIT 10) i`;
const addressesText = 'SELECT "interfaceId", text(address) FROM "IpAddress" WHERE "interfaceId" = ANY ($1::bigint[]) ORDER BY id';

interface List<T> {
  readonly nodes: T[];
}

listenWith(async () => {
  const devices = await rows<[string, string, string]>('devices', devicesText, 'spine');
  const [sites, interfaces] = await Promise.all([
    rows<[string, string]>('sites', sitesText, [...new Set(devices.map((device) => device[2]))]),
    rows<[string, string, string]>(
      'interfaces',
      interfacesText,
      devices.map((device) => device[0]),
    ),
  ]);
  const addresses = await rows<[string, string]>(
    'addresses',
    addressesText,
    interfaces.map((port) => port[0]),
  );
  const siteById = new Map(sites.map(([id, name]) => [id, { name }]));
  const addressesByInterface = new Map<string, List<{ address: string }>>();
  const portsByDevice = new Map<string, List<{ name: string; ipAddresses: List<{ address: string }> }>>();
  const ports = interfaces.map(([id, name, device]) => {
    const ipAddresses: List<{ address: string }> = { nodes: [] };
    addressesByInterface.set(id, ipAddresses);
    return { device, port: { name, ipAddresses } };
  });
  for (const [port, address] of addresses) addressesByInterface.get(port)!.nodes.push({ address });
  for (const { device, port } of ports) {
    const list = portsByDevice.get(device);
    if (list) list.nodes.push(port);
    else portsByDevice.set(device, { nodes: [port] });
  }
  const nodes = devices.map(([id, name, site]) => ({
    name,
    site: siteById.get(site),
    interfaces: portsByDevice.get(id) ?? { nodes: [] },
  }));
  return JSON.stringify({ data: { devices: { nodes } } });
});
