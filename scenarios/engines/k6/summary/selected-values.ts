import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { type Columns, columnsOf, tagIn, timeColumn, valueColumn } from '../csv/columns.ts';
import { fieldText, splitFields } from '../csv/fields.ts';
import { createRecordScanner } from '../csv/records.ts';
import { quantileIn, type Selection } from './condition.ts';

/**
 * All values of each selection, sorted, from the points that k6 wrote (gzip). The summary leaves out what it was not
 * asked for, such as p(99), though a threshold may be on it.
 */
export async function selectedValues(
  path: string,
  selections: readonly Selection[],
): Promise<readonly number[][]> {
  const found = selections.map((): number[] => []);
  const metrics = new Set(selections.map(({ metric }) => metric));
  let columns: Columns | undefined;

  const read = (text: string, start: number, end: number): void => {
    if (columns === undefined) {
      columns = columnsOf(splitFields(text, start, end).map(fieldText), path);
      return;
    }
    if (!metrics.has(text.slice(start, text.indexOf(',', start)))) return;
    const fields = splitFields(text, start, end);
    if (fields.length <= Math.max(timeColumn, valueColumn)) return;
    for (const [index, selection] of selections.entries())
      if (isSelected(fields, columns, selection)) found[index]?.push(Number(fields[valueColumn]));
  };

  const scanner = createRecordScanner({
    record: ({ text }, start, end) => read(text, start, end),
    unterminated: () => undefined,
    overlong: () => undefined,
  });
  const points: AsyncIterable<Uint8Array> = createReadStream(path).pipe(createGunzip());
  for await (const chunk of points) scanner.push(chunk);
  scanner.end();
  return found.map((values) => values.toSorted((a, b) => a - b));
}

function isSelected(
  fields: readonly string[],
  { byTitle, extraTags }: Columns,
  { metric, tags }: Selection,
): boolean {
  return (
    fields[0] === metric &&
    tags.every(([tag, value]) => {
      const column = byTitle.get(tag);
      const own = column === undefined ? tagIn(fields[extraTags] ?? '', tag) : fields[column];
      return fieldText(own ?? '') === value;
    })
  );
}

/** As k6 has it: between the two nearest values in proportion. */
function interpolated(sorted: readonly number[], q: number): number | undefined {
  const place = q * (sorted.length - 1);
  const below = sorted[Math.floor(place)];
  const above = sorted[Math.ceil(place)];
  if (below === undefined || above === undefined) return undefined;
  return below + (above - below) * (place - Math.floor(place));
}

/** What a threshold on a trend compares, by its values; undefined where there are none. */
export function aggregated(sorted: readonly number[], aggregation: string): number | undefined {
  const q = aggregation === 'med' ? 0.5 : quantileIn(aggregation);
  if (q !== undefined) return interpolated(sorted, q);
  if (aggregation === 'min') return sorted[0];
  if (aggregation === 'max') return sorted.at(-1);
  if (aggregation !== 'avg' || sorted.length === 0) return undefined;
  return sorted.reduce((total, value) => total + value, 0) / sorted.length;
}
