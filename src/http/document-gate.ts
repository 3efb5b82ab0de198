/**
 * What a document must pass before Apollo sees it: few enough tokens, a harmless shape, and no text that a database cannot store.
 *
 * graphql-js' own validation is quadratic in places and recursive in others, and Apollo has no hook between parsing and validating. So a new text is
 * parsed here once more; a text that passed before is known by its hash, and costs a look-up.
 */
import { createHash } from 'node:crypto';
import { type DocumentNode, GraphQLError, parse, visit } from 'graphql';
import { checkShape, type ShapeLimits, type ShapeProblem } from '../cost/shape/check-shape.ts';
import { refuse } from '../errors/refuse.ts';

const MOST_REMEMBERED = 10_000;

export class DocumentGate {
  private readonly limits: ShapeLimits;
  private readonly mostTokens: number;
  private readonly passed = new Set<string>();

  constructor(limits: ShapeLimits, mostTokens: number) {
    this.limits = limits;
    this.mostTokens = mostTokens;
  }

  /** Throws the refusal that the text deserves. */
  check(text: string): void {
    const hash = createHash('sha256').update(text).digest('base64');
    if (this.passed.has(hash)) return;
    const document = this.parse(text);
    const problem = checkShape(document, this.limits);
    if (problem) throw refusalOf(problem);
    if (/\\u(?:0000|\{0+\})/.test(text)) checkLiterals(document);
    // The oldest goes first; a text that comes back is checked again, which costs it no more than the first time.
    if (this.passed.size >= MOST_REMEMBERED) this.passed.delete(this.passed.values().next().value!);
    this.passed.add(hash);
  }

  /** Throws GRAPHQL_PARSE_FAILED. */
  parse(text: string): DocumentNode {
    try {
      return parse(text, { maxTokens: this.mostTokens, noLocation: true });
    } catch (error) {
      // A stack that overflows is a document that is nested too deeply, and has no place to point at.
      if (!(error instanceof GraphQLError)) throw refuse('GRAPHQL_PARSE_FAILED', { reason: 'The document is nested too deeply.' });
      if (error.message.includes('tokens. Parsing aborted')) throw refuse('TOKEN_LIMIT_EXCEEDED', { limit: this.mostTokens });
      const { message, source, positions } = error;
      throw new GraphQLError(message, { source, positions, extensions: { code: 'GRAPHQL_PARSE_FAILED' } });
    }
  }
}

/** An escape sequence writes a NUL that the text itself does not have; half a surrogate pair is refused by the parser. */
function checkLiterals(document: DocumentNode): void {
  visit(document, {
    StringValue({ value }) {
      if (value.includes('\0')) throw refuse('TEXT_UNPRINTABLE', {});
    },
  });
}

function refusalOf(problem: ShapeProblem) {
  if (problem.kind === 'invalid') return refuse('GRAPHQL_VALIDATION_FAILED', { reason: problem.message });
  return refuse(`${problem.what}_LIMIT_EXCEEDED`, { found: problem.found, limit: problem.limit });
}
