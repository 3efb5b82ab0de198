import { describe, expect, it } from 'vitest';
import { createErrorReporter } from '../../../src/monitoring/error-reporter.ts';
import { createLogger } from '../../../src/monitoring/logger.ts';

function reporter() {
  const lines: { requestId: string; suppressed?: number; err: { message: string } }[] = [];
  const clock = { now: 0 };
  const logger = createLogger('info', { write: (line) => void lines.push(JSON.parse(line)) });
  return { lines, clock, report: createErrorReporter(logger, () => clock.now) };
}

describe('Reporting errors', () => {
  it('writes each with its request', () => {
    const { lines, report } = reporter();
    report(new Error('broken'), { requestId: 'the-id' });
    expect(lines).toMatchObject([{ requestId: 'the-id', err: { message: 'broken' } }]);
  });

  it('writes the same ten times in ten seconds, and then how many more there were', () => {
    const { lines, clock, report } = reporter();
    const again = () => report(new Error('broken'), { requestId: 'the-id' });
    for (let time = 0; time < 1000; time += 1) again();
    expect(lines).toHaveLength(10);
    clock.now = 10_000;
    again();
    expect(lines).toHaveLength(11);
    expect(lines[10]).toMatchObject({ suppressed: 990 });
  });

  it('does not let a flood of one hide another', () => {
    const { lines, report } = reporter();
    for (let time = 0; time < 100; time += 1) report(new Error('broken'), { requestId: 'the-id' });
    report(new RangeError('another'), { requestId: 'the-id' });
    expect(lines.at(-1)).toMatchObject({ err: { message: 'another' } });
  });

  it('never throws, whatever is thrown and whatever the log does', () => {
    const broken = createLogger('info', {
      write: () => {
        throw new Error('disk full');
      },
    });
    for (const thrown of [null, undefined, Symbol('x'), Object.create(null), new Error('x')])
      expect(() => createErrorReporter(broken)(thrown, {})).not.toThrow();
  });
});
