import type { FailureLine } from '../../../../../core/run-folder/files/failures.ts';
import type { SeriesLine } from '../../../../../core/run-folder/files/series.ts';
import type {
  HistogramLine,
  PartialTrendLine,
} from '../../../../../core/statistics/histogram-line.ts';
import { type CsvReaderOptions, type CsvSummary, createCsvReader } from '../reader.ts';

export const header =
  'metric_name,timestamp,metric_value,check,error,error_code,expected_response,group,method,name,proto,scenario,status,url,extra_tags,metadata';
/** The second of all lines that are not told otherwise. */
export const t = 1_795_377_761;

/** All that is read of a text. */
export interface Read {
  readonly histograms: HistogramLine[];
  readonly trends: PartialTrendLine[];
  readonly series: SeriesLine[];
  readonly failures: FailureLine[];
  readonly summary: CsvSummary;
}

export function read(text: string, options: Omit<CsvReaderOptions, 'sink'> = {}): Read {
  const histograms: HistogramLine[] = [];
  const trends: PartialTrendLine[] = [];
  const series: SeriesLine[] = [];
  const failures: FailureLine[] = [];
  const sink = {
    histogram: (line: HistogramLine) => histograms.push(line),
    trend: (line: PartialTrendLine) => trends.push(line),
    series: (line: SeriesLine) => series.push(line),
    failure: (line: FailureLine) => failures.push(line),
  };
  const reader = createCsvReader({ ...options, sink });
  reader.push(Buffer.from(text));
  return { histograms, trends, series, failures, summary: reader.end() };
}

/** A request's line, 1 ms long unless told otherwise. */
export function request(
  name: string,
  { status = 200, expected = true, code = '', at = t, error = '', value = '1.000000' } = {},
): string {
  return `http_req_duration,${at}000,${value},,${error},${code},${expected},,GET,${name},HTTP/1.1,default,${status},${name},,\n`;
}
