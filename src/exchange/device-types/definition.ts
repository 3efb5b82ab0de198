/**
 * One definition: what kind of hardware it is of, its own fields, and the templates of its ports, each with the line that it stands on.
 *
 * The format is that of https://github.com/netbox-community/devicetype-library. A definition with a slug is of a device, one without of a module. Fields are
 * NetBox's names in snake case and its values of choices; what has no place here is told and left out.
 */
import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import type { Catalog, ResourceEntry } from '../../resource/catalog.ts';
import type { ColumnFacts } from '../../resource/facts.ts';
import { BadCellError, readCell } from '../csv/cell.ts';

export interface Definition {
  readonly manufacturer: string;
  readonly type: Entry;
  /** By kind, in the order in which they have to be written: what is referred to comes first. */
  readonly templates: readonly { readonly resource: ResourceEntry; readonly entries: readonly Entry[] }[];
  /** Fields that have no place here. */
  readonly notKept: readonly string[];
}

/** An object to be written. */
export interface Entry {
  readonly resource: ResourceEntry;
  readonly line: number;
  readonly name: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** Names of templates of the same definition that it refers to, by field. */
  readonly refersTo: Readonly<Record<string, string>>;
  readonly rearPortPosition?: number;
}

/** The file cannot be used; `line` is where. */
export class BadDefinitionError extends Error {
  readonly line: number;

  constructor(line: number, reason: string) {
    super(reason);
    this.line = line;
  }
}

interface Kind {
  readonly key: string;
  readonly resource: string;
  readonly refersTo?: Readonly<Record<string, string>>;
}

/** Power ports before the outlets that they feed, rear ports before the front ports that lead to them. */
const kinds: readonly Kind[] = [
  { key: 'console-ports', resource: 'ConsolePortTemplate' },
  { key: 'console-server-ports', resource: 'ConsoleServerPortTemplate' },
  { key: 'power-ports', resource: 'PowerPortTemplate' },
  { key: 'power-outlets', resource: 'PowerOutletTemplate', refersTo: { power_port: 'powerPort' } },
  { key: 'interfaces', resource: 'InterfaceTemplate', refersTo: { bridge: 'bridge' } },
  { key: 'rear-ports', resource: 'RearPortTemplate' },
  { key: 'front-ports', resource: 'FrontPortTemplate', refersTo: { rear_port: 'rearPort' } },
  { key: 'module-bays', resource: 'ModuleBayTemplate' },
  { key: 'device-bays', resource: 'DeviceBayTemplate' },
];

const LARGEST_CHARACTERS = 1024 * 1024;
const MOST_TEMPLATES = 2000;

export function readDefinition(catalog: Catalog, text: string): Definition {
  if (text.length > LARGEST_CHARACTERS)
    throw new BadDefinitionError(1, `The file has ${text.length} characters; ${LARGEST_CHARACTERS} are the most.`);
  const lines = new LineCounter();
  const { document, fields } = parsed(text, lines);
  const lineAt = (...path: readonly (string | number)[]): number => {
    const node = document.getIn(path, true) as Node | undefined;
    return node?.range ? lines.linePos(node.range[0]).line : 1;
  };
  const textAt = (...path: readonly (string | number)[]): string | undefined => {
    const node = document.getIn(path, true);
    return isScalar(node) && typeof node.value !== 'string' ? node.source : undefined;
  };
  if (!isMap(document.contents) || !isRecord(fields)) throw new BadDefinitionError(1, 'A definition is a map of fields.');
  const manufacturer = fields['manufacturer'];
  if (typeof manufacturer !== 'string' || manufacturer === '')
    throw new BadDefinitionError(lineAt('manufacturer'), '`manufacturer` is missing.');
  const isDevice = fields['slug'] !== undefined;
  if (!isDevice && fields['u_height'] !== undefined) throw new BadDefinitionError(1, '`slug` is missing.');
  const resource = catalog.get(isDevice ? 'DeviceType' : 'ModuleType');
  const notKept = new Set<string>();
  const type = entryOf(resource, fields, {
    name: 'model',
    above: '',
    lineAt,
    textAt,
    path: [],
    refersTo: {},
    notKept,
    ignored: kinds.map(({ key }) => key),
  });
  const templates = kinds.flatMap(({ key, resource: name, refersTo = {} }) => {
    const listed = fields[key];
    if (listed === undefined || listed === null) return [];
    if (!isDevice && (key === 'device-bays' || key === 'module-bays')) {
      notKept.add(key);
      return [];
    }
    if (!isSeq(document.getIn([key], true)) || !Array.isArray(listed)) throw new BadDefinitionError(lineAt(key), `\`${key}\` is a list.`);
    if (listed.length > MOST_TEMPLATES)
      throw new BadDefinitionError(lineAt(key), `There are ${listed.length} ${key}; ${MOST_TEMPLATES} are the most.`);
    const kind = catalog.get(name);
    const entries = listed.map((item: unknown, index) => {
      if (!isRecord(item)) throw new BadDefinitionError(lineAt(key, index), `Each of \`${key}\` is a map of fields.`);
      return entryOf(kind, item, { name: 'name', above: `${key}.`, lineAt, textAt, path: [key, index], refersTo, notKept, ignored: [] });
    });
    const names = new Set<string>();
    for (const entry of entries) {
      if (names.has(entry.name)) throw new BadDefinitionError(entry.line, `\`${key}\` has two of the name ${entry.name}.`);
      names.add(entry.name);
    }
    return [{ resource: kind, entries }];
  });
  return { manufacturer, type, templates, notKept: [...notKept] };
}

