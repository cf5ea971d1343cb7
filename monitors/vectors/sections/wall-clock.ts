import { z } from 'zod';
import { wallClockProblems } from '../../alarms/windows/wall-clock-rules.ts';
import { evidence, openness } from '../evidence.ts';
import { section } from '../section.ts';

const form = z.object({
  vectors: z.array(
    z.object({
      ...evidence,
      tz: z.string().optional(),
      period: z.number().optional(),
      kind: z.string().optional(),
      N: z.int().min(1).optional(),
      valid: z.boolean(),
    }),
  ),
});

/** Which wall clock windows AWS takes. */
export const wallClock = section('wallClock', form, ({ vectors }) =>
  vectors.map((row, index) => {
    const problems = wallClockProblems({
      ...(row.kind === undefined ? {} : { kind: row.kind }),
      ...(row.period === undefined ? {} : { period: row.period }),
      ...(row.N === undefined ? {} : { evaluationPeriods: row.N }),
      ...(row.tz === undefined ? {} : { timeZone: row.tz }),
    });
    const got = problems.length === 0;
    return { id: `wallClock.vectors[${index}]`, expected: row.valid, got, ...openness(row) };
  }),
);
