/** Ends an operation after so many milliseconds, or when the client closes the connection before it has its answer. */
import type { ServerResponse } from 'node:http';
import { refuse } from '../errors/refuse.ts';

/** Why an operation ended that nobody waits for any more. No client reads it. */
export class ClientLeft extends Error {
  override readonly name = 'ClientLeft';
}

export class Deadline {
  private readonly timer: NodeJS.Timeout;
  private readonly response: ServerResponse;
  private readonly onClose = (): void => {
    if (!this.response.writableFinished) this.abort(new ClientLeft('The client left.'));
  };
  private readonly passed: Promise<never>;
  private reject!: (reason: unknown) => void;
  private controller: AbortController | undefined;
  private isOver = false;
  private reason: unknown;

  /** Of the time that it has, what the request has waited for is over already. */
  constructor(milliseconds: number, response: ServerResponse, waitedMilliseconds = 0) {
    this.response = response;
    this.passed = new Promise((_, reject) => {
      this.reject = reject;
    });
    // Where nothing is raced when it passes, nobody has to be told.
    this.passed.catch(() => undefined);
    const left = Math.max(0, milliseconds - waitedMilliseconds);
    this.timer = setTimeout(() => this.abort(refuse('TIMEOUT', { milliseconds })), left);
    response.once('close', this.onClose);
    // It may have left while its body was read.
    if (response.destroyed) this.onClose();
  }

  /** Made when it is first asked for, since an answer that is kept needs none and making one takes a while. */
  get signal(): AbortSignal {
    if (!this.controller) {
      this.controller = new AbortController();
      if (this.isOver) this.controller.abort(this.reason);
    }
    return this.controller.signal;
  }

  throwIfAborted(): void {
    if (this.isOver) throw this.reason;
  }

  /** The work's result, or the reason for which it is not waited for: work that does not listen to the signal must not keep its client. */
  race<T>(work: Promise<T>): Promise<T> {
    work.catch(() => undefined);
    return Promise.race([this.passed, work]);
  }

  end(): void {
    clearTimeout(this.timer);
    this.response.off('close', this.onClose);
  }

  private abort(reason: unknown): void {
    if (this.isOver) return;
    this.isOver = true;
    this.reason = reason;
    this.controller?.abort(reason);
    this.reject(reason);
  }
}
