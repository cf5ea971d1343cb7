import { z } from 'zod';
import type { Silence } from '../definitions/lint-settings.ts';

const written = z.object({
  Disable: z.array(z.object({ Rule: z.string(), Reason: z.string().regex(/\S/) })),
});

/** Rules of the linter that a resource turns off for itself; what cannot be read is noted. */
export function silencesIn(value: unknown, note: (sentence: string) => void): readonly Silence[] {
  if (value === undefined) return [];
  const parsed = written.safeParse(value);
  if (parsed.success)
    return parsed.data.Disable.map(({ Rule, Reason }) => ({ rule: Rule, reason: Reason }));
  note('Its metadata for Bilancia turn nothing off: expected Disable: [{ Rule, Reason }].');
  return [];
}
