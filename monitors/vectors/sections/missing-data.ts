import { z } from 'zod';
import { evaluatePoints } from '../../alarms/evaluation/verdict.ts';
import { missingDataTreatments } from '../../definitions/metric-alarm.ts';
import { datapoints, inRange } from '../rows/datapoints.ts';
import { evidence, openness } from '../rows/evidence.ts';
import type { Row } from '../rows/row.ts';
import { section } from '../rows/section.ts';

const verdict = z.enum(['OK', 'ALARM', 'INSUFFICIENT_DATA', 'RETAIN']).optional();

const tables = z.array(
  z.object({
    id: z.string().optional(),
    evaluationPeriods: z.int().min(1),
    datapointsToAlarm: z.int().min(1).optional(),
    evaluationRange: z.int().min(1).optional(),
    rows: z.array(
      z.object({
        ...evidence,
        datapoints,
        toFill: z.int().min(0).optional(),
        missing: verdict,
        ignore: verdict,
        breaching: verdict,
        notBreaching: verdict,
      }),
    ),
  }),
);

type Table = z.infer<typeof tables>[number];

/** Tables of what each treatment of missing data makes of some datapoints: a row for each treatment that is given. */
export const missingDataTables = section('missingDataTables', tables, (all) =>
  all.flatMap((table, place) =>
    table.rows.flatMap((row, index) =>
      rowsOf(table, row, `${table.id ?? `missingDataTables[${place}]`}[${index}]`),
    ),
  ),
);

function rowsOf(table: Table, row: Table['rows'][number], id: string): Row[] {
  const { evaluationPeriods, datapointsToAlarm = evaluationPeriods } = table;
  const range = inRange(row.datapoints, table.evaluationRange ?? row.datapoints.length);
  const evaluate = (treatMissingData: (typeof missingDataTreatments)[number]) =>
    evaluatePoints(range, { evaluationPeriods, datapointsToAlarm, treatMissingData });
  const open = openness(row);
  const fill: Row[] =
    row.toFill === undefined
      ? []
      : [{ id: `${id}.toFill`, expected: row.toFill, got: evaluate('missing').toFill, ...open }];
  const verdicts = missingDataTreatments.flatMap((treatment): Row[] => {
    const expected = row[treatment];
    if (expected === undefined) return [];
    return [{ id: `${id}.${treatment}`, expected, got: evaluate(treatment).verdict, ...open }];
  });
  return [...fill, ...verdicts];
}
