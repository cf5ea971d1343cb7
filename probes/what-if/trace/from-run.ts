import { groupBy } from '../../../core/group-by.ts';
import type { SampleOf } from '../samples/sample.ts';
import type { Session, Trace } from './trace.ts';

type Counted = SampleOf<'counted'>;

/** As long as Aurora's answers may be kept. */
const defaultWindowMs = 5_000;
/** The observer's own connection, one a look. */
const own = 1;

/**
 * The trace that a run's counts of connections allow: in each interval as many were opened as the server counted, spread
 * evenly over it, and those that are no longer there were the oldest, as pools with a maximum age close them. Undefined
 * without counts. Which of them were in use is not known: all count as if they were.
 */
export function traceOfRun(samples: readonly Counted[]): Trace | undefined {
  const byReader = groupBy(samples, ({ reader }) => reader);
  const readers = [...byReader.keys()].toSorted();
  if (readers.length === 0) return undefined;
  const from = Math.min(...samples.map(({ at }) => at));
  const to = Math.max(...samples.map(({ at }) => at));
  const sessions = readers.flatMap((id, reader) => sessionsOf(byReader.get(id) ?? [], reader, to));
  return {
    readers,
    from,
    to,
    sessions: sessions.toSorted((a, b) => a.from - b.from),
    windowMs: defaultWindowMs,
    knowsUse: false,
  };
}

function sessionsOf(looks: readonly Counted[], reader: number, end: number): Session[] {
  const [first] = looks;
  if (first === undefined) return [];
  const begun = { reader, client: 'pools', busy: 1 } as const;
  const open: Omit<Session, 'to'>[] = Array.from({ length: first.open }, () => ({
    ...begun,
    from: first.at,
    standing: true,
  }));
  const ended: Session[] = [];
  for (const [nth, look] of looks.entries()) {
    const before = looks[nth - 1];
    if (before === undefined) continue;
    const came = Math.max(0, look.openedTotal - before.openedTotal - own);
    const span = look.at - before.at;
    for (let one = 0; one < came; one += 1)
      open.push({ ...begun, from: before.at + ((one + 0.5) / came) * span, standing: false });
    const gone = Math.max(0, open.length - look.open);
    for (const [place, session] of open.splice(0, gone).entries())
      ended.push({
        ...session,
        to: Math.max(session.from, before.at + ((place + 0.5) / gone) * span),
      });
  }
  return [...ended, ...open.map((session) => ({ ...session, to: end }))];
}
