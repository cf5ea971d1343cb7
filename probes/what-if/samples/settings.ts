import { parseDuration } from '../../../core/duration.ts';
import { knownError } from '../../../core/errors.ts';
import type { Setting, Settings } from '../../contract/probe.ts';
import { settings as balanceSettings } from '../../reader-balance/samples/settings.ts';

const { endpoint, nameServer, resolver } = balanceSettings;

/** Flags of `bilancia probe what-if`, beside those that every probe has. */
export const settings = {
  endpoint,
  nameServer,
  resolver,
  maxAge: {
    brief: 'Age at which the policy maximum-age renews connections (60s)',
    placeholder: 'time',
    check: (text: string) => parseDuration(text, '--max-age'),
  },
  jitter: {
    brief: 'Part of that age by which each differs, from 0 to 1 (0.2)',
    placeholder: 'part',
    check: parsePart,
  },
  window: {
    brief: "How long the endpoint's answers are kept (default: as was seen, else 5s)",
    placeholder: 'time',
    check: (text: string) => parseDuration(text, '--window'),
  },
  connectMs: {
    brief: 'What it takes to connect, in milliseconds (default: as was seen)',
    placeholder: 'ms',
    check: parseMs,
  },
  seed: {
    brief: 'Seed of what is drawn (1)',
    placeholder: 'n',
    check: parseSeed,
  },
} as const satisfies Record<string, Setting>;

/** What policies are played with. */
export interface Options {
  readonly maxAgeMs: number;
  readonly jitter: number;
  readonly seed: number;
  readonly windowMs?: number;
  readonly connectMs?: number;
}

export function optionsOf(given: Settings): Options {
  const text = (name: keyof typeof settings): string | undefined => given[name]?.[0];
  const [window, connectMs] = [text('window'), text('connectMs')];
  return {
    maxAgeMs: parseDuration(text('maxAge') ?? '60s', '--max-age') * 1000,
    jitter: parsePart(text('jitter') ?? '0.2'),
    seed: parseSeed(text('seed') ?? '1'),
    ...(window === undefined ? {} : { windowMs: parseDuration(window, '--window') * 1000 }),
    ...(connectMs === undefined ? {} : { connectMs: parseMs(connectMs) }),
  };
}

function parsePart(text: string): number {
  const value = Number(text);
  if (text !== '' && value >= 0 && value <= 1) return value;
  throw knownError('bad-value', {
    what: '--jitter',
    given: text,
    expected: 'a number from 0 to 1',
  });
}

function parseMs(text: string): number {
  const value = Number(text);
  if (value > 0 && value <= 60_000) return value;
  const expected = 'milliseconds above 0, such as 4.5';
  throw knownError('bad-value', { what: '--connect-ms', given: text, expected });
}

function parseSeed(text: string): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value <= 0xffff_ffff) return value;
  const expected = 'a whole number from 0 to 4294967295';
  throw knownError('bad-value', { what: '--seed', given: text, expected });
}
