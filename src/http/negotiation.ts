/** Which of the two types a GraphQL answer has, by the `Accept` header (RFC 9110, section 12.5.1; GraphQL over HTTP, section 5). */

export type AnswerType = 'application/graphql-response+json' | 'application/json';

/** In the order in which they win a tie: a client that takes anything is an old one. */
const offered: readonly AnswerType[] = ['application/json', 'application/graphql-response+json'];

/** The type to answer with; undefined when the client takes neither. */
export function answerTypeFor(accept: string | undefined): AnswerType | undefined {
  if (accept === undefined || accept.trim() === '') return 'application/json';
  const ranges = accept.split(',').map(readRange);
  let best: { type: AnswerType; quality: number } | undefined;
  for (const type of offered) {
    const quality = qualityOf(type, ranges);
    if (quality > (best?.quality ?? 0)) best = { type, quality };
  }
  return best?.type;
}

interface MediaRange {
  readonly type: string;
  readonly quality: number;
}

function readRange(range: string): MediaRange {
  const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
  // Another charset is a thing that we do not have.
  const charset = parameters.find((parameter) => parameter.startsWith('charset='))?.slice('charset='.length);
  const given = parameters.find((parameter) => parameter.startsWith('q='))?.slice('q='.length);
  const quality = given === undefined ? 1 : Number(given);
  const isOurs = charset === undefined || charset === 'utf-8' || charset === '"utf-8"';
  return { type, quality: isOurs && quality >= 0 && quality <= 1 ? quality : 0 };
}

/** The most specific range decides, whatever the others say. */
function qualityOf(type: AnswerType, ranges: readonly MediaRange[]): number {
  for (const pattern of [type, 'application/*', '*/*']) {
    const range = ranges.find((candidate) => candidate.type === pattern);
    if (range) return range.quality;
  }
  return 0;
}
