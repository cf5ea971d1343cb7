import { z } from 'zod';
import { activitySchema, experimentSchema } from '../../formats/chaos-experiment.ts';
import { writerChangeSchema } from '../../topology.ts';
import { parserOf } from './declaration.ts';

/** One thing that was done or looked at; without a status while it goes on. */
const activityRun = z.object({
  activity: activitySchema,
  start: z.iso.datetime(),
  end: z.iso.datetime().exactOptional(),
  /** Seconds. */
  duration: z.number().exactOptional(),
  status: z.enum(['succeeded', 'failed']).exactOptional(),
  output: z.string().exactOptional(),
  exception: z.array(z.string()).exactOptional(),
  tolerance_met: z.boolean().exactOptional(),
  /** It could not be seen, or not be asked for, which says nothing of the system. */
  unseen: z.literal(true).exactOptional(),
});
export type ActivityRun = z.infer<typeof activityRun>;

/** What was seen or went wrong, for people. */
export function seenIn({ output, exception }: Pick<ActivityRun, 'output' | 'exception'>): string {
  return output ?? exception?.join(', ') ?? 'nothing was seen';
}

const steadyState = z.object({ steady_state_met: z.boolean(), probes: z.array(activityRun) });
export type SteadyState = z.infer<typeof steadyState>;

/** Something that was done and has to be undone; `due` from before it was done until it is undone. */
const undo = z.object({
  name: z.string(),
  action: z.object({ name: z.string(), given: z.record(z.string(), z.string()) }),
  state: z.enum(['due', 'done', 'failed']),
});
export type Undo = z.infer<typeof undo>;

/** `early`: it was on, or on its way, before the fault, so that it says nothing of it. */
export const alarmStates = ['fired', 'silent', 'early', 'not played'] as const;

/** What became of an alarm that had to fire. Moments are null where it did not come to that. */
const alarmSeen = z.object({
  alarm: z.string(),
  state: z.enum(alarmStates),
  /** The first log line or value that made it fire. */
  causeAt: z.iso.datetime().nullable(),
  firedAt: z.iso.datetime().nullable(),
  /** When somebody was told. */
  notifiedAt: z.iso.datetime().nullable(),
  /** AWS's reason, or why it could not be played. */
  why: z.string(),
});
export type AlarmSeen = z.infer<typeof alarmSeen>;

/** Alarms that had to fire; `seen` is empty while nobody has looked. */
const expectedAlarms = z.object({
  /** The file of the definitions, or what they are. */
  definitions: z.string(),
  expected: z.array(z.string()),
  seen: z.array(alarmSeen),
  /** A log line that was written for them, and when the log had it; null when it never did. */
  marker: z.object({ text: z.string(), collectedAt: z.iso.datetime().nullable() }).exactOptional(),
});

/**
 * The journal of a drill: the form of Chaos Toolkit's, and beside it what that has no place for. It is written anew at each
 * step, so that a drill that was killed has left one. https://chaostoolkit.org/reference/api/journal/
 */
export const journalSchema = z.object({
  'chaoslib-version': z.string(),
  platform: z.string(),
  node: z.string(),
  experiment: experimentSchema,
  start: z.iso.datetime(),
  end: z.iso.datetime().exactOptional(),
  duration: z.number().exactOptional(),
  /** `interrupted` also while it goes on: whoever finds it so without an end knows that it was cut short. */
  status: z.enum(['completed', 'failed', 'aborted', 'interrupted']),
  deviated: z.boolean(),
  steady_states: z.object({
    before: steadyState.nullable(),
    after: steadyState.nullable(),
    during: z.array(steadyState),
  }),
  run: z.array(activityRun),
  rollbacks: z.array(activityRun),
  bilancia: z.object({
    /** Of Bilancia itself; absent in older journals. */
    version: z.string().exactOptional(),
    drill: z.string(),
    /** How it was asked to be done: `kill`. */
    how: z.string(),
    target: z.object({ name: z.string(), kind: z.string() }),
    /** Seconds that writes may be away at the longest, and acknowledged writes that may be lost. */
    objectives: z.object({ rtoSeconds: z.number(), rpoWrites: z.int() }),
    /** Whether writes of its own were audited. */
    audited: z.boolean(),
    /** Whether only visitors could tell what it claims; absent where they need not be there. */
    needsVisitors: z.boolean().exactOptional(),
    undo: z.array(undo),
    /** Why it was ended before its time, as a sentence. */
    stopped: z.string().nullable(),
    /** Nobody could look any more, which is why it was ended. */
    stoppedUnseen: z.literal(true).exactOptional(),
    /** Changes of the writer since it began. */
    failovers: z.array(writerChangeSchema),
    /** Absent where no alarm was expected. */
    alarms: expectedAlarms.exactOptional(),
    /** What must be done by hand. */
    byHand: z.array(z.string()),
  }),
});
export type Journal = z.infer<typeof journalSchema>;

export const parseJournal = parserOf(journalSchema);
