/** What the peers share: where the database is, how many connections they may hold, and telling the bench where they listen. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export const databaseUrl = process.argv[2]!;

/** As many as our own server has. */
export const CONNECTIONS = 10;

/** Answers each POST with the text that `answer` makes of it, and nothing else: no routes, no limits, no viewer. */
export function listenWith(answer: () => Promise<string>): void {
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += chunk));
    request.on('end', async () => {
      JSON.parse(body);
      response.setHeader('content-type', 'application/json');
      response.end(await answer());
    });
  });
  server.listen(0, '127.0.0.1', () => process.send!((server.address() as AddressInfo).port));
}
