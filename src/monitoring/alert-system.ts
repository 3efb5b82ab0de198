/**
 * Says when something is not as it should be: in the log when it begins and when it ends, and in a metric for as long as it lasts.
 *
 * A rule is a question that is asked every few seconds. Whoever is to be woken is up to Prometheus; what must not be missed stands in the log too,
 * where there is no Prometheus.
 */
import type { Logger } from './logger.ts';
import type { Metrics } from './metrics.ts';

export interface AlertRule {
  /** In snake_case: it is the value of a label. */
  readonly name: string;
  /** What it means and what to do, for whoever reads the log. */
  readonly help: string;
  readonly isFiring: () => boolean;
}

const LOOK_MILLISECONDS = 5_000;

export class AlertSystem {
  private readonly rules: AlertRule[] = [];
  private readonly firing = new Set<string>();
  private readonly logger: Logger;
  private readonly timer: NodeJS.Timeout;

  constructor(metrics: Metrics, logger: Logger) {
    this.logger = logger;
    metrics.gauge('wayleave_alert', '1 for an alert that is on.', () => this.state(), 'alert');
    this.timer = setInterval(() => this.look(), LOOK_MILLISECONDS).unref();
  }

  watch(rule: AlertRule): void {
    this.rules.push(rule);
  }

  /** Asks all rules; also when somebody reads the metrics, so that what they show is never older than the answer. */
  look(): void {
    for (const { name, help, isFiring } of this.rules) {
      const isOn = isFiring();
      if (isOn === this.firing.has(name)) continue;
      if (isOn) {
        this.firing.add(name);
        this.logger.error({ alert: name }, help);
      } else {
        this.firing.delete(name);
        this.logger.info({ alert: name }, 'the alert is over');
      }
    }
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private state(): Record<string, number> {
    this.look();
    return Object.fromEntries(this.rules.map(({ name }) => [name, this.firing.has(name) ? 1 : 0]));
  }
}
