import type { HistogramLine } from '../../../../../core/statistics/histogram-line.ts';
import type { SeriesLine } from '../../../../../core/run-folder/files/series.ts';
import type { FailureLine } from '../../../../../core/run-folder/files/failures.ts';
import { failureKinds } from '../failures.ts';
import { type WantedMetrics, usesOf } from '../metrics.ts';
import { microsOf, numberOf, secondOf } from '../numbers.ts';
import type { CsvSummary } from '../reader.ts';
import { collectSeconds } from '../seconds.ts';
import { plainFields, plainRecords } from './plain-csv.ts';

/** All that is read of a file. */
export interface Read {
  readonly histograms: HistogramLine[];
  readonly series: SeriesLine[];
  readonly failures: FailureLine[];
  readonly summary: CsvSummary;
}

type Fields = Readonly<Record<string, string>>;

/** Reads a whole file at once, record by record and field by field, remembering nothing: slow, and easy to see through. */
export function readPlainly(file: Uint8Array, wanted: WantedMetrics, longest: number): Read {
  const histograms: HistogramLine[] = [];
  const series: SeriesLine[] = [];
  const failures: FailureLine[] = [];
  const kinds = failureKinds();
  const seconds = collectSeconds(
    {
      histogram: (line) => histograms.push(line),
      series: (line) => series.push(line),
      failure: (line) => failures.push(line),
    },
    10,
    kinds.at,
  );
  const uses = usesOf(wanted);
  const keys = new Map<string, number>();
  let titles: readonly string[] = [];
  let records = 0;
  const malformed: { line: number; reason: string }[] = [];
  let truncated = false;

  const keyOf = (name: string, outcome: HistogramLine['outcome']): number => {
    const all = name.startsWith('metric:')
      ? (['ok'] as const)
      : (['ok', 'refused', 'failed'] as const);
    if (!keys.has(`${name} ok`))
      for (const one of all) keys.set(`${name} ${one}`, seconds.register({ name, outcome: one }));
    return keys.get(`${name} ${outcome}`) ?? -1;
  };

  const countRequest = (second: number, micros: number, of: Fields): void => {
    const { name: given = of['url'] ?? '', status = '', error = '', error_code: code = '' } = of;
    const name = text(given) || '(unnamed)';
    const outcome = outcomeOf(of['expected_response'] ?? '', statusOf(status));
    if (outcome === 'failed') {
      const told = Math.max(0, statusOf(status));
      const failure = { name, status: told, errorCode: Number(code) || 0, error: text(error) };
      seconds.fail(second, kinds.indexOf(failure));
    }
    seconds.duration(second, keyOf(name, outcome), micros);
  };

  const use = (metric: string, fields: readonly string[]): string | undefined => {
    const of = uses.get(metric);
    if (of === undefined) return undefined;
    const [, time = '', given = ''] = fields;
    const wrongCount = `${Math.min(fields.length, titles.length + 1)} fields instead of ${titles.length}`;
    if (fields.length < 3) return wrongCount;
    const second = secondOf(Buffer.from(time, 'latin1'), 0, time.length);
    if (Number.isNaN(second)) return `the time is "${time}"`;
    const isDuration = of.kind === 'request' || of.kind === 'trend';
    const value = (isDuration ? microsOf : numberOf)(Buffer.from(given, 'latin1'), 0, given.length);
    if (isDuration ? !Number.isSafeInteger(value) : !Number.isFinite(value))
      return `the value is "${given}"`;
    const named = Object.fromEntries(titles.map((title, index) => [title, fields[index] ?? '']));
    if (of.kind === 'trend') seconds.duration(second, keyOf(of.name, 'ok'), value);
    else if (of.kind === 'gauge') seconds.gauge(second, of.name, value);
    else if (of.kind === 'counter')
      seconds.count(second, of.name + split(of.splitBy, named), value);
    else if (fields.length !== titles.length) return wrongCount;
    else countRequest(second, value, named);
    return undefined;
  };

  for (const { raw, line, end } of plainRecords(file, longest)) {
    if (end === 'none') truncated = true;
    else if (end === 'too far')
      malformed.push({ line, reason: 'it does not end; is there a quote that is never closed?' });
    else if (titles.length === 0 || raw.startsWith('metric_name,'))
      titles = plainFields(raw).map(text);
    else if (raw !== '') {
      records += 1;
      const metric = raw.split(',', 1)[0] ?? '';
      const reason = raw.includes(',') ? use(metric, plainFields(raw)) : 'there is no comma in it';
      if (reason !== undefined)
        malformed.push({ line, reason: raw.includes(',') ? `${metric}: ${reason}` : reason });
    }
  }
  seconds.close();
  const [firstMalformed] = malformed;
  return {
    histograms,
    series,
    failures,
    summary: {
      records,
      malformed: malformed.length,
      ...(firstMalformed === undefined ? {} : { firstMalformed }),
      truncated,
    },
  };
}

function outcomeOf(expected: string, status: number): HistogramLine['outcome'] {
  if (status === 0 || expected.startsWith('f')) return 'failed';
  if (expected.startsWith('t')) return status === 409 ? 'refused' : 'ok';
  return status >= 400 ? 'failed' : 'ok';
}

/** -1 when it is not told; of what is no number some number, always the same. */
function statusOf(field: string): number {
  if (field === '') return -1;
  return Buffer.from(field, 'latin1').reduce((status, digit) => status * 10 + digit - 48, 0);
}

/** What is added to a counter's name. */
function split(tag: string | undefined, of: Fields): string {
  if (tag === undefined) return '';
  const pairs = (of['extra_tags'] ?? '').split('&');
  const told = pairs.find((pair) => pair.startsWith(`${tag}=`))?.slice(tag.length + 1);
  const value = of[tag] ?? told ?? '';
  return value === '' ? '' : `{${tag}=${text(value)}}`;
}

/** Bytes are read one a character, and are UTF-8. */
function text(field: string): string {
  return Buffer.from(field, 'latin1').toString();
}
