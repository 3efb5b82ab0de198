import {
  type GraphQLObjectType,
  getIntrospectionQuery,
  graphqlSync,
  isInputObjectType,
  isObjectType,
  isUnionType,
  parse,
  validate,
  validateSchema,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { type Action, administrator, type Viewer } from '../../../src/access/viewer.ts';
import { VisibleSchemas } from '../../../src/access/visible-schema.ts';
import { printSchemaWithCost } from '../../../src/cost/print-schema.ts';
import { withoutSuggestion } from '../../../src/errors/without-suggestion.ts';
import { catalog, schema } from '../../../src/schema.ts';

/** Somebody who may do only what is said here. */
function somebody(may: (resource: string, action: Action) => boolean): Viewer {
  return {
    id: 'somebody',
    name: 'somebody',
    role: 'somebody',
    fingerprint: 'somebody',
    operations: 'any',
    rows: (resource, action = 'view') => ({ kind: may(resource, action) ? 'all' : 'none' }),
  };
}
const sees = (...resources: readonly string[]) => somebody((resource, action) => action === 'view' && resources.includes(resource));
const blindTo = (...resources: readonly string[]) =>
  somebody((resource, action) => action !== 'administer' && !resources.includes(resource));
const schemas = new VisibleSchemas(schema);

describe('A schema as a viewer may know it', () => {
  it('is the schema itself to whoever may do everything', () => {
    expect(schemas.introspectableBy(administrator('a'))).toBe(schema);
    expect(schemas.readableBy(administrator('a'))).toBe(schema);
  });

  it('lacks a resource that may not be seen: its types, and all that leads to it', () => {
    for (const resource of catalog.resources) {
      const { name, plural } = resource;
      const visible = schemas.introspectableBy(blindTo(name));
      expect(validateSchema(visible)).toEqual([]);
      for (const suffix of ['', 'Connection', 'Edge', 'Count', 'GroupBy', 'Filter', 'ListFilter', 'Order', 'Key', 'Input', 'Payload'])
        expect(visible.getType(`${name}${suffix}`), `${name}${suffix}`).toBeUndefined();
      expect(visible.getQueryType()!.getFields()[plural]).toBeUndefined();
      for (const other of catalog.resources)
        for (const relation of other.toOnes.values()) {
          if (relation.target !== resource || other === resource) continue;
          expect(
            (visible.getType(other.name) as GraphQLObjectType).getFields()[relation.name],
            `${other.name}.${relation.name}`,
          ).toBeUndefined();
          const filter = visible.getType(`${other.name}Filter`);
          expect(isInputObjectType(filter) && filter.getFields()[relation.name]).toBeUndefined();
        }
    }
  });

  it('is whole but for that: every field that needs nothing of it is there, with its arguments, its price and its resolver', () => {
    const visible = schemas.introspectableBy(blindTo('Tenant'));
    const device = visible.getType('Device') as GraphQLObjectType;
    const original = (schema.getType('Device') as GraphQLObjectType).getFields();
    for (const [name, field] of Object.entries(device.getFields())) {
      expect(field.extensions).toEqual(original[name]!.extensions);
      expect(String(field.type)).toBe(String(original[name]!.type));
    }
    expect(Object.keys(original).filter((name) => !(name in device.getFields()))).toEqual(['tenant']);
    expect(printSchemaWithCost(visible)).not.toMatch(/(?:type|input|enum) Tenant\b|: \[?Tenant\b/);
  });

  it('is valid for every viewer of one resource alone, and for one of none', () => {
    for (const { name } of catalog.resources) {
      const visible = schemas.introspectableBy(sees(name));
      expect(validateSchema(visible), name).toEqual([]);
      const objects = Object.values(visible.getTypeMap()).filter((type) => isObjectType(type) && catalog.find(type.name));
      expect(objects.map((type) => type.name)).toEqual([name]);
      expect(visible.getMutationType()).toBeUndefined();
    }
    const empty = schemas.introspectableBy(sees());
    expect(validateSchema(empty)).toEqual([]);
    expect(graphqlSync({ schema: empty, source: getIntrospectionQuery() }).errors).toBeUndefined();
    expect(Object.keys(empty.getQueryType()!.getFields())).toContain('viewer');
  });

  it('has unions and groups without what they no longer hold', () => {
    const visible = schemas.introspectableBy(blindTo('Interface'));
    const union = visible.getType('CableEnd');
    expect(isUnionType(union) && union.getTypes().map(({ name }) => name)).not.toContain('Interface');
    expect(isUnionType(union) && union.getTypes().length).toBeGreaterThan(3);
    const problems = validate(schemas.readableBy(blindTo('Site')), parse('{ deviceCounts(groupBy: [SITE]) { count } }'));
    expect(problems.map(({ message }) => message)).toEqual([
      expect.stringContaining('Value "SITE" does not exist in "DeviceGroupBy" enum.'),
    ]);
  });

  it('shows a mutation to whoever may do it, and tells whoever may see its rows that it may not be done', () => {
    const reader = sees('Site');
    expect(schemas.introspectableBy(reader).getMutationType()).toBeUndefined();
    expect(schemas.readableBy(reader).getMutationType()!.getFields()['createSite']).toBeDefined();
    expect(schemas.readableBy(reader).getMutationType()!.getFields()['createDevice']).toBeUndefined();
    const writer = somebody((resource, action) => resource === 'Site' && (action === 'view' || action === 'create'));
    expect(Object.keys(schemas.introspectableBy(writer).getMutationType()!.getFields())).toEqual(
      expect.arrayContaining(['createSite', 'upsertSites']),
    );
    expect(schemas.introspectableBy(writer).getMutationType()!.getFields()['deleteSite']).toBeUndefined();
  });

  it('is one schema for all who lack the same, and few are kept', () => {
    const own = new VisibleSchemas(schema);
    const first = own.readableBy(sees('Site'));
    expect(own.readableBy(sees('Site'))).toBe(first);
    for (const { name } of catalog.resources.slice(0, 20)) own.readableBy(blindTo(name));
    expect(own.readableBy(sees('Site'))).not.toBe(first);
  });

  it('refuses what is hidden in the words for what does not exist', () => {
    const visible = schemas.readableBy(blindTo('Tenant'));
    const words = (source: string, name: string) =>
      validate(visible, parse(source)).map(({ message }) => withoutSuggestion(message).replaceAll(name, 'NAME'));
    for (const [hidden, missing] of [
      ['{ tenants { nodes { id } } }', '{ tenantz { nodes { id } } }'],
      ['{ devices { nodes { tenant { id } } } }', '{ devices { nodes { tenanz { id } } } }'],
      ['{ node(id: "x") { ... on Tenant { id } } }', '{ node(id: "x") { ... on Tenanz { id } } }'],
      ['query ($f: TenantFilter) { devices { totalCount } }', 'query ($f: TenanzFilter) { devices { totalCount } }'],
      ['{ devices(filter: { tenant: {} }) { totalCount } }', '{ devices(filter: { tenanz: {} }) { totalCount } }'],
    ] as const) {
      const guess = (text: string) => /tenan[tz]\w*/i.exec(text)![0];
      const told = words(hidden, guess(hidden));
      expect(told.length).toBeGreaterThan(0);
      expect(told).toEqual(words(missing, guess(missing)));
    }
  });
});
