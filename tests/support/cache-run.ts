/**
 * How much the tests of the cache try: what fits into half a minute of a machine at rest, or as much as the environment says.
 *
 * `WAYLEAVE_CACHE_ROUNDS=10000 WAYLEAVE_CACHE_SEED=7 npx vitest run tests/integration/cache/processes.test.ts`
 */
const asked = Number(process.env['WAYLEAVE_CACHE_ROUNDS'] ?? 0);

export const cacheRun = {
  isLong: asked > 0,
  rounds: asked > 0 ? asked : 300,
  /** A round of two processes takes twice as long as one of two caches in this one. */
  roundsOfProcesses: asked > 0 ? asked : 150,
  seed: Number(process.env['WAYLEAVE_CACHE_SEED'] ?? 1),
} as const;

/** What is written at random: tables that the questions read, and the ends of their relations. */
export const writtenTables: readonly string[] = [
  ...[
    'Device',
    'Interface',
    'IpAddress',
    'Prefix',
    'Site',
    'Rack',
    'Cable',
    'CableTermination',
    'Tenant',
    'TenantGroup',
    'Region',
    'Location',
  ],
  ...[
    'Vlan',
    'Vrf',
    'DeviceRole',
    'DeviceType',
    'Tag',
    'Circuit',
    'CircuitTermination',
    'VirtualMachine',
    'FrontPort',
    'RearPort',
    'Provider',
  ],
];
