/**
 * What is counted and measured, for Prometheus.
 *
 * Every part registers its own: `metrics.counter('wayleave_cache_hits_total', 'Answers that were kept.', ['layer'])`. Names follow Prometheus' conventions
 * (https://prometheus.io/docs/practices/naming), which is checked when they are registered. Each combination of label values is a series that Prometheus
 * keeps, so there is a most of them: what comes after is counted under `other`, and no client can make us keep a name that it made up.
 */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

type Labels = Readonly<Record<string, string>>;

export interface CountingMetric {
  add(labels?: Labels, amount?: number): void;
}

export interface ObservingMetric {
  observe(value: number, labels?: Labels): void;
}

const MOST_SERIES = 200;
const OTHER = 'other';
/** Base units only; a counter says `_total`. */
const NAME = /^wayleave_[a-z]+(_[a-z]+)*$/;

export class Metrics {
  private readonly registry = new Registry();

  constructor() {
    // Processor time, memory, garbage collection, file handles: under the names that every dashboard for Node.js knows.
    collectDefaultMetrics({ register: this.registry });
  }

  /** The name ends in `_total`. */
  counter(name: string, help: string, labels: readonly string[] = []): CountingMetric {
    checkName(name, name.endsWith('_total'), 'a counter ends in _total');
    const counter = new Counter({ name, help, labelNames: labels, registers: [this.registry] });
    // A counter that appears with its first event has no rate before it, and an alert on it would miss that event.
    if (labels.length === 0) counter.inc(0);
    const bounded = new BoundedLabels(labels);
    return { add: (given = {}, amount = 1) => counter.inc(bounded.of(given), amount) };
  }

  /** Read when somebody looks. With labels, `read` answers a value for each value of the one label. */
  gauge(name: string, help: string, read: () => number): void;
  gauge(name: string, help: string, read: () => Readonly<Record<string, number>>, label: string): void;
  gauge(name: string, help: string, read: () => number | Readonly<Record<string, number>>, label?: string): void {
    checkName(name, !name.endsWith('_total'), 'only a counter ends in _total');
    new Gauge({
      name,
      help,
      labelNames: label === undefined ? [] : [label],
      registers: [this.registry],
      collect() {
        const value = read();
        if (typeof value === 'number') this.set(value);
        else for (const [key, each] of Object.entries(value)) this.set({ [label!]: key }, each);
      },
    });
  }

  /** Buckets are upper bounds in the unit that the name ends with. */
  histogram(name: string, help: string, buckets: readonly number[], labels: readonly string[] = []): ObservingMetric {
    checkName(name, !name.endsWith('_total'), 'only a counter ends in _total');
    const histogram = new Histogram({ name, help, labelNames: labels, buckets: [...buckets], registers: [this.registry] });
    const bounded = new BoundedLabels(labels);
    return { observe: (value, given = {}) => histogram.observe(bounded.of(given), value) };
  }

  get contentType(): string {
    return this.registry.contentType;
  }

  text(): Promise<string> {
    return this.registry.metrics();
  }
}

class BoundedLabels {
  private readonly names: readonly string[];
  private readonly known = new Map<string, Labels>();

  constructor(names: readonly string[]) {
    this.names = names;
  }

  of(given: Labels): Labels {
    const key = this.names.map((name) => given[name]).join('\0');
    let labels = this.known.get(key);
    if (!labels) {
      const isFull = this.known.size >= MOST_SERIES;
      labels = Object.fromEntries(this.names.map((name) => [name, isFull ? OTHER : (given[name] ?? '')]));
      if (!isFull) this.known.set(key, labels);
    }
    return labels;
  }
}

function checkName(name: string, isRightKind: boolean, rule: string): void {
  if (!NAME.test(name)) throw new Error(`The metric ${name} is not named like wayleave_lower_case_words.`);
  if (!isRightKind) throw new Error(`The metric ${name} is misnamed: ${rule}.`);
}
