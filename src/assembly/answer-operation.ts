/**
 * One operation, from a validated document to its answer: priced, paid for, executed, and given change.
 *
 * The price of the compiled document under the coerced variables is an upper bound. What is above one request's ceiling is refused before any work; the
 * rest is reserved from the viewer's budget. Then it waits for its place among those that run; one that there is no place for is sent away before any
 * work, and its reservation flows back whole. The answer is built while its actual cost is counted, within the time that its price allows, and what was
 * not used flows back, also when the operation failed, timed out or its client left.
 */
import { setMaxListeners } from 'node:events';
import { type DocumentNode, type ExecutionResult, type GraphQLSchema, OperationTypeNode } from 'graphql';
import type { Viewer } from '../access/viewer.ts';
import { ActualCost } from '../cost/actual-cost.ts';
import type { Admission } from '../cost/admission/admission.ts';
import { Expectations } from '../cost/admission/expectations.ts';
import type { Bucket, BucketLimits, Budgets, Reservation } from '../cost/budget/budget.ts';
import { type CompiledCost, evaluateCost, type Price } from '../cost/compile.ts';
import { expectPrice, type FanOuts } from '../cost/expected-price.ts';
import { explainPrice } from '../cost/explain.ts';
import { CostRefusal } from '../cost/refusal.ts';
import type { RequestContext } from '../data/context.ts';
import type { ReadLog } from '../data/reads.ts';
import { runMutation } from '../data/write/mutation-request.ts';
import { refuse } from '../errors/refuse.ts';
import { withoutSuggestion } from '../errors/without-suggestion.ts';
import { executePlan } from '../execution/execute.ts';
import type { Plan } from '../execution/plan.ts';
import type { PlanCache } from '../execution/plan-cache.ts';
import { rateLimitHeaders } from '../http/rate-limit-headers.ts';
import type { PriceCache } from './price-cache.ts';

/** What a role may spend. */
export interface Allowance extends BucketLimits {
  /** The dearest single request. */
  readonly ceiling: number;
}

/** `run` answers and charges; `report` says what each field cost too; `validate` prices and does not execute. */
export type CostMode = 'run' | 'report' | 'validate';

export interface AskedOperation {
  readonly document: DocumentNode;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly costMode: CostMode;
  /** What a subscription has to tell this time: its root field answers with it. */
  readonly event?: object;
  /** The name of the request in the log and in the trails. */
  readonly requestId?: string;
  /** Where it came from, for the trail of access. */
  readonly address?: string | undefined;
  /** The schema that the document was validated by: what the viewer may know. */
  readonly validatedBy?: GraphQLSchema | undefined;
}

export interface AnswerOperationOptions {
  readonly plans: PlanCache;
  readonly budgets: Budgets;
  readonly admission: Admission;
  /** How long an operation of this price may run. */
  readonly millisecondsFor: (cost: number) => number;
  readonly prices: PriceCache;
  readonly allowanceOf: (viewer: Viewer) => Allowance;
  /** Buckets beside the viewer's own, which it shares with others. */
  readonly sharedBucketsOf?: (viewer: Viewer) => readonly Bucket[];
  /** `milliseconds` is the time that the operation was given: no statement of it may run longer. */
  readonly contextFor: (
    viewer: Viewer,
    signal: AbortSignal,
    milliseconds: number,
    requestId: string | undefined,
    address?: string | undefined,
  ) => RequestContext;
  /** How long lists usually are. */
  readonly fanOuts?: FanOuts;
  /** What introspection shows the viewer; the whole schema unless said otherwise. */
  readonly introspectedBy?: (viewer: Viewer) => GraphQLSchema;
  readonly monitor?: OperationMonitor;
  /** Told when a viewer who may only read has sent a mutation. */
  readonly onForbidden?: (viewer: Viewer, origin: Pick<AskedOperation, 'requestId' | 'address'>) => void;
  /** Told when an answer cost more than its price: a defect of the price, that must be looked into. */
  readonly onUnsoundPrice: (price: { requested: number; actual: number }) => void;
  /** Told when a mutation has ended, before its answer is sent: what the viewer was answered before may be out of date. */
  readonly onWrite?: (viewer: Viewer) => void;
}

/** Whoever counts what becomes of operations. */
export interface OperationMonitor {
  operationAdmitted(waitedMilliseconds: number): void;
  operationShed(reason: string): void;
  operationRefused(by: 'budget' | 'ceiling', role: string): void;
  operationEnded(operation: { role: string; requested: number; expected: number; actual: number; milliseconds: number }): void;
}

