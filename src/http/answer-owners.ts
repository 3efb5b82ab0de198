/** Whose an error or an answer is: Apollo formats errors and writes data without saying which request they belong to. */
import type { PipelineContext } from './pipeline.ts';

export class AnswerOwners {
  private readonly requestIds = new WeakMap<Error, string>();
  private readonly contexts = new WeakMap<object, PipelineContext>();

  noteError(error: unknown, requestId: string): void {
    if (error instanceof Error) this.requestIds.set(error, requestId);
  }

  noteData(data: object, context: PipelineContext): void {
    this.contexts.set(data, context);
  }

  requestIdOf(error: unknown): string | undefined {
    return error instanceof Error ? this.requestIds.get(error) : undefined;
  }

  contextOf(data: object): PipelineContext | undefined {
    return this.contexts.get(data);
  }
}
