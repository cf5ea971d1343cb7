import { between, seededRandom } from '../../../../core/seeded-random.ts';

/** `rules` classes for single purposes, the same for a seed: about 40 bytes each, and 11 of them compressed. */
export function utilities(seed: number, rules: number): string {
  const random = seededRandom(seed);
  const length = (): string => `${between(random, 1, 400)}px`;
  return Array.from({ length: rules }, (_, n) => {
    const color = between(random, 0, 0xff_ff_ff).toString(16).padStart(6, '0');
    return `.u${n}{margin:${length()} ${length()};color:#${color}}`;
  }).join('\n');
}
