import type { Definition } from '../../definitions/definition.ts';
import type { Severity } from './finding.ts';
import type { LintContext } from './context.ts';
import type { AccountView } from '../online/account-view.ts';

/** What a rule found; the engine makes a finding of it, with the rule's name and the definition's place. */
export interface Problem {
  /** What it is about; without it, all definitions together. */
  readonly about?: Definition;
  /** One sentence: what is wrong. */
  readonly summary: string;
  /** Why, and what to do. */
  readonly details: string;
  /** When it differs from the rule's. */
  readonly severity?: Severity;
}

interface RuleBase {
  /** In kebab case; also the name of its page in `docs/lint`. */
  readonly name: string;
  readonly severity: Severity;
  /** One sentence: what it finds. */
  readonly summary: string;
  /** The page that the rule rests on. */
  readonly source: string;
}

/** A rule that needs nothing but the definitions. */
export interface OfflineRule extends RuleBase {
  readonly online?: false;
  readonly check: (context: LintContext) => Iterable<Problem>;
}

/** A rule that asks the account. */
export interface OnlineRule extends RuleBase {
  readonly online: true;
  readonly check: (context: LintContext, account: AccountView) => AsyncIterable<Problem>;
}

export type Rule = OfflineRule | OnlineRule;

/** Where a rule's page can be read. */
export function pageOf(rule: Pick<Rule, 'name'>): string {
  return `docs/lint/${rule.name}.md`;
}
