/** One row of a table → one input of the writer, or what is wrong with its cells. Pure. */
import type { ToOneRelation } from '../../resource/catalog.ts';
import { BadCellError, readCell, readCustomField } from './cell.ts';
import { restored } from './formula.ts';
import { type Headers, type Named, type Problem, referenceOf } from './headers.ts';
import { splitList } from './list.ts';

export interface RowReading {
  readonly input: Readonly<Record<string, unknown>>;
  readonly problems: readonly Problem[];
}

/** An empty cell clears what may be empty, and says nothing of what may not: there the default holds, or what is there. */
export function readRow({ names, uses }: Headers, cells: readonly (string | null)[]): RowReading {
  const problems: Problem[] = [];
  if (cells.length !== names.length)
    return { input: {}, problems: [{ column: 0, header: '', reason: `The row has ${cells.length} cells, the header ${names.length}.` }] };
  const input: Record<string, unknown> = {};
  const customFields: Record<string, unknown> = {};
  const references = new Map<ToOneRelation, Named>();
  uses.forEach((use, index) => {
    const cell = cells[index] ?? null;
    try {
      switch (use.kind) {
        case 'none':
          return;
        case 'column': {
          const value = readCell(use.column, cell);
          if (value !== null || use.column.nullable) input[use.column.name] = value;
          return;
        }
        case 'customField':
          customFields[use.name] = readCustomField(use.type, cell);
          return;
        case 'reference': {
          const named = references.get(use.relation) ?? {};
          references.set(use.relation, named);
          put(named, use.path, readCell(use.column, cell));
          return;
        }
        case 'list':
          input[use.list.name] = splitList(cell === null ? '' : restored(cell)).map((item) => ({
            [use.field]: readCell(use.column, item),
          }));
          return;
      }
    } catch (error) {
      if (!(error instanceof BadCellError)) throw error;
      problems.push({ column: index + 1, header: names[index]!, reason: `“${(cell ?? '').slice(0, 60)}” ${error.message}` });
    }
  });
  for (const [relation, named] of references) {
    const reference = referenceOf(relation.target, named);
    if (reference !== null || relation.facts.optional) input[relation.name] = reference;
  }
  if (Object.keys(customFields).length > 0) input['customFields'] = customFields;
  return { input, problems };
}

function put(named: Named, [first, ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) {
    named[first!] = value;
    return;
  }
  const inner = (named[first!] ?? {}) as Named;
  named[first!] = inner;
  put(inner, rest, value);
}
