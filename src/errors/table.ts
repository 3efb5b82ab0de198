/**
 * Every error that a client can see: its public code, its HTTP status, and its sentence.
 *
 * An error is thrown by its name in this table; several names may share a public code. Codes are never reused for something else. The page
 * docs/reference/errors.md is generated from here.
 */
export interface ErrorRow<V> {
  /** What clients read as `extensions.code`. */
  readonly code: string;
  readonly status: number;
  readonly message: (values: V) => string;
  /** What else `extensions` says, by name; empty for most. */
  readonly extensions?: (values: V) => Readonly<Record<string, unknown>>;
  /** For the reference page: when it happens. */
  readonly when: string;
  /** Response headers that go with it. */
  readonly headers?: (values: V) => Readonly<Record<string, string>>;
}

/** Keeps the type of the values that each message takes. */
function defineError<V = Record<never, never>>(row: ErrorRow<V>): ErrorRow<V> {
  return row;
}

const badInput = <V = Record<never, never>>(message: (values: V) => string, when: string): ErrorRow<V> => ({
  code: 'BAD_USER_INPUT',
  status: 400,
  message,
  when,
});

/** Limits on the shape of a document, which all read alike. */
const limit = (what: string, plural: string): ErrorRow<{ found: number; limit: number }> => ({
  code: `${what}_LIMIT_EXCEEDED`,
  status: 400,
  message: ({ found, limit }) => `The operation has ${found} ${plural}; ${limit} are allowed.`,
  when: `A document has more ${plural} than the server allows.`,
});

