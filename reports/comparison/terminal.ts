import { styleText } from 'node:util';
import type { Comparison } from '../gate/comparison.ts';
import { percentileWord } from '../gate/sentence.ts';
import { type Terminal, outcomeColors } from '../terminal.ts';
import { milliseconds } from '../words/figures.ts';
import { nameInWords } from '../words/names.ts';
import type { FoldersResult } from './compare-folders.ts';

/** The answer in one line. */
export function comparisonLine(
  { outcome, sentence }: Pick<FoldersResult, 'outcome' | 'sentence'>,
  { stream }: Terminal,
  what = 'Comparison',
): string {
  const word = styleText(['bold', outcomeColors[outcome]], `${what}: ${outcome}`, {
    stream,
    validateStream: true,
  });
  return `${word}: ${sentence}`;
}

/** Every comparison as a row of cells, headings first; none where nothing was compared. */
export function comparisonRows(comparisons: readonly Comparison[]): string[][] {
  if (comparisons.length === 0) return [];
  return [
    ['request', '', 'base', 'new', 'change', 'interval', 'verdict'],
    ...comparisons.map((one) => [
      nameInWords(one.name),
      percentileWord(one.percentile),
      milliseconds(one.baseMs),
      milliseconds(one.newMs),
      signed(one.ratio),
      intervalInWords(one),
      one.verdict,
    ]),
  ];
}

/** `+8.1 % to +16.4 %`. */
export function intervalInWords({ interval }: Pick<Comparison, 'interval'>): string {
  return interval === undefined ? 'not known' : interval.map(signed).join(' to ');
}

/** `+12.3 %`. */
export function signed(ratio: number): string {
  const change = Math.round((ratio - 1) * 1000) / 10;
  return `${change < 0 ? '' : '+'}${Math.abs(change) === 0 ? '0.0' : change.toFixed(1)} %`;
}

/** How the runs differed, one line each. */
export function differenceLines({ differences }: Pick<FoldersResult, 'differences'>): string[] {
  return differences.map(
    ({ what, base, new: newer, matters }) =>
      `${what}: ${base} against ${newer}${matters ? ', so that they cannot be compared' : ''}`,
  );
}