/** `noteRead` is told what an answer without errors was read from, and its price, for whoever keeps answers. */
export type AnswerOperation = (
  operation: AskedOperation,
  viewer: Viewer,
  signal: AbortSignal,
  noteRead?: (reads: ReadLog, price: Price) => void,
) => Promise<ExecutionResult>;

export function createAnswerOperation(options: AnswerOperationOptions): AnswerOperation {
  const { plans, budgets, admission, millisecondsFor, prices, allowanceOf, sharedBucketsOf = () => [] } = options;
  const { contextFor, introspectedBy, fanOuts = () => undefined, monitor, onForbidden, onUnsoundPrice, onWrite } = options;
  const expectations = new Expectations();

  return async (
    { document, operationName, variables: raw, costMode, requestId, address, validatedBy, event },
    viewer,
    signal,
    noteRead,
  ) => {
    const compiled = priced(() => prices.of(document, operationName, validatedBy));
    if (viewer.isReadOnly && compiled.operation.operation === OperationTypeNode.MUTATION) {
      onForbidden?.(viewer, { ...(requestId === undefined ? {} : { requestId }), address });
      throw refuse('FORBIDDEN', { reason: 'This token may read, and no more.' });
    }
    if (compiled.operation.operation === OperationTypeNode.SUBSCRIPTION && !event && costMode !== 'validate')
      throw refuse('BAD_REQUEST', { reason: 'A subscription is a stream: send it to `/graphql/stream`.' });
    const variables = priced(() => compiled.coerce(raw));
    const price = priced(() => evaluateCost(compiled, variables));
    const allowance = allowanceOf(viewer);
    const own: Bucket = { key: viewer.id, capacity: allowance.capacity, refillPerSecond: allowance.refillPerSecond };
    const buckets = [own, ...sharedBucketsOf(viewer)];
    if (costMode === 'validate') {
      const state = await budgets.reserve(buckets, 0);
      return { extensions: { cost: validation(compiled, variables, price, allowance, state, fanOuts) } };
    }
    const { cost } = price;
    if (cost > allowance.ceiling) {
      monitor?.operationRefused('ceiling', viewer.role);
      const { dearestField, hint } = explainPrice(compiled, variables, allowance.ceiling);
      throw refuse('COST_ESTIMATED_TOO_EXPENSIVE', { cost, limit: allowance.ceiling, dearestField, hint });
    }
    const reservation = await budgets.reserve(buckets, cost);
    if (reservation.kind === 'refused') {
      monitor?.operationRefused('budget', viewer.role);
      throw throttled(cost, allowance, reservation);
    }

    let actual = new ActualCost(compiled, variables);
    const milliseconds = millisecondsFor(cost);
    const expected = expectations.expected(compiled, cost) ?? expectPrice(compiled, variables, fanOuts).average;
    let began = 0;
    let spent = 0;
    let release: ((actual: number) => void) | undefined;
    let limit: TimeLimit | undefined;
    try {
      const admitted = await admission.admit({ cost, expected }, signal);
      if (admitted.kind === 'shed') {
        monitor?.operationShed(admitted.reason);
        throw refuse('OVERLOADED', { retryAfterSeconds: admitted.retryAfterSeconds });
      }
      monitor?.operationAdmitted(admitted.waitedMilliseconds);
      ({ release } = admitted);
      began = performance.now();
      limit = new TimeLimit(signal, milliseconds);
      const context = { ...contextFor(viewer, limit.signal, milliseconds, requestId, address), ...(event ? { event } : {}) };
      const plan = plans.planFor(document, operationName);
      const execute = (inside: RequestContext): Promise<ExecutionResult> => {
        // A mutation that is run again counts from the start.
        actual = new ActualCost(compiled, variables);
        const introspected = introspectedBy?.(viewer);
        return executePlan(plan, { variables: raw, coercedVariables: variables, context: inside, observe: actual.note, introspected });
      };
      const result =
        compiled.operation.operation === OperationTypeNode.MUTATION
          ? await runMutation({ document, operationName, variables: raw, idempotencyKeys: keysOf(plan, variables) }, context, execute)
          : await execute(context);
      if (!result.errors) noteRead?.(context.reads, price);
      if (actual.total > cost) onUnsoundPrice({ requested: cost, actual: actual.total });
      spent = Math.min(cost, actual.total);
      expectations.learn(compiled, cost, spent);
      return {
        ...result,
        extensions: { ...result.extensions, cost: receipt(compiled, variables, price, actual, allowance, reservation, costMode, fanOuts) },
      };
    } catch (error) {
      // What had been counted when it failed was work; the rest was not done. Of what never ran nothing was.
      spent = release ? Math.min(cost, actual.total) : 0;
      throw error;
    } finally {
      if (compiled.operation.operation === OperationTypeNode.MUTATION) onWrite?.(viewer);
      limit?.end();
      if (release) {
        release(spent);
        monitor?.operationEnded({ role: viewer.role, requested: cost, expected, actual: spent, milliseconds: performance.now() - began });
      }
      await reservation.refund(cost - spent);
    }
  };
}

