import { type Columns, columnsOf, firstTitle, tagIn, timeColumn, valueColumn } from './columns.ts';
import { failureKinds } from './failures.ts';
import { fieldText, splitFields } from './fields.ts';
import { type MetricUse, type WantedMetrics, browserRequests, usesOf } from './metrics.ts';
import { microsOf, numberOf, secondOf } from './numbers.ts';
import {
  type CurrentRecord,
  emptyRecord,
  fieldEnd,
  fieldStart,
  locate,
  locateQuoted,
  rawField,
} from './record.ts';
import { type Piece, type RecordScanner, createRecordScanner, longestRecord } from './records.ts';
import type { EngineReading } from '../../../engine.ts';
import { pairing } from './pairing.ts';
import { type Place, placeIn, placeKinds } from './places.ts';
import { type Request, outsideIn, refusedCode, requestOf } from './request.ts';
import { requestSorter } from './requests.ts';
import { type LineSink, collectSeconds } from './seconds.ts';
import type { Target } from './targets.ts';
import { isDuration, isLeft, isSplit, isSum } from './scan/layout.ts';
import { createWalker } from './scan/walker.ts';
import { untoldCounts } from './untold.ts';

export interface CsvReaderOptions extends WantedMetrics {
  readonly sink: LineSink;
  /** What is read, for error messages. */
  readonly source?: string;
  /** A second is closed when points this much newer have come. */
  readonly delaySeconds?: number;
  /** Told of each place as soon as it is met, and of what of it is special. */
  readonly onPlace?: (place: Place, how: 'request' | 'refused' | 'session' | 'by browser') => void;
}

/**
 * Records read, without headers and empty lines; those of metrics that nobody wants are not looked into. `truncated`:
 * the input ended within a line, which was left out.
 */
export type CsvSummary = EngineReading;

export interface CsvReader {
  /** Takes the next bytes, cut anywhere. The chunk may be reused after the call. */
  readonly push: RecordScanner['push'];
  /** Spare `push` its copying: bytes go into the reader's own rooms, and are taken from there. */
  readonly rooms: RecordScanner['rooms'];
  readonly take: RecordScanner['take'];
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
  const failures = failureKinds();
  const { onPlace = () => undefined } = options;
  const places = placeKinds((place) => onPlace(place, 'request'));
  const delay = options.delaySeconds ?? 10;
  const seconds = collectSeconds(options.sink, delay, failures.at, places.at);
  const sorted = requestSorter(seconds.register, failures, places);
  const keyOfTrend = new Map<string, number>();
  const untold = untoldCounts();
  const walker = createWalker(longestRecord);
  /** What the walker was taught, by the numbers that its results have. */
  let targets: Target[] = [];

  let columns: Columns | undefined;
  let current = emptyRecord(0);
  let records = 0;
  let malformed = 0;
  let firstMalformed: { line: number; reason: string } | undefined;
  let truncated = false;

  const refuse = (line: number, reason: string): void => {
    malformed += 1;
    firstMalformed ??= { line, reason };
  };

  const readHeader = ({ text }: Piece, start: number, end: number): void => {
    pairs.settle();
    columns = columnsOf(splitFields(text, start, end).map(fieldText), options.source ?? 'from k6');
    current = emptyRecord(columns.count);
    targets = [];
    walker.reset();
    const paired = columns.expected === -1;
    for (const [index, [name, of]] of [...uses].entries())
      if (paired || of.kind !== 'failed') walker.want(name, index, flagsOf(of, paired));
    walker.want(firstTitle, 0, isLeft);
    walker.activate();
  };

  const trendKey = (of: MetricUse & { kind: 'trend' }, at: Columns): number => {
    const part = tagOf(of.splitBy, current, at);
    const id = `${part === undefined ? '' : ':'}${part ?? ''} ${of.name}`;
    const known = keyOfTrend.get(id);
    if (known !== undefined) return known;
    const key = seconds.register({
      kind: 'trend',
      name: of.name,
      ...(part === undefined ? {} : { of: part }),
    });
    keyOfTrend.set(id, key);
    return key;
  };

  const trendTarget = (of: MetricUse & { kind: 'trend' }, at: Columns): Target => ({
    kind: 'duration',
    key: trendKey(of, at),
    place: undefined,
    untold: [],
  });

  const targetOfRequest = (request: Request, at: Columns): Target => {
    if (request.errorCode === refusedCode) onPlace(request.place, 'refused');
    return sorted(request, at);
  };

  const placeOf = (of: MetricUse & { kind: 'place' }, at: Columns): Target => {
    const place = placeIn(current, at, outsideIn(current, at), of.protocol);
    onPlace(place, rawField(current, 0) === browserRequests ? 'by browser' : 'session');
    return { kind: 'place', place: places.indexOf(place) };
  };

