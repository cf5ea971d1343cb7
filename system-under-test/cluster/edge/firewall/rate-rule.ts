import type { FirewallRule } from './rules.ts';

/** How long a rate-based rule of WAF takes to act on what has come, in milliseconds: a look is due, and counts reach it late. */
export interface Pace {
  /** How often it looks: the next look is due within that. */
  readonly lookEveryMs: number;
  /** Mean of the time, spread exponentially, that counts take to reach it. */
  readonly meanDelayMs: number;
  /** The most that both take together. */
  readonly mostDelayMs: number;
}

/**
 * AWS says "frequently" of the looks, 30 s in older texts, and of the whole that it may be minutes and is "usually" below 30 s: 57 %
 * here. Of the means that leave it so, this one comes nearest to what users of WAF measured, see the folder's README.
 */
export const pace: Pace = { lookEveryMs: 30_000, meanDelayMs: 15_000, mostDelayMs: 120_000 };

/** One rule that counts by key: asynchronously, as WAF does, so that what comes at once gets through at first. */
export interface RateRule {
  /** A request of that key, at this time (milliseconds since 1970). */
  readonly saw: (key: string, at: number) => void;
  /** The keys that it acts on; times never go back. */
  readonly blocked: (now: number) => ReadonlySet<string>;
}

/** Coarse enough for ten thousand keys over ten minutes. */
const bucketMs = 5000;

/**
 * Begins and ends to act on a key some time after its count went over and back under the limit, a time drawn anew for each.
 * A request counts whether it was blocked or not, so a key stays blocked until it asks less.
 * @param random from 0 to below 1
 */
export function rateRule(
  { limit, window }: Pick<FirewallRule, 'limit' | 'window'>,
  { lookEveryMs, meanDelayMs, mostDelayMs }: Pace,
  random: () => number,
): RateRule {
  const windowBuckets = (window * 1000) / bucketMs;
  /** By bucket since 1970, requests by key. */
  const buckets = new Map<number, Map<string, number>>();
  const totals = new Map<string, number>();
  const blocked = new Set<string>();
  /** When the rule begins or ends to act on a key whose count says so already. */
  const due = new Map<string, number>();
  let newest = 0;

  const delayMs = (): number =>
    Math.min(mostDelayMs, random() * lookEveryMs - Math.log(1 - random()) * meanDelayMs);
  const add = (key: string, count: number, at: number): void => {
    const total = (totals.get(key) ?? 0) + count;
    if (total === 0) totals.delete(key);
    else totals.set(key, total);
    if (total > limit === blocked.has(key)) due.delete(key);
    else if (!due.has(key)) due.set(key, at + delayMs());
  };
  const forget = (now: number): void => {
    const last = Math.floor(now / bucketMs);
    if (last <= newest) return;
    newest = last;
    for (const [bucket, counts] of buckets) {
      if (bucket > last - windowBuckets) continue;
      buckets.delete(bucket);
      for (const [key, count] of counts) add(key, -count, (bucket + windowBuckets) * bucketMs);
    }
  };

  return {
    saw: (key, at) => {
      forget(at);
      const bucket = Math.floor(at / bucketMs);
      let counts = buckets.get(bucket);
      if (counts === undefined) buckets.set(bucket, (counts = new Map<string, number>()));
      counts.set(key, (counts.get(key) ?? 0) + 1);
      add(key, 1, at);
    },
    blocked: (now) => {
      forget(now);
      for (const [key, at] of due) {
        if (at > now) continue;
        due.delete(key);
        if (!blocked.delete(key)) blocked.add(key);
      }
      return blocked;
    },
  };
}
