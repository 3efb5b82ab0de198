/**
 * What the database refuses → an error that names the field and the rule in our own words. None of PostgreSQL's text reaches a client, but for the sentences
 * that our own triggers raise.
 */
import pg from 'pg';
import type { ResourceEntry } from '../../resource/catalog.ts';
import { isConflict } from '../../stores/transaction.ts';
import { type WriteError, type WriteErrorCode, writeError } from './outcome.ts';
import { fieldOfRaisedRule } from './rule-fields.ts';
import type { DatabaseFacts, Rule } from './table-facts.ts';

/** https://www.postgresql.org/docs/current/errcodes-appendix.html */
const NOT_NULL = '23502';
const FOREIGN_KEY = '23503';
const RESTRICT = '23001';
const UNIQUE = '23505';
const CHECK = '23514';
const EXCLUSION = '23P01';

/** Values (22), rules (23) and sizes (54) are about a row; anything else is about the request. */
export function isAboutRows(error: unknown): error is pg.DatabaseError {
  return error instanceof pg.DatabaseError && !isConflict(error) && /^(2[23]|54)/.test(error.code ?? '');
}

/** Whether another row has what only one may have. */
export function isTaken({ code }: pg.DatabaseError): boolean {
  return code === UNIQUE;
}

/** Whether a row could not be deleted because others refer to it. */
export function isReferredTo(error: pg.DatabaseError): boolean {
  return error.code === FOREIGN_KEY || error.code === RESTRICT;
}

/** The words of a trigger of ours, or ones that give nothing away. */
export function sentenceOfRaised({ routine, message }: pg.DatabaseError): string {
  return routine === 'exec_stmt_raise' ? message : 'What the request leaves behind breaks a rule of the network.';
}

/** `given` are the fields of the input: of several columns in a rule, one that was just given is the likely cause. */
export function explainRefusal(
  error: pg.DatabaseError,
  resource: ResourceEntry,
  facts: DatabaseFacts,
  given: ReadonlySet<string>,
): WriteError {
  if (error.code === NOT_NULL) {
    const field = error.column === undefined ? null : fieldOf(resource, error.column);
    return writeError('REQUIRED', field === null ? 'A value is missing.' : `\`${field}\` needs a value.`, field);
  }
  const { constraint, table = resource.name } = error;
  const rule = constraint === undefined ? undefined : facts.get(table)?.rules.get(constraint);
  if (error.routine === 'exec_stmt_raise') {
    // Raised by a trigger of ours: the sentence was written for people.
    const field = constraint === undefined ? null : fieldOfRaisedRule(constraint, table);
    return writeError('RULE_BROKEN', error.message, table === resource.name && field !== undefined ? field : null);
  }
  if (!rule) return writeError('INVALID', 'A value cannot be stored: it is too long, too large or of another form.');
  const field = table === resource.name ? likelyField(rule, resource, given) : null;
  const sentence = rule.sentence ?? (table === resource.name ? plainSentence(rule, resource, field) : elsewhere(rule));
  return writeError(codeOf(error, rule), sentence, field);
}

/** A rule of another table, that is broken by what comes with the row: ports that a new module brings. */
function elsewhere({ table, kind, columns }: Rule): string {
  return kind === 'unique' ? `Another ${table} has the same ${columns.join(', ')}.` : `A rule of ${table} is broken.`;
}

function codeOf({ code }: pg.DatabaseError, rule: Rule): WriteErrorCode {
  switch (code) {
    case UNIQUE:
    case EXCLUSION:
      return 'CONFLICT';
    case FOREIGN_KEY:
    case RESTRICT:
      return rule.sentence === null ? 'NOT_FOUND' : 'RULE_BROKEN';
    case CHECK:
      return 'RULE_BROKEN';
    default:
      return 'INVALID';
  }
}

function plainSentence(rule: Rule, resource: ResourceEntry, field: string | null): string {
  const named = field === null ? 'this value' : `this \`${field}\``;
  if (rule.kind === 'unique') return `Another of the ${resource.plural} has ${named}, which only one may have.`;
  if (rule.kind === 'foreignKey') return missingReference(field ?? 'object');
  return field === null ? 'The values do not go together.' : `\`${field}\` cannot have this value.`;
}

/** What is said of a reference, whether there is no such object or the viewer may not see it. */
export function missingReference(field: string): string {
  return `\`${field}\` refers to an object that does not exist.`;
}

/**
 * A unique rule lists the columns that rows share before those that tell them apart (the site, then the name), so the last column of the row's own is meant.
 * Columns of an index over expressions come in no order, so a name is preferred.
 */
function likelyField(rule: Rule, resource: ResourceEntry, given: ReadonlySet<string>): string | null {
  const fields = rule.columns.map((column) => fieldOf(resource, column)).filter((field) => field !== null);
  const candidates = fields.filter((field) => given.has(field));
  const among = candidates.length > 0 ? candidates : fields;
  if (rule.kind !== 'unique') return among[0] ?? null;
  const own = fields.filter((field) => resource.columns.has(field));
  return own.find((field) => field === 'name') ?? own.findLast((field) => given.has(field)) ?? among.at(-1) ?? null;
}

/** The input field that writes a column. */
export function fieldOf(resource: ResourceEntry, column: string): string | null {
  if (resource.columns.has(column)) return column;
  for (const { name, facts } of resource.toOnes.values()) if (facts.via === column) return name;
  return null;
}
