import type { Check } from '../../core/probe-folder/checks.ts';
import type { ProbeVerdict } from '../../core/probe-folder/verdict.ts';
import { median } from '../../core/statistics/sample.ts';
import { verdictOfChecks } from '../contract/checks.ts';
import { downtimes } from './downtimes.ts';
import { asked, keepings, type Sample, type SampleOf } from './sample.ts';

/** With fewer, a fault that shows once in thirty times is missed in more than 5 of 100 looks. */
const leastTimes = 100;
/** Sessions are tried half as often as transactions are begun. */
const leastSessions = 5;

type Answered = SampleOf<'answered'>;

/** Who has to answer what; a read may go to any reader. */
const rightRole = {
  read: 'reader',
  'read-for-update': 'writer',
  'locking-read': 'writer',
  write: undefined,
  'first-read-in-transaction': 'writer',
  'read-after-write-in-transaction': 'writer',
  'read-after-autocommit-was-off': 'reader',
} as const satisfies Record<Answered['asked'], 'reader' | 'writer' | undefined>;

/** Whether statements go where they must, sessions stay whole, and nodes that are gone are left out. */
export function judge(samples: readonly Sample[]): ProbeVerdict {
  const roles = new Map(only(samples, 'node').map(({ id, role }) => [id, role]));
  const answered = only(samples, 'answered');
  const routed = asked.flatMap((what) =>
    routing(
      what,
      answered.filter((one) => one.asked === what),
      roles,
    ),
  );
  const own = only(samples, 'own-write');
  const sessions = only(samples, 'session');
  const all = [
    ...routed,
    ownWrites(own.filter(({ where }) => where === 'transaction')),
    ...keepings.map((what) =>
      session(
        what,
        sessions.filter((one) => one.what === what),
      ),
    ),
    ...downtimes(samples),
  ];
  const reads = answered.filter((one) => one.asked === 'read' && one.by !== null);
  const share = (id: string): string =>
    percent(reads.filter(({ by }) => by === id).length, reads.length);
  const figures = {
    facts: [
      { name: 'Reads', value: String(reads.length) },
      ...[...roles.keys()].map((id) => ({ name: `Reads on ${id}`, value: share(id) })),
      {
        name: 'Transactions',
        value: String(own.filter(({ where }) => where === 'transaction').length),
      },
    ],
    checks: all,
  };
  const words = { probe: 'read-write-split', failed: 'split-wrong', passed: 'split-right' };
  return verdictOfChecks(words, figures, staleness(own));
}

function only<K extends Sample['kind']>(samples: readonly Sample[], kind: K): SampleOf<K>[] {
  return samples.filter((one): one is SampleOf<K> => one.kind === kind);
}

function routing(
  what: Answered['asked'],
  all: readonly Answered[],
  roles: ReadonlyMap<string, 'reader' | 'writer'>,
): Check[] {
  const right = rightRole[what];
  if (right === undefined) return [];
  const told = all.filter(({ by }) => by !== null);
  const wrong = told.filter(({ by }) => roles.get(by ?? '') !== right).length;
  const name = `${what}-on-${right}`;
  const where = `of ${told.length} times, ${wrong} went elsewhere than to a ${right}`;
  if (wrong > 0) return [{ name, state: 'failed', evidence: `${where}.` }];
  if (told.length < leastTimes && what !== 'read-after-autocommit-was-off')
    return [{ name, state: 'open', evidence: `${where}; ${leastTimes} are needed.` }];
  if (told.length === 0) return [{ name, state: 'open', evidence: 'nothing was answered.' }];
  return [{ name, state: 'passed', evidence: `${where}.` }];
}

function ownWrites(own: readonly SampleOf<'own-write'>[]): Check {
  const name = 'own-writes-seen-in-transaction';
  const missed = own.filter(({ seen }) => !seen).length;
  const evidence = `${missed} of ${own.length} own writes were not seen by the next read of the transaction`;
  if (missed > 0) return { name, state: 'failed', evidence: `${evidence}.` };
  if (own.length < leastTimes)
    return { name, state: 'open', evidence: `${evidence}; ${leastTimes} are needed.` };
  return { name, state: 'passed', evidence: `${evidence}.` };
}

function session(what: SampleOf<'session'>['what'], all: readonly SampleOf<'session'>[]): Check {
  const name = `${what}-kept`;
  const lost = all.filter(({ kept }) => !kept);
  const evidence = `lost ${lost.length} of ${all.length} times${lost.length === 0 ? '' : `, the last time ${lost.at(-1)?.told ?? ''}`}.`;
  if (lost.length > 0) return { name, state: 'failed', evidence };
  return { name, state: all.length < leastSessions ? 'open' : 'passed', evidence };
}

/** What every proxy before replicas has: a read after a commit may come too early. */
function staleness(own: readonly SampleOf<'own-write'>[]): string[] {
  const after = own.filter(({ where }) => where === 'autocommit');
  const late = after.filter(({ seen }) => !seen);
  if (late.length === 0) return [];
  const times = late.flatMap(({ afterMs }) => afterMs ?? []).toSorted((a, b) => a - b);
  const never = late.length - times.length;
  const seen =
    times.length === 0
      ? ''
      : `, half of them within ${median(times).toFixed(0)} ms, the last after ${times.at(-1)?.toFixed(0)} ms`;
  const lost = never === 0 ? '' : `; ${never} were not seen at all within 2 s`;
  return [
    `After a commit ${late.length} of ${after.length} own writes were not seen at once${seen}${lost}.`,
  ];
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '-' : `${((100 * part) / whole).toFixed(0)} %`;
}
