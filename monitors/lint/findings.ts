import type { LintSettings, Silence } from '../definitions/lint-settings.ts';
import { nameOf } from '../definitions/definition.ts';
import { severities, type LintFinding } from './rule/finding.ts';
import type { LintContext } from './rule/context.ts';
import { locate, type ReadText } from './locate.ts';
import type { AccountView } from './online/account-view.ts';
import type { OfflineRule, OnlineRule, Problem, Rule } from './rule/rule.ts';
import { isSilenced } from './silence.ts';

/** What is left out of findings, and where texts are found. */
export interface Filing {
  readonly silences: readonly Silence[];
  readonly severity?: LintSettings['severity'];
  readonly read?: ReadText | undefined;
}

/** What rules find in the definitions, in the order of places. */
export function findOffline(
  rules: readonly Rule[],
  context: LintContext,
  filing: Filing,
): LintFinding[] {
  return rules
    .filter((rule): rule is OfflineRule => rule.online !== true)
    .flatMap((rule) => [...rule.check(context)].flatMap((problem) => filed(rule, problem, filing)))
    .toSorted(byPlace);
}

/** What rules find in the definitions in view of the account, in the order of places. Errors: those of the account. */
export async function findOnline(
  rules: readonly Rule[],
  context: LintContext,
  account: AccountView,
  filing: Filing,
): Promise<LintFinding[]> {
  const findings: LintFinding[] = [];
  for (const rule of rules.filter((one): one is OnlineRule => one.online === true))
    for await (const problem of rule.check(context, account))
      findings.push(...filed(rule, problem, filing));
  return findings.toSorted(byPlace);
}

/** The order of findings: by file, line and column, then the worst first, then by subject and rule. */
export function byPlace(a: LintFinding, b: LintFinding): number {
  return (
    compare(a.location?.file ?? '', b.location?.file ?? '') ||
    (a.location?.line ?? 0) - (b.location?.line ?? 0) ||
    (a.location?.column ?? 0) - (b.location?.column ?? 0) ||
    severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
    compare(a.subject, b.subject) ||
    compare(a.rule, b.rule) ||
    compare(a.summary, b.summary)
  );
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** The finding that a problem is; none when it is silenced. */
function filed(
  rule: Rule,
  problem: Problem,
  { silences, severity: own = {}, read }: Filing,
): LintFinding[] {
  const { about, summary, details, severity = rule.severity } = problem;
  if (isSilenced(silences, rule, about)) return [];
  const location = about === undefined ? undefined : locate(about, read);
  return [
    {
      rule: rule.name,
      severity: own[rule.name] ?? severity,
      subject: about === undefined ? 'all definitions' : nameOf(about),
      summary,
      details,
      ...(location === undefined ? {} : { location }),
    },
  ];
}
