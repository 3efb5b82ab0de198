/**
 * The one exit of errors: what a client is shown of anything that was thrown.
 *
 * Rows of the table are shown as they are. What graphql-js says about the client's own document, variables or arguments is the client's business too.
 * Everything else becomes one constant sentence with the request id, and goes to the log whole: a driver's message may hold a host, a statement or
 * somebody else's row.
 */
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { Refusal, refuse } from './refuse.ts';
import { withoutSuggestion } from './without-suggestion.ts';

export interface Presented {
  readonly error: GraphQLFormattedError;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** What the log should have because the client was not told; it may be anything, even `null`. */
  readonly hidden: { readonly thrown: unknown } | undefined;
}

/** Public codes that graphql-js' own complaints come under. */
const shownCodes: ReadonlySet<unknown> = new Set(['BAD_REQUEST', 'GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT']);
/** A syntax error quotes the token that it met, which may be a text of a megabyte. */
const LONGEST_MESSAGE = 500;

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
  if (thrown instanceof GraphQLError && isAboutTheRequest(thrown)) {
    const given = thrown.extensions['code'];
    const code = shownCodes.has(given) ? given : 'BAD_USER_INPUT';
    return {
      error: { message: shortened(withoutSuggestion(thrown.message)), ...placeOf(thrown), extensions: { code } },
      status: 400,
      headers: {},
      hidden: undefined,
    };
  }
  const internal = refuse('INTERNAL_SERVER_ERROR', { requestId });
  const place = thrown instanceof GraphQLError ? placeOf(thrown) : {};
  return {
    error: { message: internal.message, ...place, extensions: internal.extensions },
    status: internal.status,
    headers: {},
    hidden: { thrown: causeOf(thrown) },
  };
}

/** The refusal itself, or the one that graphql-js has wrapped, once or twice, to give it a place. */
function refusalOf(thrown: unknown): Refusal | undefined {
  if (thrown instanceof Refusal) return thrown;
  return thrown instanceof GraphQLError ? refusalOf(thrown.originalError) : undefined;
}

/**
 * graphql-js points at the part of the document that it complains about. What a resolver or a scalar threw while answering has a path and no place of its
 * own: `Int cannot represent …` about a stored value is our mistake and not the client's.
 */
function isAboutTheRequest(error: GraphQLError): boolean {
  if (error.path) return error.originalError instanceof GraphQLError && hasPlace(error.originalError);
  return error.originalError === undefined || hasPlace(error);
}

function hasPlace({ nodes, source }: GraphQLError): boolean {
  return source !== undefined || (nodes !== undefined && nodes.length > 0);
}

function causeOf(thrown: unknown): unknown {
  return thrown instanceof GraphQLError && thrown.originalError ? causeOf(thrown.originalError) : thrown;
}

function placeOf({ locations, path }: GraphQLError): Pick<GraphQLFormattedError, 'locations' | 'path'> {
  return { ...(locations ? { locations } : {}), ...(path ? { path } : {}) };
}

function shortened(message: string): string {
  return message.length > LONGEST_MESSAGE ? `${message.slice(0, LONGEST_MESSAGE)}…` : message;
}
