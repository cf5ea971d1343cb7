import { createWriteStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { linesOf } from '../../../core/lines.ts';
import type { ScriptSummary } from '../../../core/run-folder/files/script-summary.ts';
import { runFile } from '../../../core/run-folder/path.ts';
import { asWriteError } from '../../../core/run-folder/write-error.ts';
import { exits } from '../../artillery/thread.ts';
import type {
  EngineEnd,
  EngineReading,
  EngineRequest,
  EngineRun,
  EngineSink,
} from '../../engine.ts';
import { endOf } from './end.ts';
import { followLines } from './follow.ts';
import type { ArtilleryProcess } from './process.ts';
import { type Recorded, recordOutput } from './record.ts';

/** One Artillery at work, as an engine's run. Its workers write to the file `output`. */
export function playWith(
  child: ArtilleryProcess,
  { isOurs }: EngineRequest,
  { folder, output }: { readonly folder: string; readonly output: string },
): EngineRun {
  const over = new AbortController();
  void Promise.allSettled([child.ended]).then(() => over.abort());
  let recorded: Promise<Recorded> | undefined;
  let said: Promise<string | undefined> | undefined;

  const end = async (): Promise<EngineEnd> => {
    const ended = await child.ended;
    const [known, lastError] = await Promise.allSettled([recorded, said]);
    const told = known.status === 'fulfilled' ? known.value : undefined;
    const { manifest, ...rest } = endOf(ended, {
      isOurs,
      lastError: lastError.status === 'fulfilled' ? lastError.value : undefined,
      ...told,
    });
    const { exceptions = { count: 0, first: '' } } = told ?? {};
    return { ...rest, manifest: { ...manifest, ...(exceptions.count > 0 ? { exceptions } : {}) } };
  };
  return {
    pids: [child.pid],
    record: async (sink) => {
      recorded = recordOutput(followLines(output, over.signal), sink);
      said = recordLog(child, sink, isOurs ? undefined : folder);
      const [{ reading }] = await Promise.all([recorded, said]);
      await refuseUnwritable(child, said, output);
      return reading satisfies EngineReading;
    },
    summary: async () => (isOurs ? undefined : ((await recorded)?.summary ?? noSummary)),
    end: end(),
    ready: () => Promise.resolve(undefined),
    interrupt: child.interrupt,
  };
}

/** Of a script that did not come to its end: what it says of its own checks is not known. */
const nothing = { count: 0, first: '' };
const noSummary: ScriptSummary = {
  thresholds: null,
  checks: [],
  metrics: [],
  exceptions: nothing,
  outsideExceptions: nothing,
  consoleErrors: nothing,
  engineErrors: nothing,
};

/**
 * Keeps what Artillery prints: in the log for scripts of ours, else as the script's own output.
 * @returns the last line that spoke of an error
 */
async function recordLog(
  child: ArtilleryProcess,
  sink: EngineSink,
  folder: string | undefined,
): Promise<string | undefined> {
  let lastError: string | undefined;
  const log = async (stream: Readable): Promise<void> => {
    for await (const line of linesOf(stream)) {
      if (line.trim() === '') continue;
      if (/error|bilancia:/i.test(line)) lastError = line.trim();
      await sink.log(line);
    }
  };
  await Promise.all([
    log(child.errors),
    folder === undefined ? log(child.output) : keep(child.output, runFile(folder, 'scriptOutput')),
  ]);
  return lastError;
}

async function keep(stream: Readable, path: string): Promise<void> {
  try {
    await pipeline(stream, createWriteStream(path));
  } catch (error) {
    throw asWriteError(error, path);
  } finally {
    // Artillery must not wait for ever to get rid of the rest.
    stream.resume();
  }
}

/** @throws disk-full, or what else keeps workers from writing */
async function refuseUnwritable(
  child: ArtilleryProcess,
  said: Promise<string | undefined>,
  output: string,
): Promise<void> {
  const { code } = await child.ended;
  if (code !== exits.unwritable) return;
  const reason = (await said) ?? '';
  const [, systemCode] = /: (E[A-Z]+): /.exec(reason) ?? [];
  throw asWriteError(Object.assign(new Error(reason), { code: systemCode }), output);
}
