import { join } from 'node:path';
import { availableMemory } from '../../../core/machine-limits.ts';
import { runFile } from '../../../core/run-folder/path.ts';
import type { Engine, EngineRequest, EngineRun, EngineStart } from '../../engine.ts';
import { together } from '../../together.ts';
import { letGoTogether } from './api.ts';
import { elsewhere } from './blacklist.ts';
import { requireChromium } from './browsers/chromium.ts';
import { startBrowsers } from './browsers.ts';
import { withBrowsers } from './with-browsers.ts';
import { bundleScript } from './bundle.ts';
import { environmentForK6 } from './environment.ts';
import { heapRoom } from './garbage.ts';
import { playWith } from './generator.ts';
import { type ScriptOptions, inspectScript } from './inspect.ts';
import { requireK6 } from './location.ts';
import { mergedSummary } from './summary/merged-summary.ts';
import { settingFlags, startK6 } from './process.ts';
import { readBack } from './read-back.ts';
import { segmentFlags } from './segments.ts';
import { sourceFlags } from './sources.ts';

/** Grafana k6. */
export const k6: Engine = {
  name: 'k6',
  // The memory of ours with a connection, on 64 bits, between two clean-ups; bare k6 takes 250 KB.
  needs: { files: 200, bytes: 420_000, processBytes: 100e6 },
  plan: async (request) => {
    const { path, version } = await requireK6(request.env);
    const { browsers } = request;
    const chromium = browsers === undefined ? undefined : await requireChromium(request.env);
    const [output = '', ...furtherOutputs] = outputNames(request.generators);
    const further = furtherOutputs.length === 0 ? {} : { furtherOutputs };
    if (browsers === undefined || chromium === undefined)
      return {
        manifest: { name: 'k6', version, output, ...further },
        start: (where) => start(path, request, where),
      };
    const { count, script } = browsers;
    const told = { count, version: chromium.version };
    return {
      manifest: { name: 'k6', version, output, ...further, browsers: told },
      start: async (where) => {
        const own = await startBrowsers(
          { k6: path, chromium, count, script, engine: request },
          where,
        );
        try {
          return withBrowsers(await start(path, request, where), own, told);
        } catch (error) {
          await own.stop();
          throw error;
        }
      },
    };
  },
  mergeSummaries: mergedSummary,
  readBack,
};

/** Files of its points as k6 writes them, compressed: one of each process. */
function outputNames(generators: number): string[] {
  if (generators === 1) return ['engine.csv.gz'];
  return Array.from({ length: generators }, (_, nth) => `engine-${nth + 1}.csv.gz`);
}

async function start(path: string, request: EngineRequest, where: EngineStart): Promise<EngineRun> {
  const { folder, settings, confined, tell } = where;
  const { env, note } = environmentForK6(request.env, request.isOurs);
  if (note !== undefined) tell(note);
  const own = await ownOptions(path, { ...request, env }, settings);
  if (own?.virtualUsers !== undefined) where.admit(own.virtualUsers);
  const options = {
    k6: path,
    script: await scriptFor(request, folder),
    workingDirectory: request.workingDirectory,
    settings,
    env,
    summary: request.isOurs ? undefined : runFile(folder, 'engineSummary'),
    sharesMachine: request.sharesMachine,
    heapRoom: heapRoom(request.virtualUsers, request.generators, availableMemory()),
    confined,
    // The script's come first: k6 says which one it was that a request met.
    blacklist: confined ? [...(own?.blacklist ?? []), ...elsewhere] : [],
    // Of requests that have a name, their address alone tells where they went.
    systemTags:
      own?.mayTellAddresses === true ? [...new Set([...own.systemTags, 'ip'])] : undefined,
  };
  const outputs = outputNames(request.generators);
  const children = await Promise.all(
    outputs.map((_, nth) =>
      startK6({
        ...options,
        flags: [...sourceFlags(request), ...segmentFlags(nth, outputs.length)],
      }),
    ),
  );
  // Ours are let go by the program; who writes this into a script of their own means to do it themselves, or forgot it.
  if (own?.startsPaused === true)
    tell(
      `The script itself starts paused (options.paused), so nothing is played until it is resumed: take that out of its options, or run "k6 resume --address ${children[0]?.api}".`,
    );
  const runs = children.map((child, nth) =>
    playWith(child, request, {
      ...where,
      own,
      heapRoom: options.heapRoom,
      output: join(folder, outputs[nth] ?? ''),
    }),
  );
  const [only] = runs;
  if (only !== undefined && runs.length === 1) return only;
  const group = together(runs);
  const over = new AbortController();
  void Promise.allSettled([group.end]).then(() => over.abort());
  const begun = letGoTogether(
    children.map(({ api }) => api),
    over.signal,
  );
  // What keeps them from beginning ends them, and is what their end tells.
  const end = Promise.all([group.end, begun.catch(stopping(group))]).then(([ended]) => ended);
  return { ...group, end };
}

/** Ends those that wait when they cannot be let go. */
function stopping(group: EngineRun): (error: unknown) => never {
  return (error) => {
    group.interrupt();
    throw error;
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

/** Ours are bundled; a user's own is run where it lies, as k6 itself would. */
async function scriptFor({ isOurs, script }: EngineRequest, folder: string): Promise<string> {
  if (!isOurs) return script;
  const bundle = runFile(folder, 'script');
  await bundleScript(script, bundle);
  return bundle;
}
