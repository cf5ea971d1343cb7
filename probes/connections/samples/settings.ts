import { parseDuration } from '../../../core/duration.ts';
import { knownError } from '../../../core/errors.ts';
import type { Setting, Settings } from '../../contract/probe.ts';

/** Flags of `bilancia probe connections`, beside those that every probe has. */
export const settings = {
  most: {
    brief: 'max_connections of each node, where it is not told, as by CloudWatch',
    placeholder: 'n',
    check: wholeOf('--most', 1, 100_000),
  },
  connectionTarget: {
    brief: 'Target of scaling on connections, percent of max_connections (70)',
    placeholder: 'percent',
    check: wholeOf('--connection-target', 1, 100),
  },
  cpuTarget: {
    brief: 'Target of scaling on CPU, percent (60)',
    placeholder: 'percent',
    check: wholeOf('--cpu-target', 1, 100),
  },
  readerStart: {
    brief: 'How long a reader that is added takes until it is available (5m)',
    placeholder: 'time',
    check: (text: string) => parseDuration(text, '--reader-start'),
  },
} as const satisfies Record<string, Setting>;

export function mostOf(given: Settings): number | null {
  const [text] = given['most'] ?? [];
  return text === undefined ? null : settings.most.check(text);
}

/** Targets as fractions, and how long a reader takes to start, in minutes. */
export function scalingOf(given: Settings): {
  readonly connectionTarget: number;
  readonly cpuTarget: number;
  readonly startMinutes: number;
} {
  const { connectionTarget, cpuTarget, readerStart } = settings;
  return {
    connectionTarget: connectionTarget.check(given['connectionTarget']?.[0] ?? '70') / 100,
    cpuTarget: cpuTarget.check(given['cpuTarget']?.[0] ?? '60') / 100,
    startMinutes: readerStart.check(given['readerStart']?.[0] ?? '5m') / 60,
  };
}

function wholeOf(what: string, least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= least && value <= most) return value;
    const expected = `a whole number from ${least} to ${most}`;
    throw knownError('bad-value', { what, given: text, expected });
  };
}
