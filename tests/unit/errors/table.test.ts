import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { refuse } from '../../../src/errors/refuse.ts';
import { type ErrorName, type ErrorRow, errorTable } from '../../../src/errors/table.ts';

const rows = Object.entries(errorTable) as unknown as readonly (readonly [ErrorName, ErrorRow<unknown>])[];

/** The public promise, situation by situation. */
const promised: Readonly<Record<string, number>> = {
  BAD_REQUEST: 400,
  GRAPHQL_PARSE_FAILED: 400,
  GRAPHQL_VALIDATION_FAILED: 400,
  BAD_USER_INPUT: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  CSRF_BLOCKED: 400,
  UNSUPPORTED_MEDIA_TYPE: 415,
  METHOD_NOT_ALLOWED: 405,
  NOT_ACCEPTABLE: 406,
  PAYLOAD_TOO_LARGE: 413,
  HEADERS_TOO_LARGE: 431,
  SERVICE_UNAVAILABLE: 503,
  TIMEOUT: 504,
  THROTTLED: 429,
  COST_ESTIMATED_TOO_EXPENSIVE: 400,
  INTERNAL_SERVER_ERROR: 500,
};

describe('The table of errors', () => {
  it('has every code that clients were promised, under its status', () => {
    for (const [code, status] of Object.entries(promised))
      expect(rows.filter(([, row]) => row.code === code).map(([, row]) => row.status)).toContain(status);
  });

  it('gives one code one status, so that a client may branch on either', () => {
    for (const [name, { code, status }] of rows)
      expect({ name, statuses: [...new Set(rows.filter(([, row]) => row.code === code).map(([, row]) => row.status))] }).toEqual({
        name,
        statuses: [status],
      });
  });

  it('stands on the reference page, row by row', () => {
    const page = readFileSync('docs/reference/errors.md', 'utf8');
    for (const [name, { code, status, when }] of rows) expect(page).toContain(`| \`${name}\` | \`${code}\` | ${status} | ${when} |`);
  });

  it('says when each happens in a sentence', () => {
    for (const [, { when }] of rows) expect(when).toMatch(/^[A-Z`].+\.$/s);
  });

  it('asks for a credential where one is missing, and for patience where that helps', () => {
    expect(refuse('UNAUTHENTICATED', {}).headers['www-authenticate']).toMatch(/^Bearer /);
    expect(refuse('SERVICE_UNAVAILABLE', {}).headers['retry-after']).toMatch(/^\d+$/);
    expect(refuse('INTERNAL_SERVER_ERROR', { requestId: 'x' }).headers).toEqual({});
  });
});

describe('A refusal', () => {
  it('has the numbers in its sentence, and its code, status and name', () => {
    const refusal = refuse('PAGE_TOO_LARGE', { size: 501, most: 500 });
    expect(refusal.message).toMatch(/501.*500/);
    expect(refusal).toMatchObject({ row: 'PAGE_TOO_LARGE', status: 400, extensions: { code: 'BAD_USER_INPUT' } });
  });

  it('says in extensions what a program would want to know', () => {
    const { extensions } = refuse('COST_ESTIMATED_TOO_EXPENSIVE', { cost: 9, limit: 5, dearestField: 'devices', hint: null });
    expect(extensions).toEqual({ code: 'COST_ESTIMATED_TOO_EXPENSIVE', cost: 9, limit: 5, dearestField: 'devices', hint: null });
  });
});
