import { appendFileSync } from 'node:fs';
import type { ScriptSummary } from '../../core/run-folder/files/script-summary.ts';
import type { Emitter, Script } from './script.ts';
import type { OutputLine } from './output.ts';

/** Artillery's figures of all workers. */
interface Stats {
  readonly counters?: Readonly<Record<string, number>>;
  readonly rates?: Readonly<Record<string, number>>;
  readonly summaries?: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** A check of the plugin `ensure`. */
interface Check {
  readonly original: string;
  readonly result: number;
  /** Whether it fails the script. */
  readonly strict: boolean;
}

/** What of a script's own measure is to be kept, in Artillery's main thread: its checks, and its figures at the end. */
export function watchRun(
  script: Script,
  path: string,
  events: Emitter,
  globalEvents: Emitter,
): void {
  let stats: Stats = {};
  const hasChecks = script.config.plugins?.['ensure'] !== undefined || 'ensure' in script.config;
  const write = (thresholds: ScriptSummary['thresholds']): void => {
    const line: OutputLine = { kind: 'summary', summary: summaryOf(stats, thresholds) };
    // Once at the end or twice: the last one counts.
    appendFileSync(path, `${JSON.stringify(line)}\n`);
  };
  events.on('done', (all: Stats) => {
    stats = all;
    write(hasChecks ? null : []);
  });
  globalEvents.on('checks', (checks: readonly Check[]) => {
    write(checks.filter(({ strict }) => strict).map(thresholdOf));
  });
}

/** `http.response_time.p95 < 200` is of the metric `http.response_time.p95`. */
function thresholdOf({
  original,
  result,
}: Check): NonNullable<ScriptSummary['thresholds']>[number] {
  const [, metric = original, condition = ''] = /^(\S+)\s+(.*)$/s.exec(original) ?? [];
  return { metric, condition, crossed: result !== 1, value: null, measured: true };
}

function summaryOf(
  { counters = {}, rates = {}, summaries = {} }: Stats,
  thresholds: ScriptSummary['thresholds'],
): ScriptSummary {
  const none = { count: 0, first: '' };
  const errors = Object.entries(counters).filter(([name]) => name.startsWith('errors.'));
  const [first] = errors;
  return {
    thresholds,
    checks: [],
    metrics: [
      ...Object.entries(counters).map(([name, n]) => metric(name, 'counter', { count: n })),
      ...Object.entries(rates).map(([name, rate]) => metric(name, 'gauge', { value: rate })),
      ...Object.entries(summaries).map(([name, values]) => metric(name, 'trend', values)),
    ],
    exceptions: none,
    outsideExceptions: none,
    consoleErrors: none,
    engineErrors: {
      count: errors.reduce((sum, [, n]) => sum + n, 0),
      first: first?.[0].replace(/^errors\./, '') ?? '',
    },
  };
}

function metric(
  name: string,
  kind: ScriptSummary['metrics'][number]['kind'],
  values: Readonly<Record<string, number>>,
): ScriptSummary['metrics'][number] {
  return {
    name,
    kind,
    values: Object.entries(values).filter(([, value]) => Number.isFinite(value)),
  };
}
