import packageJson from '../../package.json' with { type: 'json' };
import { type AbManifest, writeAbManifest } from '../../core/run-folder/ab-folder.ts';
import { reasonOf } from '../../core/errors.ts';
import { createRunFolder } from '../../core/run-folder/open.ts';
import { seededRandom } from '../../core/seeded-random.ts';
import { type AbResult, judgeAb } from '../../reports/comparison/judge-ab.ts';
import { type JudgedPair, comparePairs, isValid } from '../../reports/comparison/compare-pairs.ts';
import { plural } from '../../reports/words/figures.ts';
import { reach } from '../../targets/reach.ts';
import type { RunContext } from '../context.ts';
import type { Progress } from '../progress.ts';
import { type Plan, planFromHistory, planFromPairs } from './plan.ts';
import { playPair } from './play-pair.ts';
import type { AbRequest, Playing } from './request.ts';

/**
 * Plays two systems by turns, in short blocks whose order is random within each pair, and judges after each look that
 * the plan has. What makes the machine slower for a while hits both. An interruption ends it, and so does an error: it is
 * judged on the pairs there are.
 * @throws any known error of a run; the folder then holds what was played until then, judged
 */
export async function performAb(
  context: RunContext,
  progress: Progress,
  request: AbRequest,
): Promise<AbResult> {
  // Nothing is left of a comparison that could not begin.
  for (const { target } of [request.base, request.new]) await reach(target, request.confirmed);
  const opened = await createRunFolder(request.out);
  try {
    return await performIn(opened.path, { context, progress, request });
  } finally {
    await opened.close();
  }
}

async function performIn(folder: string, playing: Playing): Promise<AbResult> {
  const { context, progress, request } = playing;
  let manifest = manifestOf(request, context.now());
  const update = async (change: Partial<AbManifest>): Promise<void> => {
    manifest = { ...manifest, ...change };
    await writeAbManifest(folder, manifest);
  };
  const plan = async ({ looks, sentence }: Plan): Promise<void> => {
    progress.say(sentence);
    await update({ looks: { ...looks, at: [...looks.at] }, planned: sentence });
  };
  await update({});
  const known = await planFromHistory(request);
  if (known !== undefined) await plan(known);
  const order = seededRandom(request.seed);
  const pairs: JudgedPair[] = [];
  let failure: unknown;
  while (!context.interrupted.aborted) {
    const first = order() < 0.5 ? 'base' : 'new';
    const number = manifest.pairs.length + 1;
    const of = manifest.looks === undefined ? '' : ` of ${manifest.looks.pairs}`;
    const places = { base: placeOf(number, 'base'), new: placeOf(number, 'new'), first } as const;
    try {
      const pair = await playPair(playing, { folder, places, number, of });
      if (pair === undefined) break;
      pairs.push(pair);
    } catch (error) {
      failure = error;
      break;
    }
    await update({ pairs: [...manifest.pairs, places] });
    if (manifest.looks === undefined) {
      const made = planFromPairs(pairs, request);
      if (made !== undefined) await plan(made);
    }
    const ending = endingOf(pairs, manifest);
    if (ending === undefined) continue;
    if (ending !== '') await update({ endedEarly: ending });
    break;
  }
  if (context.interrupted.aborted) await update({ endedEarly: 'It was interrupted.' });
  if (failure !== undefined) await update({ endedEarly: reasonOf(failure) });
  await update({ endedAt: iso(context.now()) });
  progress.end();
  const result = await judgeAb(folder);
  if (failure !== undefined) throw failure;
  return result;
}

/** Why no further pair is played, as a sentence; empty where all were, undefined where there are more. */
function endingOf(pairs: readonly JudgedPair[], manifest: AbManifest): string | undefined {
  const valid = pairs.filter(isValid).length;
  const { looks } = manifest;
  if (pairs.length - valid >= mostInvalid && pairs.length - valid > valid)
    return `Most pairs were invalid (${pairs.length - valid} of ${pairs.length}).`;
  if (looks === undefined || !pairs.slice(-1).every(isValid)) return undefined;
  if (valid >= looks.pairs) return '';
  if (!looks.at.includes(valid)) return undefined;
  const { outcome } = comparePairs(pairs, manifest);
  return outcome === 'inconclusive'
    ? undefined
    : `It was clear after ${plural(valid, 'pair')} of ${looks.pairs}.`;
}

/** Invalid pairs after which it is no use to go on, when they are most. */
const mostInvalid = 6;

function manifestOf({ base, new: newer, load, seed, options }: AbRequest, now: number): AbManifest {
  return {
    schemaVersion: 1,
    bilanciaVersion: packageJson.version,
    scenario: load.scenario,
    base: base.label,
    new: newer.label,
    seed,
    startedAt: iso(now),
    options: { ...options, percentiles: [...options.percentiles] },
    pairs: [],
  };
}

function placeOf(number: number, side: string): string {
  return `${String(number).padStart(3, '0')}-${side}`;
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
