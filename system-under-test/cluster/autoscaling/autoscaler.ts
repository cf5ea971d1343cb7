import { z } from 'zod';
import { reasonOf } from '../../../core/errors.ts';
import { every } from '../../../core/every.ts';
import { targetTracking } from '../../../core/statistics/capacity/target-tracking.ts';
import {
  type Autoscaling,
  autoscalingSchema,
  metricInWords,
  type ScalingMetric,
} from './policy.ts';

const changeSchema = z.object({
  at: z.iso.datetime(),
  from: z.int(),
  to: z.int(),
  /** A sentence with the figures. */
  why: z.string(),
  /** Null while it goes on, and when it was done. */
  failure: z.string().nullable(),
});

/** What `status` tells of one thing that scales. */
export const autoscalingStateSchema = autoscalingSchema.extend({
  desired: z.int(),
  /** Averages of the last minute, in the order of the policies; null where there was nothing to average. */
  values: z.array(z.number().nullable()),
  /** Simulated minutes that went by. */
  minutes: z.int(),
  /** The newest, in order of time. */
  changes: z.array(changeSchema),
});
export type AutoscalingState = z.infer<typeof autoscalingStateSchema>;

/** Something that there may be more or fewer of. */
export interface Scalable {
  /** How many there are to be. */
  readonly desired: () => number;
  /** Averages since the last call; null where there was nothing to average. */
  readonly measure: () => Promise<ReadonlyMap<ScalingMetric, number | null>>;
  /** A deployment goes on: none is taken away. */
  readonly isDeploying: () => boolean;
  /** Not all that were asked for are there, and nothing is changed until then. */
  readonly isUnavailable: () => boolean;
  readonly scaleTo: (count: number, why: string) => Promise<void>;
  /** Of those that there are at first, how many it may take away. */
  readonly own: number;
}

export interface Autoscaler {
  readonly state: () => AutoscalingState;
  /** Minute by minute until `stopping`. */
  readonly run: (stopping: AbortSignal) => Promise<void>;
}

const mostChanges = 50;

/**
 * Scales as Application Auto Scaling does: what it decides is in `targetTracking`, here are only the minutes and their
 * figures.
 * @param minuteMs how long a minute of that service takes here, milliseconds
 */
export function createAutoscaler(
  autoscaling: Autoscaling,
  scalable: Scalable,
  { minuteMs, now, log }: { minuteMs: number; now: () => number; log: (line: string) => void },
): Autoscaler {
  const { what, policies } = autoscaling;
  const tracking = targetTracking(autoscaling, scalable.desired(), scalable.own);
  let values: (number | null)[] = policies.map(() => null);
  let minutes = 0;
  let changes: z.infer<typeof changeSchema>[] = [];

  const apply = (from: number, to: number, kind: string): void => {
    const seen = policies.map(({ metric, target }, n) =>
      metricInWords(metric, values[n] ?? null, target),
    );
    const why = `${kind} from ${from} to ${to} ${what}: ${seen.join(', ')}`;
    log(why);
    const change = { at: new Date(now()).toISOString(), from, to, why, failure: null };
    changes = [...changes, change].slice(-mostChanges);
    // The minutes go on meanwhile.
    scalable.scaleTo(to, why).catch((error: unknown) => {
      const failure = reasonOf(error);
      log(`${what} could not be scaled to ${to}: ${failure}`);
      changes = changes.map((one) => (one === change ? { ...one, failure } : one));
    });
  };

  const minute = async (): Promise<void> => {
    const measured = await scalable.measure();
    minutes += 1;
    values = policies.map(({ metric }) => measured.get(metric) ?? null);
    const change = tracking.minute({
      values,
      current: scalable.desired(),
      deploying: scalable.isDeploying(),
      unavailable: scalable.isUnavailable(),
    });
    if (change !== undefined) apply(change.from, change.to, change.why);
  };

  return {
    state: () => ({ ...autoscaling, desired: scalable.desired(), values, minutes, changes }),
    run: async (stopping) => {
      // Averages begin here.
      await scalable.measure();
      for await (const _ of every(minuteMs, stopping)) await minute();
    },
  };
}
