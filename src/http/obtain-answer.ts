/** One of those who ask the same at the same time works the answer out; the others wait for it. */
import { refuse } from '../errors/refuse.ts';
import { ClientLeft } from './deadline.ts';
import type { KeptAnswer, KeptAnswers, KeptQuestion } from './kept-answers.ts';
import type { PipelineContext } from './pipeline.ts';

/** The answer, if somebody else is working it out or has it; otherwise the task of working it out, in the context. */
export async function obtainAnswer(kept: KeptAnswers, question: KeptQuestion, context: PipelineContext): Promise<KeptAnswer | undefined> {
  const { viewer, deadline, outcome } = context;
  const obtaining = kept.obtain(question, viewer, deadline);
  if (!obtaining) return undefined;
  try {
    const obtained = await deadline.race(obtaining);
    if ('data' in obtained) return obtained;
    outcome.keeping = obtained;
    return undefined;
  } catch (error) {
    // Who was waiting for another's answer may be handed a task that nobody will work on any more.
    obtaining.then(
      (late) => 'end' in late && late.end(),
      () => undefined,
    );
    throw error instanceof ClientLeft ? refuse('SERVICE_UNAVAILABLE', {}) : error;
  }
}
