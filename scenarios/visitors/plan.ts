import { meanPages } from './itinerary.ts';
import type { ThinkTime, VisitorKind } from './mix.ts';

/** What a load asked for means, by Little's law; times in seconds, rates per second. */
export interface LoadPlan {
  readonly sessionSeconds: number;
  readonly sessionsPerSecond: number;
  readonly pageViewsPerSecond: number;
  readonly bookingsPerSecond: number;
}

/**
 * The load of `visitors` people at once: L = lambda W (Little 1961), with W = pages per visit x think time. Response
 * times are left out: they are short beside the 21 s of a page, and a slow system then shows as fewer page views.
 */
export function planLoad(
  visitors: number,
  mix: readonly VisitorKind[],
  think: ThinkTime,
): LoadPlan {
  const weights = mix.reduce((sum, kind) => sum + kind.weight, 0);
  const pages = mix.reduce((sum, kind) => sum + kind.weight * meanPages(kind), 0) / weights;
  const booking = mix.reduce((sum, kind) => sum + (kind.books ? kind.weight : 0), 0) / weights;
  const sessionSeconds = pages * think.mean;
  const sessionsPerSecond = visitors / sessionSeconds;
  return {
    sessionSeconds,
    sessionsPerSecond,
    pageViewsPerSecond: sessionsPerSecond * pages,
    bookingsPerSecond: sessionsPerSecond * booking,
  };
}
