import { z } from 'zod';
import { outcomes } from '../../core/outcome.ts';
import { lossKinds } from '../../core/run-folder/files/invariants.ts';
import { phaseKinds } from '../../core/run-folder/manifest/phase.ts';
import { healths, roles } from '../../core/topology.ts';
import { drillFigures } from './drill-schema.ts';
import { severities } from './finding.ts';
import { indicatorNames, origins } from '../objectives/result.ts';
import { kindNames } from '../objectives/schema.ts';

const count = z.int().nonnegative();
/** Per second; null where it is not known. */
const rate = z.object({ planned: z.number().nullable(), observed: z.number().nullable() });

/** What can become of a part. */
export const partEventKinds = [
  /** It is no longer there; its like may have taken its place. */
  'ended',
  /** Another process under the same name. */
  'restarted',
  'unhealthy',
  /** Its end was prepared: it took nothing new and finished what it did. */
  'drained',
  'added',
  'role',
  'weight',
  /** Something is wrong with it although it works. */
  'warning',
  /** Nobody could tell how the parts were. */
  'unseen',
] as const;

const partEvent = z.object({
  kind: z.enum(partEventKinds),
  /** Its name and role; null when nothing was known of any part. */
  part: z.string().nullable(),
  role: z.enum(roles).nullable(),
  at: z.iso.datetime(),
  /** Milliseconds until it, or what took its place, was all right again; null when it never was, or was all the time. */
  lastedMs: z.number().nonnegative().nullable(),
  /** Whether it was still so when the watching ended. */
  open: z.boolean(),
  /** The part that took its place. */
  replacedBy: z.string().nullable(),
  /** How often it, or what was to take its place, was started. */
  starts: count,
  /** For people; may be empty. */
  reason: z.string(),
  /** Whether any of it was in judged time. */
  judged: z.boolean(),
});

const instanceFigures = z.object({
  name: z.string(),
  role: z.enum(roles),
  zone: z.string().nullable(),
  address: z.string(),
  /** When it appeared; null when it was there before the watching began. */
  from: z.iso.datetime().nullable(),
  /** When it went; null when it was there at the end. */
  to: z.iso.datetime().nullable(),
  /** While watched. */
  restarts: count,
  /** As it was last seen. */
  health: z.enum(healths),
  warning: z.string().nullable(),
});

const part = z.object({ name: z.string(), count, p50: z.number(), p95: z.number() });

/** Changes whenever a reader of older verdicts would be wrong about newer ones, or the other way round. */
export const verdictVersion = 4;

