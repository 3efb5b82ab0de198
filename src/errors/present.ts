/**
 * The one exit of errors: what a client is shown of anything that was thrown.
 *
 * Rows of the table are shown as they are. Errors of graphql-js about the client's own document or variables are the client's business too. Everything else
 * becomes one constant sentence with the request id, and goes to the log whole.
 */
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { Refusal, refuse } from './refuse.ts';

export interface Presented {
  readonly error: GraphQLFormattedError;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** What the log should have, when the client was not told. */
  readonly hidden: unknown;
}

/** Public codes that graphql-js' own complaints come under. */
const codeOfStage = {
  BAD_REQUEST: 400,
  GRAPHQL_PARSE_FAILED: 400,
  GRAPHQL_VALIDATION_FAILED: 400,
  BAD_USER_INPUT: 400,
  OPERATION_RESOLUTION_FAILURE: 400,
} as const;

export function present(thrown: unknown, requestId: string): Presented {
  const refusal = refusalOf(thrown);
  if (refusal) {
    const located = thrown instanceof GraphQLError ? thrown : refusal;
    return {
      error: { message: refusal.message, ...placeOf(located), extensions: refusal.extensions },
      status: refusal.status,
      headers: refusal.headers,
      hidden: undefined,
    };
  }
  if (thrown instanceof GraphQLError && thrown.originalError === undefined) {
    const code = thrown.extensions['code'] as keyof typeof codeOfStage | undefined;
    const known = code !== undefined && code in codeOfStage ? code : undefined;
    const publicCode = known === 'OPERATION_RESOLUTION_FAILURE' ? 'BAD_REQUEST' : (known ?? 'BAD_USER_INPUT');
    const http = thrown.extensions['http'] as { status?: number; headers?: Map<string, string> } | undefined;
    return {
      error: {
        message: thrown.message,
        ...placeOf(thrown),
        extensions: { code: http?.status === 405 ? 'METHOD_NOT_ALLOWED' : publicCode },
      },
      status: http?.status ?? 400,
      headers: Object.fromEntries(http?.headers ?? []),
      hidden: undefined,
    };
  }
  const internal = refuse('INTERNAL_SERVER_ERROR', { requestId });
  const place = thrown instanceof GraphQLError ? placeOf(thrown) : {};
  return {
    error: { message: internal.message, ...place, extensions: internal.extensions },
    status: internal.status,
    headers: {},
    hidden: thrown,
  };
}

/** The refusal itself, or the one that graphql-js has wrapped to give it a path. */
function refusalOf(thrown: unknown): Refusal | undefined {
  if (thrown instanceof Refusal) return thrown;
  if (thrown instanceof GraphQLError && thrown.originalError instanceof Refusal) return thrown.originalError;
  return undefined;
}

function placeOf({ locations, path }: GraphQLError): Pick<GraphQLFormattedError, 'locations' | 'path'> {
  return { ...(locations ? { locations } : {}), ...(path ? { path } : {}) };
}
