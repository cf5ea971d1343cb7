import type { ActionTarget } from '../definitions/base.ts';
import { shortHash } from './identifiers.ts';

/**
 * A target's id within its rule, at most 64 of `.`, `-`, `_`, letters and digits: the same wherever in the list the target
 * stands.
 */
export function targetId(target: ActionTarget): string {
  const whole = typeof target === 'string' ? target : target.topic;
  const name = whole.slice(whole.lastIndexOf(':') + 1);
  return `${name.replaceAll(/[^.\-\w]/g, '-').slice(0, 55)}-${shortHash(whole)}`;
}
