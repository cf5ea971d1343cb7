import { z } from 'zod';

export const checkStates = ['passed', 'failed', 'open'] as const;
/** `open`: there was not enough to say. */
export type CheckState = (typeof checkStates)[number];

export const checksFiguresSchema = z.object({
  /** Figures to be seen first, as a person reads them. */
  facts: z.array(z.object({ name: z.string(), value: z.string() })),
  checks: z.array(
    z.object({
      /** Stable, for others to refer to. */
      name: z.string(),
      state: z.enum(checkStates),
      /** A sentence with its figures. */
      evidence: z.string(),
    }),
  ),
  /** Rows to be compared, each with as many cells as there are heads. */
  table: z
    .object({ heads: z.array(z.string()), rows: z.array(z.array(z.string())) })
    .exactOptional(),
  /** Shares, each with the band that `about` tells of. */
  bars: z
    .object({
      about: z.string(),
      units: z.array(
        z.object({
          name: z.string(),
          fair: z.number(),
          rows: z.array(
            z.object({
              name: z.string(),
              share: z.number(),
              band: z.tuple([z.number(), z.number()]),
            }),
          ),
        }),
      ),
    })
    .exactOptional(),
  /** Values over time, seconds since the beginning; null where there was none. */
  lines: z
    .object({
      caption: z.string(),
      seconds: z.array(z.number()),
      series: z.array(z.object({ name: z.string(), values: z.array(z.number().nullable()) })),
      /** What is marked at a time. */
      marks: z.array(z.object({ second: z.number(), text: z.string() })),
    })
    .exactOptional(),
  /** Shares over time, a row a moment. */
  strip: z
    .object({ units: z.array(z.string()), moments: z.array(z.array(z.number())) })
    .exactOptional(),
});
/** What a probe found that is a list of checks, for the page that shows it. */
export type ChecksFigures = z.infer<typeof checksFiguresSchema>;
export type Check = ChecksFigures['checks'][number];
