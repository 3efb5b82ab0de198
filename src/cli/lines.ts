/**
 * The lines of a stream of text. Node's readline also ends a line at U+2028 and at a lone carriage return, either of which may stand in a line of JSON or
 * between its values.
 */
export async function* linesOf(stream: NodeJS.ReadableStream): AsyncGenerator<string> {
  stream.setEncoding('utf8');
  const parts: string[] = [];
  for await (const chunk of stream) {
    const [first = '', ...others] = String(chunk).split('\n');
    parts.push(first);
    for (const other of others) {
      yield parts.join('');
      parts.length = 0;
      parts.push(other);
    }
  }
  yield parts.join('');
}
