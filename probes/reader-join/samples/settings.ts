import { parseDuration } from '../../../core/duration.ts';
import { knownError } from '../../../core/errors.ts';
import type { Setting, Settings } from '../../contract/probe.ts';
import { settings as balanceSettings } from '../../reader-balance/samples/settings.ts';

const { endpoint, nameServer, resolver } = balanceSettings;

/** Flags of `bilancia probe reader-join`, beside those that every probe has. */
export const settings = {
  endpoint,
  nameServer,
  resolver,
  share: {
    brief: 'Fair share of the reader that joins, from 0 to 1 (default: as much as each other)',
    placeholder: 'share',
    check: parseShare,
  },
  effect: {
    brief: 'What "joined" rules out: that it gets so many times its fair share (2)',
    placeholder: 'times',
    check: parseEffect,
  },
  stay: {
    brief: 'With --yes: how long the reader stays (3m)',
    placeholder: 'time',
    check: (text: string) => parseDuration(text, '--stay'),
  },
  yes: {
    brief: 'Add a reader to the local cluster, and remove it again',
    placeholder: '',
    check: String,
  },
} as const satisfies Record<string, Setting>;

export function shareOf(given: Settings, readers: number): number {
  const [text] = given['share'] ?? [];
  return text === undefined ? 1 / readers : parseShare(text);
}

export function effectOf(given: Settings): number {
  return parseEffect(given['effect']?.[0] ?? '2');
}

/** How long it is looked at before the reader joins, and after it has left, at most, seconds. */
const mostSeconds = { before: 15, after: 20 } as const;

/** The parts of a look during which a reader joins, stays and leaves, seconds. */
export function planOf(given: Settings): {
  readonly before: number;
  readonly stay: number;
  readonly after: number;
} {
  const stay = parseDuration(given['stay']?.[0] ?? '3m', '--stay');
  const before = Math.min(mostSeconds.before, stay / 4);
  return { before, stay, after: Math.min(mostSeconds.after, stay / 2) };
}

/** @throws bad-usage */
export function leastSecondsOf(given: Settings): number {
  if (given['yes'] !== undefined) {
    const { before, stay, after } = planOf(given);
    return before + stay + after;
  }
  if (given['stay'] === undefined) return 0;
  throw knownError('bad-usage', {
    problem: '--stay is for a reader that is added with --yes: add it, or leave --stay out',
    help: 'bilancia probe reader-join --help',
  });
}

function parseShare(text: string): number {
  const value = Number(text);
  if (value > 0 && value < 1) return value;
  throw knownError('bad-value', {
    what: '--share',
    given: text,
    expected: 'a number between 0 and 1, such as 0.25',
  });
}

function parseEffect(text: string): number {
  const value = Number(text);
  if (value > 1 && value <= 100) return value;
  throw knownError('bad-value', {
    what: '--effect',
    given: text,
    expected: 'a number above 1, such as 2',
  });
}
