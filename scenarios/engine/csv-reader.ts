import {
  type Columns,
  columnsOf,
  firstTitle,
  tagIn,
  timeColumn,
  valueColumn,
} from './csv-columns.ts';
import { type FailureCount, countFailures } from './csv-failures.ts';
import { fieldText, splitFields } from './csv-fields.ts';
import { type MetricUse, type WantedMetrics, usesOf } from './csv-metrics.ts';
import { microsOf, numberOf, secondOf } from './csv-numbers.ts';
import {
  type CurrentRecord,
  emptyRecord,
  fieldEnd,
  fieldStart,
  locate,
  locateQuoted,
  rawField,
} from './csv-record.ts';
import { type Piece, createRecordScanner } from './csv-records.ts';
import { requestSorter } from './csv-requests.ts';
import { type LineSink, type RecentSeconds, collectSeconds } from './csv-seconds.ts';

export interface CsvReaderOptions extends WantedMetrics {
  readonly sink: LineSink;
  /** What is read, for error messages. */
  readonly source?: string;
  /** A second is closed when points this much newer have come. */
  readonly delaySeconds?: number;
}

export interface CsvSummary {
  /** Records read, without headers and empty lines. */
  readonly records: number;
  /** Records that could not be used, and the first of them. Metrics that nobody wants are not looked into. */
  readonly malformed: number;
  readonly firstMalformed?: { readonly line: number; readonly reason: string };
  /** Whether the input ended within a line, which was left out. */
  readonly truncated: boolean;
  readonly failures: readonly FailureCount[];
  /** Failed requests that `failures` had no room for. */
  readonly failuresBeyond: number;
}

export interface CsvReader {
  /** Takes the next bytes, cut anywhere. The chunk may be reused after the call. */
  readonly push: (chunk: Uint8Array) => void;
  /** The last seconds as they stand, for a live view. */
  readonly recent: (seconds: number) => RecentSeconds;
  /** Closes all seconds, and tells what was read. */
  readonly end: () => CsvSummary;
}

/**
 * Reads k6's CSV as it comes, in constant memory: requests into histograms per second, name and outcome, counters and
 * gauges into a line per second.
 * @throws unreadable-file from `push` when the first line is not k6's header
 */
