/**
 * How each resource hangs on what grants are scoped by: tenants, sites, regions, tags and statuses. Plain data, computed once from the catalog.
 *
 * A resource is scoped by its own relation where it has one (a device by its `tenant`). Where it has none, by what it cannot be without: the shortest way
 * over required relations (an interface by its `device`). Failing that, by what it may hang on: of a union's relations exactly one is set, so all of
 * them are ways (an address by its interface or by its virtual interface). No way means that the resource cannot be scoped.
 */
import type { Catalog, ResourceEntry } from './catalog.ts';

export interface ResourcePaths {
  readonly tenant: readonly (readonly string[])[];
  readonly site: readonly (readonly string[])[];
  readonly region: readonly (readonly string[])[];
  readonly tag: readonly { readonly path: readonly string[]; readonly list: string | undefined }[];
  readonly status: readonly { readonly path: readonly string[]; readonly values: readonly string[] }[];
}

/** The ways of every resource, by its name. */
export function scopePathsOf(catalog: Catalog): ReadonlyMap<string, ResourcePaths> {
  const tenant = waysTo(catalog, (resource) => endsAt(resource, 'Tenant'));
  const site = waysTo(catalog, (resource) => endsAt(resource, 'Site'));
  const region = waysTo(catalog, (resource) => endsAt(resource, 'Region'));
  const tag = waysTo(catalog, (resource) => (resource.name === 'Tag' || tagListOf(resource) ? [[]] : []));
  const status = waysTo(catalog, (resource) => (resource.columns.get('status')?.choice ? [[]] : []));
  return new Map(
    catalog.resources.map((resource) => [
      resource.name,
      {
        tenant: tenant.get(resource.name)!,
        site: site.get(resource.name)!,
        region: region.get(resource.name)!,
        tag: tag.get(resource.name)!.map((path) => ({ path, list: tagListOf(endOf(resource, path)) })),
        status: status.get(resource.name)!.map((path) => ({
          path,
          values: Object.keys(endOf(resource, path).columns.get('status')!.choice!.values),
        })),
      },
    ]),
  );
}

type Path = readonly string[];
interface Way {
  readonly cost: number;
  readonly paths: readonly Path[];
}

const REQUIRED = 1;
/** What may be missing is a way only where nothing else is, however long. */
const OPTIONAL = 100;

/** The cheapest ways from each resource to one that ends them; `endings` answers the paths with which a resource ends a way itself. */
function waysTo({ resources }: Catalog, endings: (resource: ResourceEntry) => readonly Path[]): ReadonlyMap<string, readonly Path[]> {
  const best = new Map<string, Way>();
  for (const resource of resources) {
    const paths = endings(resource);
    if (paths.length > 0) best.set(resource.name, { cost: Math.min(...paths.map((path) => path.length)), paths });
  }
  // Each round looks one relation further, so as many rounds as there are resources are enough.
  for (let round = 0; round < resources.length; round += 1) {
    let isChanging = false;
    for (const resource of resources) {
      if (endings(resource).length > 0) continue;
      const found = cheapestStep(resource, best);
      if (!found || JSON.stringify(found) === JSON.stringify(best.get(resource.name))) continue;
      best.set(resource.name, found);
      isChanging = true;
    }
    if (!isChanging) break;
  }
  return new Map(resources.map(({ name }) => [name, best.get(name)?.paths ?? []]));
}

/** One relation, or all of a union's, and then on from there. Of ways that cost the same the first by name counts. */
function cheapestStep(resource: ResourceEntry, best: ReadonlyMap<string, Way>): Way | undefined {
  const inUnions = new Set(resource.oneOfs.flatMap(({ of }) => of));
  const steps: Way[] = [];
  for (const [name, { target, facts }] of [...resource.toOnes].sort(([one], [other]) => (one < other ? -1 : 1))) {
    const onward = target === resource || inUnions.has(name) ? undefined : best.get(target.name);
    const paths = onward?.paths.map((path) => [name, ...path]).filter((path) => !visitsTwice(resource, path)) ?? [];
    if (onward && paths.length > 0) steps.push({ cost: onward.cost + (facts.optional ? OPTIONAL : REQUIRED), paths });
  }
  for (const { of } of resource.oneOfs) {
    const parts = of.flatMap((name) => {
      const onward = best.get(resource.toOnes.get(name)!.target.name);
      const paths = onward?.paths.map((path) => [name, ...path]).filter((path) => !visitsTwice(resource, path)) ?? [];
      return onward && paths.length > 0 ? [{ cost: onward.cost, paths }] : [];
    });
    if (parts.length > 0)
      steps.push({ cost: Math.min(...parts.map(({ cost }) => cost)) + OPTIONAL, paths: parts.flatMap(({ paths }) => paths) });
  }
  return steps.reduce<Way | undefined>((cheapest, step) => (!cheapest || step.cost < cheapest.cost ? step : cheapest), undefined);
}

/** A resource is the dimension itself, or has a relation of its own to it; one of a union's counts with the rest of the union. */
function endsAt(resource: ResourceEntry, dimension: string): readonly Path[] {
  if (resource.name === dimension) return [[]];
  const inUnions = new Set(resource.oneOfs.flatMap(({ of }) => of));
  const own = [...resource.toOnes.values()].filter(({ name, target }) => target.name === dimension && !inUnions.has(name));
  const named = own.find(({ name }) => name === dimension.toLowerCase()) ?? own[0];
  return named ? [[named.name]] : [];
}

function tagListOf({ name, lists }: ResourceEntry): string | undefined {
  if (name === 'Tag') return undefined;
  return [...lists.values()].find(({ target, join }) => target.name === 'Tag' && join.kind === 'manyToMany')?.name;
}

function visitsTwice(resource: ResourceEntry, path: Path): boolean {
  const visited = path.map((_, index) => endOf(resource, path.slice(0, index + 1)).name);
  return new Set([resource.name, ...visited]).size <= visited.length;
}

function endOf(resource: ResourceEntry, path: Path): ResourceEntry {
  return path.reduce((at, relation) => at.toOnes.get(relation)!.target, resource);
}
