/**
 * From what a field means to how it is answered: every derived field of the schema gets its batch resolver here.
 *
 * This is the only place that knows both the meanings of the declaration layer and the statements of the data engine.
 */
import type { GraphQLObjectType, GraphQLSchema } from 'graphql';
import type { BatchResolver, FieldReader } from '../execution/batch.ts';
import type { Catalog } from '../resource/catalog.ts';
import type { FieldMeaning, RootMeaning } from '../resource/meaning.ts';
import { fieldsWithMeaning } from '../resource/schema.ts';
import type { RequestContext } from './context.ts';
import { listCounts, rootCounts } from './counts.ts';
import { encodeGlobalId } from './global-id.ts';
import { lookUpById, lookUpByKey, lookUpNodes } from './lookups.ts';
import { measures } from './measures.ts';
import { pagesOf, rootPage } from './page.ts';
import type { Row } from './projection.ts';
import { ancestorsOf, networksAround, oneOfTargets, oppositesOf, targetsOf } from './references.ts';
import { search } from './search.ts';
import { answerWrite, writtenRows } from './write/answers.ts';

type Answer = (
  parents: readonly Row[],
  args: Readonly<Record<string, unknown>>,
  selection: Parameters<BatchResolver>[2],
  context: RequestContext,
) => Promise<readonly unknown[]>;

/** Gives every field with a meaning its `extensions.batch` or `extensions.read`. The schema is changed in place, once. */
export function attachData(schema: GraphQLSchema, catalog: Catalog): GraphQLSchema {
  for (const { type, field, meaning } of fieldsWithMeaning(schema)) {
    const read = readerFor(type, meaning);
    if (read) field.extensions = { ...field.extensions, read };
    const answer = answerFor(schema, catalog, meaning);
    if (answer) field.extensions = { ...field.extensions, batch: answer as unknown as BatchResolver };
  }
  return schema;
}

function readerFor(type: GraphQLObjectType, meaning: FieldMeaning): FieldReader | undefined {
  if (meaning.kind === 'column' && meaning.column.type === 'id') {
    const typeName = type.name;
    return (row) => encodeGlobalId(typeName, (row as Row).id);
  }
  if (meaning.kind === 'computed') {
    const { value } = meaning.facts;
    return (row) => value(row as Row);
  }
  return undefined;
}

function answerFor(schema: GraphQLSchema, catalog: Catalog, meaning: FieldMeaning): Answer | undefined {
  switch (meaning.kind) {
    case 'column':
    case 'computed':
      return undefined;
    case 'toOne': {
      const { target, facts } = meaning;
      return (parents, _args, selection, context) => targetsOf(target, facts.via, parents, selection, context);
    }
    case 'opposite':
      return (parents, _args, selection, context) => oppositesOf(meaning, parents, selection, context);
    case 'withinNetwork':
      return (parents, _args, selection, context) => networksAround(meaning, parents, selection, context);
    case 'ancestors':
      return (parents, _args, selection, context) => ancestorsOf(meaning.owner, parents, selection, context);
    case 'list':
      return (parents, args, selection, context) => pagesOf(meaning, parents, args, selection, context);
    case 'listCounts':
      return (parents, args, _selection, context) => listCounts(meaning.list, parents, args, context);
    case 'oneOf': {
      const relations = meaning.facts.of.map((part) => {
        const { target, facts } = meaning.owner.toOnes.get(part)!;
        return { target, via: facts.via, type: schema.getType(target.name) as GraphQLObjectType };
      });
      return (parents, _args, selection, context) => oneOfTargets(relations, parents, selection, context);
    }
    case 'measured': {
      const measure = measures[meaning.facts.measure];
      if (!measure)
        throw new Error(`${meaning.owner.name}.${meaning.facts.name} names the measure ${meaning.facts.measure}, which does not exist.`);
      return async (parents, _args, _selection, context) => {
        const values = await measure(catalog, [...new Set(parents.map(({ id }) => id))], context);
        return parents.map(({ id }) => values.get(id) ?? null);
      };
    }
    case 'written':
      return (payloads, _args, selection, context) => writtenRows(meaning.resource, payloads as never, selection, context);
    case 'root':
      return rootAnswer(schema, catalog, meaning.root);
  }
}

function rootAnswer(schema: GraphQLSchema, catalog: Catalog, root: RootMeaning): Answer {
  const single = (answer: (...rest: Parameters<Answer> extends [unknown, ...infer R] ? R : never) => unknown): Answer => {
    return (parents, ...rest) => Promise.all(parents.map(() => answer(...rest)));
  };
  switch (root.kind) {
    case 'one':
      return single((args, selection, context) => lookUpById(root.resource, args['id'] as string, selection, context));
    case 'by':
      return single((args, selection, context) => lookUpByKey(catalog, root.resource, args['key'] as Row, selection, context));
    case 'page':
      return single((args, selection, context) => rootPage(root.resource, args, selection, context));
    case 'counts':
      return single((args, _selection, context) => rootCounts(root.resource, args, context));
    case 'create':
    case 'update':
    case 'delete':
    case 'upsert':
      return single((args, _selection, context) => answerWrite(catalog, root, args, context));
    case 'node':
      return single(
        async (args, selection, context) => (await lookUpNodes(catalog, schema, [args['id'] as string], selection, context))[0],
      );
    case 'nodes':
      return single((args, selection, context) => lookUpNodes(catalog, schema, args['ids'] as string[], selection, context));
    case 'search':
      return single((args, selection, context) => search(catalog, schema, args, selection, context));
    case 'viewer':
      return single((_args, _selection, context) => ({ name: context.viewer.name, role: context.viewer.role }));
  }
}
