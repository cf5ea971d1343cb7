import type { OracleDifference } from '../../../monitors/oracle/compare.ts';
import type { FileReport, RowOutcome } from './vector-file.ts';

/** An outcome on one line: `match {"$ip":"127.0.0.1"}`, `ALARM`. */
export function outcomeInWords(outcome: unknown): string {
  if (typeof outcome === 'string') return outcome;
  if (typeof outcome === 'object' && outcome !== null && 'result' in outcome) {
    const { result, ...rest } = outcome;
    const details = 'extractedValues' in rest ? ` ${JSON.stringify(rest.extractedValues)}` : '';
    return `${outcomeInWords(result)}${details}`;
  }
  return JSON.stringify(outcome) ?? 'nothing';
}

/** Lines for a file's report: each row that came out otherwise, then the counts. */
export function reportLines(report: FileReport, verbose: boolean): string[] {
  const { path, agreed, disagreed, notEvaluated } = report;
  return [
    ...disagreed.flatMap((row) => [`${row.id} disagrees`, ...comparison(row)]),
    ...(verbose
      ? notEvaluated.flatMap((row) => [
          `${row.id} is not evaluated: ${row.reason ?? 'no reason given'}`,
          ...comparison(row),
        ])
      : []),
    `${path}: ${agreed} agreed, ${disagreed.length} disagreed, ${notEvaluated.length} not evaluated${reasons(notEvaluated)}`,
  ];
}

function comparison({ expected, got }: RowOutcome): string[] {
  return [`  expected  ${outcomeInWords(expected)}`, `  got       ${outcomeInWords(got)}`];
}

/** Why rows were not evaluated, and how many for each reason: ` (2 for this; 1 for that)`. */
function reasons(rows: readonly RowOutcome[]): string {
  const groups = Map.groupBy(rows, ({ reason }) => reason ?? 'no reason given');
  const words = [...groups].map(([reason, { length }]) => `${length}: ${reason}`);
  return words.length === 0 ? '' : ` (${words.join('; ')})`;
}

/** Lines for a row whose answer from AWS differs from the row, or from ours. */
export function differenceLines({ id, pattern, line, aws, row, ours }: OracleDifference): string[] {
  const others = [row === undefined ? [] : 'the row', ours === undefined ? [] : 'ours'].flat();
  return [
    `${id}: the answer of AWS differs from ${others.join(' and from ')}`,
    `  pattern  ${pattern}`,
    ...(line === null ? [] : [`  line     ${line}`]),
    `  AWS      ${outcomeInWords(aws)}`,
    ...(row === undefined ? [] : [`  row      ${outcomeInWords(row)}`]),
    ...(ours === undefined ? [] : [`  ours     ${outcomeInWords(ours)}`]),
  ];
}
