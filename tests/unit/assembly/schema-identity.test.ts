import { buildSchema, type GraphQLObjectType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { schemaIdentity } from '../../../src/assembly/schema-identity.ts';

const identityOf = (sdl: string, needs: readonly string[] = []): string => {
  const schema = buildSchema(sdl);
  for (const field of needs)
    (schema.getType('Site') as GraphQLObjectType).getFields()[field]!.extensions = { needs: [{ resource: 'Site', action: 'reveal' }] };
  return schemaIdentity(schema);
};
const SDL = 'type Query { site: Site } type Site { name: String serial: String }';

describe('K11: the schema that an answer is kept under', () => {
  it('is the same for the same schema', () => expect(identityOf(SDL, ['serial'])).toBe(identityOf(SDL, ['serial'])));

  it('is another one when a field becomes secret, which the printed schema does not show', () => {
    const identities = [identityOf(SDL), identityOf(SDL, ['serial']), identityOf(SDL, ['name']), identityOf(SDL, ['name', 'serial'])];
    expect(new Set(identities).size).toBe(4);
  });

  it('is another one when a field comes, goes or changes its type', () => {
    const others = [SDL.replace('serial: String', ''), SDL.replace('serial: String', 'serial: ID'), SDL.replace('}', 'n: Int }')];
    expect(new Set([SDL, ...others].map((sdl) => identityOf(sdl))).size).toBe(4);
  });
});
