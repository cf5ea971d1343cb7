/** What a counter had come to at a moment, milliseconds since 1970. */
export interface CounterSample {
  readonly at: number;
  readonly value: number;
}

/**
 * Rate per second of a counter between one sample and the next, each at the time of the later. A counter that fell
 * began anew, because its server did, and says nothing about the time between.
 * @param samples in order of time
 */
export function counterRates(
  samples: readonly CounterSample[],
): { readonly at: number; readonly perSecond: number }[] {
  return samples.flatMap(({ at, value }, index) => {
    const before = samples[index - 1];
    if (before === undefined || at <= before.at || value < before.value) return [];
    return [{ at, perSecond: ((value - before.value) / (at - before.at)) * 1000 }];
  });
}
