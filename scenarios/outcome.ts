import type { RequestOutcome } from '../core/statistics/histogram-line.ts';

/** How a request ended whose status its script expects, whichever engine sent it. */
export function outcomeOfExpected(status = 0): RequestOutcome {
  if (status === 429 || status >= 500) return 'shed';
  return status === 409 ? 'refused' : 'ok';
}
