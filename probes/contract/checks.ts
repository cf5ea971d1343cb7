import type { Check, ChecksFigures } from '../../core/probe-folder/checks.ts';
import type { ProbeVerdict } from '../../core/probe-folder/verdict.ts';

interface Words {
  readonly probe: string;
  /** The finding when a check failed, and when all passed; an open one makes it inconclusive. */
  readonly failed: string;
  readonly passed: string;
}

/** The verdict that a list of checks comes to: it passes only when each of them did, and there were any. */
export function verdictOfChecks(
  { probe, failed, passed }: Words,
  figures: ChecksFigures,
  remarks: readonly string[],
): ProbeVerdict {
  const inState = (state: Check['state']): string[] =>
    figures.checks.filter((check) => check.state === state).map(inWords);
  const [bad, open, good] = [inState('failed'), inState('open'), inState('passed')];
  if (bad.length > 0)
    return {
      probe,
      outcome: 'fail',
      finding: failed,
      reasons: bad,
      remarks: [...remarks, ...open],
      figures,
    };
  if (open.length > 0 || good.length === 0) {
    const reasons = open.length > 0 ? open : ['Nothing was seen that could be checked.'];
    return { probe, outcome: 'inconclusive', finding: 'inconclusive', reasons, remarks, figures };
  }
  return { probe, outcome: 'pass', finding: passed, reasons: good, remarks, figures };
}

/** The verdict on what was not seen. */
export function nothingToJudge(probe: string, reason: string): ProbeVerdict {
  return {
    probe,
    outcome: 'inconclusive',
    finding: 'inconclusive',
    reasons: [reason],
    remarks: [],
    figures: null,
  };
}

function inWords({ name, evidence }: Check): string {
  return `${name}: ${evidence}`;
}
