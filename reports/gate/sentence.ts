import { list, percent, plural } from '../words/figures.ts';
import { nameInWords } from '../words/names.ts';
import type { Comparison, GateVerdict, HowMuchMore, NotCompared } from './comparison.ts';
import { worstFirst } from './decide.ts';

/**
 * The answer in one sentence: `offers: p95 12 % slower (8 to 16 %), 24 pairs; everything else within 5 %`. What fails
 * comes first, then what is faster, what is open and with how much more it would be settled, then how far all the rest
 * is from the base at most, by its intervals.
 */
export function sentenceOf(
  comparisons: readonly Comparison[],
  notCompared: readonly NotCompared[],
): string {
  const missing = notCompared.filter(({ reason }) => reason !== 'rare');
  const rare = notCompared.filter(({ reason }) => reason === 'rare');
  const of = (...verdicts: GateVerdict[]): Comparison[] =>
    worstFirst(comparisons).filter((one) => verdicts.includes(one.verdict));
  const [failed, open, passed] = [of('fail'), of('inconclusive'), of('pass')];
  const faster = passed.filter(({ change }) => change === 'faster').toReversed();
  const rest = passed.filter(({ change }) => change !== 'faster');
  const parts = [
    ...shown(failed, 'slower'),
    ...shown(faster, 'faster'),
    ...openPart(open),
    ...missingPart(missing),
    ...restPart(rest, comparisons.length),
    ...(rare.length === 0
      ? []
      : [`${plural(rare.length, 'percentile')} of too few requests not compared`]),
  ];
  return parts.length === 0 ? 'nothing to compare' : parts.join('; ');
}

/** At most this many comparisons are told one by one. */
const most = 3;

function shown(changed: readonly Comparison[], word: 'slower' | 'faster'): string[] {
  const [first] = changed;
  if (first === undefined) return [];
  const told = changed.slice(0, most).map((one) => `${subject(one)} ${change(one, word)}`);
  const more = changed.length - told.length;
  return [
    `${told.join(', ')}${more > 0 ? ` and ${more} more ${word}` : ''}, ${plural(first.n, first.unit.slice(0, -1))}`,
  ];
}

/** `12 % slower (8 to 16 %)`. */
function change({ ratio, interval }: Comparison, word: 'slower' | 'faster'): string {
  const sign = word === 'slower' ? 1 : -1;
  const ends = (interval ?? [ratio, ratio])
    .map((end) => sign * (end - 1))
    .toSorted((a, b) => a - b);
  const [low = 0, high = 0] = ends;
  return `${percent(rounded(sign * (ratio - 1)))} ${word} (${figure(low, Math.floor)} to ${figure(high, Math.ceil)} %)`;
}

function openPart(open: readonly Comparison[]): string[] {
  const [first] = open;
  if (first === undefined) return [];
  const names = list(open.map(subject), most);
  const unknown = open.every(({ interval }) => interval === undefined);
  const why = unknown
    ? 'no history tells how much equal runs differ'
    : `up to ${percent(rounded(Math.max(...open.map(({ interval, ratio }) => (interval?.[1] ?? ratio) - 1))))} slower is possible`;
  return [`${names} undecided: ${why}, ${moreWords(open)}`];
}

const daySeconds = 86_400;

/** `about 12 more pairs would tell`. */
function moreWords(open: readonly Comparison[]): string {
  const wants = open.flatMap(({ howMuchMore }) => (howMuchMore === undefined ? [] : [howMuchMore]));
  const largest = wants.toSorted((a, b) => b.count - a.count)[0];
  if (largest === undefined || !Number.isFinite(largest.count))
    return 'no number of runs would tell';
  if (largest.unit === 'seconds' && largest.count > daySeconds)
    return 'not even runs of a day would tell';
  return `about ${amount(largest)} would tell`;
}

export function amount({ unit, count }: HowMuchMore): string {
  const each = unit === 'runs' ? ' on each side' : unit === 'seconds' ? ' of each run' : '';
  return `${plural(count, `more ${unit.slice(0, -1)}`)}${each}`;
}

function missingPart(missing: readonly NotCompared[]): string[] {
  return (['not in base', 'not in new'] as const).flatMap((side) => {
    const names = [
      ...new Set(missing.filter(({ reason }) => reason === side).map(({ name }) => name)),
    ];
    return names.length === 0 ? [] : [`${list(names.map(nameInWords), most)} ${side}`];
  });
}

function restPart(rest: readonly Comparison[], all: number): string[] {
  if (rest.length === 0) return [];
  const away = Math.max(
    ...rest.flatMap(({ interval, ratio }) => (interval ?? [ratio]).map((end) => Math.abs(end - 1))),
  );
  const which = rest.length === all ? 'everything' : 'everything else';
  return [`${which} within ${percent(Math.ceil(away * 100 - 1e-9) / 100)}`];
}

/** `offers: p95`. */
export function subject({ name, percentile }: { name: string; percentile: number }): string {
  return `${nameInWords(name)}: ${percentileWord(percentile)}`;
}

/** `p95`, `p99.9`. */
export function percentileWord(percentile: number): string {
  return `p${Number((percentile * 100).toPrecision(12))}`;
}

/** Whole percents, and tenths where the whole would be zero. */
function rounded(fraction: number): number {
  const whole = Math.round(fraction * 100);
  return whole === 0 ? Math.round(fraction * 1000) / 1000 : whole / 100;
}

/** Whole percents, outwards for the ends of an interval, but not for rounding errors. */
function figure(fraction: number, outwards: (value: number) => number): number {
  return outwards(Number((fraction * 100).toPrecision(9))) + 0;
}
