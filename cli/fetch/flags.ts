import { parseDuration } from '../../core/duration.ts';
import { knownError } from '../../core/errors.ts';

export interface FetchFlags {
  readonly from?: Moment;
  readonly to?: Moment;
  readonly out?: string;
  readonly run?: string;
  readonly json: boolean;
}

/** A moment by itself, or so many seconds before now. */
export type Moment = { readonly at: number } | { readonly secondsAgo: number };

/** A moment as typed after a flag: `6h`, `2026-11-27T10:00Z`. @throws bad-value */
export function momentOf(flag: string): (text: string) => Moment {
  return (text) => {
    if (/^[\d.]+(ms|s|m|h)/.test(text)) return { secondsAgo: parseDuration(text, flag) };
    // Without a zone it would be this machine's, of which nobody thinks.
    const at = /^\d{4}-\d\d-\d\dT\d\d:\d\d.*(Z|[+-]\d\d:\d\d)$/.test(text)
      ? Date.parse(text)
      : Number.NaN;
    if (!Number.isNaN(at)) return { at };
    const expected = 'a duration such as 6h, or a time with its zone such as 2026-11-27T10:00Z';
    throw knownError('bad-value', { what: flag, given: text, expected });
  };
}

export function timeOf(moment: Moment, now: number): number {
  return 'at' in moment ? moment.at : now - moment.secondsAgo * 1000;
}
