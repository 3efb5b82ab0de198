/** What `/graphql` asks of whoever keeps answers, and what it is given. */
import type { DocumentNode } from 'graphql';
import type { Viewer } from '../access/viewer.ts';
import type { Deadline } from './deadline.ts';

export interface KeptQuestion {
  readonly document: DocumentNode;
  readonly operationName: string | null;
  /** As the client sent them. */
  readonly variables: Readonly<Record<string, unknown>>;
}

export interface KeptAnswer {
  /** The text of the answer's `data`, byte for byte as when it was worked out. */
  readonly data: Buffer;
  /** The price of having it again. */
  readonly extensions: Readonly<Record<string, unknown>>;
  /** For how many milliseconds it has been kept, where it may no longer hold. */
  readonly staleMilliseconds: number | undefined;
}

/** The task of working an answer out, for the one who was sent to do so; others may be waiting for it. */
export interface Keeping {
  /** `reads` and `price` of the answer, as the executor hands them out. */
  readonly noteRead: (reads: unknown, price: unknown) => void;
  /** `data` is the text that is sent. */
  complete(data: string, isEmpty: boolean): void;
  /** Ends the task, whatever became of it; does nothing after `complete`. */
  end(): void;
}

export interface Wishes {
  /** Takes an answer that may no longer hold, up to this age. */
  readonly mostStaleMilliseconds: number;
}

/** Answers throw THROTTLED like any other when the budget is empty. */
export interface KeptAnswers {
  /** The answer that is at hand; undefined where there is none, or it has to be waited for. */
  recall(question: KeptQuestion, viewer: Viewer, wishes: Wishes): Promise<KeptAnswer> | undefined;
  /** The answer as soon as it can be had, or the task of working it out, before the deadline; undefined for what is never kept. */
  obtain(question: KeptQuestion, viewer: Viewer, deadline: Pick<Deadline, 'throwIfAborted'>): Promise<KeptAnswer | Keeping> | undefined;
}