  const targetOf = (of: Exclude<MetricUse, { kind: 'failed' }>, at: Columns): Target => {
    if (of.kind === 'request') return targetOfRequest(requestOf(current, at), at);
    if (of.kind === 'trend') return trendTarget(of, at);
    if (of.kind === 'place') return placeOf(of, at);
    if (of.kind === 'gauge') return of;
    return { kind: 'counter', name: counterName(of, current, at) };
  };

  const count = (target: Target, second: number, value: number): void => {
    if (target.kind === 'counter') seconds.count(second, target.name, value);
    else if (target.kind === 'gauge') seconds.gauge(second, target.name, value);
    else if (target.kind === 'place') seconds.place(second, target.place);
    else {
      if (target.kind === 'failure') seconds.fail(second, target.failure);
      seconds.duration(second, target.key, value, target.place);
      if (columns !== undefined) untold.add(target.untold, columns);
    }
  };

  const pairs = pairing((request, second, micros) => {
    if (columns !== undefined) count(targetOfRequest(request, columns), second, micros);
  });

  /** Counts the located record, and has the walker count those that are like it; returns what is wrong, if anything. */
  const use = (of: MetricUse, at: Columns): string | undefined => {
    const wrongCount = `${current.fields} fields instead of ${at.count}`;
    if (current.fields <= valueColumn) return wrongCount;
    const { bytes } = current.piece;
    const timeEnd = fieldEnd(current, timeColumn);
    const second = secondOf(bytes, fieldStart(current, timeColumn), timeEnd);
    if (Number.isNaN(second)) return `the time is "${rawField(current, timeColumn)}"`;
    const read = readerOf(of);
    const value = read(bytes, timeEnd + 1, fieldEnd(current, valueColumn));
    const valid = read === microsOf ? Number.isSafeInteger(value) : Number.isFinite(value);
    if (!valid) return `the value is "${rawField(current, valueColumn)}"`;
    if (of.kind === 'request' && current.fields !== at.count) return wrongCount;
    if (of.kind === 'failed') {
      pairs.tell(tagsOf(current), value > 0);
      return undefined;
    }
    if (of.kind === 'request' && at.expected === -1) {
      const request = requestOf(current, at);
      pairs.begin({ request, tags: tagsOf(current), second, micros: value });
      return undefined;
    }
    const target = targetOf(of, at);
    count(target, second, value);
    if (walker.learn(targets.length)) targets.push(target);
    walker.learnTime(second);
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
    if (of?.kind === 'failed' && columns.expected !== -1) return undefined;
    if (of === undefined) {
      if (metric !== firstTitle) return undefined;
      records -= 1;
      return readHeader(piece, start, end);
    }
    if (quoted) locateQuoted(current, piece, start, end);
    else locate(current, piece, start, end);
    const reason = use(of, columns);
    return reason === undefined ? undefined : refuse(line, `${metric}: ${reason}`);
  };

  const readWalked = (walked: number, results: number): void => {
    records += walked;
    for (let index = 0; index < results; index += 1) {
      const target = targets[walker.target(index)];
      if (target !== undefined) count(target, walker.second(index), walker.value(index));
    }
  };

  const scanner = createRecordScanner(
    {
      record: readRecord,
      walked: readWalked,
      unterminated: () => {
        truncated = true;
      },
      overlong: (line) => refuse(line, 'it does not end; is there a quote that is never closed?'),
    },
    longestRecord,
    walker,
  );

  return {
    push: scanner.push,
    rooms: scanner.rooms,
    take: scanner.take,
    end: () => {
      scanner.end();
      pairs.settle();
      seconds.close();
      const notKnown = untold.list();
      return {
        records,
        malformed,
        ...(firstMalformed === undefined ? {} : { firstMalformed }),
        truncated,
        ...(notKnown.length === 0 ? {} : { untold: notKnown }),
      };
    },
  };
}

/** All that follows a record's value: the same for all records of one request. */
function tagsOf({ piece: { text }, ...record }: CurrentRecord): string {
  return text.slice(record.ends[valueColumn], record.ends[record.fields - 1]);
}

/** How the values of a metric are read. */
function readerOf({ kind }: MetricUse): typeof microsOf {
  return kind === 'request' || kind === 'trend' || kind === 'place' ? microsOf : numberOf;
}

function flagsOf(of: MetricUse, paired: boolean): number {
  if (paired && (of.kind === 'request' || of.kind === 'failed')) return isLeft;
  const isTagged = (of.kind === 'counter' || of.kind === 'trend') && of.splitBy !== undefined;
  const splits = of.kind === 'request' || of.kind === 'place' || isTagged;
  const sums = of.kind === 'counter' ? isSum : 0;
  return (readerOf(of) === microsOf ? isDuration : 0) | (splits ? isSplit : 0) | sums;
}

function counterName(
  of: MetricUse & { kind: 'counter' },
  record: CurrentRecord,
  columns: Columns,
): string {
  const value = tagOf(of.splitBy, record, columns);
  return value === undefined ? of.name : `${of.name}{${of.splitBy}=${value}}`;
}

/** The value of a tag, which may have a column of its own; undefined where it is missing. */
function tagOf(
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
