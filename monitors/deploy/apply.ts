import type { BilanciaError } from '../../core/errors.ts';
import { BilanciaError as KnownError } from '../../core/errors.ts';
import type { Connections } from '../aws/clients.ts';
import { isHopeless } from '../../core/aws/failures.ts';
import type { Change, Plan } from './plan/change.ts';
import { describe } from './resource/resource.ts';
import { applyChange } from './write/apply-change.ts';

/** What happened to one change. */
export type Outcome =
  | { readonly change: Change; readonly outcome: 'done'; readonly warnings: readonly string[] }
  | { readonly change: Change; readonly outcome: 'failed'; readonly failure: BilanciaError }
  | { readonly change: Change; readonly outcome: 'left'; readonly reason: string };

export interface ApplyOptions {
  /** Aborted: the change under way is finished, the others are left. */
  readonly interrupted?: AbortSignal;
  /** Told as each change ends. */
  readonly onOutcome?: (outcome: Outcome) => void;
}

/**
 * Does the changes of a plan one after the other. One that fails does not keep back others, but for those that need it,
 * and all deletions: what goes away is the last to be given up. Applying a new plan afterwards goes on where this one
 * ended.
 */
export async function applyPlan(
  connections: Connections,
  plan: Plan,
  { interrupted, onOutcome }: ApplyOptions = {},
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const undone = new Map<string, Change>();
  let ended: string | undefined;
  for (const change of plan.changes) {
    const outcome = await attempt(change);
    if (outcome.outcome !== 'done') undone.set(change.key, change);
    if (outcome.outcome === 'failed' && isHopeless(outcome.failure))
      ended = 'further requests would fail in the same way';
    outcomes.push(outcome);
    onOutcome?.(outcome);
  }
  return outcomes;

  async function attempt(change: Change): Promise<Outcome> {
    const reason = ended ?? reasonToLeave(change, undone, interrupted);
    if (reason !== undefined) return { change, outcome: 'left', reason };
    try {
      return { change, outcome: 'done', warnings: await applyChange(connections, change) };
    } catch (thrown) {
      if (!(thrown instanceof KnownError)) throw thrown;
      return { change, outcome: 'failed', failure: thrown };
    }
  }
}

function reasonToLeave(
  change: Change,
  undone: ReadonlyMap<string, Change>,
  interrupted: AbortSignal | undefined,
): string | undefined {
  if (interrupted?.aborted === true) return 'interrupted';
  const missing = change.needs.map((key) => undone.get(key)).find((needed) => needed !== undefined);
  if (missing !== undefined) return `it needs ${describe(missing.resource)}`;
  if (change.action === 'delete' && undone.size > 0)
    return 'nothing is deleted until all other changes are made';
  return undefined;
}
