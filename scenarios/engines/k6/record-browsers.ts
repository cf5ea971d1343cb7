import type { Readable } from 'node:stream';
import { linesOf } from '../../../core/lines.ts';
import { type WebVitalsLine, ratings, vitals } from '../../../core/run-folder/files/web-vitals.ts';
import { visitPrefix } from './browsers/visits.ts';
import type { EngineSink } from '../../engine.ts';
import {
  type Columns,
  columnsOf,
  firstTitle,
  tagIn,
  timeColumn,
  valueColumn,
} from './csv/columns.ts';
import { fieldText, splitFields } from './csv/fields.ts';
import { readLogLine } from './log.ts';

const metricPrefix = 'browser_web_vital_';

/** Tells the sink each Web Vital among the points of a k6 that plays browsers; there are some hundred a visit. */
export async function recordVitals(
  csv: Readable,
  sink: Pick<EngineSink, 'webVital'>,
): Promise<void> {
  let columns: Columns | undefined;
  for await (const line of linesOf(csv)) {
    if (line.startsWith(firstTitle))
      columns = columnsOf(splitFields(line, 0, line.length), 'browsers');
    else if (columns !== undefined && line.startsWith(metricPrefix)) {
      const vital = vitalIn(splitFields(line, 0, line.length), columns);
      if (vital !== undefined) sink.webVital(vital);
    }
  }
}

function vitalIn(fields: readonly string[], columns: Columns): WebVitalsLine | undefined {
  const vital = vitals.find((name) => fields[0] === metricPrefix + name);
  const rated = tagIn(fields[columns.extraTags] ?? '', 'rating');
  const rating = ratings.find((name) => name === rated);
  const [at, value] = [Number(fields[timeColumn]), Number(fields[valueColumn])];
  if (vital === undefined || rating === undefined || !Number.isFinite(at) || !(value >= 0))
    return undefined;
  return { kind: 'vital', at, page: fieldText(fields[columns.name] ?? ''), vital, value, rating };
}

/** Sorts the log of a k6 that plays browsers into ends of visits, and what it says of itself. */
export async function recordVisits(
  log: Readable,
  sink: Pick<EngineSink, 'webVital' | 'log'>,
): Promise<void> {
  for await (const line of linesOf(log)) {
    const entry = readLogLine(line, false);
    if (entry.kind === 'script' && entry.text.startsWith(visitPrefix)) {
      const told: unknown = JSON.parse(entry.text.slice(visitPrefix.length));
      sink.webVital({ kind: 'visit', ...Object(told) });
    } else if (entry.kind !== 'fact') await sink.log(`browsers: ${entry.level}: ${entry.text}`);
  }
}
