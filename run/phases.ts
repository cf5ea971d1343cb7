import { pause } from '../core/pause.ts';
import type { Phase } from '../core/run-folder/manifest/phase.ts';

/** What is done around phases, by drills for example. What a hook throws ends the run. */
export interface PhaseHooks {
  readonly before?: (phase: Phase) => Promise<void>;
  readonly after?: (phase: Phase) => Promise<void>;
}

/** What following the phases needs. Times are milliseconds since 1970. */
export interface PhaseClock {
  readonly now: () => number;
  /** When load began; undefined while it has not. */
  readonly beganAt: () => number | undefined;
  /** Aborted when the load is over, at its time or before. */
  readonly over: AbortSignal;
  readonly hooks: PhaseHooks;
  /** Told all phases whenever the times of one are known. */
  readonly changed: (phases: readonly Phase[]) => Promise<void>;
}

const lookEveryMs = 100;

/**
 * Follows the load through its phases by the clock, since the engine plays by the same: phase n begins when the planned
 * seconds of those before it are over. A load that ends early ends the phase that it is in; those after it have no
 * times. A phase without planned seconds lasts until the load is over.
 */
export async function followPhases(phases: readonly Phase[], clock: PhaseClock): Promise<Phase[]> {
  const { now, over, hooks, changed } = clock;
  const known = phases.map((phase) => ({ ...phase }));
  while (clock.beganAt() === undefined && !over.aborted) await pause(lookEveryMs, over);
  let from = clock.beganAt();
  if (from === undefined) return known;
  for (const [index, phase] of phases.entries()) {
    const started: Phase = { ...phase, startedAt: iso(from) };
    known[index] = started;
    await changed(known);
    await hooks.before?.(started);
    const planned: number = phase.seconds === undefined ? Infinity : from + phase.seconds * 1000;
    while (now() < planned && !over.aborted)
      await pause(Math.min(Math.max(0, planned - now()), 1_000), over);
    const to: number = Math.max(from, Math.min(planned, now()));
    const ended: Phase = { ...started, endedAt: iso(to) };
    known[index] = ended;
    await changed(known);
    await hooks.after?.(ended);
    if (over.aborted && to < planned) break;
    from = to;
  }
  return known;
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
