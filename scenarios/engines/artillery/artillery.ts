import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { knownError } from '../../../core/errors.ts';
import { runFile } from '../../../core/run-folder/path.ts';
import type { Engine, EngineRequest, EngineRun, EngineStart } from '../../engine.ts';
import { together } from '../../together.ts';
import { environmentFor } from './environment.ts';
import { playWith } from './generator.ts';
import { requireArtillery } from './location.ts';
import { mergedSummary } from './merged-summary.ts';
import { startArtillery } from './process.ts';
import { readBack } from './read-back.ts';
import { overridesFor, writeScript } from './written-script.ts';

/** Artillery, in Node: of several workers each is a process, for it numbers its own threads as it likes. */
export const artillery: Engine = {
  name: 'artillery',
  // What a visitor of ours with a connection takes, once Node itself is loaded.
  needs: { files: 60, bytes: 150_000, processBytes: 100e6 },
  mergeSummaries: mergedSummary,
  readBack,
  plan: async (request) => {
    const { path, version } = requireArtillery(request.env, request.workingDirectory);
    const [output = '', ...furtherOutputs] = outputNames(request.generators);
    const further = furtherOutputs.length === 0 ? {} : { furtherOutputs };
    return {
      manifest: { name: 'artillery', version, output, ...further },
      start: (where) => start(path, request, where),
    };
  },
};

/** Files that the workers of each process write to. */
function outputNames(generators: number): string[] {
  if (generators === 1) return ['engine.ndjson'];
  return Array.from({ length: generators }, (_, nth) => `engine-${nth + 1}.ndjson`);
}

async function start(
  path: string,
  request: EngineRequest,
  { folder, settings, confined, tell }: EngineStart,
): Promise<EngineRun> {
  if (!request.isOurs) await refuseOthers(request.script, confined);
  const { env, note } = environmentFor(request.env, request.isOurs);
  if (note !== undefined) tell(note);
  const { workingDirectory, sharesMachine, isOurs } = request;
  const outputs = outputNames(request.generators).map((name) => join(folder, name));
  const common = {
    artillery: path,
    workingDirectory,
    env,
    settings,
    sharesMachine,
    confined,
    isForeign: !isOurs,
  };
  const played = isOurs ? runFile(folder, 'artilleryScript') : request.script;
  const load = isOurs ? await writeScript(request.script, played, settings) : undefined;
  const runs = outputs.map((output, nth) => {
    const flags =
      load === undefined ? [] : ['--quiet', '--overrides', overridesFor(load, nth, outputs.length)];
    const child = startArtillery({ ...common, script: played, output, flags });
    return playWith(child, request, { folder, output });
  });
  const [only] = runs;
  return only !== undefined && runs.length === 1 ? only : together(runs);
}

/**
 * A browser connects by itself, whatever Node is kept from; and of what is no script Artillery says nothing that helps.
 * @throws engine-rejected-script
 */
async function refuseOthers(script: string, confined: boolean): Promise<void> {
  const refuse = (message: string): Error =>
    knownError('engine-rejected-script', { engine: 'artillery', script, message });
  const text = await readFile(script, 'utf8');
  if (confined && /\bengine:\s*["']?playwright\b/.test(text))
    throw refuse(
      'its engine playwright starts browsers, which nothing keeps on this machine; confirm with --i-may-test-this-system if you may test what they turn to',
    );
  if (!/\b(config|scenarios)\b/.test(text))
    throw refuse(
      text.trim() === ''
        ? 'it is empty'
        : 'it has neither "config" nor "scenarios", so it is no script of Artillery',
    );
}
