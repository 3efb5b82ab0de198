/**
 * What a GraphQL request asks, from a POST's body or a GET's address, before anything is parsed or executed.
 *
 * A request names its document by a text, by an id, or by both. Clients write ids in five places: `documentId` (GraphQL over HTTP), `extensions.persistedQuery`
 * (Apollo, urql), `doc_id` and `id` (Relay), and the path. Wherever they stand they have one form, and several have to agree.
 *
 * Everything that PostgreSQL cannot store or that nobody sends in good faith is refused here, wherever it stands: in a variable, in a name, in a value that
 * no operation uses.
 */
import { refuse } from '../errors/refuse.ts';
import { readOperationId } from '../operations/operation-id.ts';
import { checkTexts, parseJson } from './request-body.ts';

export interface GraphqlParameters {
  /** At least one of the two is given. */
  readonly query: string | undefined;
  /** The SHA-256 that stands for a text, in 64 digits. */
  readonly documentId: string | undefined;
  readonly variables: Readonly<Record<string, unknown>> | undefined;
  readonly operationName: string | undefined;
  readonly extensions: Readonly<Record<string, unknown>> | undefined;
}

/** What the path says: `/graphql/p/<id>[/<operation>]`. */
export interface NamedByPath {
  readonly id: string;
  readonly operationName: string | undefined;
}

const NAMES = ['query', 'documentId', 'doc_id', 'id', 'operationName', 'variables', 'extensions'] as const;
/** An operation declares a handful; ten thousand that it does not declare are somebody's test of our patience. */
const MOST_VARIABLES = 200;

export function parametersOfBody(body: unknown, path?: NamedByPath): GraphqlParameters {
  if (Array.isArray(body)) throw bad('Several operations in one request are not supported; send them one by one.');
  if (body === null || typeof body !== 'object') throw bad('The body has to be a JSON object with a `query`.');
  return checked(body as Readonly<Record<string, unknown>>, path);
}

export function parametersOfAddress(search: URLSearchParams, path?: NamedByPath): GraphqlParameters {
  const given: Record<string, unknown> = {};
  for (const name of NAMES) {
    const values = search.getAll(name);
    if (values.length > 1) throw bad(`\`${name}\` was given ${values.length} times; which one is meant cannot be told.`);
    const [value] = values;
    // What is left empty in a form of an address was not given.
    if (value === undefined || value === '') continue;
    given[name] = name === 'variables' || name === 'extensions' ? parseParameter(name, value) : value;
  }
  return checked(given, path);
}

function parseParameter(name: string, text: string): unknown {
  try {
    return parseJson(Buffer.from(text));
  } catch {
    throw bad(`\`${name}\` has to be a JSON object.`);
  }
}

function checked(given: Readonly<Record<string, unknown>>, path: NamedByPath | undefined): GraphqlParameters {
  const { variables, extensions } = given;
  const query = given['query'] === '' || isAbsent(given['query']) ? undefined : given['query'];
  if (query !== undefined && typeof query !== 'string') throw bad('`query` has to be a string: the text of a GraphQL document.');
  if (!isAbsent(given['operationName']) && typeof given['operationName'] !== 'string') throw bad('`operationName` has to be a string.');
  if (!isAbsent(variables) && !isObject(variables)) throw bad('`variables` have to be a JSON object.');
  if (!isAbsent(extensions) && !isObject(extensions)) throw bad('`extensions` have to be a JSON object.');
  if (variables && Object.keys(variables).length > MOST_VARIABLES) throw bad(`A request may have ${MOST_VARIABLES} variables.`);
  const documentId = documentIdIn(given, extensions, path);
  if (query === undefined && documentId === undefined)
    throw bad('`query` is missing: the text of a GraphQL document, or `documentId`, the id of a registered one.');
  const operationName = agreed('operationName', [path?.operationName, given['operationName'] || undefined]) as string | undefined;
  checkTexts([query, operationName, variables, extensions]);
  return { query, documentId, operationName, variables: variables ?? undefined, extensions: extensions ?? undefined };
}

/** Every place is read, so that an id that is none is refused even beside one that is. */
function documentIdIn(
  given: Readonly<Record<string, unknown>>,
  extensions: Readonly<Record<string, unknown>> | null | undefined,
  path: NamedByPath | undefined,
): string | undefined {
  // `id` beside a text is what many protocols number their requests by; it is Relay's word only where it stands for the text.
  const isNumber = !isAbsent(given['query']) && given['query'] !== '' && readOperationId(given['id']) === undefined;
  const relay = isNumber ? undefined : given['id'];
  const places = [path?.id, given['documentId'], given['doc_id'], relay, hashOf(extensions?.['persistedQuery'])];
  const ids = places.map((place) => {
    if (isAbsent(place)) return undefined;
    const id = readOperationId(place);
    if (id === undefined)
      throw bad('The id of an operation is 64 hexadecimal digits in lower case, with or without `sha256:` before them.');
    return id;
  });
  return agreed('id', ids) as string | undefined;
}

/** Null is what some clients send for an operation that is not persisted. */
function hashOf(persistedQuery: unknown): unknown {
  if (isAbsent(persistedQuery)) return undefined;
  if (!isObject(persistedQuery)) throw bad('`extensions.persistedQuery` has to be an object with `version` and `sha256Hash`.');
  if (persistedQuery['version'] !== 1) throw bad('`extensions.persistedQuery` is understood in version 1.');
  if (isAbsent(persistedQuery['sha256Hash'])) throw bad('`extensions.persistedQuery` has no `sha256Hash`.');
  return persistedQuery['sha256Hash'];
}

function agreed(name: string, values: readonly unknown[]): unknown {
  const given = new Set(values.filter((value) => value !== undefined));
  if (given.size > 1) throw bad(`Two different values were given for the ${name}; which one is meant cannot be told.`);
  return [...given][0];
}

const isAbsent = (value: unknown): value is null | undefined => value === undefined || value === null;

const isObject = (value: unknown): value is Record<string, unknown> => value !== null && typeof value === 'object' && !Array.isArray(value);

const bad = (reason: string) => refuse('BAD_REQUEST', { reason });
