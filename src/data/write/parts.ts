/**
 * What a new device or module has from its type: ports, bays and the mapping of front to rear ports, made from the templates of the type.
 *
 * Which templates make which parts follows from the declarations: `InterfaceTemplate` makes an `Interface`, columns of the same name are taken over, and a
 * relation between templates becomes the relation of the same name between the parts. One statement a kind of part, however many owners and parts.
 */
import type { Catalog, ResourceEntry, ToOneRelation } from '../../resource/catalog.ts';
import { lowerFirst } from '../../resource/derive/inputs.ts';
import { writableColumns } from '../../resource/derive/mutations.ts';
import { columnOf, join, name, type Sql, sql, word } from '../sql.ts';
import { run } from './run.ts';
import type { WriteContext } from './write.ts';

interface PartKind {
  readonly template: ResourceEntry;
  readonly part: ResourceEntry;
  /** The template's relation to the type; undefined for a mapping, which belongs to the type of what it maps. */
  readonly ofType: ToOneRelation | undefined;
  readonly columns: readonly string[];
  /** Relations to other parts. */
  readonly relations: readonly ToOneRelation[];
}

/** Owners of parts, and the relation from them to their type. */
const known = new WeakMap<Catalog, Map<string, readonly PartKind[]>>();

export async function makeParts(catalog: Catalog, owner: ResourceEntry, keys: readonly number[], context: WriteContext): Promise<void> {
  const kinds = kindsOf(catalog, owner);
  if (kinds.length === 0) return;
  const typeColumn = `${lowerFirst(owner.name)}TypeId`;
  const needed = await kindsNeeded(kinds, owner, typeColumn, keys, context);
  for (const kind of kinds) {
    if (!needed.has(kind)) continue;
    await run(kind.ofType ? insertParts(kind, owner, typeColumn, keys) : insertMappings(kind, owner, typeColumn, keys), context);
    const within = kind.relations.filter(({ target }) => target === kind.template);
    for (const relation of within) await run(relateParts(kind, relation, owner, typeColumn, keys), context);
  }
}

function kindsOf(catalog: Catalog, owner: ResourceEntry): readonly PartKind[] {
  const byOwner = known.get(catalog) ?? new Map<string, readonly PartKind[]>();
  known.set(catalog, byOwner);
  let kinds = byOwner.get(owner.name);
  if (!kinds) {
    kinds = findKinds(catalog, owner);
    byOwner.set(owner.name, kinds);
  }
  return kinds;
}

function findKinds(catalog: Catalog, owner: ResourceEntry): readonly PartKind[] {
  const type = owner.toOnes.get(`${lowerFirst(owner.name)}Type`)?.target;
  if (!type) return [];
  const templates = catalog.resources.filter(({ name: template }) => template.includes('Template'));
  const kinds = templates.flatMap((template): PartKind[] => {
    const part = catalog.find(template.name.replace('Template', ''));
    if (!part) return [];
    const relations = [...template.toOnes.values()].filter(
      ({ name: relation, target }) => templates.includes(target) && part.toOnes.has(relation),
    );
    const ofType = [...template.toOnes.values()].find(({ target }) => target === type);
    const isMapping = relations.length === 2 && template.toOnes.size === 2;
    if (!isMapping && (!ofType || ![...part.toOnes.values()].some(({ target }) => target === owner))) return [];
    const taken = new Set(writableColumns(part).map((column) => column.name));
    const columns = writableColumns(template)
      .map((column) => column.name)
      .filter((column) => taken.has(column));
    return [{ template, part, ofType: isMapping ? undefined : ofType, columns, relations }];
  });
  // What refers to other parts is made after them.
  const rank = ({ template, ofType, relations }: PartKind) => (ofType ? relations.filter(({ target }) => target !== template).length : 9);
  return kinds.sort((left, right) => rank(left) - rank(right));
}

async function kindsNeeded(
  kinds: readonly PartKind[],
  owner: ResourceEntry,
  typeColumn: string,
  keys: readonly number[],
  context: WriteContext,
): Promise<ReadonlySet<PartKind>> {
  const asked = kinds.filter(({ ofType }) => ofType);
  const questions = asked.map(
    ({ template, ofType }) => sql`EXISTS (SELECT FROM ${name(template.name)} t WHERE ${columnOf('t', ofType!.facts.via)} = ANY (o.types))`,
  );
  const [answers = []] = await run(
    sql`SELECT ${join(questions, ', ')}\nFROM (SELECT array_agg(DISTINCT ${name(typeColumn)}) AS types FROM ${name(owner.name)} WHERE id = ANY (${keys}::bigint[])) o`,
    context,
  );
  const needed = new Set(asked.filter((_, index) => answers[index] === true));
  for (const kind of kinds) {
    const ends = kind.relations.map(({ target }) => target);
    if (!kind.ofType && [...needed].some(({ template }) => ends.includes(template))) needed.add(kind);
  }
  return needed;
}