/** The idempotency keys that the root fields of a mutation were given. */
function keysOf(plan: Plan, variables: Readonly<Record<string, unknown>>): readonly string[] {
  return plan.rootFor(variables).links.flatMap((link) => {
    const args = link.argumentsOf(variables);
    const key = 'values' in args ? args.values['idempotencyKey'] : undefined;
    return typeof key === 'string' ? [key] : [];
  });
}

/** Ends with the request, or after the time that the price allows. */
class TimeLimit {
  private readonly controller = new AbortController();
  private readonly request: AbortSignal;
  private readonly timer: NodeJS.Timeout;
  private readonly onAbort = (): void => this.controller.abort(this.request.reason);

  constructor(request: AbortSignal, milliseconds: number) {
    this.request = request;
    this.timer = setTimeout(() => this.controller.abort(refuse('TIMEOUT', { milliseconds })), milliseconds);
    // Each statement of an operation listens; how many there are is bounded by the document.
    setMaxListeners(0, this.signal);
    request.addEventListener('abort', this.onAbort, { once: true });
    if (request.aborted) this.onAbort();
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  end(): void {
    clearTimeout(this.timer);
    this.request.removeEventListener('abort', this.onAbort);
  }
}

/** The library's refusals in the words of our table. */
function priced<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof CostRefusal)) throw error;
    if (error.code === 'COST_TOO_COMPLEX') throw refuse('COST_NOT_COMPUTABLE', { reason: error.message });
    if (error.code === 'COST_INFINITE') throw refuse('COST_NOT_COMPUTABLE', { reason: error.message });
    throw refuse('VARIABLE_INVALID', { reason: withoutSuggestion(error.message) });
  }
}

export function throttled(cost: number, allowance: Allowance, { available, retryAfterSeconds }: Extract<Reservation, { kind: 'refused' }>) {
  const rateLimit = rateLimitHeaders({ cost: { throttleStatus: throttleStatus(allowance, available) } });
  return refuse('THROTTLED', { cost, available, retryAfterSeconds, rateLimit });
}

export function throttleStatus(allowance: Allowance, currentlyAvailable: number) {
  return { maximumAvailable: allowance.capacity, currentlyAvailable, restoreRate: allowance.refillPerSecond };
}

function validation(
  compiled: CompiledCost,
  variables: Readonly<Record<string, unknown>>,
  price: Price,
  allowance: Allowance,
  state: Reservation,
  fanOuts: FanOuts,
) {
  const { fields, hint } = explainPrice(compiled, variables, allowance.ceiling);
  return {
    requestedQueryCost: price.cost,
    maximumQueryCost: allowance.ceiling,
    allowed: price.cost <= allowance.ceiling,
    typeCost: price.typeCost,
    fieldCost: price.fieldCost,
    ...expectation(compiled, variables, fanOuts),
    fields,
    hint,
    throttleStatus: throttleStatus(allowance, state.available),
  };
}

function receipt(
  compiled: CompiledCost,
  variables: Readonly<Record<string, unknown>>,
  price: Price,
  actual: ActualCost,
  allowance: Allowance,
  reservation: Extract<Reservation, { kind: 'granted' }>,
  costMode: CostMode,
  fanOuts: FanOuts,
) {
  const actualQueryCost = Math.min(price.cost, actual.total);
  const available = Math.min(allowance.capacity, reservation.available + price.cost - actualQueryCost);
  return {
    requestedQueryCost: price.cost,
    actualQueryCost,
    typeCost: price.typeCost,
    fieldCost: price.fieldCost,
    ...(costMode === 'report' ? { ...expectation(compiled, variables, fanOuts), fields: reportOf(compiled, variables, actual) } : {}),
    throttleStatus: throttleStatus(allowance, available),
  };
}

/** Whole points: an expectation is no more exact than that. */
function expectation(compiled: CompiledCost, variables: Readonly<Record<string, unknown>>, fanOuts: FanOuts) {
  const { average, p99 } = expectPrice(compiled, variables, fanOuts);
  return { expectedQueryCost: Math.ceil(average), p99QueryCost: Math.ceil(p99) };
}

function reportOf(compiled: CompiledCost, variables: Readonly<Record<string, unknown>>, actual: ActualCost) {
  return explainPrice(compiled, variables).fields.map(({ path, requested }) => {
    const counted = actual.fields.get(path);
    return { path, requested, actual: counted?.actual ?? 0, count: counted?.count ?? 0 };
  });
}
