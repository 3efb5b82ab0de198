import { expect, it } from 'vitest';
import { readEvents, type ServerSentEvent } from '../../../../src/web/graphiql/server-sent-events.ts';

async function eventsOf(text: string, size: number): Promise<readonly ServerSentEvent[]> {
  const bytes = new TextEncoder().encode(text);
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      for (let at = 0; at < bytes.length; at += size) controller.enqueue(bytes.slice(at, at + size));
      controller.close();
    },
  });
  const events: ServerSentEvent[] = [];
  for await (const event of readEvents(stream)) events.push(event);
  return events;
}

const TEXT =
  ':\n\nevent: next\ndata: {"data":{"name":"Zürich"}}\n\nevent: next\r\ndata: 1\r\ndata: 2\r\n\r\nevent: complete\ndata:\n\nevent: cut';

it.each([1, 2, 3, 7, 1000])('reads the same events however the bytes are cut: %d at a time', async (size) => {
  expect(await eventsOf(TEXT, size)).toEqual([
    { name: 'next', data: '{"data":{"name":"Zürich"}}' },
    { name: 'next', data: '1\n2' },
    { name: 'complete', data: '' },
  ]);
});
