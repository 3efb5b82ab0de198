/** A whole answer of JSON that is no operation's: health, who is signed in, an error. */
import type { ServerResponse } from 'node:http';

export function answerJson(response: ServerResponse, status: number, body: object, type = 'application/json'): void {
  response.statusCode = status;
  response.setHeader('content-type', `${type}; charset=utf-8`);
  response.end(JSON.stringify(body));
}
