// @module-tag needs/k6
import { expect } from 'vitest';
import { outcomeBy } from '../../../reports/verdict/finding.ts';
import type { Verdict } from '../../../reports/verdict/schema.ts';
import type { Played } from './by-bilancia.ts';
import type { Kind } from './kinds.ts';
import { type Seen, withoutCounts } from './seen.ts';

/** Two that should be equal. */
export interface Comparison {
  readonly ours: unknown;
  readonly expected: unknown;
}

const statuses = { pass: 0, fail: 1, inconclusive: 3, invalid: 3 } as const;
/** What a machine that others use as well may add. */
const ofMachine = ['generator-limits', 'machine-saturated', 'evidence-complete'];
/** Requests of two plays by the clock may differ by this fraction. */
const tolerance = 0.3;

/** What came of a play by us, and what should, by a play of plain k6 and by what a person expects of the kind. */
export function compared(kind: Kind, plain: Seen, { ended, judged }: Played): Comparison {
  const { outcome, says, isTimed = false, except = [] } = kind;
  if (outcome === 'refused' || judged === undefined)
    return {
      ours: { status: ended.status, says: ended.stderr, isPlayed: plain.exitStatus === 0 },
      expected: { status: 2, says: expect.stringMatching(says), isPlayed: outcome !== 'refused' },
    };
  const { verdict, seen } = judged;
  const asK6: Seen = { ...plain, ...Object.fromEntries(except.map((key) => [key, seen[key]])) };
  const isNear = Math.abs(seen.requests - plain.requests) <= tolerance * plain.requests;
  return {
    ours: {
      seen: isTimed && isNear ? withoutCounts(seen) : seen,
      outcome: outcomeOf(verdict),
      sentences: verdict.findings.map(({ summary }) => summary),
      status: ended.status,
      // However short it was.
      isGeneratorSeen: isGeneratorSeen(verdict),
    },
    expected: {
      seen: isTimed && isNear ? withoutCounts(asK6) : asK6,
      outcome,
      sentences: expect.arrayContaining([expect.stringMatching(says)]),
      status: statuses[verdict.outcome],
      isGeneratorSeen: true,
    },
  };
}

/** A run that the machine spoiled says nothing, and is made again. */
export function isSpoiled({ judged }: Played): boolean {
  if (judged === undefined) return false;
  return judged.verdict.outcome === 'invalid' || !isGeneratorSeen(judged.verdict);
}

function isGeneratorSeen({ reasons }: Verdict): boolean {
  return !reasons.join().includes('generator-health.ndjson');
}

function outcomeOf({ findings }: Verdict): string {
  return outcomeBy(findings.filter(({ rule }) => !ofMachine.includes(rule)));
}
