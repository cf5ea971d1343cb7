import type { Definition } from '../definitions/definition.ts';
import type { Silence } from '../definitions/lint-settings.ts';
import type { Rule } from './rule/rule.ts';

/** Whether any silence covers what `rule` says about `definition`. */
export function isSilenced(
  silences: readonly Silence[],
  rule: Pick<Rule, 'name'>,
  definition: Definition | undefined,
): boolean {
  return silences.some(
    (silence) =>
      silence.rule === rule.name &&
      (silence.name === undefined || silence.name === definition?.name),
  );
}
