/**
 * What happens to an error that nobody caught, once requests are served.
 *
 * A rejected promise that nobody waited for is one request's mistake; ending the process would make it everybody's, so it is written down and the rest goes
 * on. After an exception that left its stack nobody knows what is half done: it is written down, and the process stops in good order, to be started again.
 */
import { describeError } from './describe-error.ts';
import { createErrorReporter } from './error-reporter.ts';
import type { Logger } from './logger.ts';

interface GuardedProcess {
  on(event: 'unhandledRejection' | 'uncaughtException', listener: (thrown: unknown) => void): unknown;
  exitCode?: number | string | null | undefined;
}

/** `stop` is told once, however much goes wrong while it stops. */
export function guardProcess(logger: Logger, stop: () => void, guarded: GuardedProcess = process): void {
  const reportError = createErrorReporter(logger);
  let isStopping = false;
  guarded.on('unhandledRejection', (thrown) => reportError(thrown, { from: 'a promise that nobody waited for' }));
  guarded.on('uncaughtException', (thrown) => {
    try {
      logger.fatal({ err: describeError(thrown) }, 'an exception was caught by nobody; the process stops');
    } catch {
      // A log that cannot be written does not keep the process from stopping.
    }
    guarded.exitCode = 1;
    if (isStopping) return;
    isStopping = true;
    stop();
  });
}
