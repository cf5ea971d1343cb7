import { areDefaults } from '../../objectives/defaults.ts';
import {
  indicatorInWords,
  targetInWords,
  valueInWords,
  windowsInWords,
} from '../../objectives/in-words.ts';
import { meets } from '../../objectives/indicator.ts';
import { type ObjectiveResult, isLatency } from '../../objectives/result.ts';
import type { ObjectiveKind } from '../../objectives/schema.ts';
import { count, list, plural } from '../../words/figures.ts';
import type { Finding } from '../finding.ts';
import type { JudgedRun, Rule } from '../judged-run.ts';

type Told = Omit<Finding, 'rule'>;

/** Missed objectives named after the worst one. */
const mostNamed = 5;

/** Every objective that has enough requests must be met, and each must have something that could be judged. */
export const objectivesMet: Rule = (run) => {
  // What is violated is told of by itself.
  const limited = run.results.filter(({ kind }) => kind !== 'invariants');
  const groups = Map.groupBy(limited, groupOf);
  return [
    ...[...groups].flatMap(([what, results]) => missed(results, what)),
    ...unjudged(run),
    ...confirmation(run.results),
  ];
};

/** What objectives are counted with. */
function groupOf({ kind, indicator }: ObjectiveResult): string {
  if (kind !== 'requests') return `objective of ${ofKind[kind]}`;
  if (isLatency(indicator)) return 'latency objective';
  return indicator === 'errorRate' ? 'error objective' : `${indicator} objective`;
}

const ofKind: Readonly<Record<Exclude<ObjectiveKind, 'requests'>, string>> = {
  checks: 'checks',
  bookings: 'bookings',
  tasks: 'tasks',
  readers: 'readers',
  invariants: 'invariants',
  generator: 'the generator',
  webVitals: 'Web Vitals',
  drift: 'drift',
};

function missed(results: readonly ObjectiveResult[], what: string): Told[] {
  const judged = results.filter(({ met }) => met !== null);
  const [worst, ...others] = judged.filter(({ met }) => met === false).toSorted(byExcess);
  if (worst === undefined) return [];
  const also = others.map((one) => `${placeOf(one)} ${figureOf(one)}`);
  const start = `${count(others.length + 1)} of ${plural(judged.length, what, what.replace('objective', 'objectives'))} missed`;
  const summary = `${start}, ${others.length > 0 ? 'worst ' : ''}${placeOf(worst)}: ${missedInWords(worst)}${also.length === 0 ? '' : `; also ${list(also, mostNamed)}`}.`;
  // Where the generator is not what it should be, its figures say nothing of the system.
  return [{ severity: worst.kind === 'generator' ? 'invalid' : 'missed', summary }];
}

/** The worst first: by how far the value is beyond its limit, then by the windows that used up most of their budget. */
function byExcess(a: ObjectiveResult, b: ObjectiveResult): number {
  return ofValue(b) - ofValue(a) || ofWindow(b) - ofWindow(a);
}

/** 0 where the value itself is met. */
function ofValue({ value, limit, indicator }: ObjectiveResult): number {
  if (value === null || meets(value, limit, indicator)) return 0;
  if (limit > value) return value === 0 ? Infinity : limit / value;
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
  if (result.counted !== 'answer' || result.indicator === 'throughput')
    return `${indicatorInWords(result.indicator)} ${result.observed}, target ${result.expected}`;
  const target = targetInWords(result);
  if (!meets(result.value ?? 0, result.limit)) return `${figureOf(result)}, ${target}`;
  const { seconds, allowed } = result.windows;
  const inWindows = windowsInWords(result, result.windows) ?? '';
  return `${figureOf(result)} meets the ${target}, but of windows of ${seconds} s ${inWindows}, at most ${valueInWords('errorRate', allowed)} allowed`;
}

/**
 * Objectives without any result could not be judged; of others, what was too rare is no more than a remark, unless it is a
 * part of the system of which nothing was seen. Where the script's own thresholds were judged, our defaults come second,
 * and what they lack is a remark too.
 */
function unjudged({ results, objectives, script }: JudgedRun): Told[] {
  const comesSecond =
    areDefaults(objectives) && script?.thresholds.some(({ met }) => met !== null) === true;
  const groups = Map.groupBy(results, ({ objective, indicator }) => `${objective} ${indicator}`);
  const open = [...groups.values()].flatMap((group) =>
    isOpen(group) ? group : group.filter(isUnseen),
  );
  const rare = results.filter(({ met }) => met === null).filter((r) => !open.includes(r));
  return [
    ...tell(comesSecond ? 'remark' : 'inconclusive', open, true),
    ...tell('remark', rare, false),
  ];
}

function isOpen(group: readonly ObjectiveResult[]): boolean {
  return group.every(({ met }) => met === null);
}

/** Also where a trend could not be told of one part: that another has none says nothing of it. */
function isUnseen({ kind, met, samples, tenant }: ObjectiveResult): boolean {
  if (kind === 'drift') return met === null;
  return (kind !== 'requests' || tenant !== null) && met === null && samples === 0;
}

function tell(
  severity: Finding['severity'],
  results: readonly ObjectiveResult[],
  isOpen: boolean,
): Told[] {
  const [answers, others] = [
    results.filter(({ counted }) => counted === 'answer'),
    results.filter(({ counted }) => counted !== 'answer'),
  ];
  const told = (of: readonly ObjectiveResult[], open: string, rare: string): Told[] => {
    if (of.length === 0) return [];
    const names = listed(of, isOpen);
    return [{ severity, summary: isOpen ? `${open} ${names}.` : `${rare}: ${names}.` }];
  };
  return [
    ...told(answers, 'Too few answers to judge', 'Not judged, too few answers'),
    ...told(others, 'Too little to judge', 'Not judged'),
  ];
}

function listed(results: readonly ObjectiveResult[], withNeed: boolean): string {
  return list(
    results.map(({ name, samples, fewest, counted, observed }) => {
      if (counted !== 'answer') return `${name} (${observed})`;
      const need = withNeed ? `, at least ${count(fewest)} needed` : '';
      return `${name} (${plural(samples, counted)}${need})`;
    }),
  );
}

function confirmation(results: readonly ObjectiveResult[]): Told[] {
  const met = results.filter((result) => result.met === true);
  if (met.length === 0) return [];
  const closest = met
    .filter(({ indicator }) => isLatency(indicator))
    .toSorted((a, b) => (b.value ?? 0) / b.limit - (a.value ?? 0) / a.limit)[0];
  const nearest =
    closest === undefined
      ? ''
      : `, the closest call ${placeOf(closest)}: ${figureOf(closest)}, ${targetInWords(closest)}`;
  const summary = `${plural(met.length, 'objective')} met${nearest}.`;
  return [{ severity: 'confirmation', summary }];
}