/** `verdict.json`. Times in milliseconds unless their name says otherwise, rates per second, fractions 0 to 1. */
export const verdictSchema = z.object({
  schemaVersion: z.literal(verdictVersion),
  run: z.string(),
  outcome: z.enum(outcomes),
  /** Whole sentences with the figures, the most important first. */
  reasons: z.array(z.string()),
  /** The same and more, with the rule that found it. */
  findings: z.array(
    z.object({ rule: z.string(), severity: z.enum(severities), summary: z.string() }),
  ),
  objectives: z.array(
    z.object({
      name: z.string(),
      expected: z.string(),
      observed: z.string(),
      /** null: too little to say. */
      met: z.boolean().nullable(),
      objective: z.string(),
      /** What it is for. */
      kind: z.enum(kindNames),
      /** `given` by the user, or our `default`. */
      origin: z.enum(origins),
      /** Name of the judged phase; null where there is only one. */
      phase: z.string().nullable(),
      /** What exactly it is for, in words. */
      scope: z.string(),
      /** Whose requests alone it is for; null for all. */
      tenant: z.string().nullable(),
      /** Names of the requests, tenants, tasks, readers or invariants. */
      requests: z.array(z.string()),
      indicator: z.enum(indicatorNames),
      /** In the unit of the indicator: milliseconds, seconds, a fraction, per second, a count or a ratio. */
      limit: z.number(),
      value: z.number().nullable(),
      samples: count,
      /** Fewest samples to judge by. */
      fewest: count,
      /** What the samples are, in the singular. */
      counted: z.string(),
      /** Windows of requests, or seconds and samples that are judged one by one. */
      windows: z.object({
        seconds: count,
        judged: count,
        met: count,
        /** Fraction of the windows that must be met. */
        needed: z.number(),
        /** Fraction of a window's requests that may fail, or be slower than the limit. */
        allowed: z.number(),
        /** The window that spent most of the error budget: its start in seconds since load began, and how often that was. */
        worst: z
          .object({
            from: z.number(),
            value: z.number(),
            bad: z.number(),
            burnRate: z.number().nullable(),
          })
          .nullable(),
      }),
    }),
  ),
  /** What a script of the user's own came to by its own measure; null for our profiles, and where it is not known. */
  script: z
    .object({
      thresholds: z.array(
        z.object({
          metric: z.string(),
          condition: z.string(),
          value: z.number().nullable(),
          /** null: nothing was measured for it. */
          met: z.boolean().nullable(),
        }),
      ),
      checks: z.array(
        z.object({
          name: z.string(),
          group: z.string(),
          passes: count,
          fails: count,
          /** The objective that it is judged by, its limit, and whether that is met; null without one. */
          objective: z
            .object({ name: z.string(), passRate: z.number(), met: z.boolean().nullable() })
            .nullable(),
        }),
      ),
      metrics: z.array(
        z.object({
          name: z.string(),
          kind: z.string(),
          values: z.array(z.tuple([z.string(), z.number()])),
        }),
      ),
      /** Iterations and time within groups; durations in milliseconds. */
      scenarios: z.array(part),
      groups: z.array(part),
      exceptions: count,
      consoleErrors: count,
    })
    .nullable(),
  invariants: z.array(
    z.object({
      name: z.string(),
      /** What was looked at: rows of the database, or facts of the clients. 0: nothing to check. */
      checked: count,
      violations: count,
      examples: z.array(z.record(z.string(), z.union([z.string(), z.number(), z.null()]))),
    }),
  ),
  /** Kinds of loss for which no invariant had anything to check; null: not known, of runs that do not say the kinds. */
  notLookedFor: z.array(z.enum(lossKinds)).nullable(),
  /** Why requests of the whole run failed. */
  failures: z.object({
    /** The most frequent first. */
    kinds: z.array(
      z.object({
        /** Request name. */
        name: z.string(),
        /** HTTP status; 0 when there was no response. */
        status: count,
        /** The engine's own code; null where it has none. */
        code: z.string().nullable(),
        /** What code or status means, e.g. `request timeout`. */
        reason: z.string(),
        /** What the engine said of the first of them; may be empty. */
        error: z.string(),
        count,
        first: z.iso.datetime(),
        last: z.iso.datetime(),
      }),
    ),
    /** What `kinds` has no room for. */
    beyond: z.object({ kinds: count, requests: count }),
    /** Requests that failed and for which no reason is recorded. */
    unexplained: count,
  }),
  /** In the order of the run. */
  phases: z.array(
    z.object({
      name: z.string(),
      kind: z.enum(phaseKinds),
      /** Whether the objectives hold in it. */
      judged: z.boolean(),
      /** null: nothing was seen of it. */
      from: z.iso.datetime().nullable(),
      seconds: count,
      /** At once; null where the script alone knows. */
      visitorsAsked: count.nullable(),
      /** Mean, weighted by time; null when nothing counted them. */
      visitorsHeld: z.number().nullable(),
      requests: count,
      failed: count,
      requestsPerSecond: z.number(),
      /** Of all answered requests; null without one. */
      p95: z.number().nullable(),
    }),
  ),
  /** What became of the system's parts; null where the target does not tell. */
  parts: z
    .object({
      /** In the order in which they were first seen. */
      instances: z.array(instanceFigures),
      /** In order of time; of very many the worst. */
      events: z.array(partEvent),
      /** Events that there is no room for. */
      beyond: count,
    })
    .nullable(),
  /** null: there was no drill. */
  drill: drillFigures.nullable(),
  load: z.object({
    visitorsAsked: count,
    /** Mean over the judged phases, weighted by time; null when the script does not tell. */
    visitorsHeld: z.number().nullable(),
    /** Of the whole run, ramps included. */
    requests: count,
    failed: count,
    refused: count,
    droppedIterations: count,
    /** Over the judged phases. */
    requestsPerSecond: z.number(),
    judgedSeconds: z.number(),
    bookings: z.object({ acknowledged: count, refused: count, indeterminate: count }),
    sessionsPerSecond: rate,
    pageViewsPerSecond: rate,
    bookingsPerSecond: rate,
  }),
  /** Answered requests of the judged phases by request name. */
  latency: z.array(
    z.object({ request: z.string(), p50: z.number(), p95: z.number(), p99: z.number() }),
  ),
});

export type Verdict = z.infer<typeof verdictSchema>;
export type ScriptFigures = NonNullable<Verdict['script']>;
export type InvariantResult = Verdict['invariants'][number];
export type LoadFigures = Verdict['load'];
export type PhaseFigures = Verdict['phases'][number];
export type PartFigures = NonNullable<Verdict['parts']>;
export type PartEvent = PartFigures['events'][number];
export type InstanceFigures = PartFigures['instances'][number];
export type FailureFigures = Verdict['failures'];
export type FailureKind = FailureFigures['kinds'][number];
