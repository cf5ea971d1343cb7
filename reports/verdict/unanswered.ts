import { type Silence, silences } from '../evidence/silence.ts';
import type { Evidence } from '../evidence/evidence.ts';

/** Seconds of silence that are short enough to be chance, even where what was asked was never answered. */
const sureSeconds = 2;
/** Seconds from which on silence is told of where visitors may have been thinking. */
export const silentSeconds = 5;
/** How many times longer than any silence before. */
const longer = { sure: 2, unsure: 3 } as const;

/**
 * Silences at whose end the engine cut what its virtual users did, so that what they waited for was never reported. Where
 * they had asked and nothing at all had come, they surely waited; else they may have been thinking, which is told by a
 * silence far longer than any before.
 */
export function unansweredSilences(evidence: Evidence): Silence[] {
  // Visitors of ours are given the time for every answer, or failure, to come.
  if (evidence.manifest.model !== 'foreign') return [];
  return silences(evidence).filter((silence) => {
    const seconds = silence.to - silence.from;
    if (!silence.cut || silence.playing === 0) return false;
    if (isSure(silence) && seconds >= sureSeconds)
      return seconds > longer.sure * silence.longestBefore;
    return isFarLonger(silence);
  });
}

/** Whether something was asked, and nothing came. */
export function isSure({ sent, received }: Silence): boolean {
  return sent > 0 && received === 0;
}

export function isFarLonger({ from, to, longestBefore }: Silence): boolean {
  return to - from >= silentSeconds && to - from > longer.unsure * longestBefore;
}
