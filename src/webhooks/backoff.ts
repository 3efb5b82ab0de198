/** When a delivery that did not arrive is sent again: twice as late each time, and never at the same moment as all the others that failed with it. */
export const MOST_ATTEMPTS = 10;
const FIRST_SECONDS = 5;
const LONGEST_SECONDS = 3600;

/** Seconds until the next attempt, after so many; `random` is from 0 to 1. */
export function secondsUntilNext(attempts: number, random: number): number {
  const longest = Math.min(LONGEST_SECONDS, FIRST_SECONDS * 2 ** (attempts - 1));
  return longest / 2 + (longest / 2) * random;
}

/** A receiver that failed so often in a row is left alone for a while, so that what waits for it does not keep the others waiting. */
export const FAILURES_BEFORE_PAUSE = 5;
export const PAUSE_SECONDS = 60;
