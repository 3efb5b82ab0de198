/** Our part of Apollo's pipeline: what stands between a text that it has validated and an answer that it writes. */
import { type ApolloServerPlugin, HeaderMap } from '@apollo/server';
import type { AnswerOwners } from './answer-owners.ts';
import { codeOf } from './exchange.ts';
import { joinRepeated } from './join-repeated.ts';
import type { PipelineContext } from './pipeline.ts';
import type { Responder } from './responder.ts';

export function noteWhoseErrors(owners: AnswerOwners): ApolloServerPlugin<PipelineContext> {
  return {
    requestDidStart: async () => ({
      didEncounterErrors: async ({ errors, contextValue }) => {
        for (const error of errors) owners.noteError(error, contextValue.requestId);
      },
    }),
    unexpectedErrorProcessingRequest: async ({ error, requestContext }) => owners.noteError(error, requestContext.contextValue.requestId),
  };
}

/** Hands the document to our executor instead of graphql-js. */
export function executeBreadthFirst(responder: Responder): ApolloServerPlugin<PipelineContext> {
  return {
    requestDidStart: async () => ({
      responseForOperation: async (context) => {
        const { status, headers, result } = await responder.respond(context);
        return {
          http: { ...(status === undefined ? {} : { status }), headers: new HeaderMap(Object.entries(headers)) },
          body: { kind: 'single' as const, singleResult: result },
        };
      },
    }),
  };
}

export function joinRepeatedErrors(): ApolloServerPlugin<PipelineContext> {
  return {
    requestDidStart: async () => ({
      willSendResponse: async ({ response: { body }, contextValue }) => {
        if (body.kind !== 'single' || !body.singleResult.errors) return;
        contextValue.exchange.code ??= codeOf(body.singleResult.errors[0]);
        body.singleResult.errors = joinRepeated(body.singleResult.errors);
      },
    }),
  };
}
