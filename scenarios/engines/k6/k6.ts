import { join } from 'node:path';
import { reasonOf } from '../../../core/errors.ts';
import { pause } from '../../../core/pause.ts';
import { gauges } from '../../../core/run-folder/files/series.ts';
import { runFile } from '../../../core/run-folder/path.ts';
import type {
  Engine,
  EngineEnd,
  EngineRequest,
  EngineRun,
  EngineSink,
  EngineStart,
} from '../../engine.ts';
import { bundleScript } from './bundle.ts';
import { endOf } from './end.ts';
import { collectGarbage } from './garbage.ts';
import { requireK6 } from './location.ts';
import { type K6Process, startK6 } from './process.ts';
import { recordLog, recordPoints } from './record.ts';

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

async function start(
  path: string,
  request: EngineRequest,
  { folder, settings, tell }: EngineStart,
): Promise<EngineRun> {
  const child = await startK6({
    k6: path,
    script: await scriptFor(request, folder),
    workingDirectory: request.workingDirectory,
    settings,
    env: request.env,
    thresholds: !request.isOurs,
    sharesMachine: request.sharesMachine,
  });
  const playing = new AbortController();
  const tidying = tidy(child, playing.signal, tell);
  let lastError: Promise<string | undefined> | undefined;
  let begun = false;
  const end = async (): Promise<EngineEnd> => {
    const ended = await child.ended;
    playing.abort();
    await tidying;
    // What could not be written is told by `record`; the process has ended all the same.
    const [said] = await Promise.allSettled([lastError]);
    return endOf(ended, { begun, lastError: said.status === 'fulfilled' ? said.value : undefined });
  };
  return {
    pids: [child.pid],
    record: async (sink) => {
      lastError = recordLog(child.log, sink);
      const watched: EngineSink = {
        ...sink,
        series: (line) => {
          begun ||= (line.gauges[gauges.virtualUsers] ?? 0) > 0;
          sink.series(line);
        },
      };
      const [reading] = await Promise.all([
        recordPoints(child.csv, join(folder, output), watched),
        lastError,
      ]);
      return reading;
    },
    end: end(),
    interrupt: child.interrupt,
  };
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
