import { defaultObjectives } from '../../objectives/defaults.ts';
import {
  indicatorInWords,
  targetInWords,
  valueInWords,
  windowsInWords,
} from '../../objectives/in-words.ts';
import { meets } from '../../objectives/indicator.ts';
import type { ObjectiveResult } from '../../objectives/result.ts';
import { count, list, plural } from '../../words/figures.ts';
import type { Finding } from '../finding.ts';
import type { JudgedRun, Rule } from '../judged-run.ts';

type Told = Omit<Finding, 'rule'>;

/** Missed objectives named after the worst one. */
const mostNamed = 5;

/** Every objective that has enough requests must be met, and each must have something that could be judged. */
export const objectivesMet: Rule = (run) => {
  const latency = run.results.filter(({ indicator }) => indicator !== 'errorRate');
  const errors = run.results.filter(({ indicator }) => indicator === 'errorRate');
  return [
    ...missed(latency, 'latency objective'),
    ...missed(errors, 'error objective'),
    ...unjudged(run),
    ...confirmation(run.results),
  ];
};

function missed(results: readonly ObjectiveResult[], what: string): Told[] {
  const judged = results.filter(({ met }) => met !== null);
  const [worst, ...others] = judged.filter(({ met }) => met === false).toSorted(byExcess);
  if (worst === undefined) return [];
  const also = others.map((one) => `${placeOf(one)} ${figureOf(one)}`);
  const start = `${count(others.length + 1)} of ${plural(judged.length, what)} missed`;
  const summary = `${start}, ${others.length > 0 ? 'worst ' : ''}${placeOf(worst)}: ${missedInWords(worst)}${also.length === 0 ? '' : `; also ${list(also, mostNamed)}`}.`;
  return [{ severity: 'missed', summary }];
}

/** The worst first: by how far the value is beyond its limit, then by the windows that used up most of their budget. */
function byExcess(a: ObjectiveResult, b: ObjectiveResult): number {
  return ofValue(b) - ofValue(a) || ofWindow(b) - ofWindow(a);
}

/** 0 where the value itself is met. */
function ofValue({ value, limit }: ObjectiveResult): number {
  if (value === null || meets(value, limit)) return 0;
  return limit === 0 ? value * Number.MAX_SAFE_INTEGER : value / limit;
}

function ofWindow({ windows: { worst, allowed } }: ObjectiveResult): number {
  return worst === null || allowed === 0 ? 0 : worst.bad / allowed;
}

/** `home`, `home in step 2`. */
function placeOf({ scope, phase }: ObjectiveResult): string {
  return phase === null ? scope : `${scope} in ${phase}`;
}

function figureOf({ indicator, value }: ObjectiveResult): string {
  return `${indicatorInWords(indicator)} ${valueInWords(indicator, value ?? 0)}`;
}

/** `p95 900 ms, target < 300 ms`; what only some windows miss is told of those. */
function missedInWords(result: ObjectiveResult): string {
  const target = targetInWords(result);
  if (!meets(result.value ?? 0, result.limit)) return `${figureOf(result)}, ${target}`;
  const { seconds, allowed } = result.windows;
  const inWindows = windowsInWords(result, result.windows) ?? '';
  return `${figureOf(result)} meets the ${target}, but of windows of ${seconds} s ${inWindows}, at most ${valueInWords('errorRate', allowed)} allowed`;
}

/**
 * Objectives without any result could not be judged; of others, what was too rare is no more than a remark. Where the
 * script's own thresholds were judged, our defaults come second, and what they lack is a remark too.
 */
function unjudged({ results, objectives, script }: JudgedRun): Told[] {
  const comesSecond =
    objectives === defaultObjectives && script?.thresholds.some(({ met }) => met !== null) === true;
  const groups = Map.groupBy(results, ({ objective, indicator }) => `${objective} ${indicator}`);
  const open = [...groups.values()].filter((group) => group.every(({ met }) => met === null));
  const rare = results.filter(({ met }) => met === null).filter((r) => !open.flat().includes(r));
  return [
    ...(open.length === 0
      ? []
      : [
          {
            severity: comesSecond ? ('remark' as const) : ('inconclusive' as const),
            summary: `Too few answers to judge ${listed(open.flat(), true)}.`,
          },
        ]),
    ...(rare.length === 0
      ? []
      : [
          {
            severity: 'remark' as const,
            summary: `Not judged, too few answers: ${listed(rare, false)}.`,
          },
        ]),
  ];
}

function listed(results: readonly ObjectiveResult[], withNeed: boolean): string {
  return list(
    results.map(({ name, samples, fewest }) => {
      const need = withNeed ? `, at least ${count(fewest)} needed` : '';
      return `${name} (${plural(samples, 'answer')}${need})`;
    }),
  );
}

function confirmation(results: readonly ObjectiveResult[]): Told[] {
  const met = results.filter((result) => result.met === true);
  if (met.length === 0) return [];
  const closest = met
    .filter(({ indicator }) => indicator !== 'errorRate')
    .toSorted((a, b) => (b.value ?? 0) / b.limit - (a.value ?? 0) / a.limit)[0];
  const nearest =
    closest === undefined
      ? ''
      : `, the closest call ${placeOf(closest)}: ${figureOf(closest)}, ${targetInWords(closest)}`;
  const summary = `${plural(met.length, 'objective')} met${nearest}.`;
  return [{ severity: 'confirmation', summary }];
}
