/**
 * The schema as the server shows it to the viewer, read as SDL.
 *
 * The page wants it when it opens, to fit the starting queries to it, and GraphiQL a moment later: that is one reading. When GraphiQL wants it again, it is
 * read again.
 */
import { buildSchema, type GraphQLSchema } from 'graphql';
import { askOwnServer } from '../shared/same-origin.ts';

/** Undefined where the server does not show it. */
async function read(): Promise<GraphQLSchema | undefined> {
  const answer = await askOwnServer('/schema.graphql', { method: 'GET', headers: { accept: 'text/plain, */*;q=0.1' } });
  // The server's own SDL: checking it again would cost a second of everybody's time.
  return answer.ok ? buildSchema(await answer.text(), { assumeValid: true }) : undefined;
}

let ahead: Promise<GraphQLSchema | undefined> | undefined;

export const shownSchema = {
  /** What the next call of `next` will answer, begun now. */
  ahead(): Promise<GraphQLSchema | undefined> {
    ahead ??= read();
    return ahead;
  },
  next(): Promise<GraphQLSchema | undefined> {
    const reading = ahead ?? read();
    ahead = undefined;
    return reading;
  },
};
