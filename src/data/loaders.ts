/**
 * Lookups that may repeat within a request, joined by DataLoader: `a: device(id: …) b: device(id: …)` is one statement, and the same natural key
 * asked for twice is looked up once.
 */
import DataLoader from 'dataloader';

/** Loaders live as long as a request; one for each kind of lookup and set of columns. */
export class RowLoaders {
  private readonly loaders = new Map<string, DataLoader<never, unknown, string>>();

  /** What was loaded may be another by now: something was written. */
  forget(): void {
    this.loaders.clear();
  }

  /** The loader called `name`, made by `batch` when it is first asked for. Keys are equal when `identify` says the same of them. */
  get<K, V>(name: string, batch: (keys: readonly K[]) => Promise<readonly V[]>, identify: (key: K) => string): DataLoader<K, V, string> {
    const known = this.loaders.get(name);
    if (known) return known as unknown as DataLoader<K, V, string>;
    const made = new DataLoader<K, V, string>(batch, { cacheKeyFn: identify });
    this.loaders.set(name, made as never);
    return made;
  }
}
