/**
 * Whether an answer that has not expired yet should be worked out anew by the one who asks now.
 *
 * By chance, and the likelier the nearer the end and the dearer the answer, so that of many who ask for the same, one is sent ahead and nobody finds it gone
 * (XFetch: Vattani, Chierichetti, Lowenstein, Optimal Probabilistic Cache Stampede Prevention, VLDB 2015).
 */
export function isDueEarly(now: number, expires: number, milliseconds: number, random: () => number): boolean {
  return now - milliseconds * Math.log(1 - random()) >= expires;
}
