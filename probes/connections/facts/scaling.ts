import {
  type ScalingChange,
  targetTracking,
} from '../../../core/statistics/capacity/target-tracking.ts';
import { mean } from '../../../core/statistics/sample.ts';
import type { NodeFacts, NodeLook } from './nodes.ts';

/** One minute of the readers, means over them and the minute; null without a look. */
export interface ReaderMinute {
  readonly connections: number | null;
  /** Percent. */
  readonly cpu: number | null;
  readonly readers: number;
}

/** What target tracking would have done by one metric. */
export interface Scaling {
  readonly metric: string;
  readonly target: number;
  readonly changes: readonly (ScalingChange & { readonly minute: number })[];
  /** Whole minutes in which the recorded metric was above its target, of those with one. */
  readonly above: number;
  readonly minutes: number;
}

const minuteMs = 60_000;
/** As Aurora allows; a policy may have less. */
const mostReaders = 15;
/** Default of policies of Application Auto Scaling. */
const cooldownSeconds = 300;

/** Whole minutes from the first look on. */
export function minutesOf(nodes: readonly NodeFacts[]): ReaderMinute[] {
  const readers = nodes.filter(({ role }) => role === 'reader');
  const all = readers.flatMap(({ looks }) => looks);
  const from = Math.min(...all.map(({ at }) => at));
  const to = Math.max(...all.map(({ at }) => at));
  const count = all.length === 0 ? 0 : Math.floor((to - from) / minuteMs + 0.05);
  return Array.from({ length: count }, (_, minute) => {
    const start = from + minute * minuteMs;
    const own = readers
      .map(({ looks }) => looks.filter(({ at }) => at >= start && at < start + minuteMs))
      .filter((looks) => looks.length > 0);
    return {
      connections: meanOf(own, ({ open }) => open),
      cpu: meanOf(own, ({ cpu }) => (cpu === null ? null : cpu * 100)),
      readers: own.length,
    };
  });
}

function meanOf(
  own: readonly (readonly NodeLook[])[],
  of: (look: NodeLook) => number | null,
): number | null {
  const means = own.flatMap((looks) => {
    const values = looks.map(of).filter((value) => value !== null);
    return values.length === 0 ? [] : [mean(values)];
  });
  return means.length === 0 ? null : mean(means);
}

/**
 * Target tracking of Aurora's readers by one metric, minute by minute. The load recorded is spread over those that are
 * there: what is added takes its part once it is available, as it does where clients renew their connections; Aurora adds
 * no other until then, and removes no reader that it did not make.
 */
export function scalingBy(
  metric: string,
  values: readonly (number | null)[],
  {
    target,
    readers,
    startMinutes,
  }: { readonly target: number; readonly readers: number; readonly startMinutes: number },
): Scaling {
  const scaling = targetTracking(
    {
      min: readers,
      max: Math.max(mostReaders, readers),
      scaleOutCooldown: cooldownSeconds,
      scaleInCooldown: cooldownSeconds,
      policies: [{ metric, target }],
    },
    readers,
    0,
  );
  const changes: Scaling['changes'][number][] = [];
  let available = readers;
  let ready = 0;
  for (const [minute, value] of values.entries()) {
    if (minute >= ready) available = scaling.desired();
    const spread = value === null ? null : (value * readers) / available;
    const change = scaling.minute({ values: [spread], unavailable: minute < ready });
    if (change === undefined) continue;
    changes.push({ ...change, minute });
    ready = minute + (change.to > change.from ? startMinutes : 0);
  }
  const told = values.filter((value) => value !== null);
  return {
    metric,
    target,
    changes,
    above: told.filter((value) => value > target).length,
    minutes: told.length,
  };
}
