/** Reads server-sent events from a stream of bytes (WHATWG HTML, section 9.2.6), as graphql-sse sends them: names and data, no reconnection. */
export interface ServerSentEvent {
  readonly name: string;
  readonly data: string;
}

export async function* readEvents(bytes: ReadableStream<Uint8Array>): AsyncGenerator<ServerSentEvent> {
  const reader = bytes.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      rest += decoder.decode(value, { stream: true });
      // An event ends with an empty line; what follows the last one is not complete yet.
      const events = rest.split(/\r?\n\r?\n/);
      rest = events.pop() ?? '';
      for (const event of events) {
        const parsed = parseEvent(event);
        if (parsed) yield parsed;
      }
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}

function parseEvent(text: string): ServerSentEvent | undefined {
  let name = 'message';
  const data: string[] = [];
  for (const line of text.split(/\r?\n/)) {
    const [, field, value = ''] = /^([^:]+)(?:: ?(.*))?$/.exec(line) ?? [];
    if (field === 'event') name = value;
    else if (field === 'data') data.push(value);
  }
  return name === 'message' && data.length === 0 ? undefined : { name, data: data.join('\n') };
}
