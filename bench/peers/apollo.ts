/** The usual way: a page for each parent cannot be said in one `findMany`, so the interfaces of all devices are read, and cut. */
import { group } from './plain-schema.ts';
import { prisma } from './prisma.ts';
import { serveApollo } from './serve-apollo.ts';

await serveApollo(async (devices, first) => {
  const found = await prisma.interface.findMany({ where: { deviceId: { in: [...devices] } }, orderBy: { id: 'asc' } });
  return group(devices, found, ({ deviceId }) => deviceId).map((ports) => ports.slice(0, first));
});
