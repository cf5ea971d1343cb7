import { createHash } from 'node:crypto';
import type { LintFinding } from '../rule/finding.ts';

/**
 * What stays the same of a finding while lines move: the same finding of two runs has the same print, and no two of one
 * run have. 32 hexadecimal digits each.
 */
export function fingerprints(findings: readonly LintFinding[]): readonly string[] {
  const seen = new Map<string, number>();
  return findings.map(({ rule, subject, summary, location }) => {
    const identity = [rule, location?.file ?? '', subject, summary].join('\n');
    const before = seen.get(identity) ?? 0;
    seen.set(identity, before + 1);
    return createHash('sha256').update(`${identity}\n${before}`).digest('hex').slice(0, 32);
  });
}