function parsed(text: string, lineCounter: LineCounter) {
  try {
    const document = parseDocument(text, { lineCounter, prettyErrors: false });
    const [problem] = document.errors;
    if (problem) throw new BadDefinitionError(lineCounter.linePos(problem.pos[0]).line, problem.message);
    return { document, fields: document.toJS() as unknown };
  } catch (error) {
    if (error instanceof BadDefinitionError) throw error;
    // The parser descends into what is nested, and a stack has an end; it refuses aliases that would unfold without one.
    throw new BadDefinitionError(1, error instanceof RangeError ? 'The file is nested too deep.' : (error as Error).message);
  }
}

interface Reading {
  /** The field that names the object. */
  readonly name: string;
  readonly above: string;
  readonly lineAt: (...path: readonly (string | number)[]) => number;
  /** What stands there, where YAML reads another thing than a text: a part number `0815` is not 815. */
  readonly textAt: (...path: readonly (string | number)[]) => string | undefined;
  readonly path: readonly (string | number)[];
  readonly refersTo: Readonly<Record<string, string>>;
  readonly notKept: Set<string>;
  readonly ignored: readonly string[];
}

function entryOf(resource: ResourceEntry, fields: Readonly<Record<string, unknown>>, reading: Reading): Entry {
  const { name: nameField, above, lineAt, path, notKept } = reading;
  const input: Record<string, unknown> = {};
  const refersTo: Record<string, string> = {};
  let rearPortPosition: number | undefined;
  const wrong = (field: string, reason: string): BadDefinitionError =>
    new BadDefinitionError(lineAt(...path, field), `\`${above}${field}\` ${reason}`);
  for (const [field, value] of Object.entries(fields)) {
    if (value === null || value === undefined || field === 'manufacturer' || reading.ignored.includes(field)) continue;
    if (Object.hasOwn(reading.refersTo, field)) {
      if (typeof value !== 'string') throw wrong(field, 'is a name.');
      refersTo[reading.refersTo[field]!] = value;
      continue;
    }
    if (field === 'rear_port_position') {
      if (!Number.isSafeInteger(value)) throw wrong(field, 'is a whole number.');
      rearPortPosition = value as number;
      continue;
    }
    const column = resource.columns.get(field.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()));
    // Whether there is an image says nothing of where it is.
    if (!column || column.type === 'json' || column.type === 'id' || (typeof value === 'boolean') !== (column.type === 'flag'))
      notKept.add(`${above}${field}`);
    else
      input[column.name] = valueFor(column, column.type === 'text' ? (reading.textAt(...path, field) ?? value) : value, (reason) =>
        wrong(field, reason),
      );
  }
  const name = input[nameField];
  if (typeof name !== 'string' || name === '') throw new BadDefinitionError(lineAt(...path), `\`${above}${nameField}\` is missing.`);
  return { resource, line: lineAt(...path), name, input, refersTo, ...(rearPortPosition === undefined ? {} : { rearPortPosition }) };
}

function valueFor(column: ColumnFacts, value: unknown, wrong: (reason: string) => BadDefinitionError): unknown {
  if (typeof value === 'object') throw wrong('is one value.');
  if (column.type === 'text') return String(value);
  if (column.type === 'flag') return value;
  try {
    return readCell(column, String(value));
  } catch (error) {
    if (error instanceof BadCellError) throw wrong(error.message);
    throw error;
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
