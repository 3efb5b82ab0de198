/** The questions of docs/queries.md as request bodies. The one that needs ids is given some. */
import { readFileSync } from 'node:fs';
import type { RealServer } from './real-server.ts';

export interface Question {
  readonly name: string;
  readonly body: string;
}

export async function ask(
  { url, token }: RealServer,
  body: string,
  more: Readonly<Record<string, string>> = {},
): Promise<{ status: number; text: string }> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...more };
  // A connection that was kept open may be closed by the server just when it is used again; the question is then asked once more.
  for (let attempt = 1; ; attempt += 1)
    try {
      const response = await fetch(url, { method: 'POST', headers, body });
      return { status: response.status, text: await response.text() };
    } catch (error) {
      if (attempt === 3) throw error;
    }
}

/** Each is asked once, and has to be answered without errors. */
export async function twentyQuestions(server: RealServer): Promise<readonly Question[]> {
  const { text } = await ask(server, JSON.stringify({ query: '{ devices(first: 20) { nodes { id } } }' }));
  const ids = JSON.parse(text).data.devices.nodes.map(({ id }: { id: string }) => id);
  const page = readFileSync('docs/queries.md', 'utf8');
  const questions = [...page.matchAll(/```graphql\n([\s\S]*?)```/g)].map(([, query]) => ({
    name: /query (\w+)/.exec(query!)?.[1] ?? '',
    body: JSON.stringify({ query, variables: query!.includes('$ids') ? { ids } : {} }),
  }));
  for (const { name, body } of questions) {
    const answer = await ask(server, body);
    if (answer.status !== 200 || answer.text.includes('"errors"'))
      throw new Error(`${name}: ${answer.status} ${answer.text.slice(0, 300)}`);
  }
  return questions;
}
