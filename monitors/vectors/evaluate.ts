import { knownError } from '../../core/errors.ts';
import { outcomeOf, reportOf, type AlarmVectorReport } from './rows/row.ts';
import type { Section } from './rows/section.ts';
import { cadence } from './sections/cadence.ts';
import { composite } from './sections/composite.ts';
import { dynamoDb } from './sections/dynamo-db.ts';
import { percentileLowSamples } from './sections/low-samples.ts';
import { metricMath } from './sections/metric-math.ts';
import { missingDataTables } from './sections/missing-data.ts';
import { prematureRule } from './sections/premature.ts';
import { slo } from './sections/slo.ts';
import { suppression } from './sections/suppression.ts';
import { wallClock } from './sections/wall-clock.ts';

const sections: readonly Section[] = [
  missingDataTables,
  prematureRule,
  cadence,
  wallClock,
  percentileLowSamples,
  composite,
  suppression,
  metricMath,
  slo,
  dynamoDb,
];

/** By which a file of alarm vectors is known. */
export const alarmVectorSections: readonly string[] = sections.map(({ name }) => name);

/**
 * Tries every row of a file of alarm vectors, given as parsed JSON. Sections that are not known are passed over. A file of
 * another form is the error `unreadable-file`, which names the path inside the file.
 *
 * @param path the file, for the error
 */
export function evaluateAlarmVectors(json: unknown, path: string): AlarmVectorReport {
  const file = objectOf(json);
  const present = sections.filter(({ name }) => Object.hasOwn(file, name));
  if (present.length === 0) throw unreadable(path, 'it has no section of alarm vectors');
  const rows = present.flatMap(({ name, form, rows: rowsOf }) => {
    const data = file[name];
    const parsed = form.safeParse(data);
    if (parsed.success) return rowsOf(data);
    const [issue] = parsed.error.issues;
    const place = [name, ...(issue?.path ?? [])].join('.');
    throw unreadable(path, `${place}: ${issue?.message ?? 'not understood'}`);
  });
  return reportOf(rows.map(outcomeOf));
}

function objectOf(json: unknown): Readonly<Record<string, unknown>> {
  return typeof json === 'object' && json !== null ? { ...json } : {};
}

function unreadable(path: string, reason: string): Error {
  const expected = `a JSON object with sections such as ${sections.map(({ name }) => name).join(', ')}`;
  return knownError('unreadable-file', { what: 'Vector file', path, reason, expected });
}
