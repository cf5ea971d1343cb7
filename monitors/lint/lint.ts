import { knownError } from '../../core/errors.ts';
import { nearest } from '../../core/nearest.ts';
import { nameOf, type DefinitionSet } from '../definitions/definition.ts';
import { severities, type Finding } from '../findings/finding.ts';
import type { Budget, Silence } from '../definitions/lint-settings.ts';
import { lintContext } from './context.ts';
import { locate, type ReadText } from './locate.ts';
import type { AccountView } from './online/account-view.ts';
import type { OfflineRule, OnlineRule, Problem, Rule } from './rule.ts';
import { rules as allRules } from './rules/index.ts';
import { isSilenced } from './silence.ts';

export interface LintOptions {
  /** Rules to check; all by default. */
  readonly rules?: readonly Rule[];
  /** Names of rules that are off, beside those that the definitions silence themselves. */
  readonly disabled?: readonly string[];
  /** Takes the place of the definitions' own budget. */
  readonly budget?: Budget;
  /** The texts of the files that definitions come from, to find lines in; none by default. */
  readonly read?: ReadText;
}

/**
 * What is wrong with definitions, as far as it can be told without asking AWS; by file and line, then by severity.
 * An unknown name of a rule is the error `unknown-name`.
 *
 * @example
 *   lint(set, { disabled: ['alarm-description'] })
 *   // [{ rule: 'sparse-metric', severity: 'warning', subject: 'metric alarm "5xx"', summary: ..., details: ... }]
 */
export function lint(set: DefinitionSet, options: LintOptions = {}): Finding[] {
  const silences = silencesOf(set, options);
  const context = lintContext(set, options.budget ?? set.lint?.budget);
  const offline = (options.rules ?? allRules).filter((rule): rule is OfflineRule => !rule.online);
  return offline
    .flatMap((rule) =>
      [...rule.check(context)]
        .filter(({ about }) => !isSilenced(silences, rule, about))
        .map((problem) => findingOf(rule, problem, options.read)),
    )
    .toSorted(byPlace);
}

/** What is wrong with definitions in view of what the account holds. Reads only. Errors: those of the account. */
export async function lintOnline(
  set: DefinitionSet,
  account: AccountView,
  options: LintOptions = {},
): Promise<Finding[]> {
  const silences = silencesOf(set, options);
  const context = lintContext(set, options.budget ?? set.lint?.budget);
  const online = (options.rules ?? allRules).filter(
    (rule): rule is OnlineRule => rule.online === true,
  );
  const findings: Finding[] = [];
  for (const rule of online) {
    for await (const problem of rule.check(context, account)) {
      if (isSilenced(silences, rule, problem.about)) continue;
      findings.push(findingOf(rule, problem, options.read));
    }
  }
  return findings.toSorted(byPlace);
}

/** The order of findings: by file, line and column, then the worst first, then by subject and rule. */
export function byPlace(a: Finding, b: Finding): number {
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

function findingOf(rule: Rule, problem: Problem, read: ReadText | undefined): Finding {
  const { about, summary, details, severity = rule.severity } = problem;
  const location = about === undefined ? undefined : locate(about, read);
  return {
    rule: rule.name,
    severity,
    subject: about === undefined ? 'all definitions' : nameOf(about),
    summary,
    details,
    ...(location === undefined ? {} : { location }),
  };
}

/** Those of the definitions and of the options, once all name a rule that there is and give a reason. */
function silencesOf(set: DefinitionSet, options: LintOptions): readonly Silence[] {
  const known = allRules.map(({ name }) => name);
  const disabled = (options.disabled ?? []).map((rule) => ({ rule, reason: 'disabled by hand' }));
  const silences = [...(set.lint?.disable ?? []), ...disabled];
  for (const { rule, reason } of silences) {
    if (!known.includes(rule)) {
      const suggestion = nearest(rule, known);
      throw knownError('unknown-name', {
        what: 'lint rule',
        given: rule,
        nearest: suggestion,
        known,
      });
    }
    if (reason.trim() === '')
      throw knownError('bad-value', {
        what: `The reason for silencing ${rule}`,
        given: reason,
        expected: 'a sentence for whoever reads it next year',
      });
  }
  return silences;
}
