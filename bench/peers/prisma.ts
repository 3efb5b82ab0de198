/** The Prisma client of the peers. It is generated when the bench starts, so its types are written here by hand. */
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { PrismaPg } from '@prisma/adapter-pg';
import { CONNECTIONS, databaseUrl } from './listen.ts';

export interface DeviceRow {
  readonly id: bigint;
  readonly siteId: bigint;
}
export interface InterfaceRow {
  readonly id: bigint;
  readonly deviceId: bigint;
}
export interface AddressRow {
  readonly interfaceId: bigint;
  readonly address: string;
}
interface Model<R> {
  findMany(query: object): Promise<R[]>;
}
interface Client {
  readonly device: Model<DeviceRow>;
  readonly site: Model<{ id: bigint }>;
  readonly interface: Model<InterfaceRow>;
  readonly ipAddress: Model<AddressRow>;
  $queryRawUnsafe<R>(text: string, ...values: unknown[]): Promise<R[]>;
}

const { PrismaClient } = await import(pathToFileURL(resolve('.wayleave/bench-prisma/client/client.ts')).href);

export const prisma = new PrismaClient({ adapter: new PrismaPg({ connectionString: databaseUrl, max: CONNECTIONS }) }) as Client;
