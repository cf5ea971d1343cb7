import { z } from 'zod';
import { minimumSamples } from '../../alarms/evaluation/low-samples.ts';
import { evidence, openness } from '../rows/evidence.ts';
import { section } from '../rows/section.ts';

const form = z.object({
  vectors: z.array(z.object({ ...evidence, p: z.number().gt(0).lt(1), minSamples: z.number() })),
});

/** From how many samples on a percentile counts. */
export const percentileLowSamples = section('percentileLowSamples', form, ({ vectors }) =>
  vectors.map((row, index) => ({
    id: `percentileLowSamples.vectors[${index}]`,
    // A limit of 333.3 samples is one of 334.
    expected: Math.ceil(row.minSamples),
    got: minimumSamples(row.p * 100),
    ...openness(row),
  })),
);
