/**
 * How an object is named in a table of text: by the columns of its natural key, over the objects that the key consists of.
 *
 * `site.slug` names a site, `device.site.slug`, `device.tenant.slug` and `device.name` together a device. Export writes these columns and import reads them.
 * Where a key would take too many columns, or come round to its own type again, the global id stands instead: `location.parent.id`.
 */
import type { Catalog, ResourceEntry } from '../resource/catalog.ts';

/** A path from the object to a value of it or of an object that it refers to, e.g. `['device', 'site', 'slug']`. */
export type Path = readonly string[];

const MOST_COLUMNS = 6;

/** The paths, relative to an object of this type, that together name it. */
export function keyPaths(resource: ResourceEntry, within: readonly ResourceEntry[] = []): readonly Path[] {
  const [key] = resource.keys;
  if (!key || within.includes(resource)) return [['id']];
  const paths = key.flatMap((part): readonly Path[] => {
    const relation = resource.toOnes.get(part);
    if (!relation) return [[part]];
    return keyPaths(relation.target, [...within, resource]).map((path) => [part, ...path]);
  });
  return paths.length > MOST_COLUMNS ? [['id']] : paths;
}

/** The column by which an object of this type is named in a list of several in one cell. */
export function nameInLists(resource: ResourceEntry): string {
  const single = resource.keys.find((key) => key.length === 1 && resource.columns.has(key[0]!));
  return single?.[0] ?? 'id';
}

/** Resources by what people call them: `Device`, `device`, `devices`. */
export function findResource(catalog: Catalog, name: string): ResourceEntry | undefined {
  const wanted = name.toLowerCase();
  return catalog.resources.find((resource) => resource.name.toLowerCase() === wanted || resource.plural.toLowerCase() === wanted);
}
