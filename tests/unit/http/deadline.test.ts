import { EventEmitter } from 'node:events';
import type { ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Refusal } from '../../../src/errors/refuse.ts';
import { ClientLeft, Deadline } from '../../../src/http/deadline.ts';

const response = (state: { destroyed?: boolean; writableFinished?: boolean } = {}) =>
  Object.assign(new EventEmitter(), { destroyed: false, writableFinished: false, ...state }) as unknown as ServerResponse;
const never = new Promise<string>(() => undefined);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('A deadline', () => {
  it('ends work that does not listen', async () => {
    const racing = new Deadline(1000, response()).race(never);
    const ended = expect(racing).rejects.toMatchObject({ extensions: { code: 'TIMEOUT' } });
    vi.advanceTimersByTime(1000);
    await ended;
  });

  it('tells work that does listen why', () => {
    const deadline = new Deadline(1000, response());
    vi.advanceTimersByTime(999);
    expect(deadline.signal.aborted).toBe(false);
    vi.advanceTimersByTime(1);
    expect(deadline.signal.reason).toBeInstanceOf(Refusal);
  });

  it('lets work that is done in time be done', async () => {
    const deadline = new Deadline(1000, response());
    expect(await deadline.race(Promise.resolve('done'))).toBe('done');
    deadline.end();
    vi.advanceTimersByTime(5000);
    expect(deadline.signal.aborted).toBe(false);
  });

  it('comes at once when the client leaves', async () => {
    const leaving = response();
    const deadline = new Deadline(1000, leaving);
    const racing = expect(deadline.race(never)).rejects.toBeInstanceOf(ClientLeft);
    leaving.emit('close');
    await racing;
  });

  it('has come when the client had left before', () => {
    expect(new Deadline(1000, response({ destroyed: true })).signal.aborted).toBe(true);
  });

  it('does not come when the client has its answer', () => {
    const answered = response({ writableFinished: true });
    const deadline = new Deadline(1000, answered);
    answered.emit('close');
    expect(deadline.signal.aborted).toBe(false);
  });
});
