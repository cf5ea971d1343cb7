import { z } from 'zod';

const unitMs: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

const spanShape = /^(?:\d+(?:\.\d+)?(?:ms|s|m|h|d))+$/;

/** Milliseconds in `90s`, `7m30s`, `1h`, `500ms`, `2d` or `0`; undefined when it is no such text. */
export function parseSpan(text: string): number | undefined {
  if (text === '0') return 0;
  if (!spanShape.test(text)) return undefined;
  let sum = 0;
  for (const [, amount, unit] of text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h|d)/g))
    sum += Number(amount) * (unitMs[unit ?? ''] ?? Number.NaN);
  // 4.35s is 4350 ms, although its product in floating point is not quite.
  const whole = Math.round(sum);
  return Number.isSafeInteger(whole) && Math.abs(sum - whole) < 1e-6 ? whole : undefined;
}

/** A span as a person writes it, exactly: `7m30s`, `1h`, `0m`. */
export function formatSpan(ms: number): string {
  if (ms < 0) return `-${formatSpan(-ms)}`;
  if (ms === 0) return '0m';
  let rest = ms;
  let text = '';
  for (const unit of ['d', 'h', 'm', 's', 'ms']) {
    const size = unitMs[unit] ?? 1;
    const amount = Math.floor(rest / size);
    if (amount > 0) text += `${amount}${unit}`;
    rest -= amount * size;
  }
  return text;
}

const instant = z.iso.datetime({ offset: true });

/** Milliseconds since 1970 of an instant with its zone, `2026-11-22T09:15:00Z`; undefined when it is none. */
export function parseInstant(text: string): number | undefined {
  return instant.safeParse(text).success ? Date.parse(text) : undefined;
}

/** What a time in a test file may be. */
export const timeForms =
  'a time after the start such as 0, 90s, 7m30s or 1h, or an instant such as 2026-11-22T09:15:00Z';

/** A time of a test: after its start, or an instant; undefined when it is neither. */
export function parseTime(text: string, start: number): number | undefined {
  const span = parseSpan(text);
  return span === undefined ? parseInstant(text) : start + span;
}
