import type { Check } from '../../../core/probe-folder/checks.ts';
import { binomialUpper } from '../../../core/statistics/distributions/binomial.ts';
import { level } from '../facts/joining.ts';
import { type Answers, type Leaving, aroundMs } from '../facts/leaving.ts';

/** A client that cannot read for longer has not just lost a connection. */
const mostAwayMs = 5_000;

/** What it cost that a reader left. */
export function leavingChecks(leaving: Leaving): Check[] {
  return [reads(leaving), ...visitors(leaving)];
}

/** Connections to a reader that goes break; whoever opens another must reach one that is there. */
function reads({ reader, sessions, clients, errors, awayMs }: Leaving): Check {
  const name = 'reads-go-on-when-it-leaves';
  const cut = `${reader} left with ${sessions} sessions of clients on it`;
  if (clients === 0)
    return { name, state: 'open', evidence: `${cut}; none of the probe's own clients was on it.` };
  const kinds = [...new Set(errors)].toSorted().join(', ');
  const seen = `${cut}; of the probe's own clients ${clients} had been on it, with ${errors.length} errors${kinds === '' ? '' : ` (${kinds})`}`;
  if (awayMs === null)
    return { name, state: 'failed', evidence: `${seen}, and one did not read again.` };
  const state = awayMs > mostAwayMs ? 'failed' : 'passed';
  return {
    name,
    state,
    evidence: `${seen}; reads were away for ${(awayMs / 1000).toFixed(1)} s at most.`,
  };
}

/** Whether visitors were answered with more errors than before; none where nobody logs answers. */
function visitors({ reader, before, after }: Leaving): Check[] {
  const name = 'visitors-unharmed-when-it-leaves';
  if (before.requests === 0 || after.requests === 0) return [];
  const evidence = `visitors got ${told(after)} answers with an error within ${aroundMs / 1000} s after ${reader} left, and ${told(before)} before.`;
  // With none before, the chance of one is at most what one in as many would be.
  const rate = Math.max(before.errors, 0.5) / before.requests;
  const isMore = binomialUpper(after.errors, after.requests, Math.min(0.999, rate)) < level;
  return [{ name, state: isMore ? 'failed' : 'passed', evidence }];
}

function told({ errors, requests }: Answers): string {
  return `${errors} of ${requests}`;
}
