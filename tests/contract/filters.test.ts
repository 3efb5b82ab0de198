import { getNamedType, isEnumType, isInputObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalog, schema } from '../../src/schema.ts';
import { type Estate, testEstate } from '../support/estate.ts';

let estate: Estate;
beforeAll(async () => {
  estate = await testEstate(8000);
});
afterAll(() => estate.close());

/** A value that each scalar accepts, as a literal. */
const samples: Readonly<Record<string, string>> = {
  ID: '"RGV2aWNlOjE"',
  String: '"a%_\\\\b"',
  Int: '1',
  Float: '1.5',
  Boolean: 'true',
  BigInteger: '1',
  Timestamp: '"2026-01-31T12:00:00Z"',
  Day: '"2026-01-31"',
  Cidr: '"10.0.0.0/8"',
  InterfaceAddress: '"10.0.0.1/24"',
  Mac: '"00:1b:44:11:3a:b7"',
  VlanId: '100',
  AsNumber: '65001',
  Color: '"00bcd4"',
};

function literalOf(typeName: string, isList: boolean): string {
  const type = schema.getType(typeName);
  const value = isEnumType(type) ? type.getValues()[0]!.name : samples[typeName];
  if (value === undefined) throw new Error(`There is no sample of ${typeName}.`);
  return isList ? `[${value}, ${value}]` : value;
}

describe.each(catalog.resources.map((resource) => [resource.name, resource] as const))('the filter of %s', (name, resource) => {
  it('takes every operator of every column, and agrees with its negation on the total', async () => {
    const filter = schema.getType(`${name}Filter`);
    if (!isInputObjectType(filter)) throw new Error(`${name} has no filter.`);
    const total = await estate.ask(`{ ${resource.plural} { totalCount } }`);
    const expected = countIn(total, resource.plural);
    for (const field of Object.values(filter.getFields())) {
      const column = resource.columns.get(field.name);
      const operators = getNamedType(field.type);
      if (!column || !isInputObjectType(operators)) continue;
      const parts = Object.values(operators.getFields()).map((operator) => {
        const literal = literalOf(getNamedType(operator.type).name, String(operator.type).startsWith('['));
        return { alias: `${field.name}_${operator.name}`, filter: `{ ${field.name}: { ${operator.name}: ${literal} } }` };
      });
      const selections = parts.map(
        ({ alias, filter: condition }) =>
          `${alias}: ${resource.plural}(filter: ${condition}) { totalCount } ${alias}_not: ${resource.plural}(filter: { not: ${condition} }) { totalCount }`,
      );
      const answer = await estate.ask(`{ ${selections.join(' ')} }`);
      expect(answer.errors, field.name).toBeUndefined();
      for (const { alias } of parts) expect(countIn(answer, alias) + countIn(answer, `${alias}_not`), alias).toBe(expected);
    }
  });

  it('reaches through each of its relations', async () => {
    for (const relation of [...resource.toOnes.values(), ...resource.opposites.values()]) {
      if (relation.kind === 'toOne' && !relation.facts.filter) continue;
      const answer = await estate.ask(
        `{ all: ${resource.plural} { totalCount } none: ${resource.plural}(filter: { ${relation.name}: { isNull: true } }) { totalCount } some: ${resource.plural}(filter: { ${relation.name}: { isNull: false } }) { totalCount } }`,
      );
      expect(answer.errors, relation.name).toBeUndefined();
      expect(countIn(answer, 'none') + countIn(answer, 'some'), relation.name).toBe(countIn(answer, 'all'));
    }
    for (const { name: list, join } of resource.lists.values()) {
      if (join.kind !== 'foreignKey' && join.kind !== 'manyToMany') continue;
      const answer = await estate.ask(
        `{ all: ${resource.plural} { totalCount } none: ${resource.plural}(filter: { ${list}: { none: {} } }) { totalCount } some: ${resource.plural}(filter: { ${list}: { some: {} } }) { totalCount } }`,
      );
      expect(answer.errors, list).toBeUndefined();
      expect(countIn(answer, 'none') + countIn(answer, 'some'), list).toBe(countIn(answer, 'all'));
    }
  });
});

function countIn(answer: { data?: unknown }, list: string): number {
  return (answer.data as Record<string, { totalCount: number }>)[list]!.totalCount;
}
