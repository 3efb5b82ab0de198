/**
 * What a GraphQL request asks, from a POST's body or a GET's address, before anything is parsed or executed.
 *
 * Everything that PostgreSQL cannot store or that nobody sends in good faith is refused here, wherever it stands: in a variable, in a name, in a value that
 * no operation uses.
 */
import { refuse } from '../errors/refuse.ts';
import { checkTexts, parseJson } from './request-body.ts';

export interface GraphqlParameters {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>> | undefined;
  readonly operationName: string | undefined;
  readonly extensions: Readonly<Record<string, unknown>> | undefined;
}

const NAMES = ['query', 'operationName', 'variables', 'extensions'] as const;
/** An operation declares a handful; ten thousand that it does not declare are somebody's test of our patience. */
const MOST_VARIABLES = 200;

export function parametersOfBody(body: unknown): GraphqlParameters {
  if (Array.isArray(body)) throw bad('Several operations in one request are not supported; send them one by one.');
  if (body === null || typeof body !== 'object') throw bad('The body has to be a JSON object with a `query`.');
  return checked(body as Readonly<Record<string, unknown>>);
}

export function parametersOfAddress(search: URLSearchParams): GraphqlParameters {
  const given: Record<string, unknown> = {};
  for (const name of NAMES) {
    const values = search.getAll(name);
    if (values.length > 1) throw bad(`\`${name}\` was given ${values.length} times; which one is meant cannot be told.`);
    const [value] = values;
    // What is left empty in a form of an address was not given.
    if (value === undefined || value === '') continue;
    given[name] = name === 'variables' || name === 'extensions' ? parseParameter(name, value) : value;
  }
  return checked(given);
}

function parseParameter(name: string, text: string): unknown {
  try {
    return parseJson(Buffer.from(text));
  } catch {
    throw bad(`\`${name}\` has to be a JSON object.`);
  }
}

function checked(given: Readonly<Record<string, unknown>>): GraphqlParameters {
  const { query, operationName, variables, extensions } = given;
  if (query === undefined || query === null || query === '') throw bad('`query` is missing: the text of a GraphQL document.');
  if (typeof query !== 'string') throw bad('`query` has to be a string: the text of a GraphQL document.');
  if (!isAbsent(operationName) && typeof operationName !== 'string') throw bad('`operationName` has to be a string.');
  if (!isAbsent(variables) && !isObject(variables)) throw bad('`variables` have to be a JSON object.');
  if (!isAbsent(extensions) && !isObject(extensions)) throw bad('`extensions` have to be a JSON object.');
  if (variables && Object.keys(variables).length > MOST_VARIABLES) throw bad(`A request may have ${MOST_VARIABLES} variables.`);
  checkTexts([query, operationName, variables, extensions]);
  return {
    query,
    operationName: (operationName as string | null | undefined) || undefined,
    variables: (variables as GraphqlParameters['variables'] | null) ?? undefined,
    extensions: (extensions as GraphqlParameters['extensions'] | null) ?? undefined,
  };
}

const isAbsent = (value: unknown): value is null | undefined => value === undefined || value === null;

const isObject = (value: unknown): value is Record<string, unknown> => value !== null && typeof value === 'object' && !Array.isArray(value);

const bad = (reason: string) => refuse('BAD_REQUEST', { reason });
