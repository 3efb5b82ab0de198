/**
 * What GraphiQL sends, and how.
 *
 * Runs ask for the price report, so that the panel can set the actual price beside the requested one. The schema is read as SDL, which the
 * server keeps ready, instead of by introspection, which would be priced; introspection stays as the second way. Subscriptions arrive as
 * server-sent events.
 */
import type { Fetcher, FetcherParams } from '@graphiql/toolkit';
import { type DocumentNode, type ExecutionResult, GraphQLError, getOperationAST, introspectionFromSchema } from 'graphql';
import { desk } from '../price/desk.ts';
import { chooseOperation } from '../shared/choose-operation.ts';
import { askOwnServer } from '../shared/same-origin.ts';
import { readEvents } from './server-sent-events.ts';
import { shownSchema } from './shown-schema.ts';

type Headers = Readonly<Record<string, string>>;

const INTROSPECTION = 'IntrospectionQuery';

export const send: Fetcher = (parameters, options) => {
  const asked = lowered(options?.headers);
  const headers: Headers = { 'graphql-cost': 'report', ...asked };
  if (parameters.operationName === INTROSPECTION) return readSchema(parameters, headers);
  const { operationName, ...rest } = parameters;
  const operation = chooseOperation(parameters.query, operationName);
  const chosen = operation ? { ...rest, operationName: operation } : rest;
  return isSubscription(options?.documentAST, chosen) ? subscribe(chosen, headers) : run(chosen, headers, 'graphql-cost' in asked);
};

function lowered(headers: Record<string, unknown> | undefined): Headers {
  return Object.fromEntries(Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)]));
}

function isSubscription(document: DocumentNode | undefined, { operationName }: FetcherParams): boolean {
  return document !== undefined && getOperationAST(document, operationName)?.operation === 'subscription';
}

/** `showReport`: somebody asked for the report in the headers editor, and so wants to see it in the answer and not only in the panel. */
async function run(parameters: FetcherParams, headers: Headers, showReport: boolean): Promise<ExecutionResult> {
  const answer = await askOwnServer('/graphql', { body: parameters, headers });
  const body = await bodyOf(answer);
  desk.ran(parameters.query, body);
  return showReport ? body : withoutReport(body);
}

/** The answer as it would be without the report that we asked for; the panel shows it better than two hundred lines below the data. */
function withoutReport(body: ExecutionResult): ExecutionResult {
  const cost = body.extensions?.['cost'];
  if (typeof cost !== 'object' || cost === null || !('fields' in cost)) return body;
  const { fields: _fields, ...rest } = cost;
  return { ...body, extensions: { ...body.extensions, cost: rest } };
}

async function readSchema(parameters: FetcherParams, headers: Headers): Promise<ExecutionResult> {
  const schema = await shownSchema.next();
  if (schema) return { data: { ...introspectionFromSchema(schema) } };
  return bodyOf(await askOwnServer('/graphql', { body: parameters, headers }));
}

/**
 * A generator alone would not do: told to return while it waits for the next event, it does so only after that event, which may be never.
 * So returning first hangs up, and the wait ends with it.
 */
function subscribe(parameters: FetcherParams, headers: Headers): AsyncIterableIterator<ExecutionResult> {
  const leaving = new AbortController();
  const results = deliver(parameters, headers, leaving.signal);
  return {
    next: () => results.next(),
    return() {
      leaving.abort();
      return results.return(undefined);
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

async function* deliver(parameters: FetcherParams, headers: Headers, signal: AbortSignal): AsyncGenerator<ExecutionResult, undefined> {
  try {
    const answer = await askOwnServer('/graphql/stream', {
      body: parameters,
      headers: { ...headers, accept: 'text/event-stream' },
      signal,
    });
    if (!answer.ok || !answer.body) {
      yield await bodyOf(answer);
      return;
    }
    for await (const event of readEvents(answer.body)) {
      if (event.name === 'complete') return;
      if (event.name === 'next') yield JSON.parse(event.data) as ExecutionResult;
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

/** The GraphQL body of an answer; what is not one (a proxy's page, nothing at all) becomes an error that says so. */
async function bodyOf(answer: Response): Promise<ExecutionResult> {
  try {
    return (await answer.json()) as ExecutionResult;
  } catch {
    return { errors: [new GraphQLError(`The server answered ${answer.status} ${answer.statusText} without a GraphQL body.`)] };
  }
}
