/**
 * The active operations, in the memory of this process.
 *
 * The database is the truth. A few times a second the registry asks it for one number, and reads everything anew when that has changed, so that what is
 * retired anywhere ends everywhere within a second. Nothing that is read is trusted: each text is hashed again, and one that is not what its id says is
 * left out and told to the log. Against another schema than it was checked with, an operation is checked again before it is served.
 *
 * When the database has not answered for long, ids are refused: a list that nobody can take from is no list.
 */
import { refuse } from '../errors/refuse.ts';
import { audiencesOf, type Viewer } from './audience.ts';
import type { Assessor, OperationRecord, PreparedOperation } from './operation.ts';
import { operationIdOf } from './operation-id.ts';

/** Where records are kept. */
export interface OperationSource {
  version(): Promise<string>;
  /** The active records, newest first, and the version that they are of, in one reading. */
  active(most: number): Promise<{ readonly version: string; readonly records: readonly OperationRecord[] }>;
}

export interface OperationRegistryOptions {
  readonly source: OperationSource;
  readonly assessor: Assessor;
  readonly now: () => number;
  /** What a person should look into. */
  readonly onProblem: (problem: { readonly id: string; readonly audience: string; readonly reason: string }) => void;
}

/** Ten thousand texts of two kilobytes are twenty megabytes; a process that serves more than that serves many applications. */
export const MOST_ACTIVE = 10_000;
const POLL_MILLISECONDS = 250;
const MOST_ATTEMPTS = 5;
const STALE_MILLISECONDS = 10_000;

/** Parsed when it is first asked for. */
interface Entry {
  readonly record: OperationRecord;
  prepared: PreparedOperation | undefined;
}

export class OperationRegistry {
  private readonly options: OperationRegistryOptions;
  private entries: ReadonlyMap<string, ReadonlyMap<string, readonly Entry[]>> = new Map();
  private count = 0;
  private version: string | undefined;
  private heard = Number.NEGATIVE_INFINITY;
  private timer: NodeJS.Timeout | undefined;
  private polling: Promise<void> | undefined;

  constructor(options: OperationRegistryOptions) {
    this.options = options;
  }

  /** Reads the registry and goes on watching it. Throws when it cannot be read again and again. */
  async start(): Promise<void> {
    await this.firstReading();
    this.timer = setInterval(() => {
      this.polling ??= this.refresh()
        // Whether the database answers is told by others; here it shows as a registry that is out of date.
        .catch(() => undefined)
        .finally(() => {
          this.polling = undefined;
        });
    }, POLL_MILLISECONDS);
    this.timer.unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.polling;
  }

  /** A server that starts beside much else may be slow to be answered. */
  private async firstReading(): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.refresh();
      } catch (error) {
        if (attempt === MOST_ATTEMPTS) throw error;
        await new Promise((resolve) => setTimeout(resolve, POLL_MILLISECONDS));
      }
    }
  }

  /** How many operations there are, whether or not they are served. */
  get size(): number {
    return this.count;
  }

  /** Brings the memory up to date. */
  async refresh(): Promise<void> {
    const { source, now } = this.options;
    const asked = now();
    if ((await source.version()) !== this.version) {
      const { version, records } = await source.active(MOST_ACTIVE);
      this.entries = this.entriesOf(records);
      this.count = records.length;
      this.version = version;
    }
    this.heard = asked;
  }

  /** The operations of a text that a viewer may run; none for an id that is not in the viewer's list, whoever else's it is in. */
  find(id: string, viewer: Viewer): readonly PreparedOperation[] {
    if (this.options.now() - this.heard > STALE_MILLISECONDS) throw refuse('SERVICE_UNAVAILABLE', {});
    // Every audience is looked up each time, so that an answer takes no less time for being found in the first.
    const found = audiencesOf(viewer).map((audience) => this.entries.get(audience)?.get(id) ?? []);
    const byName = new Map<string, PreparedOperation>();
    for (const entry of found.flat()) {
      const operation = this.prepare(entry);
      if (operation && !byName.has(operation.name)) byName.set(operation.name, operation);
    }
    return [...byName.values()];
  }

  private entriesOf(records: readonly OperationRecord[]): ReadonlyMap<string, ReadonlyMap<string, readonly Entry[]>> {
    const entries = new Map<string, Map<string, Entry[]>>();
    const before = this.entries;
    for (const record of records) {
      const { id, audience, text } = record;
      if (operationIdOf(text) !== id) {
        this.options.onProblem({ id, audience, reason: 'The text is not the one of the id; somebody changed the row.' });
        continue;
      }
      const ofAudience = entries.get(audience) ?? new Map<string, Entry[]>();
      entries.set(audience, ofAudience);
      // What was parsed before stays: its document is what plans and prices are kept by.
      const known = before
        .get(audience)
        ?.get(id)
        ?.find((entry) => isSame(entry.record, record));
      ofAudience.set(id, [...(ofAudience.get(id) ?? []), known ?? { record, prepared: undefined }]);
    }
    return entries;
  }

  private prepare(entry: Entry): PreparedOperation | undefined {
    if (entry.prepared) return entry.prepared;
    const { assessor, onProblem } = this.options;
    const { id, text, name, bounds, schemaHash, audience } = entry.record;
    try {
      const checked = schemaHash === assessor.schemaHash ? entry.record : assessor.assess(text, name, bounds)[0];
      if (!checked) throw new Error('The text has no operation of this name.');
      entry.prepared = { id, document: assessor.parse(text), name, bounds: checked.bounds };
    } catch (error) {
      onProblem({ id, audience, reason: `It does not fit the schema any more: ${error instanceof Error ? error.message : String(error)}` });
    }
    return entry.prepared;
  }
}

function isSame(one: OperationRecord, other: OperationRecord): boolean {
  return (
    one.name === other.name &&
    one.kind === other.kind &&
    one.schemaHash === other.schemaHash &&
    JSON.stringify(one.bounds) === JSON.stringify(other.bounds)
  );
}
