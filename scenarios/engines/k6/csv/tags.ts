import { type Columns, tagIn, valueColumn } from './columns.ts';
import { fieldText } from './fields.ts';
import type { MetricUse } from './metrics.ts';
import { type CurrentRecord, rawField } from './record.ts';

/** All that follows a record's value: the same for all records of one request. */
export function tagsOf({ piece: { text }, ...record }: CurrentRecord): string {
  return text.slice(record.ends[valueColumn], record.ends[record.fields - 1]);
}

/** What a record of a counter is counted as. */
export function counterName(
  of: MetricUse & { kind: 'counter' },
  record: CurrentRecord,
  columns: Columns,
): string {
  const value = tagOf(of.splitBy, record, columns);
  return value === undefined ? of.name : `${of.name}{${of.splitBy}=${value}}`;
}

/** The value of a tag, which may have a column of its own; undefined where it is missing. */
export function tagOf(
  tag: string | undefined,
  record: CurrentRecord,
  columns: Columns,
): string | undefined {
  if (tag === undefined) return undefined;
  const column = columns.byTitle.get(tag);
  const value =
    column === undefined
      ? tagIn(rawField(record, columns.extraTags), tag)
      : rawField(record, column);
  return value === undefined || value === '' ? undefined : fieldText(value);
}
