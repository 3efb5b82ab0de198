/**
 * What clients' compilers write, read into one form.
 *
 * Three formats are told apart by what is in them: the manifest of Apollo's compilers, the flat object `{ id: text }` of Relay's and of GraphQL Code Generator, and
 * GraphQL documents themselves, of which a folder has many. Nothing is believed: an id that is not the SHA-256 of its text is a problem of the manifest, because
 * whoever sends it would get what it does not say.
 */
import { type DocumentNode, type FragmentDefinitionNode, GraphQLError, Kind, parse, print, visit } from 'graphql';
import type { Bounds } from './operation.ts';
import { operationIdOf, readOperationId } from './operation-id.ts';
import { readBounds } from './read-bounds.ts';

export interface ManifestEntry {
  /** Where a person finds it. */
  readonly source: string;
  readonly id: string;
  readonly text: string;
  /** The one operation of the text that is meant; all of them when undefined. */
  readonly name: string | undefined;
  readonly bounds: Bounds;
}

export interface ManifestProblem {
  readonly source: string;
  readonly reason: string;
}

export interface Manifest {
  readonly format: 'apollo' | 'map' | 'documents';
  readonly entries: readonly ManifestEntry[];
  readonly problems: readonly ManifestProblem[];
}

export interface ManifestFile {
  readonly path: string;
  readonly text: string;
}

const APOLLO = 'apollo-persisted-query-manifest';

/** One file of JSON or GraphQL, or the GraphQL files of a folder. Throws an Error with a sentence for what is none of the formats. */
export function readManifest(files: readonly ManifestFile[]): Manifest {
  const [only] = files;
  if (!only) throw new Error('There is no GraphQL file here.');
  return files.length === 1 && only.path.endsWith('.json') ? fromJson(only) : fromDocuments(files);
}

function fromJson({ path, text }: ManifestFile): Manifest {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Error(`${path} is not JSON.`);
  }
  if (!isObject(value)) throw new Error(`${path} is no manifest: it has to be a JSON object.`);
  if (value['format'] === APOLLO) return fromApollo(path, value);
  if (Object.values(value).every((item) => typeof item === 'string')) return fromMap(value as Readonly<Record<string, string>>);
  throw new Error(`${path} is no manifest: neither \`"format": "${APOLLO}"\`, nor an object of texts by their ids.`);
}

function fromApollo(path: string, { version, operations }: Readonly<Record<string, unknown>>): Manifest {
  if (version !== 1) throw new Error(`${path} is a manifest of version ${JSON.stringify(version)}; version 1 is understood.`);
  if (!Array.isArray(operations)) throw new Error(`${path} has no list of \`operations\`.`);
  return gathered('apollo', operations, (operation, index) => {
    const source =
      isObject(operation) && typeof operation['name'] === 'string' && operation['name'] ? operation['name'] : `operation ${index + 1}`;
    if (!isObject(operation) || typeof operation['body'] !== 'string') return { source, reason: 'It has no `body`.' };
    const bounds = readBounds(operation['bounds'] ?? {});
    if ('reason' in bounds) return { source, reason: bounds.reason };
    const name = typeof operation['name'] === 'string' && operation['name'] ? operation['name'] : undefined;
    return identified(source, operation['id'], operation['body'], name, bounds.bounds);
  });
}

const fromMap = (texts: Readonly<Record<string, string>>): Manifest =>
  gathered('map', Object.entries(texts), ([id, text]) => identified(nameIn(text) ?? id, id, text, undefined, {}));

function identified(
  source: string,
  given: unknown,
  text: string,
  name: string | undefined,
  bounds: Bounds,
): ManifestEntry | ManifestProblem {
  const id = operationIdOf(text);
  if (readOperationId(given) === id) return { source, id, text, name, bounds };
  const wanted = `the SHA-256 of the text, ${id}`;
  if (typeof given === 'string' && /^(?:[0-9a-f]{32}|[0-9a-f]{40})$/.test(given))
    return { source, reason: `Its id is an MD5 or SHA-1. Have your compiler use SHA-256; it should be ${wanted}.` };
  return { source, reason: `Its id is ${JSON.stringify(given)} and should be ${wanted}.` };
}

function gathered<T>(
  format: Manifest['format'],
  items: readonly T[],
  read: (item: T, index: number) => ManifestEntry | ManifestProblem,
): Manifest {
  const entries: ManifestEntry[] = [];
  const problems: ManifestProblem[] = [];
  for (const [index, item] of items.entries()) {
    const found = read(item, index);
    if ('reason' in found) problems.push(found);
    else entries.push(found);
  }
  return { format, entries, problems };
}

/** Texts as they are sent, which nobody has put into a file: each with all that it needs. */
export const manifestOf = (texts: readonly string[]): Manifest =>
  gathered('documents', texts, (text, index) => ({
    source: nameIn(text) ?? `text ${index + 1}`,
    id: operationIdOf(text),
    text,
    name: undefined,
    bounds: {},
  }));

interface Parsed extends ManifestFile {
  readonly document: DocumentNode;
}

/** A file is a document as it stands. Fragments that it spreads and does not define come from the other files, and are written after it. */
function fromDocuments(files: readonly ManifestFile[]): Manifest {
  const parsed: Parsed[] = [];
  const problems: ManifestProblem[] = [];
  for (const file of files) {
    try {
      parsed.push({ ...file, document: parse(file.text) });
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      problems.push({ source: file.path, reason: error.message });
    }
  }
  const fragments = new Map<string, FragmentDefinitionNode[]>();
  for (const { document } of parsed)
    for (const definition of document.definitions) {
      if (definition.kind !== Kind.FRAGMENT_DEFINITION) continue;
      const { value } = definition.name;
      fragments.set(value, [...(fragments.get(value) ?? []), definition]);
    }
  const entries: ManifestEntry[] = [];
  for (const { path, text, document } of parsed) {
    if (!document.definitions.some(({ kind }) => kind === Kind.OPERATION_DEFINITION)) continue;
    const missing = missingFragments(document, fragments);
    if ('reason' in missing) problems.push({ source: path, reason: missing.reason });
    else {
      const whole = [text, ...missing.fragments.map(print)].join('\n');
      entries.push({ source: path, id: operationIdOf(whole), text: whole, name: undefined, bounds: {} });
    }
  }
  return { format: 'documents', entries, problems };
}

function missingFragments(
  document: DocumentNode,
  known: ReadonlyMap<string, readonly FragmentDefinitionNode[]>,
): { readonly fragments: readonly FragmentDefinitionNode[] } | { readonly reason: string } {
  const own = new Set(
    document.definitions.flatMap((definition) => (definition.kind === Kind.FRAGMENT_DEFINITION ? [definition.name.value] : [])),
  );
  const missing = new Map<string, FragmentDefinitionNode>();
  let ambiguous: string | undefined;
  const look = (node: DocumentNode | FragmentDefinitionNode): void => {
    visit(node, {
      FragmentSpread({ name: { value: name } }) {
        const [fragment, another] = known.get(name) ?? [];
        // What nobody defines is the validator's to complain about.
        if (!fragment || own.has(name) || missing.has(name)) return;
        if (another) ambiguous = name;
        missing.set(name, fragment);
        look(fragment);
      },
    });
  };
  look(document);
  if (ambiguous !== undefined) return { reason: `It spreads the fragment \`${ambiguous}\`, which several other files define.` };
  return { fragments: [...missing.values()] };
}

function nameIn(text: string): string | undefined {
  return /\b(?:query|mutation|subscription)\s+(\w+)/.exec(text)?.[1];
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);
