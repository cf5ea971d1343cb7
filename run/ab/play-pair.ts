import { join } from 'node:path';
import type { AbManifest } from '../../core/run-folder/ab-folder.ts';
import { type JudgedPair, judgedBlock } from '../../reports/comparison/compare-pairs.ts';
import { readJudged } from '../../reports/history/read-judged.ts';
import { performRun } from '../perform.ts';
import type { Progress } from '../progress.ts';
import type { Playing } from './request.ts';

interface PairToPlay {
  readonly folder: string;
  /** Where the blocks go, and which comes first. */
  readonly places: AbManifest['pairs'][number];
  readonly number: number;
  /** ` of 24` for the live line, where it is known. */
  readonly of: string;
}

/**
 * Plays both blocks of a pair, with the same visitors. Undefined when it was interrupted: half a pair says nothing.
 * @throws any known error of a run
 */
export async function playPair(
  { context, progress, request }: Playing,
  { folder, places, number, of }: PairToPlay,
): Promise<JudgedPair | undefined> {
  const play = async (side: 'base' | 'new'): Promise<JudgedPair['base']> => {
    const out = join(folder, places[side]);
    const load = { ...request.load, seed: request.seed + number, out };
    const said = prefixed(progress, `pair ${number}${of}, ${side}: `);
    await performRun(context, said, load, request[side].target, { confirmed: request.confirmed });
    return judgedBlock(await readJudged(out));
  };
  const [first, second] =
    places.first === 'base' ? (['base', 'new'] as const) : (['new', 'base'] as const);
  const played = [await play(first)];
  if (!context.interrupted.aborted) played.push(await play(second));
  const [one, other] = played;
  if (context.interrupted.aborted || one === undefined || other === undefined) return undefined;
  return places.first === 'base' ? { base: one, new: other } : { base: other, new: one };
}

function prefixed(progress: Progress, prefix: string): Progress {
  return {
    ...progress,
    live: (text) => progress.live(prefix + text),
  };
}
