/** Waits before a part is started again: at first hardly, then longer for one that never lives long. */
const delays = { firstMs: 100, mostMs: 10_000, goodLifeMs: 5000 } as const;
/** Failures in a row after which nobody expects the next attempt to work. */
const hopelessAfter = 3;

/** How often in a row a part ended at once or could not be started, and what follows from it. */
export interface RestartAttempts {
  /** It ended after some time. Says why, for people. */
  readonly ended: (how: string, livedMs: number, lastWords: () => string) => string;
  /** It could not be started. Says why, for people. */
  readonly failed: (why: string, lastWords: (() => string) | undefined) => string;
  /** How long to wait before the next attempt. */
  readonly delayMs: () => number;
  readonly areHopeless: () => boolean;
}

export function restartAttempts(): RestartAttempts {
  let failures = 0;
  const failed: RestartAttempts['failed'] = (why, lastWords) => {
    failures += 1;
    const often = failures === 1 ? '' : `, ${failures} times in a row`;
    return `${why}${often}${lastWords === undefined ? '' : `; its log ends with: ${lastWords()}`}`;
  };
  return {
    ended: (how, livedMs, lastWords) => {
      if (livedMs < delays.goodLifeMs) return failed(how, lastWords);
      failures = 0;
      return how;
    },
    failed,
    delayMs: () => Math.min(delays.firstMs * 2 ** failures, delays.mostMs),
    areHopeless: () => failures >= hopelessAfter,
  };
}
