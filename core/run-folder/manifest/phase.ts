import { z } from 'zod';

/**
 * Kinds of phases. `ramp`: load comes, and is not judged. `hold` and `step`: load is there, and judged by the
 * objectives. `fault` and `recovery`: something is broken, and mends: judged by the drill that broke it.
 */
export const phaseKinds = ['ramp', 'hold', 'step', 'fault', 'recovery'] as const;

/** A part of a run, as planned and as it was. Phases follow one another without a gap. */
export const phaseSchema = z.object({
  name: z.string().min(1),
  kind: z.enum(phaseKinds),
  /** Seconds planned; absent where the script alone knows. */
  seconds: z.number().nonnegative().optional(),
  /** Visitors at once planned for its end; absent where the script alone knows. */
  visitors: z.int().nonnegative().optional(),
  /** When it really began and ended; absent while it has not. */
  startedAt: z.iso.datetime().optional(),
  endedAt: z.iso.datetime().optional(),
});
export type Phase = z.infer<typeof phaseSchema>;

/** Whether the objectives hold in phases of this kind. */
export function isJudged({ kind }: Pick<Phase, 'kind'>): boolean {
  return kind === 'hold' || kind === 'step';
}

/** Seconds planned for the phases that `isCounted` takes, all unless given. */
export function plannedSeconds(
  phases: readonly Phase[],
  isCounted: (phase: Phase) => boolean = () => true,
): number {
  return phases.reduce((sum, phase) => sum + (isCounted(phase) ? (phase.seconds ?? 0) : 0), 0);
}
