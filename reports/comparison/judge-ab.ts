import { join } from 'node:path';
import { type AbManifest, abFiles, readAbManifest } from '../../core/run-folder/ab-folder.ts';
import { writeWhole } from '../../core/run-folder/write-whole.ts';
import { readJudged } from '../history/read-judged.ts';
import type { FoldersResult } from './compare-folders.ts';
import { type JudgedPair, comparePairs, isValid, judgedBlock } from './compare-pairs.ts';
import { overlayOfPairs } from './overlay.ts';
import { drawComparison } from './page.ts';

/** What an A/B comparison came to. */
export interface AbResult extends FoldersResult {
  readonly folder: string;
  readonly manifest: AbManifest;
}

/**
 * Judges the folder of an A/B comparison, and writes what came out into it. Needs nothing but the folder, and takes one
 * that was cut short.
 * @throws unreadable-file when the manifest or a block cannot be used, and disk-full
 */
export async function judgeAb(folder: string): Promise<AbResult> {
  const manifest = await readAbManifest(folder);
  const pairs: JudgedPair[] = [];
  for (const places of manifest.pairs) {
    const [base, newer] = [
      judgedBlock(await readJudged(join(folder, places.base))),
      judgedBlock(await readJudged(join(folder, places.new))),
    ];
    pairs.push({ base, new: newer });
  }
  const compared = comparePairs(pairs, manifest);
  const notes = [manifest.planned, manifest.endedEarly].filter((one) => one !== undefined);
  const result = { folder, manifest, ...compared, notes: [...compared.notes, ...notes] };
  const { folder: _, ...written } = result;
  await writeWhole(join(folder, abFiles.result), `${JSON.stringify(written, undefined, 2)}\n`);
  const blocks = pairs
    .filter(isValid)
    .map((pair) => ({ base: pair.base.block, new: pair.new.block }));
  const page = await drawComparison(result, {
    heading: `${manifest.new} against ${manifest.base}, ${manifest.scenario}`,
    effect: manifest.options.effect,
    charts: overlayOfPairs(blocks, result.comparisons),
    over: 'pairs',
  });
  await writeWhole(join(folder, abFiles.page), page);
  return result;
}
