/**
 * Publishing and retiring, from the command line and from mutations alike: a manifest is laid beside what is registered, held to its audience's ceiling, and
 * registered whole or not at all. Who did it, from where, goes into the trail of access with the change itself.
 */
import { type Comparison, compareManifest } from './compare.ts';
import type { Manifest } from './manifest.ts';
import type { Assessor, Bounds, OperationRecord } from './operation.ts';
import { MOST_ACTIVE } from './operation-registry.ts';

/** Who changes the registry, and as part of which request. */
export interface OperationAuthor {
  readonly actor: string;
  readonly address?: string | undefined;
  readonly requestId?: string | undefined;
}

export type AllowanceName = 'interactive' | 'integrator' | 'administrator';

/** What keeps the registry: `stores/operation-store.ts`. */
export interface OperationKeeper {
  /** `most` rows; all of them when it is left out, as those who compare a whole registry need. */
  list(filter: {
    readonly audience?: string | undefined;
    readonly states: readonly string[];
    readonly most?: number | undefined;
  }): Promise<readonly OperationRecord[]>;
  /** All of them or none, with their entries in the trail. */
  publish(
    operations: readonly Omit<OperationRecord, 'version'>[],
    mostActive: number,
    author: OperationAuthor,
  ): Promise<readonly OperationRecord[]>;
  retire(audience: string, ids: readonly string[], author: OperationAuthor): Promise<readonly OperationRecord[]>;
  /** Whose ceiling an audience has. */
  allowanceOf(audience: string): Promise<AllowanceName>;
}

export interface OperationAdministrationOptions {
  readonly keeper: OperationKeeper;
  readonly assessor: Assessor;
  /** The dearest request of each allowance. */
  readonly ceilingOf: (allowance: AllowanceName) => number;
}

export interface ToCompare {
  readonly audience: string;
  /** Beside those of the manifest, by the names of operations. */
  readonly bounds?: Readonly<Record<string, Bounds>>;
  /** The most that one may cost, where that is less than the audience's ceiling. */
  readonly most?: number | undefined;
}

export interface ToPublish extends ToCompare {
  readonly owner: string;
  readonly isDraft?: boolean | undefined;
}

/** What is registered and not retired. */
const STANDING = ['draft', 'active'];

export class OperationAdministration {
  private readonly options: OperationAdministrationOptions;

  constructor(options: OperationAdministrationOptions) {
    this.options = options;
  }

  list(filter: Parameters<OperationKeeper['list']>[0]): Promise<readonly OperationRecord[]> {
    return this.options.keeper.list(filter);
  }

  /** What publishing a manifest would change. */
  async compare(manifest: Manifest, { audience, bounds = {}, most }: ToCompare): Promise<Comparison> {
    const { keeper, assessor, ceilingOf } = this.options;
    const ceiling = ceilingOf(await keeper.allowanceOf(audience));
    const rows = await keeper.list({ audience, states: STANDING });
    return compareManifest(manifest, { assessor, ceiling: Math.min(ceiling, most ?? ceiling), bounds, before: rows.filter(isNewest) });
  }

  /** Nothing is published when any of it is refused. */
  async publish(
    manifest: Manifest,
    wanted: ToPublish,
    author: OperationAuthor,
  ): Promise<{ readonly comparison: Comparison; readonly published: readonly OperationRecord[] }> {
    const comparison = await this.compare(manifest, wanted);
    if (comparison.refused.length > 0) return { comparison, published: [] };
    const { keeper, assessor } = this.options;
    const { audience, owner, isDraft } = wanted;
    const rows = comparison.operations.map(({ id, text, assessed }) => ({
      id,
      text,
      audience,
      owner,
      state: isDraft ? 'draft' : 'active',
      schemaHash: assessor.schemaHash,
      ...assessed,
    }));
    return { comparison, published: await keeper.publish(rows, MOST_ACTIVE, author) };
  }

  /** Answers what was retired by this call. */
  retire(audience: string, ids: readonly string[], author: OperationAuthor): Promise<readonly OperationRecord[]> {
    return this.options.keeper.retire(audience, ids, author);
  }

  /** Retires all that a manifest does not have. */
  async retireMissing(audience: string, { entries }: Manifest, author: OperationAuthor): Promise<readonly OperationRecord[]> {
    const wanted = new Set(entries.map(({ id }) => id));
    const rows = await this.list({ audience, states: STANDING });
    return this.retire(
      audience,
      rows.map(({ id }) => id).filter((id) => !wanted.has(id)),
      author,
    );
  }
}

/** Rows come by name, the newest version first. An older one that clients still send is neither new nor gone. */
function isNewest(row: OperationRecord, index: number, rows: readonly OperationRecord[]): boolean {
  return row.name === '' || rows[index - 1]?.name !== row.name;
}
