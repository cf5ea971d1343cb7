import { knownError } from '../../core/errors.ts';
import { nearest } from '../../core/nearest.ts';
import type { Definition, DefinitionSet } from '../definitions/definition.ts';
import type { Budget, LintSettings, Silence } from '../definitions/lint-settings.ts';
import type { LintFinding } from './rule/finding.ts';
import { lintContext } from './rule/context.ts';
import type { Filing } from './findings.ts';
import { findOffline, findOnline } from './findings.ts';
import type { ReadText } from './locate.ts';
import type { AccountView } from './online/account-view.ts';
import type { Rule } from './rule/rule.ts';
import { rules as allRules } from './rules/index.ts';

export interface LintOptions {
  /** Rules to check; all by default. */
  readonly rules?: readonly Rule[];
  /** Names of rules that are off, beside those that the definitions silence themselves. */
  readonly disabled?: readonly string[];
  /** Severities of rules, in place of what the definitions say of them. */
  readonly severity?: LintSettings['severity'];
  /** Takes the place of the definitions' own budget. */
  readonly budget?: Budget;
  /** Where definitions live that name no region, in place of what they say together. */
  readonly region?: string;
  /** The texts of the files that definitions come from, to find lines in; none by default. */
  readonly read?: ReadText;
}

/**
 * What is wrong with definitions, as far as it can be told without asking AWS; by file and line, then by severity.
 * An unknown name of a rule is the error `unknown-name`.
 *
 * @example
 *   lint(set, { disabled: ['alarm-description'] })
 *   // [{ rule: 'sparse-metric-missing-data', severity: 'warning', subject: 'metric alarm "5xx"', summary, details }]
 */
export function lint(set: DefinitionSet, options: LintOptions = {}): LintFinding[] {
  const { rules = allRules } = options;
  return findOffline(rules, lintContext(set, options), filingOf(set, options));
}

/** What is wrong with definitions in view of what the account holds. Reads only. Errors: those of the account. */
export async function lintOnline(
  set: DefinitionSet,
  account: AccountView,
  options: LintOptions = {},
): Promise<LintFinding[]> {
  const { rules = allRules } = options;
  return findOnline(rules, lintContext(set, options), account, filingOf(set, options));
}

/** The rule of that name. An unknown one is the error `unknown-name`. */
export function ruleNamed(name: string): Rule {
  const rule = allRules.find((candidate) => candidate.name === name);
  if (rule !== undefined) return rule;
  const known = allRules.map((candidate) => candidate.name);
  throw knownError('unknown-name', {
    what: 'lint rule',
    given: name,
    nearest: nearest(name, known),
    known,
  });
}

function filingOf(set: DefinitionSet, options: LintOptions): Filing {
  const severity = { ...set.lint?.severity, ...options.severity };
  for (const rule of Object.keys(severity)) ruleNamed(rule);
  return { silences: silencesOf(set, options), severity, read: options.read };
}

/** A tag that turns a rule off for whatever carries it: its value is the reason. */
const silencingTag = /^bilancia:ignore:(.+)$/;

function silencesInTags({ name, tags = {} }: Definition): Silence[] {
  return Object.entries(tags).flatMap(([key, reason]) => {
    const rule = silencingTag.exec(key)?.[1];
    return rule === undefined ? [] : [{ rule, name, reason }];
  });
}

/** Those of the definitions and of the options, once all name a rule that there is and give a reason. */
function silencesOf(set: DefinitionSet, { disabled = [] }: LintOptions): readonly Silence[] {
  const silences: readonly Silence[] = [
    ...(set.lint?.disable ?? []),
    ...set.definitions.flatMap(silencesInTags),
    ...disabled.map((rule) => ({ rule, reason: 'disabled by hand' })),
  ];
  const names = set.definitions.map((definition) => definition.name);
  for (const { rule, name, reason } of silences) {
    ruleNamed(rule);
    if (name !== undefined && !names.includes(name)) throw silencesNothing(name, names);
    if (reason.trim() === '')
      throw knownError('bad-value', {
        what: `The reason for silencing ${rule}`,
        given: reason,
        expected: 'a sentence for the next reader',
      });
  }
  return silences;
}

function silencesNothing(given: string, known: readonly string[]): Error {
  const what = 'definition in lint.disable';
  return knownError('unknown-name', { what, given, nearest: nearest(given, known), known });
}
