import type { ActionTarget } from '../../definitions/base.ts';
import type { Definition } from '../../definitions/definition.ts';
import { allAlarms } from './alarm-names.ts';
import type { LintContext } from './context.ts';

/** Everything that anything tells: the actions of alarms in all states, and the targets of event rules. */
export function* allTargets(
  context: LintContext,
): Generator<{ readonly about: Definition; readonly target: ActionTarget }> {
  for (const about of allAlarms(context))
    for (const targets of Object.values(about.actions ?? {}))
      for (const target of targets ?? []) yield { about, target };
  for (const about of context.all('event-rule'))
    for (const target of about.targets) yield { about, target };
}
