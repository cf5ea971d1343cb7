import { reasonOf } from '../../../core/errors.ts';
import { pause } from '../../../core/pause.ts';
import type { ScriptSummary } from '../../../core/run-folder/files/script-summary.ts';
import { counters, gauges } from '../../../core/run-folder/files/series.ts';
import { runFile } from '../../../core/run-folder/path.ts';
import type {
  EngineEnd,
  EngineReading,
  EngineRequest,
  EngineRun,
  EngineSink,
  EngineStart,
} from '../../engine.ts';
import { statusOf } from './api.ts';
import { endOf } from './end.ts';
import { type HeapRoom, collectGarbage } from './garbage.ts';
import type { ScriptOptions } from './inspect.ts';
import type { K6Process } from './process.ts';
import { recordLog, recordOutput, recordPoints, wantedOf } from './record.ts';
import { straysOf } from './strays.ts';
import type { LogSummary } from './summary/log-summary.ts';
import { scriptSummary } from './summary/script-summary.ts';

/** Where one process plays, and what the script says of itself, where that is known. */
interface Play extends Pick<EngineStart, 'folder' | 'confined' | 'tell'> {
  readonly own: ScriptOptions | undefined;
  /** Path of the file that its points go to. */
  readonly output: string;
  readonly heapRoom: HeapRoom;
}

/** One k6 at work, as an engine's run. Its points go to the file `output`. */
export function playWith(
  child: K6Process,
  request: EngineRequest,
  { folder, confined, tell, own, output, heapRoom }: Play,
): EngineRun {
  const playing = new AbortController();
  const tidying = tidy(child, heapRoom, playing.signal, tell);
  let log: Promise<LogSummary> | undefined;
  let points: Promise<EngineReading> | undefined;
  let begun = false;
  const end = async (): Promise<EngineEnd> => {
    const ended = await child.ended;
    playing.abort();
    await tidying;
    // Whether a visitor had begun stands in its last points. What could not be written is told by `record`.
    const [said] = await Promise.allSettled([log, points]);
    const told = said.status === 'fulfilled' ? said.value : undefined;
    const { manifest, ...known } = endOf(ended, { begun, ...told });
    // Those of a user's script stand in its summary.
    const thrown =
      request.isOurs && told !== undefined && told.exceptions.count > 0
        ? { exceptions: told.exceptions }
        : {};
    const hosts = own?.hosts ?? {};
    const mapped = Object.keys(hosts).length === 0 ? {} : { mappedHosts: hosts };
    return { ...known, manifest: { ...manifest, ...thrown, ...mapped } };
  };
  return {
    pids: [child.pid],
    record: async (sink) => {
      const strays = straysOf(confined, own, sink);
      log = recordLog(child.log, request, sink, strays.seeLog);
      points = recordPoints(
        child.csv,
        output,
        wantedOf(request),
        watched(sink, () => {
          begun = true;
        }),
        strays.seePlace,
      );
      const printed = child.output === undefined ? undefined : recordOutput(child.output, folder);
      const [reading] = await Promise.all([points, log, printed]);
      return reading;
    },
    summary: async () => summaryOf(request, folder, output, await log),
    end: end(),
    ready: async () => (await statusOf(child.api))?.ready,
    interrupt: child.interrupt,
  };
}

/** Tells when a visitor has begun: k6 counts virtual users once a second only, and iterations when they end. */
function watched(sink: EngineSink, onBegun: () => void): EngineSink {
  return {
    ...sink,
    histogram: (line) => {
      if (line.outside === undefined) onBegun();
      sink.histogram(line);
    },
    series: (line) => {
      const iterations = line.counters[counters.iterations] ?? 0;
      if (iterations + (line.gauges[gauges.virtualUsers] ?? 0) > 0) onBegun();
      sink.series(line);
    },
  };
}

/** What a script of the user's came to by its own measure. */
async function summaryOf(
  { isOurs }: EngineRequest,
  folder: string,
  output: string,
  log: LogSummary | undefined,
): Promise<ScriptSummary | undefined> {
  if (isOurs || log === undefined) return undefined;
  return scriptSummary(runFile(folder, 'engineSummary'), output, log);
}

/** A connection breaks off a moment before the end of the process is known. */
const endKnownMs = 1_500;

async function tidy(
  child: K6Process,
  room: HeapRoom,
  until: AbortSignal,
  tell: (text: string) => void,
): Promise<void> {
  try {
    await collectGarbage(child.api, room, until);
  } catch (error) {
    await pause(endKnownMs, until);
    if (!until.aborted) tell(`The generator's memory is not cleaned up early: ${reasonOf(error)}`);
  }
}
