import { knownError } from './errors.ts';

const unitSeconds: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, h: 3600 };

/** Nothing here is meant to last longer: 30 days. */
export const mostSeconds = 30 * 24 * 3600;

/**
 * Seconds in a duration as k6 writes them: `90s`, `3m`, `1h30m`, `500ms`.
 * @throws bad-value when it is not one, is not positive, or is longer than {@link mostSeconds}
 */
export function parseDuration(text: string, what = 'The duration'): number {
  const expected = 'a positive duration such as 90s, 3m or 1h30m';
  if (!/^(\d+(\.\d+)?(ms|s|m|h))+$/.test(text))
    throw knownError('bad-value', { what, given: text, expected });
  let seconds = 0;
  for (const [, amount, unit] of text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g)) {
    seconds += Number(amount) * (unitSeconds[unit ?? ''] ?? Number.NaN);
  }
  if (!(seconds > 0)) throw knownError('bad-value', { what, given: text, expected });
  if (seconds > mostSeconds) {
    const atMost = '720h (30 days) at most';
    throw knownError('bad-value', { what, given: text, expected: atMost });
  }
  return seconds;
}

/** Seconds as a person writes them: `45 s`, `2 min 30 s`, `1 h 5 min`. */
export function formatSeconds(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  const rest = whole % 60;
  if (hours > 0) return minutes === 0 ? `${hours} h` : `${hours} h ${minutes} min`;
  return rest === 0 ? `${minutes} min` : `${minutes} min ${rest} s`;
}
