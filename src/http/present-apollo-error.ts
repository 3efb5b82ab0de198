/** What a client is shown of an error that Apollo itself answers with: of parsing, validating, or its own checks. Ours have been through `present` before. */
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { present } from '../errors/present.ts';
import { Refusal, refuse } from '../errors/refuse.ts';
import { withoutSuggestion } from '../errors/without-suggestion.ts';
import type { ReportError } from '../monitoring/error-reporter.ts';

export function presentApolloError(
  formatted: GraphQLFormattedError,
  thrown: unknown,
  requestId: string | undefined = 'of this answer',
  reportError: ReportError,
): GraphQLFormattedError {
  const code = formatted.extensions?.['code'];
  if (formatted.message.startsWith('GET requests only support query operations'))
    return refuse('METHOD_NOT_ALLOWED', { allow: 'POST' }).toJSON();
  const isRefusal = thrown instanceof GraphQLError && thrown.originalError instanceof Refusal;
  if (!isRefusal && (code === 'GRAPHQL_VALIDATION_FAILED' || code === 'GRAPHQL_PARSE_FAILED' || code === 'BAD_REQUEST'))
    return { ...formatted, message: withoutSuggestion(formatted.message), extensions: { code } };
  const { error, hidden } = present(thrown, requestId);
  if (hidden) reportError(hidden.thrown, { requestId });
  return error;
}
