import { formatSeconds } from '../../core/duration.ts';
import { differencesOf } from '../gate/comparability.ts';
import type { RunSummary } from '../gate/run-summary.ts';

/** The runs of a history that make one trend, and what is to be said of it. */
export interface Selected {
  /** By time. */
  readonly runs: readonly RunSummary[];
  /** What was left out and why, gaps, and clocks that cannot be right; one line each. */
  readonly notes: readonly string[];
}

/** A pause is told of from this many times the usual one on, and from a day on. */
const longPause = 7;
const dayMs = 24 * 3600 * 1000;
/** Clocks of machines may differ by this much. */
const clockSlackMs = 5 * 60 * 1000;

/**
 * The runs that can be compared with the newest one. Left out are those whose load was not what it should have been, of
 * another scenario, engine, machine, target or number of visitors, and those of a time that cannot be.
 * @param now milliseconds since 1970
 */
export function selectRuns(summaries: readonly RunSummary[], now: number): Selected {
  const notes: string[] = [];
  const possible = summaries.filter((run) => run.startedAt <= now + clockSlackMs);
  for (const { id, startedAt } of summaries.filter((run) => !possible.includes(run)))
    notes.push(`run ${id} is left out: it began at ${iso(startedAt)}, which is still to come`);
  const valid = possible.filter(({ outcome }) => outcome !== 'invalid');
  if (valid.length < possible.length)
    notes.push(`${counted(possible.length - valid.length, 'run')} left out as invalid`);
  const ordered = valid.toSorted((a, b) => a.startedAt - b.startedAt);
  const newest = ordered.at(-1);
  if (newest === undefined) return { runs: [], notes };
  const reasons = new Map<string, number>();
  const runs = ordered.filter((run) => {
    const [apart] = differencesOf(newest.identity, run.identity).filter(
      ({ what, matters }) => matters || what === 'target',
    );
    if (apart === undefined) return true;
    const reason = `${apart.what} ${apart.new}, not ${apart.base} as in the newest`;
    reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
    return false;
  });
  for (const [reason, count] of reasons) notes.push(`${counted(count, 'run')} left out: ${reason}`);
  return { runs, notes: [...notes, ...sameMoments(runs), ...pauses(runs), ...lengths(runs)] };
}

/** Runs on one machine begin one after the other: a clock that was set back makes their order doubtful. */
function sameMoments(runs: readonly RunSummary[]): string[] {
  return runs.slice(1).flatMap((run, index) => {
    const before = runs[index];
    if (before === undefined || run.startedAt >= before.startedAt + before.seconds * 1000)
      return [];
    return [
      `runs ${before.id} and ${run.id} overlap in time: they ran beside each other, or a clock was set`,
    ];
  });
}

function pauses(runs: readonly RunSummary[]): string[] {
  const steps = runs.slice(1).map((run, index) => run.startedAt - (runs[index]?.startedAt ?? 0));
  const usual = steps.toSorted((a, b) => a - b)[Math.floor(steps.length / 2)] ?? 0;
  return steps.flatMap((step, index) => {
    const [before, after] = [runs[index], runs[index + 1]];
    if (step < dayMs || step < longPause * usual || before === undefined || after === undefined)
      return [];
    const days = Math.round(step / dayMs);
    return [
      `no run for ${counted(days, 'day')} between ${day(before.startedAt)} and ${day(after.startedAt)}`,
    ];
  });
}

/** Shares of the usual length from which on it is said. */
const otherLength = 0.5;

function lengths(runs: readonly RunSummary[]): string[] {
  const usual = runs.map(({ seconds }) => seconds).toSorted((a, b) => a - b)[
    Math.floor(runs.length / 2)
  ];
  if (usual === undefined) return [];
  const other = runs.filter(({ seconds }) => Math.abs(seconds - usual) > otherLength * usual);
  return other.length === 0
    ? []
    : [`${counted(other.length, 'run')} of another length than the usual ${formatSeconds(usual)}`];
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

export function day(ms: number): string {
  return iso(ms).slice(0, 10);
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
