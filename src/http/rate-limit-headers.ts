/** What is left of the viewer's budget, for clients that read headers: RateLimit and RateLimit-Policy (IETF draft, httpapi-ratelimit-headers). */

interface ThrottleStatus {
  readonly maximumAvailable: number;
  readonly currentlyAvailable: number;
  readonly restoreRate: number;
}

/** `w` and `t` are the seconds in which an empty bucket is full, and this one is full again. Nothing for an answer that was not priced. */
export function rateLimitHeaders(extensions: Readonly<Record<string, unknown>> | undefined): Readonly<Record<string, string>> {
  const cost = extensions?.['cost'] as { throttleStatus?: ThrottleStatus } | undefined;
  if (!cost?.throttleStatus) return {};
  const { maximumAvailable, currentlyAvailable, restoreRate } = cost.throttleStatus;
  const seconds = (points: number): number => Math.ceil(points / restoreRate);
  return {
    'ratelimit-policy': `"budget";q=${maximumAvailable};w=${seconds(maximumAvailable)}`,
    ratelimit: `"budget";r=${Math.max(0, Math.floor(currentlyAvailable))};t=${seconds(maximumAvailable - currentlyAvailable)}`,
  };
}
