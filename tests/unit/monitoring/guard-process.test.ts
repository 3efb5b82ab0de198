import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { guardProcess } from '../../../src/monitoring/guard-process.ts';
import { createLogger } from '../../../src/monitoring/logger.ts';

function guarded() {
  const lines: { level: number; err: { message: string } }[] = [];
  const stops: number[] = [];
  const process = Object.assign(new EventEmitter(), { exitCode: undefined as number | undefined });
  guardProcess(createLogger('info', { write: (line) => void lines.push(JSON.parse(line)) }), () => void stops.push(1), process);
  return { process, lines, stops };
}

describe('A guarded process', () => {
  it('lives on after a rejection that nobody waited for, and says so', () => {
    const { process, lines, stops } = guarded();
    process.emit('unhandledRejection', new Error('forgotten'));
    process.emit('unhandledRejection', null);
    expect(lines).toMatchObject([{ level: 50, err: { message: 'forgotten' } }, { level: 50 }]);
    expect({ stops, exitCode: process.exitCode }).toEqual({ stops: [], exitCode: undefined });
  });

  it('stops in good order, once, after an exception that nobody caught', () => {
    const { process, lines, stops } = guarded();
    process.emit('uncaughtException', new Error('lost'));
    process.emit('uncaughtException', new Error('lost again'));
    expect(lines).toMatchObject([{ level: 60, err: { message: 'lost' } }, { level: 60 }]);
    expect({ stops, exitCode: process.exitCode }).toEqual({ stops: [1], exitCode: 1 });
  });
});
