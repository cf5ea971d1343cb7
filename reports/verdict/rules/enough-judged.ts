import { count } from '../../words/figures.ts';
import type { Rule } from '../judged-run.ts';

/** Fewest requests that an objective must be met by to speak for the system. */
const enough = 20;

/** What nothing speaks against does not pass for that: something must speak for it. */
export const enoughJudged: Rule = ({ results, script, objectives, load }) => {
  const fewest = objectives.minimumSamples ?? enough;
  const thresholds = script?.thresholds ?? [];
  const checks = (script?.checks ?? []).map(({ objective }) => objective?.met);
  const isMissed = [...results, ...thresholds].some(({ met }) => met === false);
  const isMet =
    results.some(({ met, samples }) => met === true && samples >= fewest) ||
    thresholds.some(({ met }) => met === true) ||
    checks.includes(true);
  // What was missed or not judged at all is told of already.
  if (isMet || isMissed || checks.includes(false) || load.requestsPerSecond === 0) return [];
  const summary = `No objective was met by ${count(fewest)} requests or more: there is too little to judge by.`;
  return [{ severity: 'inconclusive', summary }];
};
