/** Apollo Server, graphql-js, DataLoader and Prisma: what most people would write. How the interfaces are loaded is the caller's. */
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import DataLoader from 'dataloader';
import { group, typeDefs } from './plain-schema.ts';
import { type AddressRow, type DeviceRow, type InterfaceRow, prisma } from './prisma.ts';

/** The first so many interfaces of each device, in the order of the devices. */
export type LoadInterfaces = (devices: readonly bigint[], first: number) => Promise<readonly (readonly InterfaceRow[])[]>;

function makeLoaders(loadInterfaces: LoadInterfaces) {
  return {
    site: new DataLoader(async (ids: readonly bigint[]) => {
      const found = await prisma.site.findMany({ where: { id: { in: [...ids] } } });
      const byId = new Map(found.map((site) => [site.id, site]));
      return ids.map((id) => byId.get(id));
    }),
    interfaces: new DataLoader(
      (asked: readonly { id: bigint; first: number }[]) =>
        loadInterfaces(
          asked.map(({ id }) => id),
          asked[0]!.first,
        ),
      { cacheKeyFn: ({ id, first }) => `${id} ${first}` as never },
    ),
    addresses: new DataLoader(async (ids: readonly bigint[]) => {
      const found = await prisma.ipAddress.findMany({ where: { interfaceId: { in: [...ids] } }, orderBy: { id: 'asc' } });
      return group(ids, found, ({ interfaceId }) => interfaceId);
    }),
  };
}

type Context = { loaders: ReturnType<typeof makeLoaders> };

/** PostgreSQL leaves out the mask of a single host. */
const withMask = (address: string): string => (address.includes('/') ? address : `${address}/${address.includes(':') ? 128 : 32}`);

export async function serveApollo(loadInterfaces: LoadInterfaces): Promise<void> {
  const server = new ApolloServer<Context>({
    typeDefs,
    resolvers: {
      Query: {
        devices: (_: unknown, { first, role }: { first: number; role: string }) =>
          prisma.device.findMany({ where: { role: { slug: role } }, take: first, orderBy: { id: 'asc' } }),
      },
      Device: {
        site: ({ siteId }: DeviceRow, _: unknown, { loaders }: Context) => loaders.site.load(siteId),
        interfaces: ({ id }: DeviceRow, { first }: { first: number }, { loaders }: Context) => loaders.interfaces.load({ id, first }),
      },
      Interface: { ipAddresses: ({ id }: InterfaceRow, _: unknown, { loaders }: Context) => loaders.addresses.load(id) },
      IpAddress: { address: ({ address }: AddressRow) => withMask(address) },
    },
  });
  const context = async () => ({ loaders: makeLoaders(loadInterfaces) });
  const { url } = await startStandaloneServer(server, { listen: { host: '127.0.0.1', port: 0 }, context });
  process.send!(Number(new URL(url).port));
}
