/** The floor of a cache: sends the same bytes for every request, from memory, or from one key in a Redis that is named after the bytes' file. */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createClient } from '@redis/client';

const { file, redisUrl, key } = JSON.parse(process.argv[2]!) as { file: string; redisUrl?: string; key?: string };
const bytes = readFileSync(file);
const redis = redisUrl === undefined ? undefined : createClient({ url: redisUrl });
// A Redis that dies is what the bench does on purpose.
redis?.on('error', () => undefined);
await redis?.connect();
if (redis && key) await redis.set(key, bytes.toString('base64'));

const server = createServer((request, response) => {
  request.resume();
  request.on('end', async () => {
    const body = redis ? Buffer.from((await redis.get(key!))!, 'base64') : bytes;
    response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'content-length': body.length });
    response.end(body);
  });
});
server.listen(0, '127.0.0.1', () => process.send!((server.address() as AddressInfo).port));
