/** What a client is shown of a result: its errors presented, and the status and headers that they ask for. */
import type { ExecutionResult, FormattedExecutionResult } from 'graphql';
import { type Presented, present } from '../errors/present.ts';
import { refuse } from '../errors/refuse.ts';
import type { ReportError } from '../monitoring/error-reporter.ts';
import { isLargerThan, MOST_ANSWER_BYTES } from './answer-size.ts';
import { codeOf } from './exchange.ts';
import { rateLimitHeaders } from './rate-limit-headers.ts';

export interface PresentedResult {
  /** Undefined where the answer is one. */
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly result: FormattedExecutionResult;
  /** Of the first error. */
  readonly code: string | undefined;
}

/** What the client is not told goes to `reportError`. */
export function presentResult(answered: ExecutionResult, requestId: string, reportError: ReportError): PresentedResult {
  const result = withinBounds(answered);
  const errors = result.errors?.map((error) => present(error, requestId));
  for (const { hidden } of errors ?? []) if (hidden) reportError(hidden.thrown, { requestId });
  const failure = errors && failureOf(result, errors);
  return {
    status: failure?.status,
    headers: { ...rateLimitHeaders(result.extensions), ...failure?.headers },
    result: withErrors(result, errors),
    code: codeOf(errors?.[0]?.error),
  };
}

function withinBounds(result: ExecutionResult): ExecutionResult {
  if (!isLargerThan(result.data, MOST_ANSWER_BYTES)) return result;
  const { data: _, ...rest } = result;
  return { ...rest, errors: [refuse('ANSWER_TOO_LARGE', { limit: MOST_ANSWER_BYTES })] };
}

/** Nothing at all was found. */
export function isEmpty(data: ExecutionResult['data']): boolean {
  return Object.values(data ?? {}).every((value) => value === null);
}

/**
 * A partial answer is an answer. One with nothing in it takes the status of its first error, so that a load balancer, a retry and a client that reads
 * no bodies see it: 400 for a cursor of another list, 503 without a database.
 */
function failureOf({ data }: ExecutionResult, errors: readonly Presented[]): Presented | undefined {
  return data === undefined || isEmpty(data) ? errors[0] : undefined;
}

/** Errors stand first, where a reader sees them. */
function withErrors({ errors: _, ...result }: ExecutionResult, errors: readonly Presented[] | undefined): FormattedExecutionResult {
  return errors ? { errors: errors.map(({ error }) => error), ...result } : result;
}
