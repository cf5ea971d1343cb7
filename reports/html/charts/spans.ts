import type { Journal } from '../../../core/run-folder/files/journal.ts';
import type { AuditEvent } from '../../../core/run-folder/files/write-audit.ts';
import type { Evidence } from '../../evidence/evidence.ts';
import { judgedClient } from '../../verdict/drill/findings.ts';
import type { Span } from './chart.ts';

/** The parts of a drill as every chart shows them, in the order of time; none where there was none. */
export function spansOf({ drill, loadStart }: Pick<Evidence, 'drill' | 'loadStart'>): Span[] {
  const journal = drill?.journal;
  if (journal === undefined) return [];
  const at = (moment: string): number => Date.parse(moment) / 1000 - loadStart;
  const { events = [] } = drill ?? {};
  return [
    ...stages(journal, events),
    ...journal.bilancia.failovers.flatMap((one) => steps(one, journal)),
  ]
    .map(({ from, to, ...span }) => ({ ...span, from: at(from), to: at(to) }))
    .filter(({ from, to }) => to >= from)
    .toSorted((a, b) => a.from - b.from);
}

interface Stretch extends Pick<Span, 'name' | 'lane'> {
  readonly from: string;
  readonly to: string;
}

/**
 * The fault, from the first action until it is undone; and the recovery, until all has come right and no write of the client
 * that is judged failed any more.
 */
function stages({ run, rollbacks }: Journal, events: readonly AuditEvent[]): Stretch[] {
  const from = run.find(({ activity }) => activity.type === 'action')?.start;
  const mended = rollbacks[0]?.start ?? run.at(-1)?.end;
  if (from === undefined || mended === undefined) return [];
  const failed = events.findLast(
    ({ client, f, type }) =>
      client === judgedClient && f === 'add' && type !== 'invoke' && type !== 'ok',
  );
  const well = Math.max(Date.parse(rollbacks.at(-1)?.end ?? mended), failed?.timeMs ?? 0);
  return [
    { name: 'fault', lane: 0, from, to: mended },
    { name: 'recovery', lane: 0, from: mended, to: new Date(well).toISOString() },
  ];
}

/** How a change of the writer went on; what did not come to pass has no span. */
function steps(change: Journal['bilancia']['failovers'][number], { run }: Journal): Stretch[] {
  const { detectedAt, promotedAt, flippedAt } = change;
  const fault = run.findLast(
    ({ activity, start }) =>
      activity.type === 'action' && Date.parse(start) <= Date.parse(detectedAt),
  );
  const ends = [
    ['detection', fault?.start ?? null, detectedAt],
    ['promotion', detectedAt, promotedAt],
    ['flip', promotedAt, flippedAt],
  ] as const;
  return ends.flatMap(([name, from, to]) =>
    from === null || to === null ? [] : [{ name, lane: 1, from, to }],
  );
}
