import type { SampleOf } from './sample.ts';

/** An answer is made anew once any part of it has run out. */
export function leastTtl(
  answer: Pick<SampleOf<'answer'>, 'chain'> | undefined,
): number | undefined {
  const ttls = answer?.chain.map(({ ttl }) => ttl) ?? [];
  return ttls.length === 0 ? undefined : Math.min(...ttls);
}
