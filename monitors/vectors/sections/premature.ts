import { z } from 'zod';
import { evaluatePoints } from '../../alarms/evaluation/verdict.ts';
import { missingDataTreatments } from '../../definitions/metric-alarm.ts';
import { datapoints, inRange } from '../rows/datapoints.ts';
import { evidence, openness } from '../rows/evidence.ts';
import { section } from '../rows/section.ts';
import { expectedState } from '../rows/states.ts';

const form = z.object({
  vectors: z.array(
    z
      .object({
        ...evidence,
        N: z.int().min(1),
        M: z.int().min(1).optional(),
        evaluationRange: z.int().min(1).optional(),
        datapoints,
        treat: z.enum(missingDataTreatments),
        state: z.string().optional(),
        notState: z.string().optional(),
      })
      .refine(({ state, notState }) => state !== undefined || notState !== undefined, {
        message: 'the row has neither state nor notState',
      }),
  ),
});

/** When few breaching datapoints and nothing after them are an alarm. */
export const prematureRule = section('prematureRule', form, ({ vectors }) =>
  vectors.map((row, index) => {
    const range = inRange(row.datapoints, row.evaluationRange ?? row.datapoints.length);
    const { verdict } = evaluatePoints(range, {
      evaluationPeriods: row.N,
      datapointsToAlarm: row.M ?? row.N,
      treatMissingData: row.treat,
    });
    return {
      id: `prematureRule.vectors[${index}]`,
      ...expectedState(row, verdict),
      ...openness(row),
    };
  }),
);
