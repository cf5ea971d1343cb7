import type { FailureLine } from '../../../../../core/run-folder/files/failures.ts';
import type { HostLine } from '../../../../../core/run-folder/files/hosts.ts';
import type { SeriesLine } from '../../../../../core/run-folder/files/series.ts';
import type {
  HistogramLine,
  PartialTrendLine,
} from '../../../../../core/statistics/histogram-line.ts';
import { type CsvReaderOptions, type CsvSummary, createCsvReader } from '../reader.ts';
import type { LineSink } from '../seconds.ts';

export const header =
  'metric_name,timestamp,metric_value,check,error,error_code,expected_response,group,method,name,proto,scenario,status,url,extra_tags,metadata';
/** The second of all lines that are not told otherwise. */
export const t = 1_795_377_761;

/** The lines that a reader hands on. */
export interface Collected {
  readonly histograms: HistogramLine[];
  readonly trends: PartialTrendLine[];
  readonly series: SeriesLine[];
  readonly failures: FailureLine[];
  readonly hosts: HostLine[];
}

/** A sink that keeps all that it is given. */
export function collectingSink(): { readonly lines: Collected; readonly sink: LineSink } {
  const lines: Collected = { histograms: [], trends: [], series: [], failures: [], hosts: [] };
  return {
    lines,
    sink: {
      histogram: (line) => void lines.histograms.push(line),
      trend: (line) => void lines.trends.push(line),
      series: (line) => void lines.series.push(line),
      failure: (line) => void lines.failures.push(line),
      host: (line) => void lines.hosts.push(line),
    },
  };
}

/** All that is read of a text. */
export function read(
  text: string,
  options: Omit<CsvReaderOptions, 'sink'> = {},
): Collected & { readonly summary: CsvSummary } {
  const { lines, sink } = collectingSink();
  const reader = createCsvReader({ ...options, sink });
  reader.push(Buffer.from(text));
  return { ...lines, summary: reader.end() };
}

/** A request's line, 1 ms long unless told otherwise. */
export function request(
  name: string,
  { status = 200, expected = true, code = '', at = t, error = '', value = '1.000000' } = {},
): string {
  return `http_req_duration,${at}000,${value},,${error},${code},${expected},,GET,${name},HTTP/1.1,default,${status},${name},,\n`;
}