export function createCsvReader(options: CsvReaderOptions): CsvReader {
  const uses = usesOf(options);
  const seconds = collectSeconds(options.sink, options.delaySeconds ?? 10);
  const failures = countFailures();
  const keyOfRequest = requestSorter(seconds.register, failures);
  const keyOfTrend = new Map((options.trends ?? []).map((name) => [`metric:${name}`, -1]));
  const skipsHttpParts = ![...uses.keys()].some(
    (name) => name.startsWith(partPrefix) && name !== duration,
  );

  let columns: Columns | undefined;
  let current = emptyRecord(0);
  let records = 0;
  let skipped = 0;
  let malformed = 0;
  let firstMalformed: { line: number; reason: string } | undefined;
  let truncated = false;

  const refuse = (line: number, reason: string): void => {
    malformed += 1;
    firstMalformed ??= { line, reason };
  };

  const readHeader = ({ text }: Piece, start: number, end: number): void => {
    columns = columnsOf(splitFields(text, start, end).map(fieldText), options.source ?? 'from k6');
    current = emptyRecord(columns.count);
  };

  const trendKey = (name: string): number => {
    const known = keyOfTrend.get(name) ?? -1;
    if (known !== -1) return known;
    const key = seconds.register({ name, outcome: 'ok' });
    keyOfTrend.set(name, key);
    return key;
  };

  /** Counts the located record; returns what is wrong with it, if anything. */
  const use = (of: MetricUse, at: Columns, end: number, quoted: boolean): string | undefined => {
    if (current.fields <= valueColumn) return `${current.fields} fields instead of ${at.count}`;
    const { bytes } = current.piece;
    const timeEnd = fieldEnd(current, timeColumn);
    const second = secondOf(bytes, fieldStart(current, timeColumn), timeEnd);
    if (Number.isNaN(second)) return `the time is "${rawField(current, timeColumn)}"`;
    const read = of.kind === 'request' || of.kind === 'trend' ? microsOf : numberOf;
    const value = read(bytes, timeEnd + 1, fieldEnd(current, valueColumn));
    if (!Number.isFinite(value)) return `the value is "${rawField(current, valueColumn)}"`;
    if (of.kind === 'request') {
      const key = keyOfRequest(current, at, end, quoted);
      if (key === -1) return `${current.fields} fields instead of ${at.count}`;
      seconds.duration(second, key, value);
    } else if (of.kind === 'trend') seconds.duration(second, trendKey(of.name), value);
    else if (of.kind === 'gauge') seconds.gauge(second, of.name, value);
    else seconds.count(second, counterName(of, current, at), value);
    return undefined;
  };

  const readRecord = (
    piece: Piece,
    start: number,
    end: number,
    quoted: boolean,
    line: number,
  ): void => {
    if (columns === undefined) return readHeader(piece, start, end);
    if (start === end) return undefined;
    records += 1;
    const { text } = piece;
    const comma = text.indexOf(',', start);
    if (comma === -1 || comma >= end) return refuse(line, 'there is no comma in it');
    const metric = text.slice(start, comma);
    const of = uses.get(metric);
    if (of === undefined) {
      if (metric !== firstTitle) return undefined;
      records -= 1;
      return readHeader(piece, start, end);
    }
    if (quoted) locateQuoted(current, piece, start, end, columns.count + 1);
    else locate(current, piece, start, end, isSplit(of) ? columns.count : valueColumn + 1);
    const reason = use(of, columns, end, quoted);
    return reason === undefined ? undefined : refuse(line, `${metric}: ${reason}`);
  };

  const scanner = createRecordScanner({
    // Small, so that it is inlined where records are found: most of them go no further.
    record: (piece, start, end, quoted, line) => {
      if (skipsHttpParts && isHttpPart(piece.bytes, start)) skipped += 1;
      else readRecord(piece, start, end, quoted, line);
    },
    unterminated: () => {
      truncated = true;
    },
    overlong: (line) => refuse(line, 'it does not end; is there a quote that is never closed?'),
  });

  return {
    push: scanner.push,
    recent: seconds.recent,
    end: () => {
      scanner.end();
      seconds.close();
      return {
        records: records + skipped,
        malformed,
        ...(firstMalformed === undefined ? {} : { firstMalformed }),
        truncated,
        failures: failures.rows(),
        failuresBeyond: failures.beyond(),
      };
    },
  };
}

const partPrefix = 'http_req_';
const duration = 'http_req_duration';

const partBytes = Buffer.from(partPrefix);
const nextOfDuration = duration.charCodeAt(partPrefix.length);

/** Whether a record is of one of the parts of a request's duration, which are most of a file and seldom wanted. */
function isHttpPart(bytes: Uint8Array, start: number): boolean {
  for (let at = partBytes.length - 1; at >= 0; at -= 1) {
    if (bytes[start + at] !== partBytes[at]) return false;
  }
  return bytes[start + partBytes.length] !== nextOfDuration;
}

function isSplit(of: MetricUse): boolean {
  return of.kind === 'counter' && of.splitBy !== undefined;
}

function counterName(
  of: MetricUse & { kind: 'counter' },
  record: CurrentRecord,
  columns: Columns,
): string {
  if (of.splitBy === undefined) return of.name;
  const column = columns.byTitle.get(of.splitBy);
  const value =
    column === undefined
      ? tagIn(rawField(record, columns.extraTags), of.splitBy)
      : rawField(record, column);
  return value === undefined || value === ''
    ? of.name
    : `${of.name}{${of.splitBy}=${fieldText(value)}}`;
}
