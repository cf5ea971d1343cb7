import type { Severity } from '../rule/finding.ts';
import { fingerprints } from './fingerprint.ts';
import type { LintReport } from './report.ts';

/** GitLab's words: info, minor, major, critical, blocker. */
const words: Readonly<Record<Severity, 'critical' | 'minor' | 'info'>> = {
  error: 'critical',
  warning: 'minor',
  info: 'info',
};

/** https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format */
export function gitlabReport({ findings, file }: LintReport): string {
  const prints = fingerprints(findings);
  const entries = findings.map(({ rule, severity, subject, summary, location }, index) => ({
    description: `${subject}: ${summary}`,
    check_name: rule,
    fingerprint: prints[index],
    severity: words[severity],
    // GitLab wants a path without "./", and always a line.
    location: {
      path: (location?.file ?? file).replace(/^(?:\.\/)+/, ''),
      lines: { begin: location?.line ?? 1 },
    },
  }));
  return `${JSON.stringify(entries, undefined, 2)}\n`;
}
