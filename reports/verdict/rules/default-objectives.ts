import { areDefaults } from '../../objectives/defaults.ts';
import { objectiveInWords } from '../../objectives/in-words.ts';
import { objectivesOf } from '../../objectives/schema.ts';
import { list, plural } from '../../words/figures.ts';
import type { Rule } from '../judged-run.ts';

/** Whoever brings a script of their own must know that limits of ours judge it. */
export const defaultObjectivesUsed: Rule = ({ evidence, objectives, script }) => {
  if (evidence.manifest.model !== 'foreign' || !areDefaults(objectives)) return [];
  const thresholds = script?.thresholds.length ?? 0;
  const beside =
    thresholds === 0 ? '' : ` besides ${plural(thresholds, 'threshold')} of the script`;
  const which = list(objectivesOf('requests', objectives).map(objectiveInWords));
  const summary = `No objectives were given, so Bilancia's own defaults judged${beside}: ${which}. Give others with --slo.`;
  return [{ severity: 'remark', summary }];
};
