import { z } from 'zod';
import { common, limiting, phased } from './common.ts';
import { amount, exceptions, flag, milliseconds, patterns } from './field.ts';

const limits = limiting(['lcp', 'inp', 'cls', 'fcp', 'ttfb']);

/** What real browsers must measure of pages: each limit is on the 75th percentile, as web.dev has it. */
export const webVitalsObjective = z
  .strictObject({
    ...common,
    webVitals: patterns('Names of the pages it holds for'),
    except: exceptions('Pages it does not hold for'),
    together: flag('Judges all these pages as one; otherwise each by itself'),
    ...phased,
    lcp: milliseconds('p75 of Largest Contentful Paint must be below, milliseconds').optional(),
    inp: milliseconds('p75 of Interaction to Next Paint must be below, milliseconds').optional(),
    cls: amount('a score above 0', 'p75 of Cumulative Layout Shift must be below', {
      above: 0,
    }).optional(),
    fcp: milliseconds('p75 of First Contentful Paint must be below, milliseconds').optional(),
    ttfb: milliseconds('p75 of Time to First Byte must be below, milliseconds').optional(),
  })
  .refine(limits.isLimit, { error: limits.error })
  .meta(limits.meta);

export type WebVitalsObjective = z.infer<typeof webVitalsObjective>;
