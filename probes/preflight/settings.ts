import { parseDuration } from '../../core/duration.ts';
import { knownError } from '../../core/errors.ts';
import type { Setting, Settings } from '../contract/probe.ts';

/** Flags of `bilancia probe preflight`, beside those that every probe has. */
export const settings = {
  tasks: {
    brief: 'Tasks that are planned for, as "bilancia capacity" says (default: those of now)',
    placeholder: 'n',
    check: countOf('--tasks'),
  },
  readers: {
    brief: 'Readers that are planned for (default: those of now)',
    placeholder: 'n',
    check: countOf('--readers'),
  },
  outage: {
    brief: 'How long an outage may last that scaling should end (5m)',
    placeholder: 'time',
    check: (text: string) => parseDuration(text, '--outage'),
  },
} as const satisfies Record<string, Setting>;

/** What is asked of the system at its peak; undefined for as much as now. */
export interface Plan {
  readonly tasks: number | undefined;
  readonly readers: number | undefined;
  readonly outageSeconds: number;
}

export function planOf(given: Settings): Plan {
  const { tasks, readers, outage } = settings;
  const [[askedTasks], [askedReaders]] = [given['tasks'] ?? [], given['readers'] ?? []];
  return {
    tasks: askedTasks === undefined ? undefined : tasks.check(askedTasks),
    readers: askedReaders === undefined ? undefined : readers.check(askedReaders),
    outageSeconds: outage.check(given['outage']?.[0] ?? '5m'),
  };
}

function countOf(what: string): (text: string) => number {
  return (text) => {
    if (/^[1-9]\d{0,4}$/.test(text)) return Number(text);
    throw knownError('bad-value', {
      what,
      given: text,
      expected: 'a whole number from 1 to 99999',
    });
  };
}
