import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { buildSchema, type GraphQLSchema, parse, validate } from 'graphql';
import { getVariableValues } from 'graphql/execution/values.js';
import { describe, expect, it } from 'vitest';
import { estateSchema } from '../../support/web-estate.ts';

const FOLDER = 'src/web/queries';
const FILES = readdirSync(FOLDER).filter((file) => file.endsWith('.graphql'));
const GENERATED = 'schema.graphql';

/** What is wrong with a starting query and the variables beside it. */
function faultsOf(file: string, schema: GraphQLSchema): readonly string[] {
  const document = parse(readFileSync(`${FOLDER}/${file}`, 'utf8'));
  const faults = validate(schema, document).map(({ message }) => message);
  const beside = `${FOLDER}/${file.replace(/graphql$/, 'variables.json')}`;
  const variables = existsSync(beside) ? (JSON.parse(readFileSync(beside, 'utf8')) as Record<string, unknown>) : {};
  for (const definition of document.definitions)
    if (definition.kind === 'OperationDefinition')
      faults.push(
        ...(getVariableValues(schema, definition.variableDefinitions ?? [], variables).errors ?? []).map(({ message }) => message),
      );
  return faults;
}

const served = existsSync(GENERATED) ? buildSchema(readFileSync(GENERATED, 'utf8')) : undefined;

describe('a starting query', () => {
  it('is listed among the starters', () => {
    const listed = readFileSync(`${FOLDER}/starters.ts`, 'utf8');
    expect(FILES.filter((file) => !listed.includes(`./${file}?raw`))).toEqual([]);
  });

  // The schema is generated; where it was not generated yet there is nothing to hold the queries against.
  it.skipIf(!served).each(FILES)('is valid against the schema that the server has: %s', (file) => {
    expect(faultsOf(file, served!)).toEqual([]);
  });

  it.each(FILES)('is valid against the made-up estate that the pages are tested with: %s', (file) => {
    expect(faultsOf(file, estateSchema())).toEqual([]);
  });
});
