import { reasonOf } from '../../../core/errors.ts';
import type { ScriptSummary } from '../../../core/run-folder/files/script-summary.ts';
import type { EngineReading, EngineSink } from '../../engine.ts';
import type { OutputLine } from '../../artillery/output.ts';
import type { Followed } from './follow.ts';
import { parseOutputLine } from './parse-line.ts';
import { seconds } from './seconds.ts';

/** What the workers' lines came to, beside the figures. */
export interface Recorded {
  readonly reading: EngineReading;
  /** Whether any visitor sent a request. */
  readonly begun: boolean;
  readonly exceptions: { readonly count: number; readonly first: string };
  /** Why nothing can be played, by a worker's word. */
  readonly rejected: string | undefined;
  /** What a script of the user's came to; undefined when it was not played to its end. */
  readonly summary: ScriptSummary | undefined;
}

const flushMs = 1_000;

/** Tells the sink what workers write, a second at a time. */
export async function recordOutput(
  lines: AsyncIterable<Followed>,
  sink: EngineSink,
): Promise<Recorded> {
  const collected = seconds(sink);
  let [number, records, malformed, begun, truncated] = [0, 0, 0, false, false];
  let firstMalformed: EngineReading['firstMalformed'];
  let exceptions = { count: 0, first: '' };
  let rejected: string | undefined;
  let summary: ScriptSummary | undefined;
  const addresses = new Set<string>();
  const take = async (line: OutputLine): Promise<void> => {
    if (line.kind === 'fact') return sink.fact(JSON.stringify(line.fact));
    if (line.kind === 'exception')
      exceptions = { count: exceptions.count + 1, first: exceptions.first || line.message };
    else if (line.kind === 'rejected') rejected ??= line.reason;
    else if (line.kind === 'summary') ({ summary } = line);
    else if (line.kind === 'stray') sink.stray({ host: line.host, kept: true, isCertain: true });
    else {
      // A line of requests stands for as many records as it counts.
      if (line.kind === 'requests') records += line.n - 1;
      begun ||= line.kind === 'requests' && line.outside === undefined;
      if (line.kind === 'host' && line.address !== null && !addresses.has(line.address)) {
        addresses.add(line.address);
        sink.address(line.address);
      }
      collected.add(line);
    }
    return undefined;
  };
  let flushed = Date.now();
  for await (const { line, isCut } of lines) {
    if (isCut) {
      truncated = true;
      break;
    }
    number += 1;
    records += 1;
    try {
      await take(parseOutputLine(line));
    } catch (error) {
      if (!(error instanceof TypeError || error instanceof SyntaxError)) throw error;
      malformed += 1;
      firstMalformed ??= { line: number, reason: reasonOf(error) };
    }
    if (Date.now() - flushed < flushMs) continue;
    await sink.flush();
    flushed = Date.now();
  }
  collected.close();
  const first = firstMalformed === undefined ? {} : { firstMalformed };
  return {
    reading: { records, malformed, ...first, truncated },
    begun,
    exceptions,
    rejected,
    summary,
  };
}
