import about from './about.json' with { type: 'json' };
import { severities } from './finding.ts';
import type { OfflineRule, OnlineRule } from './rule.ts';

type RuleName = keyof typeof about;

/** A rule with what `about.json` says of it. */
export function offlineRule(name: RuleName, check: OfflineRule['check']): OfflineRule {
  return { ...aboutRule(name), check };
}

/** A rule that asks the account, with what `about.json` says of it. */
export function onlineRule(name: RuleName, check: OnlineRule['check']): OnlineRule {
  return { ...aboutRule(name), online: true, check };
}

function aboutRule(name: RuleName) {
  const { severity: given, summary, source } = about[name];
  const severity = severities.find((one) => one === given);
  if (severity === undefined) throw new TypeError(`${given} is no severity`);
  return { name, severity, summary, source };
}
