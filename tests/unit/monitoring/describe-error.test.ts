import { describe, expect, it } from 'vitest';
import { describeError } from '../../../src/monitoring/describe-error.ts';

describe('An error in the log', () => {
  it('has its kind, its sentence, and where it was thrown', () => {
    const described = describeError(new TypeError('x is not a function'));
    expect(described).toMatchObject({ type: 'TypeError', message: 'x is not a function' });
    expect(described.stack![0]).toMatch(/^at .*describe-error\.test\.ts/);
  });

  it('has the causes, and a chain of them ends', () => {
    const chain = [1, 2, 3, 4, 5, 6].reduce<Error | undefined>((cause, number) => new Error(`number ${number}`, { cause }), undefined);
    const text = JSON.stringify(describeError(chain));
    expect(text).toContain('number 3');
    expect(text).not.toContain('number 2');
    const circle = new Error('circle');
    circle.cause = circle;
    expect(() => JSON.stringify(describeError(circle))).not.toThrow();
  });

  it('does not have the value that PostgreSQL quotes, nor the row', () => {
    const error = Object.assign(new Error('invalid input syntax for type bigint: "his name"'), {
      code: '22P02',
      detail: 'Key (name)=(his name) already exists.',
    });
    expect(describeError(error)).toMatchObject({ code: '22P02', message: 'invalid input syntax for type bigint: …' });
    expect(JSON.stringify(describeError(error))).not.toContain('his name');
  });

  it('does not have the call that Prisma prints', () => {
    const error = new Error('\nInvalid `prisma.site.create()` invocation:\n\n{ data: { name: "his name" } }\n\nUnique constraint failed');
    error.name = 'PrismaClientKnownRequestError';
    expect(describeError(error).message).toBe('Unique constraint failed');
  });

  it.each([[null], [undefined], ['text'], [17], [Symbol('x')], [Object.create(null)], [() => 1]])('may be anything: %#', (thrown) => {
    expect(() => JSON.stringify(describeError(thrown))).not.toThrow();
  });
});
