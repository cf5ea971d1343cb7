import { join } from 'node:path';
import { reasonOf } from '../../../core/errors.ts';
import { pause } from '../../../core/pause.ts';
import type { ScriptSummary } from '../../../core/run-folder/files/script-summary.ts';
import { counters, gauges } from '../../../core/run-folder/files/series.ts';
import { runFile } from '../../../core/run-folder/path.ts';
import type {
  Engine,
  EngineEnd,
  EngineReading,
  EngineRequest,
  EngineRun,
  EngineSink,
  EngineStart,
} from '../../engine.ts';
import { elsewhere } from './blacklist.ts';
import { bundleScript } from './bundle.ts';
import { endOf } from './end.ts';
import { environmentForK6 } from './environment.ts';
import { collectGarbage } from './garbage.ts';
import { type ScriptOptions, inspectScript } from './inspect.ts';
import { requireK6 } from './location.ts';
import { type K6Process, settingFlags, startK6 } from './process.ts';
import { recordLog, recordOutput, recordPoints, wantedOf } from './record.ts';
import { straysOf } from './strays.ts';
import type { LogSummary } from './summary/log-summary.ts';
import { scriptSummary } from './summary/script-summary.ts';

/** Its points as it writes them, compressed. */
const output = 'engine.csv.gz';
/** Files that k6 has open besides a connection for each visitor. */
const otherFiles = 200;

/** Grafana k6. */
export const k6: Engine = {
  name: 'k6',
  plan: async (request) => {
    const { path, version } = await requireK6(request.env);
    return {
      manifest: { name: 'k6', version, output },
      openFiles: request.visitors + otherFiles,
      start: (where) => start(path, request, where),
    };
  },
};

async function start(path: string, request: EngineRequest, where: EngineStart): Promise<EngineRun> {
  const { folder, settings, confined, tell } = where;
  const { env, note } = environmentForK6(request.env, request.isOurs);
  if (note !== undefined) tell(note);
  const own = await ownOptions(path, { ...request, env }, settings);
  const child = await startK6({
    k6: path,
    script: await scriptFor(request, folder),
    workingDirectory: request.workingDirectory,
    settings,
    env,
    summary: request.isOurs ? undefined : runFile(folder, 'engineSummary'),
    sharesMachine: request.sharesMachine,
    confined,
    // The script's come first: k6 says which one it was that a request met.
    blacklist: confined ? [...(own?.blacklist ?? []), ...elsewhere] : [],
    // Of requests that have a name, their address alone tells where they went.
    systemTags:
      own?.mayTellAddresses === true ? [...new Set([...own.systemTags, 'ip'])] : undefined,
  });
  const playing = new AbortController();
  const tidying = tidy(child, playing.signal, tell);
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
    return { ...known, manifest: { ...manifest, ...thrown } };
  };
  return {
    pids: [child.pid],
    record: async (sink) => {
      const strays = straysOf(confined, own, sink);
      log = recordLog(child.log, request, sink, strays.seeLog);
      points = recordPoints(
        child.csv,
        join(folder, output),
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
    summary: async () => summaryOf(request, folder, await log),
    end: end(),
    interrupt: child.interrupt,
  };
}

/** What a script of the user's says of itself; ours say nothing of it, and go where they are told to. */
async function ownOptions(
  k6Path: string,
  { isOurs, script, workingDirectory, env }: EngineRequest,
  settings: EngineStart['settings'],
): Promise<ScriptOptions | undefined> {
  if (isOurs) return undefined;
  const where = { workingDirectory, env, settings: settingFlags(settings) };
  return inspectScript(k6Path, script, where);
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
  log: LogSummary | undefined,
): Promise<ScriptSummary | undefined> {
  if (isOurs || log === undefined) return undefined;
  return scriptSummary(runFile(folder, 'engineSummary'), join(folder, output), log);
}

/** Ours are bundled; a user's own is run where it lies, as k6 itself would. */
async function scriptFor({ isOurs, script }: EngineRequest, folder: string): Promise<string> {
  if (!isOurs) return script;
  const bundle = runFile(folder, 'script');
  await bundleScript(script, bundle);
  return bundle;
}

/** A connection breaks off a moment before the end of the process is known. */
const endKnownMs = 1_500;

async function tidy(
  child: K6Process,
  until: AbortSignal,
  tell: (text: string) => void,
): Promise<void> {
  try {
    await collectGarbage(child.api, until);
  } catch (error) {
    await pause(endKnownMs, until);
    if (!until.aborted) tell(`The generator's memory is not cleaned up early: ${reasonOf(error)}`);
  }
}