export const errorTable = {
  BAD_REQUEST: defineError<{ reason: string }>({
    code: 'BAD_REQUEST',
    status: 400,
    message: ({ reason }) => reason,
    when: 'The request is not JSON, is empty, or has parameters of the wrong kind.',
  }),
  GRAPHQL_PARSE_FAILED: defineError<{ reason: string }>({
    code: 'GRAPHQL_PARSE_FAILED',
    status: 400,
    message: ({ reason }) => reason,
    when: 'The document has a syntax error or too many tokens.',
  }),
  GRAPHQL_VALIDATION_FAILED: defineError<{ reason: string }>({
    code: 'GRAPHQL_VALIDATION_FAILED',
    status: 400,
    message: ({ reason }) => reason,
    when: 'The document does not fit the schema.',
  }),
  DEPTH_LIMIT_EXCEEDED: defineError({ ...limit('DEPTH', 'levels'), when: 'A selection is nested deeper than the server allows.' }),
  ALIAS_LIMIT_EXCEEDED: defineError(limit('ALIAS', 'aliases')),
  ROOT_FIELD_LIMIT_EXCEEDED: defineError(limit('ROOT_FIELD', 'root fields')),
  DIRECTIVE_LIMIT_EXCEEDED: defineError(limit('DIRECTIVE', 'directives')),
  FRAGMENT_LIMIT_EXCEEDED: defineError(limit('FRAGMENT', 'fragments or expanded fields')),
  OPERATION_LIMIT_EXCEEDED: defineError(limit('OPERATION', 'operations')),
  INPUT_LIMIT_EXCEEDED: defineError({
    ...limit('INPUT', 'values or levels in one input'),
    when: 'A literal or a variable is longer or nested deeper than the server allows.',
  }),
  ANSWER_TOO_LARGE: defineError<{ limit: number }>({
    code: 'ANSWER_LIMIT_EXCEEDED',
    status: 400,
    message: ({ limit }) =>
      `The answer is larger than ${limit} bytes, and is not sent. Ask for fewer rows, or for long texts once. What a mutation has changed stays.`,
    when: 'An answer holds more than the server sends at once, as when a long text is asked for under many names.',
  }),
  TOKEN_LIMIT_EXCEEDED: defineError<{ limit: number }>({
    code: 'GRAPHQL_PARSE_FAILED',
    status: 400,
    message: ({ limit }) => `The document has more than ${limit} tokens.`,
    when: 'A document has more tokens than the server allows.',
  }),

  VARIABLE_INVALID: defineError(
    badInput<{ reason: string }>(({ reason }) => reason, 'A variable does not have the type that the operation declares.'),
  ),
  PAGE_TOO_LARGE: defineError(
    badInput<{ size: number; most: number }>(
      ({ size, most }) => `A page of ${size} was asked for; this list gives ${most} at most. Ask for less and follow \`endCursor\`.`,
      'A page is larger than the list’s declared maximum.',
    ),
  ),
  PAGE_NEGATIVE: defineError(
    badInput<{ size: number }>(
      ({ size }) => `A page of ${size} was asked for; a page has 0 rows or more.`,
      '`first` or `last` is negative.',
    ),
  ),
  PAGE_BOTH_WAYS: defineError(
    badInput(() => '`first` and `last` were given together; a page is read from one end.', '`first` and `last` are both given.'),
  ),
  CURSOR_INVALID: defineError(
    badInput(
      () => 'This cursor was not handed out by this list in this order. Start again without it.',
      'A cursor was changed, or belongs to another list or order.',
    ),
  ),
  FILTER_TOO_DEEP: defineError(
    badInput<{ most: number }>(
      ({ most }) => `A filter may reach through ${most} relations in a row.`,
      'A filter reaches through too many relations.',
    ),
  ),
  FILTER_TOO_LARGE: defineError(
    badInput<{ most: number }>(({ most }) => `A filter may hold ${most} conditions.`, 'A filter holds too many conditions.'),
  ),
  FILTER_MISPLACED: defineError(
    badInput<{ field: string; resource: string }>(
      ({ field, resource }) => `\`${field}\` asks about a relation; there is none at this place of the filter of ${resource}.`,
      'A filter asks at its root whether the object itself is missing.',
    ),
  ),
  LIST_TOO_LONG: defineError(
    badInput<{ length: number; most: number }>(
      ({ length, most }) => `A list of ${length} values was given; ${most} are allowed.`,
      'A list in a filter, or of ids, is too long.',
    ),
  ),
  TEXT_TOO_LONG: defineError(
    badInput<{ most: number }>(({ most }) => `A text in a filter may have ${most} characters.`, 'A text in a filter is too long.'),
  ),
  ORDER_TOO_LONG: defineError(
    badInput<{ length: number; most: number }>(
      ({ length, most }) => `An order by ${length} columns was asked for; ${most} are allowed.`,
      '`orderBy` names too many columns.',
    ),
  ),
  KEY_EMPTY: defineError(
    badInput<{ resource: string }>(
      ({ resource }) => `The key of ${resource} has no field set; exactly one is needed.`,
      'A natural key names nothing.',
    ),
  ),
  SEARCH_TEXT_LENGTH: defineError(
    badInput<{ length: number; least: number; most: number }>(
      ({ length, least, most }) => `The text to search for has ${length} characters; ${least} to ${most} are needed.`,
      '`search` is given too short or too long a text.',
    ),
  ),
  HISTORY_NOT_KEPT: defineError(
    badInput<{ month: string }>(
      ({ month }) => `The history before ${month} is no longer kept, so nothing can be said of that time. Ask for a later one.`,
      'A state is asked for at a time before the months of history that are kept.',
    ),
  ),
  HISTORY_TOO_LONG: defineError(
    badInput<{ most: number }>(
      ({ most }) => `The object has changed more than ${most} times since then. Ask for a later time, or read its \`history\`.`,
      'A state is asked for that lies too many changes back.',
    ),
  ),
  SEARCH_TYPE_UNKNOWN: defineError(
    badInput<{ type: string }>(({ type }) => `${type} is no type that can be searched.`, '`search` names a type that it does not know.'),
  ),
  TEXT_UNPRINTABLE: defineError(
    badInput(
      () => 'A text holds a NUL character or half of a surrogate pair, which no database can store.',
      'A text is not valid Unicode, or holds NUL.',
    ),
  ),

  VARIABLE_OUT_OF_BOUNDS: defineError(
    badInput<{ name: string; found: string; allowed: string }>(
      ({ name, found, allowed }) => `\`$${name}\` was given ${found}; this operation was registered for ${allowed}.`,
      'A variable of a registered operation is above the bound under which it was priced.',
    ),
  ),
  PERSISTED_QUERY_NOT_IN_LIST: defineError({
    code: 'PERSISTED_QUERY_NOT_IN_LIST',
    status: 400,
    message: () => 'This operation is not registered for you. Register it with `wayleave operations publish`.',
    when: 'An id, or a text where only registered ones are allowed, is not in the list of operations of the viewer.',
  }),
  PERSISTED_QUERY_ID_REQUIRED: defineError({
    code: 'PERSISTED_QUERY_ID_REQUIRED',
    status: 400,
    message: () => 'This token runs registered operations by their id, and no texts. Send `documentId`.',
    when: 'A text was sent with a token that may send ids only.',
  }),
  PERSISTED_QUERY_NOT_FOUND: defineError({
    code: 'PERSISTED_QUERY_NOT_FOUND',
    status: 400,
    message: () => 'PersistedQueryNotFound',
    when: 'Automatic registration is on, and the id is not known yet: the client sends it again with the text.',
  }),

  ACCESS_CHANGE_REFUSED: defineError(
    badInput<{ reason: string }>(
      ({ reason }) => reason,
      'A token, a role, a person or a registered operation cannot be made or changed as asked.',
    ),
  ),

  WEBHOOK_REFUSED: defineError(badInput<{ reason: string }>(({ reason }) => reason, 'A webhook cannot be made or changed as asked.')),

  RULE_BROKEN: defineError(
    badInput<{ reason: string }>(
      ({ reason }) => `${reason} Nothing of the request was stored.`,
      'What a request of mutations leaves behind breaks a rule that is looked at in the end.',
    ),
  ),
  IDEMPOTENCY_KEY_INVALID: defineError(
    badInput<{ reason: string }>(({ reason }) => reason, 'An idempotency key is empty or too long, or a request has several.'),
  ),
  IDEMPOTENCY_KEY_REUSED: defineError({
    code: 'IDEMPOTENCY_KEY_REUSED',
    status: 422,
    message: () => 'This idempotency key was used for another operation, or with other variables. Make a new key for each new request.',
    when: 'An idempotency key comes a second time with something else.',
  }),

  UNAUTHENTICATED: defineError({
    code: 'UNAUTHENTICATED',
    status: 401,
    message: () => 'A valid credential is needed: `Authorization: Bearer <token>`.',
    when: 'There is no credential, or one that is not valid.',
    headers: () => ({ 'www-authenticate': 'Bearer realm="wayleave"' }),
  }),
  FORBIDDEN: defineError<{ reason: string }>({
    code: 'FORBIDDEN',
    status: 403,
    message: ({ reason }) => reason,
    when: 'The operation as a whole is not allowed to this viewer.',
  }),
  NOT_FOUND: defineError({ code: 'NOT_FOUND', status: 404, message: () => 'There is nothing here.', when: 'A route does not exist.' }),
  CSRF_BLOCKED: defineError({
    code: 'CSRF_BLOCKED',
    status: 400,
    message: () =>
      'A browser could be tricked into sending this request. Send `content-type: application/json`, or a header `x-wayleave-csrf`.',
    when: 'A request could have been forged across sites.',
  }),
  UNSUPPORTED_MEDIA_TYPE: defineError<{ reason: string }>({
    code: 'UNSUPPORTED_MEDIA_TYPE',
    status: 415,
    message: ({ reason }) => reason,
    when: 'The body is of another type, charset or encoding than JSON in UTF-8.',
  }),
  METHOD_NOT_ALLOWED: defineError<{ allow: string }>({
    code: 'METHOD_NOT_ALLOWED',
    status: 405,
    message: ({ allow }) => `This method is not allowed here; ${allow} are.`,
    when: 'A route is asked with a method that it does not take, or a mutation by GET.',
    headers: ({ allow }) => ({ allow }),
  }),
  NOT_ACCEPTABLE: defineError({
    code: 'NOT_ACCEPTABLE',
    status: 406,
    message: () => 'Answers are `application/graphql-response+json` or `application/json`; `Accept` allows neither.',
    when: 'The client accepts no type that the server can answer with.',
  }),
  PAYLOAD_TOO_LARGE: defineError<{ limit: number }>({
    code: 'PAYLOAD_TOO_LARGE',
    status: 413,
    message: ({ limit }) => `The body is larger than ${limit} bytes.`,
    when: 'The request body is too large.',
  }),
  HEADERS_TOO_LARGE: defineError({
    code: 'HEADERS_TOO_LARGE',
    status: 431,
    message: () => 'The headers and the address of the request are larger than 16384 bytes. A long document belongs in the body of a POST.',
    when: 'The headers or the address of the request are too large.',
  }),
  REQUEST_TIMEOUT: defineError({
    code: 'REQUEST_TIMEOUT',
    status: 408,
    message: () => 'The request did not arrive in time.',
    when: 'A client takes longer than 10 s over its headers, or 30 s over its request.',
  }),
  SERVICE_UNAVAILABLE: defineError({
    code: 'SERVICE_UNAVAILABLE',
    status: 503,
    message: () => 'The service is starting, stopping, overloaded or without its database. Try again shortly.',
    when: 'The server is starting, draining, overloaded, or a dependency is down.',
    headers: () => ({ 'retry-after': '5' }),
  }),
  STREAM_LIMIT_EXCEEDED: defineError<{ limit: number }>({
    code: 'STREAM_LIMIT_EXCEEDED',
    status: 429,
    message: ({ limit }) =>
      `This token has ${limit} streams open, which is all that it may have. Close one, or ask for more types in one stream.`,
    when: 'A viewer opens more streams at once than one may have.',
  }),
  OVERLOADED: defineError<{ retryAfterSeconds: number }>({
    code: 'SERVICE_UNAVAILABLE',
    status: 503,
    message: ({ retryAfterSeconds }) =>
      `The server has more to do than it can; nothing was run or charged. Try again in ${retryAfterSeconds} s.`,
    extensions: ({ retryAfterSeconds }) => ({ retryAfterSeconds }),
    headers: ({ retryAfterSeconds }) => ({ 'retry-after': String(retryAfterSeconds) }),
    when: 'More is asked of the server than it gets done before the deadlines; the dearest operations are sent away first.',
  }),
  TIMEOUT: defineError<{ milliseconds: number }>({
    code: 'TIMEOUT',
    status: 504,
    message: ({ milliseconds }) => `The operation did not end within ${milliseconds} ms and was cancelled. Ask for less at once.`,
    when: 'An operation passed its deadline.',
  }),
  COST_ESTIMATED_TOO_EXPENSIVE: defineError<{ cost: number; limit: number; dearestField: string | null; hint: string | null }>({
    code: 'COST_ESTIMATED_TOO_EXPENSIVE',
    status: 400,
    message: ({ cost, limit }) =>
      `This operation costs ${cost}; one request may cost ${limit}. Ask for fewer records per page, or fewer nested lists.`,
    extensions: ({ cost, limit, dearestField, hint }) => ({ cost, limit, dearestField, hint }),
    when: 'The price of an operation is above what one request may cost.',
  }),
  COST_NOT_COMPUTABLE: defineError<{ reason: string }>({
    code: 'COST_ESTIMATED_TOO_EXPENSIVE',
    status: 400,
    message: ({ reason }) => reason,
    when: 'The price of an operation has no bound, or takes too long to work out.',
  }),
  THROTTLED: defineError<{ cost: number; available: number; retryAfterSeconds: number; rateLimit: Readonly<Record<string, string>> }>({
    code: 'THROTTLED',
    status: 429,
    message: ({ cost, available, retryAfterSeconds }) =>
      `This operation costs ${cost} and ${available} are left; there will be enough in ${retryAfterSeconds} s.`,
    extensions: ({ retryAfterSeconds }) => ({ retryAfterSeconds }),
    headers: ({ retryAfterSeconds, rateLimit }) => ({ ...rateLimit, 'retry-after': String(retryAfterSeconds) }),
    when: 'The budget of the viewer is spent for now.',
  }),
  INTERNAL_SERVER_ERROR: defineError<{ requestId: string }>({
    code: 'INTERNAL_SERVER_ERROR',
    status: 500,
    message: ({ requestId }) => `Something went wrong on our side. The request id ${requestId} finds the details in the log.`,
    when: 'Anything else. The log has the details under the request id.',
  }),
} as const;

export type ErrorName = keyof typeof errorTable;
export type ErrorValues<N extends ErrorName> = (typeof errorTable)[N] extends ErrorRow<infer V> ? V : never;
