/**
 * Why an operation got no price.
 *
 * The library knows nothing of HTTP or of the server's table of errors: a refusal is a code, its values and a sentence, and whoever serves it maps the
 * code to an answer. Codes are part of what `wayleave price` prints, so they are never reused.
 */
export type CostProblem =
  /** The document names no such operation, or several and none was chosen. */
  | { readonly code: 'OPERATION_NOT_FOUND'; readonly operationName: string | null }
  /** The document does not fit the schema; it should have been validated first. */
  | { readonly code: 'DOCUMENT_INVALID'; readonly reason: string }
  /** The variables do not fit their types. */
  | { readonly code: 'VARIABLES_INVALID'; readonly reason: string }
  /** A page size below zero. */
  | { readonly code: 'PAGE_SIZE_NEGATIVE'; readonly field: string; readonly argument: string; readonly value: number }
  /** A page size above what the options allow. */
  | {
      readonly code: 'PAGE_SIZE_TOO_LARGE';
      readonly field: string;
      readonly argument: string;
      readonly value: number;
      readonly limit: number;
    }
  /** A page size that is not a whole number. */
  | { readonly code: 'PAGE_SIZE_NOT_A_NUMBER'; readonly field: string; readonly argument: string }
  /** None, or more than one, of the slicing arguments where the schema requires exactly one. */
  | { readonly code: 'ONE_PAGE_SIZE_REQUIRED'; readonly field: string; readonly arguments: readonly string[]; readonly found: number }
  /** The price is not a finite number: a list without a size was asked for. */
  | { readonly code: 'COST_INFINITE'; readonly path: string | null }
  /** Pricing itself would take too long. */
  | { readonly code: 'COST_TOO_COMPLEX'; readonly limit: number }
  /** The schema cannot be read. */
  | { readonly code: 'SCHEMA_INVALID'; readonly reason: string }
  /** The directives of the schema contradict themselves or name what is not there. */
  | { readonly code: 'SCHEMA_COST_INVALID'; readonly coordinate: string; readonly reason: string };

export type CostCode = CostProblem['code'];

export class CostRefusal extends Error {
  readonly code: CostCode;
  readonly problem: CostProblem;

  constructor(problem: CostProblem) {
    super(sentenceFor(problem));
    this.name = 'CostRefusal';
    this.code = problem.code;
    this.problem = problem;
  }
}

function sentenceFor(problem: CostProblem): string {
  switch (problem.code) {
    case 'OPERATION_NOT_FOUND':
      return problem.operationName === null
        ? 'The document must hold one operation, or the request must name one of them.'
        : `The document has no operation named "${problem.operationName}".`;
    case 'DOCUMENT_INVALID':
    case 'SCHEMA_INVALID':
    case 'VARIABLES_INVALID':
      return problem.reason;
    case 'PAGE_SIZE_NEGATIVE':
      return `"${problem.field}" was asked for ${problem.value} records by "${problem.argument}"; ask for 0 or more.`;
    case 'PAGE_SIZE_TOO_LARGE':
      return `"${problem.field}" was asked for ${problem.value} records by "${problem.argument}"; ask for ${problem.limit} or fewer.`;
    case 'PAGE_SIZE_NOT_A_NUMBER':
      return `"${problem.argument}" of "${problem.field}" decides how long its list is and must be a whole number or a list.`;
    case 'ONE_PAGE_SIZE_REQUIRED':
      return `"${problem.field}" takes exactly one of ${problem.arguments.map((name) => `"${name}"`).join(', ')}, and got ${problem.found}.`;
    case 'COST_INFINITE':
      return `The price has no bound${problem.path === null ? '' : `, because nothing bounds the list "${problem.path}"`}.`;
    case 'COST_TOO_COMPLEX':
      return `Pricing this operation takes more than ${problem.limit} steps. Spread fewer fragments on one another.`;
    case 'SCHEMA_COST_INVALID':
      return `${problem.coordinate}: ${problem.reason}`;
  }
}
