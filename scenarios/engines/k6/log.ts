import { factPrefix } from '../../../core/client-history.ts';

/** One line of what k6 writes to its log, told apart by who said it. */
export type LogLine =
  | { readonly kind: 'fact'; readonly json: string }
  | { readonly kind: 'script'; readonly text: string }
  | { readonly kind: 'engine'; readonly level: string; readonly text: string };

/** Reads a line of k6's JSON log; anything else (a crash of k6 itself) is an error of the engine's. */
export function readLogLine(line: string): LogLine {
  const entry = entryOf(line);
  if (entry === undefined) return { kind: 'engine', level: 'error', text: line };
  if (entry.source !== 'console') return { kind: 'engine', level: entry.level, text: entry.text };
  return entry.text.startsWith(factPrefix)
    ? { kind: 'fact', json: entry.text.slice(factPrefix.length) }
    : { kind: 'script', text: entry.text };
}

function entryOf(line: string): { level: string; text: string; source: string } | undefined {
  if (!line.startsWith('{')) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    // Not a log entry: the caller shows the line as it is.
    return undefined;
  }
  if (typeof value !== 'object' || value === null || !('msg' in value)) return undefined;
  const { msg, level, source, error } = value as Readonly<Record<string, unknown>>;
  const reason = typeof error === 'string' ? `: ${error}` : '';
  return {
    level: typeof level === 'string' ? level : 'info',
    text: `${typeof msg === 'string' ? msg : JSON.stringify(msg)}${reason}`,
    source: typeof source === 'string' ? source : '',
  };
}
