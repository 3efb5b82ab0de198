import {
  type GraphQLNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
  validateSchema,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { catalog, schema } from '../../src/schema.ts';

/** Every described thing of the schema, by its coordinate. */
function* descriptions(): Generator<[coordinate: string, description: string | null | undefined]> {
  for (const type of Object.values(schema.getTypeMap())) {
    if (isIntrospectionType(type) || isSpecifiedScalarType(type) || isRootType(type)) continue;
    yield [type.name, type.description];
    if (isEnumType(type)) for (const value of type.getValues()) yield [`${type.name}.${value.name}`, value.description];
    if (isInputObjectType(type))
      for (const field of Object.values(type.getFields())) yield [`${type.name}.${field.name}`, field.description];
  }
  for (const type of Object.values(schema.getTypeMap())) {
    if (isIntrospectionType(type) || !(isObjectType(type) || isInterfaceType(type))) continue;
    for (const field of Object.values(type.getFields())) {
      yield [`${type.name}.${field.name}`, field.description];
      for (const argument of field.args) yield [`${type.name}.${field.name}(${argument.name}:)`, argument.description];
    }
  }
}

/** `Query` explains itself. */
const isRootType = (type: GraphQLNamedType): boolean => type === schema.getQueryType();

describe('the schema', () => {
  it('is valid', () => {
    expect(validateSchema(schema)).toEqual([]);
  });

  it('describes every type, field, argument and value in a sentence', () => {
    const bad = [...descriptions()].filter(([, text]) => !text || text.length < 3 || !/[.`:]$/.test(text));
    expect(bad).toEqual([]);
  });

  // A value of an enum may be a name that everybody knows, like USB-C.
  it('says more of a field than its name', () => {
    const letters = (text: string): string => text.toLowerCase().replaceAll(/[^a-z]/g, '');
    const bad = [...descriptions()].filter(([coordinate, text]) => {
      const [type, member = ''] = coordinate.split('.');
      if (isEnumType(schema.getType(type!))) return false;
      const name = letters(member);
      return text && (letters(text) === name || letters(text) === `the${name}`);
    });
    expect(bad).toEqual([]);
  });

  it.each(catalog.resources.map((resource) => [resource.name, resource] as const))('gives %s its root fields', (name, { plural, keys }) => {
    const one = name.charAt(0).toLowerCase() + name.slice(1);
    const fields = schema.getQueryType()!.getFields();
    expect(fields[one]?.args.map((argument) => argument.name)).toEqual(['id']);
    expect(fields[plural]?.args.map((argument) => argument.name)).toEqual(['first', 'after', 'last', 'before', 'filter', 'orderBy']);
    expect(fields[`${one}By`]?.args.map((argument) => argument.name)).toEqual(keys.length > 0 ? ['key'] : undefined);
  });

  it('makes every relation nullable, since permission may hide its target', () => {
    for (const resource of catalog.resources) {
      const fields = schema.getType(resource.name);
      if (!isObjectType(fields)) throw new Error(`${resource.name} is no object type.`);
      for (const relation of [...resource.toOnes.keys(), ...resource.opposites.keys(), ...resource.networks.keys()])
        expect(String(fields.getFields()[relation]!.type), `${resource.name}.${relation}`).not.toMatch(/!$/);
    }
  });

  it('bounds every list', () => {
    for (const resource of catalog.resources)
      for (const { name, page, max } of resource.lists.values()) {
        expect(page, `${resource.name}.${name}`).toBeLessThanOrEqual(max);
        expect(max, `${resource.name}.${name}`).toBeLessThanOrEqual(1024);
      }
  });
});
