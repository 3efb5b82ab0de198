/**
 * What an answer to `GraphQL-Cost: validate` means, as one of few readings that the panel can show.
 *
 * Pure, and lenient towards the server: whatever arrives becomes a reading, never an exception, since it is read at every pause in typing.
 */
export interface FieldPrice {
  /** Response keys joined by dots, e.g. `devices.nodes.interfaces`. */
  readonly path: string;
  readonly requested: number;
  readonly actual?: number;
}

export interface Budget {
  readonly maximumAvailable: number;
  readonly currentlyAvailable: number;
  /** Points a second. */
  readonly restoreRate: number;
  /** When the server said so, in milliseconds of the page's clock. */
  readonly at: number;
}

export interface Price {
  /** Infinity where the text asks for lists without a bound. */
  readonly requested: number;
  readonly actual?: number;
  readonly maximum?: number;
  readonly allowed: boolean;
  readonly objects?: number;
  readonly calls?: number;
  /** Dearest first. */
  readonly fields: readonly FieldPrice[];
  readonly hint?: string;
  readonly budget?: Budget;
}

export type Reading =
  | { readonly kind: 'empty' }
  | { readonly kind: 'priced'; readonly price: Price }
  /** The text or the variables are not (yet) something that can be priced. */
  | { readonly kind: 'faulty'; readonly message: string; readonly line?: number }
  | { readonly kind: 'signed-out' }
  /** The server answers without a price. */
  | { readonly kind: 'unpriced' }
  | { readonly kind: 'unreachable'; readonly message: string };

type Loose = Readonly<Record<string, unknown>>;

const isLoose = (value: unknown): value is Loose => typeof value === 'object' && value !== null && !Array.isArray(value);
const numberOf = (value: unknown): number | undefined => (typeof value === 'number' && Number.isFinite(value) ? value : undefined);
const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/** A sentence, or an object that holds one as its message. */
const hintOf = (value: unknown): string | undefined => textOf(isLoose(value) ? value['message'] : value);

/** Reads the body of an answer. `now` is the page's clock. */
export function readAnswer(status: number, body: unknown, now: number): Reading {
  if (status === 401) return { kind: 'signed-out' };
  if (!isLoose(body)) return { kind: 'unreachable', message: `The server answered ${status} without a GraphQL body.` };
  const price = readPrice(body, now);
  const [fault] = Array.isArray(body['errors']) ? (body['errors'] as readonly unknown[]) : [];
  if (isLoose(fault)) return readFault(fault, price, status);
  if (price === undefined || 'data' in body) return { kind: 'unpriced' };
  return { kind: 'priced', price };
}

/** The price that an answer carries, to a run as well as to a validation. */
export function readPrice(body: unknown, now: number): Price | undefined {
  const extensions = isLoose(body) ? body['extensions'] : undefined;
  const cost = isLoose(extensions) ? extensions['cost'] : undefined;
  if (!isLoose(cost) || !('requestedQueryCost' in cost)) return undefined;
  // JSON has no infinity: a cost without a bound arrives as null or as a word.
  const requested = numberOf(cost['requestedQueryCost']) ?? Number.POSITIVE_INFINITY;
  const maximum = numberOf(cost['maximumQueryCost']);
  const actual = numberOf(cost['actualQueryCost']);
  const objects = numberOf(cost['typeCost']);
  const calls = numberOf(cost['fieldCost']);
  const hint = hintOf(cost['hint']);
  const budget = readBudget(cost['throttleStatus'], now);
  return {
    requested,
    allowed: typeof cost['allowed'] === 'boolean' ? cost['allowed'] : requested <= (maximum ?? Number.MAX_VALUE),
    fields: readFields(cost['fields']),
    ...(maximum === undefined ? {} : { maximum }),
    ...(actual === undefined ? {} : { actual }),
    ...(objects === undefined ? {} : { objects }),
    ...(calls === undefined ? {} : { calls }),
    ...(hint === undefined ? {} : { hint }),
    ...(budget === undefined ? {} : { budget }),
  };
}

function readBudget(status: unknown, now: number): Budget | undefined {
  if (!isLoose(status)) return undefined;
  const maximumAvailable = numberOf(status['maximumAvailable']);
  const currentlyAvailable = numberOf(status['currentlyAvailable']);
  if (maximumAvailable === undefined || currentlyAvailable === undefined) return undefined;
  return { maximumAvailable, currentlyAvailable, restoreRate: numberOf(status['restoreRate']) ?? 0, at: now };
}

function readFields(fields: unknown): readonly FieldPrice[] {
  if (!Array.isArray(fields)) return [];
  const read: FieldPrice[] = [];
  for (const field of fields as readonly unknown[]) {
    if (!isLoose(field)) continue;
    const path = Array.isArray(field['path']) ? field['path'].join('.') : textOf(field['path']);
    const actual = numberOf(field['actual']);
    if (path === undefined) continue;
    read.push({ path, requested: numberOf(field['requested']) ?? Number.POSITIVE_INFINITY, ...(actual === undefined ? {} : { actual }) });
  }
  // The server sends the dearest first; sorting again is cheap, and the table's promise is ours.
  return read.sort((one, other) => (one.requested === other.requested ? 0 : other.requested - one.requested));
}

function readFault(fault: Loose, price: Price | undefined, status: number): Reading {
  const extensions = isLoose(fault['extensions']) ? fault['extensions'] : {};
  const code = textOf(extensions['code']) ?? '';
  const message = textOf(fault['message']) ?? `The server answered ${status}.`;
  if (code === 'UNAUTHENTICATED') return { kind: 'signed-out' };
  if (code === 'COST_ESTIMATED_TOO_EXPENSIVE') {
    const requested = numberOf(extensions['cost']) ?? price?.requested ?? Number.POSITIVE_INFINITY;
    const maximum = numberOf(extensions['limit']) ?? price?.maximum;
    const hint = hintOf(extensions['hint']) ?? price?.hint;
    return {
      kind: 'priced',
      price: {
        fields: readFields(extensions['fields']),
        ...price,
        requested,
        allowed: false,
        ...(maximum === undefined ? {} : { maximum }),
        ...(hint === undefined ? {} : { hint }),
      },
    };
  }
  if (code === 'THROTTLED' || status >= 500) return { kind: 'unreachable', message };
  const [location] = Array.isArray(fault['locations']) ? (fault['locations'] as readonly unknown[]) : [];
  const line = isLoose(location) ? numberOf(location['line']) : undefined;
  return { kind: 'faulty', message, ...(line === undefined ? {} : { line }) };
}

/** What the budget holds by now: it refills by itself, so a number said a minute ago is too low. */
export function availableNow(budget: Budget, now: number): number {
  const restored = (Math.max(0, now - budget.at) / 1000) * budget.restoreRate;
  return Math.min(budget.maximumAvailable, Math.floor(budget.currentlyAvailable + restored));
}
