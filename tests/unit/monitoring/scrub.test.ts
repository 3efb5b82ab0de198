import { describe, expect, it } from 'vitest';
import { scrub } from '../../../src/monitoring/scrub.ts';

describe('A text in the log', () => {
  it.each([
    ['Authorization: Bearer abcdef123456', 'abcdef123456'],
    ['connect to postgres://user:hunter2@db:5432/x failed', 'hunter2'],
    ['redis://:hunter2@cache:6379', 'hunter2'],
    ['token wl_dev_AbC-123_x was refused', 'AbC-123_x'],
    ['jwt eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.c2ln', 'eyJzdWIiOiIxIn0'],
    ['{"password":"hunter2"}', 'hunter2'],
    ['WAYLEAVE_SECRET=hunter2', 'hunter2'],
    ['cookie wayleave_session=hunter2; a=b', 'hunter2'],
  ])('has no secret: %s', (text, secret) => {
    expect(scrub(text)).not.toContain(secret);
    expect(scrub(text)).toContain('[hidden]');
  });

  it('keeps what is no secret', () => {
    expect(scrub('duplicate key value violates unique constraint "Site_slug_key"')).toBe(
      'duplicate key value violates unique constraint "Site_slug_key"',
    );
  });

  it('is one line that drives no terminal', () => {
    expect(scrub('a\nb\r\u001b[2J\u2028\u0085')).toBe('a\\u000ab\\u000d\\u001b[2J\\u2028\\u0085');
  });

  it('is short', () => {
    expect(scrub('x'.repeat(100_000))).toHaveLength(256);
  });
});
