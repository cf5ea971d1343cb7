import { z } from 'zod';
import { records } from './declaration.ts';

/**
 * Core Web Vitals and what explains them, as web.dev defines them: time to first byte, first and largest contentful paint,
 * cumulative layout shift (no unit), interaction to next paint; times in milliseconds.
 */
export const vitals = ['ttfb', 'fcp', 'lcp', 'cls', 'inp'] as const;
export type Vital = (typeof vitals)[number];

export const ratings = ['good', 'needs-improvement', 'poor'] as const;
export type Rating = (typeof ratings)[number];

const webVitalsLine = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('vital'),
    /** Milliseconds since 1970. */
    at: z.number(),
    /** What the page is called, whatever its query. */
    page: z.string(),
    vital: z.enum(vitals),
    value: z.number().nonnegative(),
    rating: z.enum(ratings),
  }),
  z.object({
    kind: z.literal('visit'),
    at: z.number(),
    /** Why it came to no end, as a clause; absent when it did. */
    failure: z.string().optional(),
    /** Why the engine gave it no page to begin with, as a clause: that says nothing of the pages. */
    notPlayed: z.string().optional(),
  }),
]);
export type WebVitalsLine = z.infer<typeof webVitalsLine>;

export const webVitals = records({
  name: 'web-vitals.ndjson',
  about: 'What real browsers measured of pages, and how their visits ended.',
  writtenBy: 'run, of what the browsers of the engine play',
  readBy: 'reports',
  expected: ({ engine }) =>
    engine.browsers === undefined
      ? undefined
      : { because: 'real browsers were among the visitors' },
  schema: webVitalsLine,
});
