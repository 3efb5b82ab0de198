/**
 * Watches what the server does, and says so in metrics: how many requests with which outcome and how long, what operations cost and what they were
 * expected to, how busy the process and its connections are.
 *
 * It is told; it asks nobody but the gauges that it was handed. Labels have few values: statuses, codes of the error table, names of roles.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { AlertSystem } from './alert-system.ts';
import type { CountingMetric, Metrics, ObservingMetric } from './metrics.ts';

interface PerformanceMonitorOptions {
  readonly metrics: Metrics;
  readonly alerts: AlertSystem;
  /** Operations that run and wait. */
  readonly admission: () => { readonly operations: number; readonly cost: number; readonly waiting: number };
  /** Connections to the database. */
  readonly connections: () => { readonly total: number; readonly idle: number; readonly waiting: number };
}

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const POINTS = [1, 10, 100, 500, 1_000, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000];
/** Timers of which half are this late, for half a minute on end, have a process behind them that does something else all the time. */
const WORST_DELAY_SECONDS = 0.5;
const NANOSECONDS = 1e9;

export class PerformanceMonitor {
  private readonly requests: CountingMetric;
  private readonly requestSeconds: ObservingMetric;
  private readonly runSeconds: ObservingMetric;
  private readonly waitSeconds: ObservingMetric;
  private readonly prices: ObservingMetric;
  private readonly requested: CountingMetric;
  private readonly actual: CountingMetric;
  private readonly expectedPoints: CountingMetric;
  private readonly budgetRefusals: CountingMetric;
  private readonly ceilingRefusals: CountingMetric;
  private readonly shed: CountingMetric;
  private readonly unsound: CountingMetric;
  private unsoundPrices = 0;
  private readonly delay = monitorEventLoopDelay({ resolution: 10 });
  /** The same since the alarm last looked: reading the metrics must not hide anything from it. */
  private readonly recentDelay = monitorEventLoopDelay({ resolution: 10 });

  constructor({ metrics, alerts, admission, connections }: PerformanceMonitorOptions) {
    this.requests = metrics.counter('wayleave_requests_total', 'HTTP requests, by status and by the code of their first error.', [
      'status',
      'code',
    ]);
    this.requestSeconds = metrics.histogram('wayleave_request_duration_seconds', 'From the headers to the last byte.', SECONDS, ['route']);
    this.runSeconds = metrics.histogram(
      'wayleave_operation_duration_seconds',
      'Running an operation, without waiting for its turn.',
      SECONDS,
    );
    this.waitSeconds = metrics.histogram('wayleave_operation_wait_seconds', 'Waiting for a turn to run.', SECONDS);
    this.prices = metrics.histogram('wayleave_operation_cost_points', 'Prices of operations that ran.', POINTS);
    this.requested = metrics.counter('wayleave_cost_requested_total', 'Points reserved by operations that ran.', ['role']);
    this.actual = metrics.counter('wayleave_cost_actual_total', 'Points that they did cost.', ['role']);
    this.expectedPoints = metrics.counter('wayleave_cost_expected_total', 'Points that they were expected to cost.', ['role']);
    this.budgetRefusals = metrics.counter('wayleave_budget_refusals_total', 'Operations that a budget could not pay for (429).', ['role']);
    this.ceilingRefusals = metrics.counter('wayleave_ceiling_refusals_total', 'Operations above the price of one request (400).', ['role']);
    this.shed = metrics.counter('wayleave_operations_shed_total', 'Operations sent away before any work (503).', ['reason']);
    this.unsound = metrics.counter('wayleave_cost_unsound_total', 'Answers that cost more than their price. Must stay at zero.');
    metrics.gauge('wayleave_operations_in_flight', 'Operations that run.', () => admission().operations);
    metrics.gauge('wayleave_operations_waiting', 'Operations that wait for their turn.', () => admission().waiting);
    metrics.gauge('wayleave_cost_in_flight_points', 'The prices of operations that run.', () => admission().cost);
    metrics.gauge(
      'wayleave_database_connections',
      'Connections to the database, by what they do; `wanted` are those that somebody waits for.',
      () => {
        const { total, idle, waiting } = connections();
        return { busy: total - idle, idle, wanted: waiting };
      },
      'state',
    );
    metrics.gauge(
      'wayleave_event_loop_delay_seconds',
      'How late timers were, since the last time that somebody asked.',
      () => this.delays(),
      'quantile',
    );
    this.delay.enable();
    this.recentDelay.enable();
    alerts.watch({
      name: 'cost_unsound',
      help: 'An answer cost more than its price: a weight or a list size in the schema is wrong. The log has the operation’s numbers.',
      isFiring: () => this.unsoundPrices > 0,
    });
    let lateSince: number | undefined;
    alerts.watch({
      name: 'event_loop_blocked',
      help: 'The process has been too busy to answer in time for half a minute: add processes, or look for what takes its time.',
      isFiring: () => {
        const isLate = this.recentDelay.percentile(50) / NANOSECONDS > WORST_DELAY_SECONDS;
        this.recentDelay.reset();
        lateSince = isLate ? (lateSince ?? performance.now()) : undefined;
        return lateSince !== undefined && performance.now() - lateSince > 30_000;
      },
    });
  }

  requestEnded({
    route,
    status,
    code,
    milliseconds,
  }: {
    route: string;
    status: number;
    code: string | undefined;
    milliseconds: number;
  }): void {
    this.requests.add({ status: String(status), code: code ?? '' });
    this.requestSeconds.observe(milliseconds / 1000, { route });
  }

  operationAdmitted(waitedMilliseconds: number): void {
    this.waitSeconds.observe(waitedMilliseconds / 1000);
  }

  operationShed(reason: string): void {
    this.shed.add({ reason });
  }

  operationRefused(by: 'budget' | 'ceiling', role: string): void {
    (by === 'budget' ? this.budgetRefusals : this.ceilingRefusals).add({ role });
  }

  operationEnded(operation: { role: string; requested: number; expected: number; actual: number; milliseconds: number }): void {
    const { role, requested, expected, actual, milliseconds } = operation;
    this.runSeconds.observe(milliseconds / 1000);
    this.prices.observe(requested);
    this.requested.add({ role }, requested);
    this.expectedPoints.add({ role }, expected);
    this.actual.add({ role }, actual);
  }

  priceWasUnsound(): void {
    this.unsoundPrices += 1;
    this.unsound.add();
  }

  stop(): void {
    this.delay.disable();
    this.recentDelay.disable();
  }

  private delays(): Record<string, number> {
    const seconds = (nanoseconds: number): number => (Number.isFinite(nanoseconds) ? nanoseconds / NANOSECONDS : 0);
    const found = { '0.5': seconds(this.delay.percentile(50)), '0.99': seconds(this.delay.percentile(99)), '1': seconds(this.delay.max) };
    this.delay.reset();
    return found;
  }
}
