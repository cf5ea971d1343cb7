import { parseDuration } from '../../../core/duration.ts';
import { knownError } from '../../../core/errors.ts';
import { checkedAddress } from '../../contract/checked-address.ts';
import type { Setting, Settings } from '../../contract/probe.ts';

/** Flags of `bilancia probe reader-balance`, beside those that every probe has. */
export const settings = {
  endpoint: {
    brief: 'Reader endpoint, host:port (default: that of the target)',
    placeholder: 'host:port',
    check: checkedAddress('--endpoint'),
  },
  nameServer: {
    brief: "The endpoint's own name server (default: that of the target)",
    placeholder: 'ip:port',
    check: checkedAddress('--name-server'),
  },
  resolver: {
    brief: "The resolver that clients use (default: this machine's)",
    placeholder: 'ip:port',
    check: checkedAddress('--resolver'),
  },
  weight: {
    brief: 'Share that a reader ought to get, relative to the others, e.g. db-2=2; repeatable',
    placeholder: 'reader=n',
    repeatable: true,
    check: parseWeight,
  },
  effect: {
    brief: 'What "balanced" rules out: a reader with so many times its fair share (1.5)',
    placeholder: 'times',
    check: parseEffect,
  },
  pace: {
    brief: 'Least time between two questions to a name server (1s; never below the time to live)',
    placeholder: 'time',
    check: (text: string) => parseDuration(text, '--pace'),
  },
} as const satisfies Record<string, Setting>;

/** The one value of a setting; undefined where it was not given. */
export function valueOf(given: Settings, name: keyof typeof settings): string | undefined {
  return given[name]?.[0];
}

export function effectOf(given: Settings): number {
  return parseEffect(valueOf(given, 'effect') ?? '1.5');
}

/** Weights by the reader's id. */
export function weightsOf(given: Settings): ReadonlyMap<string, number> {
  return new Map((given['weight'] ?? []).map(parseWeight));
}

function parseEffect(text: string): number {
  const value = Number(text);
  if (value > 1 && value <= 100) return value;
  const expected = 'a number above 1, such as 1.5';
  throw knownError('bad-value', { what: '--effect', given: text, expected });
}

function parseWeight(text: string): [string, number] {
  const [, id, weight] = /^(.+)=(\d+(?:\.\d+)?)$/.exec(text) ?? [];
  if (id !== undefined && Number(weight) > 0) return [id, Number(weight)];
  const expected = 'a reader and a number above 0, such as db-2=2';
  throw knownError('bad-value', { what: '--weight', given: text, expected });
}
