/**
 * What a document must pass before Apollo sees it: few enough tokens, and a harmless shape.
 *
 * graphql-js' own validation is quadratic in places and recursive in others, and Apollo has no hook between parsing and validating. So a new text is
 * parsed here once more; a text that passed before is known by its hash, and costs a look-up.
 */
import { createHash } from 'node:crypto';
import { GraphQLError, parse } from 'graphql';
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
    const problem = checkShape(this.parse(text), this.limits);
    if (problem) throw refusalOf(problem);
    // The oldest goes first; a text that comes back is checked again, which costs it no more than the first time.
    if (this.passed.size >= MOST_REMEMBERED) this.passed.delete(this.passed.values().next().value!);
    this.passed.add(hash);
  }

  private parse(text: string) {
    try {
      return parse(text, { maxTokens: this.mostTokens, noLocation: true });
    } catch (error) {
      const message = error instanceof GraphQLError ? error.message : 'Syntax Error: The document is nested too deeply.';
      if (message.includes('token limit') || message.includes('tokens. Parsing aborted'))
        throw refuse('TOKEN_LIMIT_EXCEEDED', { limit: this.mostTokens });
      throw refuse('GRAPHQL_PARSE_FAILED', { reason: message });
    }
  }
}

function refusalOf(problem: ShapeProblem) {
  if (problem.kind === 'invalid') return refuse('GRAPHQL_VALIDATION_FAILED', { reason: problem.message });
  return refuse(`${problem.what}_LIMIT_EXCEEDED`, { found: problem.found, limit: problem.limit });
}
