import type { Comparison } from '../gate/comparison.ts';
import { percentileWord } from '../gate/sentence.ts';
import { milliseconds } from '../words/figures.ts';
import { nameInWords } from '../words/names.ts';

/** A comparison in words: `p95 of offers`, and `110 ms against 100 ms, +10.0 % (+6.1 % to +14.2 %), slower`. */
export function comparedInWords(one: Comparison): {
  readonly what: string;
  readonly change: string;
} {
  const interval =
    one.interval === undefined
      ? 'interval not known'
      : one.interval.map((ratio) => changeInWords(ratio)).join(' to ');
  return {
    what: `${percentileWord(one.percentile)} of ${nameInWords(one.name)}`,
    change: `${milliseconds(one.newMs)} against ${milliseconds(one.baseMs)}, ${changeInWords(one.ratio)} (${interval}), ${one.verdict}`,
  };
}

/** A ratio as the change it is: `+12.3 %`. */
export function changeInWords(ratio: number): string {
  const change = Math.round((ratio - 1) * 1000) / 10;
  return `${change < 0 ? '' : '+'}${(change + 0).toFixed(1)} %`;
}
