/** The careful way: the one list that `findMany` cannot say is a statement of its own, of the two columns that are needed. */
import { group } from './plain-schema.ts';
import { type InterfaceRow, prisma } from './prisma.ts';
import { serveApollo } from './serve-apollo.ts';

const text = `SELECT i.* FROM unnest($1::bigint[]) AS p(id) CROSS JOIN LATERAL (
  SELECT id, name, "deviceId" FROM "Interface" x WHERE x."deviceId" = p.id ORDER BY x.id LIMIT $2::integer) i`;

await serveApollo(async (devices, first) => {
  const found = await prisma.$queryRawUnsafe<InterfaceRow>(text, devices, first);
  return group(devices, found, ({ deviceId }) => deviceId);
});
