import { factPrefix } from '../../../core/client-history.ts';

/** One line of what k6 writes to its log, told apart by who said it. */
export type LogLine =
  | { readonly kind: 'fact'; readonly json: string }
  /** No line of the log at all: k6 crashed, or `handleSummary` writes to standard error. */
  | { readonly kind: 'text'; readonly level: 'error'; readonly text: string }
  | {
      /** `exception`: one that ended an iteration; `exception outside`: one of setup or teardown. */
      readonly kind: 'script' | 'exception' | 'exception outside' | 'engine';
      readonly level: string;
      readonly text: string;
    };

/**
 * Reads a line of k6's JSON log.
 * @param tellsFacts whether what looks like a client fact is one: scripts that are not ours may print anything
 */
export function readLogLine(line: string, tellsFacts: boolean): LogLine {
  const entry = entryOf(line);
  if (entry === undefined) return { kind: 'text', level: 'error', text: line };
  const { level, text, source, scenario } = entry;
  if (source === 'stacktrace')
    return { kind: scenario === '' ? 'exception outside' : 'exception', level, text };
  if (source !== 'console') return { kind: 'engine', level, text };
  return tellsFacts && text.startsWith(factPrefix)
    ? { kind: 'fact', json: text.slice(factPrefix.length) }
    : { kind: 'script', level, text };
}

interface Entry {
  readonly level: string;
  readonly text: string;
  readonly source: string;
  /** Empty outside of scenarios. */
  readonly scenario: string;
}

function entryOf(line: string): Entry | undefined {
  if (!line.startsWith('{')) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    // Not a log entry: the caller shows the line as it is.
    return undefined;
  }
  if (typeof value !== 'object' || value === null || !('msg' in value)) return undefined;
  const { msg, level, source, scenario, error } = value as Readonly<Record<string, unknown>>;
  const reason = typeof error === 'string' ? `: ${error}` : '';
  return {
    level: typeof level === 'string' ? level : 'info',
    text: `${typeof msg === 'string' ? msg : JSON.stringify(msg)}${reason}`,
    source: typeof source === 'string' ? source : '',
    scenario: typeof scenario === 'string' ? scenario : '',
  };
}