/** In a module, `{module}` in a name or label stands for the position of its bay. */
function taken(alias: string, column: string, owner: ResourceEntry): Sql {
  const value = columnOf(alias, column);
  return owner.name === 'Module' && (column === 'name' || column === 'label')
    ? sql`replace(${value}, '{module}', coalesce(bay.position, ''))`
    : value;
}

function ownersFrom(owner: ResourceEntry): Sql {
  return owner.name === 'Module' ? sql`"Module" o\nJOIN "ModuleBay" bay ON bay.id = o."moduleBayId"` : sql`${name(owner.name)} o`;
}

const deviceOf = (owner: ResourceEntry): Sql => (owner.name === 'Module' ? sql`o."deviceId"` : sql`o.id`);

/** The part that a template has just made for the owner: by its name on the device. */
function partMadeFrom(relation: ToOneRelation, part: ResourceEntry, owner: ResourceEntry, template: string, made: string): Sql {
  const target = part.toOnes.get(relation.name)!.target;
  return sql`LEFT JOIN ${name(relation.target.name)} ${word(template)} ON ${columnOf(template, 'id')} = ${columnOf('t', relation.facts.via)}\nLEFT JOIN ${name(target.name)} ${word(made)} ON ${columnOf(made, 'deviceId')} = ${deviceOf(owner)} AND ${columnOf(made, 'name')} = ${taken(template, 'name', owner)}`;
}

function insertParts(
  { template, part, ofType, columns, relations }: PartKind,
  owner: ResourceEntry,
  typeColumn: string,
  keys: readonly number[],
): Sql {
  const others = relations.filter(({ target }) => target !== template);
  const owned = owner.name === 'Module' && part.toOnes.has('module');
  const into = [
    'deviceId',
    ...(owned ? ['moduleId'] : []),
    ...columns,
    ...others.map(({ name: relation }) => part.toOnes.get(relation)!.facts.via),
  ];
  const values = [
    deviceOf(owner),
    ...(owned ? [sql`o.id`] : []),
    ...columns.map((column) => taken('t', column, owner)),
    ...others.map((_, index) => sql`${word(`made${index}`)}.id`),
  ];
  const joins = others.map((relation, index) => sql`\n${partMadeFrom(relation, part, owner, `from${index}`, `made${index}`)}`);
  return sql`INSERT INTO ${name(part.name)} (${join(into.map(name), ', ')})\nSELECT ${join(values, ', ')}\nFROM ${ownersFrom(owner)}\nJOIN ${name(template.name)} t ON ${columnOf('t', ofType!.facts.via)} = ${columnOf('o', typeColumn)}${join(joins, '')}\nWHERE o.id = ANY (${keys}::bigint[])\nORDER BY o.id, t.id`;
}

/** Parts that refer to parts of their own kind: bridges. */
function relateParts(
  { template, part, ofType }: PartKind,
  relation: ToOneRelation,
  owner: ResourceEntry,
  typeColumn: string,
  keys: readonly number[],
): Sql {
  return sql`UPDATE ${name(part.name)} AS p\nSET ${name(part.toOnes.get(relation.name)!.facts.via)} = made.id\nFROM ${ownersFrom(owner)}\nJOIN ${name(template.name)} t ON ${columnOf('t', ofType!.facts.via)} = ${columnOf('o', typeColumn)}\n${partMadeFrom(relation, part, owner, 'other', 'made')}\nWHERE o.id = ANY (${keys}::bigint[]) AND ${columnOf('t', relation.facts.via)} IS NOT NULL\n  AND p."deviceId" = ${deviceOf(owner)} AND p.name = ${taken('t', 'name', owner)}`;
}

function insertMappings(
  { template, part, columns, relations }: PartKind,
  owner: ResourceEntry,
  typeColumn: string,
  keys: readonly number[],
): Sql {
  const into = [...relations.map(({ name: relation }) => part.toOnes.get(relation)!.facts.via), ...columns];
  const values = [...relations.map((_, index) => sql`${word(`made${index}`)}.id`), ...columns.map((column) => columnOf('t', column))];
  const joins = relations.map((relation, index) => sql`\n${partMadeFrom(relation, part, owner, `from${index}`, `made${index}`)}`);
  const [first] = relations;
  return sql`INSERT INTO ${name(part.name)} (${join(into.map(name), ', ')})\nSELECT ${join(values, ', ')}\nFROM ${ownersFrom(owner)}\nJOIN ${name(first!.target.name)} mapped ON ${columnOf('mapped', typeColumn)} = ${columnOf('o', typeColumn)}\nJOIN ${name(template.name)} t ON ${columnOf('t', first!.facts.via)} = mapped.id${join(joins, '')}\nWHERE o.id = ANY (${keys}::bigint[])\nORDER BY o.id, t.id`;
}
