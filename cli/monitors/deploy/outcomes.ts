import type { BilanciaError } from '../../../core/errors.ts';
import { knownError } from '../../../core/errors.ts';
import type { Outcome } from '../../../monitors/deploy/apply.ts';
import { doneLine } from '../../../monitors/deploy/plan/render.ts';
import { describe } from '../../../monitors/deploy/resource/resource.ts';

/** What happened to a change, for a person. */
export function outcomeLines(outcome: Outcome): string[] {
  const { change } = outcome;
  const what = `${change.action} ${describe(change.resource)}`;
  switch (outcome.outcome) {
    case 'done':
      return [doneLine(change), ...outcome.warnings.map((warning) => `  warning: ${warning}`)];
    case 'failed':
      return [`failed: ${what}: ${outcome.failure.message}`];
    case 'left':
    default:
      return [`left: ${what}: ${outcome.reason}`];
  }
}

/** What happened to a change, for a program. */
export function outcomeRecord(outcome: Outcome): object {
  const { key, action, resource } = outcome.change;
  const change = { action, key, subject: describe(resource) };
  switch (outcome.outcome) {
    case 'done':
      return { ...change, outcome: 'done', warnings: outcome.warnings };
    case 'failed': {
      const { code, message } = outcome.failure;
      return { ...change, outcome: 'failed', error: { code, message } };
    }
    case 'left':
    default:
      return { ...change, outcome: 'left', reason: outcome.reason };
  }
}

/** What is to be said when not all is done. */
export function shortfallOf(outcomes: readonly Outcome[]): BilanciaError | undefined {
  const done = outcomes.filter(({ outcome }) => outcome === 'done').length;
  const left = outcomes.length - done;
  if (left === 0) return undefined;
  const failure = outcomes.find((outcome) => outcome.outcome === 'failed');
  return knownError(
    'apply-incomplete',
    { done, left, reason: failure?.failure.message ?? 'Interrupted.' },
    failure?.failure,
  );
}
