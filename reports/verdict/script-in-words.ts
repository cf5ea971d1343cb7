import { percent } from '../words/figures.ts';
import { nameInWords } from '../words/names.ts';
import type { ScriptFigures } from './schema.ts';
import { shareOf } from './script.ts';

type Threshold = ScriptFigures['thresholds'][number];
type Check = ScriptFigures['checks'][number];

/** `checkout_time p(99)<50 (70)`; without a value where none is known. */
export function thresholdInWords({ metric, condition, value }: Threshold): string {
  const name = `${nameInWords(metric)} ${nameInWords(condition.trim())}`;
  return value === null ? name : `${name} (${figureInWords(value)})`;
}

/** A figure of a script's own, whose unit only the script knows. */
export function figureInWords(value: number): string {
  return Number(value.toPrecision(4)).toLocaleString('en-US', { maximumFractionDigits: 12 });
}

/** `has rooms (0 of 500, 0 %)`. */
export function checkInWords({ name, passes, fails }: Check): string {
  const share = shareOf({ passes, fails });
  const of = `${passes.toLocaleString('en-US')} of ${(passes + fails).toLocaleString('en-US')}`;
  return `${nameInWords(name)} (${share === undefined ? 'never made' : `${of}, ${percent(share)}`})`;
}
