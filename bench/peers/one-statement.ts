/** The other end: PostgreSQL makes the JSON, Node passes it on. Least work for Node, most for the database, and no place for anything else. */
import pg from 'pg';
import { CONNECTIONS, databaseUrl, listenWith } from './listen.ts';

const pool = new pg.Pool({ connectionString: databaseUrl, max: CONNECTIONS });

const text = `
SELECT json_build_object('data', json_build_object('devices', json_build_object('nodes', coalesce(json_agg(device ORDER BY key), '[]'))))::text AS answer
FROM (
  SELECT d.id AS key, json_build_object('name', d.name, 'site', json_build_object('name', s.name), 'interfaces', json_build_object('nodes', (
    SELECT coalesce(json_agg(port ORDER BY key), '[]') FROM (
      SELECT i.id AS key, json_build_object('name', i.name, 'ipAddresses', json_build_object('nodes', (
        SELECT coalesce(json_agg(json_build_object('address', text(a.address)) ORDER BY a.id), '[]') FROM "IpAddress" a WHERE a."interfaceId" = i.id
      ))) AS port
      FROM "Interface" i WHERE i."deviceId" = d.id ORDER BY i.id LIMIT 10
    ) ports
  ))) AS device
  FROM (
    SELECT d.* FROM "Device" d JOIN "DeviceRole" r ON r.id = d."roleId" WHERE r.slug = $1 ORDER BY d.id LIMIT 20
  ) d JOIN "Site" s ON s.id = d."siteId"
) devices`;

listenWith(async () => (await pool.query<{ answer: string }>({ name: 'answer', text, values: ['spine'] })).rows[0]!.answer);
