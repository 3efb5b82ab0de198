/**
 * What an answer depends on besides the database, the question and the viewer: the schema, and who may use which part of it.
 *
 * A column that becomes secret changes nothing in the printed schema, so what each part needs is named too; and so is the program's version, since the
 * same schema may be answered otherwise by another one. While a new version is rolled out, neither is then given what the other has kept (attack K11).
 */
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { type GraphQLSchema, isEnumType, isInputObjectType, isInterfaceType, isObjectType, printSchema } from 'graphql';

const { version } = createRequire(import.meta.url)('../../package.json') as { version: string };

export function schemaIdentity(schema: GraphQLSchema): string {
  const hash = createHash('sha256').update(`${version}\n${printSchema(schema)}`);
  for (const type of Object.values(schema.getTypeMap())) {
    hash.update(`\n${type.name}${neededFor(type)}`);
    if (isObjectType(type) || isInterfaceType(type) || isInputObjectType(type))
      for (const field of Object.values(type.getFields())) hash.update(`\n${type.name}.${field.name}${neededFor(field)}`);
    if (isEnumType(type)) for (const value of type.getValues()) hash.update(`\n${type.name}.${value.name}${neededFor(value)}`);
  }
  return hash.digest('base64url');
}

const neededFor = ({ extensions }: { readonly extensions: Readonly<Record<string, unknown>> }): string =>
  extensions['needs'] === undefined ? '' : ` needs ${JSON.stringify(extensions['needs'])}`;
