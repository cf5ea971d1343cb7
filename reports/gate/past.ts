import { plural } from '../words/figures.ts';
import { differencesOf } from './comparability.ts';
import { type RunBlocks, secondsOf } from './run-blocks.ts';
import type { RunSummary } from './run-summary.ts';

/** The runs of a history that tell how much runs like these differ. */
export interface Past {
  /** By time. */
  readonly runs: readonly RunSummary[];
  /** How many, and why the others do not; nothing where there is no history. */
  readonly notes: readonly string[];
}

/** A run that is longer by more than this factor differs less from the next one than the runs that are compared do. */
const muchLonger = 1.5;

export function pastOf(history: readonly RunSummary[], compared: readonly RunBlocks[]): Past {
  const ids = new Set(compared.map(({ id }) => id));
  const others = history.filter(({ id }) => !ids.has(id));
  if (others.length === 0) return { runs: [], notes: [] };
  const reasons = new Map<string, number>();
  const runs = others.filter((summary) => {
    const reason = unlikeAll(summary, compared);
    if (reason !== undefined) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
    return reason === undefined;
  });
  const leftOut = [...reasons].map(([reason, count]) => `${count} ${reason}`);
  return {
    runs: runs.toSorted((a, b) => a.startedAt - b.startedAt),
    notes: [
      `history: ${plural(runs.length, 'run')} like these${leftOut.length === 0 ? '' : `, left out ${leftOut.join(', ')}`}`,
    ],
  };
}

/** Why a run of the past says nothing of any of those that are compared; undefined when it does. */
function unlikeAll(summary: RunSummary, compared: readonly RunBlocks[]): string | undefined {
  if (summary.outcome === 'invalid') return 'invalid';
  const reasons = compared.map((run) => unlike(summary, run));
  return reasons.includes(undefined) ? undefined : reasons[0];
}

/** Runs of another target vary as much as that target does. */
function unlike(summary: RunSummary, run: RunBlocks): string | undefined {
  const [first] = differencesOf(run.identity, summary.identity).filter(
    ({ what, matters }) => matters || what === 'target',
  );
  if (first !== undefined) return `with another ${first.what}`;
  return summary.seconds > muchLonger * secondsOf(run) ? 'of longer runs' : undefined;
}
