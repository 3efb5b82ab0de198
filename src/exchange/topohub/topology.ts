/** Reads a WAN topology in node-link form and checks it, so that what imports it need not. */
import { readFile } from 'node:fs/promises';
import { BadFileError } from '../json-array.ts';
import { findMistake, findValue } from '../json-place.ts';

export interface TopologyNode {
  readonly id: string;
  /** Unique within the topology; made up where the file names none. */
  readonly name: string;
  readonly kind: string | undefined;
  readonly longitude: number;
  readonly latitude: number;
}

export interface TopologyLink {
  /** Unique within the topology. */
  readonly id: string;
  readonly source: string;
  readonly target: string;
  readonly kind: string | undefined;
  readonly kilometres: number | undefined;
}

export interface Topology {
  readonly name: string;
  readonly nodes: readonly TopologyNode[];
  readonly links: readonly TopologyLink[];
}

export async function readTopology(file: string): Promise<Topology> {
  const text = (await readFile(file, 'utf8')).replace(/^\ufeff/, '');
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    const { line, column, reason } = findMistake(text);
    throw new BadFileError(file, `line ${line}, column ${column}`, reason);
  }
  const refuse = (path: readonly (string | number)[], reason: string): never => {
    const { line, column } = findValue(text, path);
    throw new BadFileError(file, `line ${line}, column ${column}${path.length > 0 ? ` (${path.join('.')})` : ''}`, reason);
  };
  if (!isObject(content)) return refuse([], 'a topology is an object of graph, nodes and edges.');
  const graph = content['graph'];
  const name = isObject(graph) ? graph['name'] : undefined;
  if (typeof name !== 'string' || name.trim() === '') return refuse(['graph'], 'the graph has to have a name.');
  const nodes = readNodes(content['nodes'], refuse);
  return { name, nodes, links: readLinks(content, new Set(nodes.map(({ id }) => id)), refuse) };
}

type Refuse = (path: readonly (string | number)[], reason: string) => never;

function readNodes(list: unknown, refuse: Refuse): readonly TopologyNode[] {
  if (!Array.isArray(list)) return refuse(['nodes'], 'nodes have to be a list.');
  const raw = list.map((node: unknown, index) => {
    const path = ['nodes', index];
    if (!isObject(node) || !isKey(node['id'])) return refuse(path, 'a node needs an id.');
    const position = node['pos'];
    const [longitude, latitude] = Array.isArray(position) ? position : [];
    if (!isWithin(longitude, 180) || !isWithin(latitude, 90))
      return refuse([...path, 'pos'], 'a position is [longitude, latitude], in degrees.');
    const name = typeof node['name'] === 'string' && node['name'].trim() !== '' ? node['name'].trim() : undefined;
    return { id: String(node['id']), name, kind: textOf(node['type']), longitude, latitude };
  });
  const counts = new Map<string, number>();
  const ids = new Set<string>();
  for (const [index, { id, name }] of raw.entries()) {
    if (ids.has(id)) refuse(['nodes', index], `another node has the id ${id}.`);
    ids.add(id);
    if (name) counts.set(name.toLowerCase(), (counts.get(name.toLowerCase()) ?? 0) + 1);
  }
  // Nodes that share a name, and those without one, are told apart by their ids, which stay what they are in the next edition of the file.
  return raw.map((node) => ({
    ...node,
    name:
      node.name === undefined
        ? `${node.kind ?? 'Node'} ${node.id}`
        : counts.get(node.name.toLowerCase())! > 1
          ? `${node.name} (${node.id})`
          : node.name,
  }));
}

function readLinks(content: Readonly<Record<string, unknown>>, ids: ReadonlySet<string>, refuse: Refuse): readonly TopologyLink[] {
  const field = content['edges'] === undefined ? 'links' : 'edges';
  const list = content[field];
  if (!Array.isArray(list)) return refuse([field], 'edges have to be a list.');
  const parallels = new Map<string, number>();
  return list.map((link: unknown, index) => {
    const path = [field, index];
    if (!isObject(link)) return refuse(path, 'an edge needs a source and a target.');
    const [source, target] = ['source', 'target'].map((end) => {
      if (!isKey(link[end]) || !ids.has(String(link[end])))
        return refuse(path, `its ${end} ${JSON.stringify(link[end])} is no node of this file.`);
      return String(link[end]);
    }) as [string, string];
    const pair = `${source}-${target}`;
    const nth = (parallels.get(pair) ?? 0) + 1;
    parallels.set(pair, nth);
    const length = link['dist'];
    return {
      id: nth === 1 ? pair : `${pair}-${nth}`,
      source,
      target,
      kind: textOf(link['type']),
      kilometres: typeof length === 'number' && Number.isFinite(length) && length >= 0 ? length : undefined,
    };
  });
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isKey = (value: unknown): value is string | number => (typeof value === 'string' && value !== '') || typeof value === 'number';
const isWithin = (value: unknown, most: number): value is number => typeof value === 'number' && Math.abs(value) <= most;
const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
