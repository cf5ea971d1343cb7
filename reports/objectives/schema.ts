import { z } from 'zod';
import { type BookingsObjective, bookingsObjective } from './schema/bookings.ts';
import { type ChecksObjective, checksObjective } from './schema/checks.ts';
import { amount, whole } from './schema/field.ts';
import { type DriftObjective, driftObjective } from './schema/drift.ts';
import { type GeneratorObjective, generatorObjective } from './schema/generator.ts';
import { type InvariantsObjective, invariantsObjective } from './schema/invariants.ts';
import { type ReadersObjective, readersObjective } from './schema/readers.ts';
import { type RequestsObjective, requestsObjective } from './schema/requests.ts';
import { type TasksObjective, tasksObjective } from './schema/tasks.ts';
import { type WebVitalsObjective, webVitalsObjective } from './schema/web-vitals.ts';

/** How a judged phase is cut into overlapping pieces, so that a bad half minute cannot hide in a good average; all count. */
const windowsSchema = z
  .strictObject({
    seconds: whole('Length of a window, seconds').default(30),
    slideSeconds: whole(
      'Seconds from the start of a window to that of the next; the length must be a multiple of it',
    ).default(5),
    /**
     * How many times its error budget an objective may spend in a window: p95 may be exceeded by 5 % of the answers
     * over the whole phase, by 30 % in a window at a burn rate of 6. See burn-rate.ts.
     */
    burnRate: amount(
      'a number from 1 up',
      'How many times its error budget an objective may spend in a window',
      { atLeast: 1 },
    ).default(6),
  })
  .refine((windows) => windows.seconds % windows.slideSeconds === 0, {
    path: ['seconds'],
    error: 'a multiple of slideSeconds',
  });

/** Each kind of objective by the key that says what it is for. To add one: its schema, how it is judged, a line in both. */
export const objectiveKinds = {
  requests: requestsObjective,
  checks: checksObjective,
  bookings: bookingsObjective,
  tasks: tasksObjective,
  readers: readersObjective,
  invariants: invariantsObjective,
  generator: generatorObjective,
  webVitals: webVitalsObjective,
  drift: driftObjective,
} as const;
export type ObjectiveKind = keyof typeof objectiveKinds;

/** What becomes of a run once an objective cannot be met any more. */
export const beyondSavings = ['judge', 'abort'] as const;

/** The file of service level objectives. Ramps are never judged. */
export const objectivesSchema = z.strictObject(
  {
    windows: windowsSchema.prefault({}).describe('How judged phases are cut into windows'),
    /**
     * Fewest requests to judge a percentile by; fewer are not judged. Without it 20, or as many as leave one request
     * beyond the percentile: 20 for p95, 100 for p99.
     */
    minimumSamples: whole(
      'Fewest requests to judge a percentile by; fewer are not judged',
    ).optional(),
    beyondSaving: z
      .enum(beyondSavings, { error: beyondSavings.join(' or ') })
      .describe('abort: ends the run once an objective cannot be met any more')
      .optional(),
    objectives: z
      .array(z.union(Object.values(objectiveKinds)), { error: 'a list of one objective or more' })
      .min(1, { error: 'a list of one objective or more' }),
  },
  { error: 'a map with objectives' },
);

export type Objectives = z.infer<typeof objectivesSchema>;
export interface ObjectiveOf {
  readonly requests: RequestsObjective;
  readonly checks: ChecksObjective;
  readonly bookings: BookingsObjective;
  readonly tasks: TasksObjective;
  readonly readers: ReadersObjective;
  readonly invariants: InvariantsObjective;
  readonly generator: GeneratorObjective;
  readonly webVitals: WebVitalsObjective;
  readonly drift: DriftObjective;
}
export type Objective = ObjectiveOf[ObjectiveKind];
export type Windows = Objectives['windows'];

/** What an objective is for: the one key that only its kind has. */
export function kindOf(objective: object): ObjectiveKind | undefined {
  return kindNames.find((kind) => Object.hasOwn(objective, kind));
}

export function isOf<K extends ObjectiveKind>(
  kind: K,
  objective: Objective,
): objective is Extract<Objective, ObjectiveOf[K]> {
  return kind in objective;
}

/** Those of one kind, in the order of the file. */
export function objectivesOf<K extends ObjectiveKind>(
  kind: K,
  { objectives }: Objectives,
): Extract<Objective, ObjectiveOf[K]>[] {
  return objectives.filter((objective) => isOf(kind, objective));
}

export const kindNames = Object.keys(objectiveKinds).filter(
  (kind): kind is ObjectiveKind => kind in objectiveKinds,
);
