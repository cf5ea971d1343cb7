import type { Rule } from '../rule/rule.ts';
import * as all from './all.ts';

/** Every rule. */
export const rules: readonly Rule[] = Object.values(all);
