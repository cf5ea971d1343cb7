import { isJudged } from '../../../core/run-folder/manifest/phase.ts';
import type { PhasePeriod } from '../../evidence/period.ts';
import { matches } from '../request-pattern.ts';
import type { ObjectiveResult } from '../result.ts';
import {
  type Objective,
  type ObjectiveKind,
  type ObjectiveOf,
  type Objectives,
  isOf,
  kindOf,
} from '../schema.ts';
import { bookings } from './bookings.ts';
import { checks } from './checks.ts';
import { drift } from './drift.ts';
import { generator } from './generator.ts';
import { invariants } from './invariants.ts';
import type { Kind, Seen } from './kind.ts';
import { readers } from './readers.ts';
import { requests } from './requests.ts';
import { tasks } from './tasks.ts';
import { webVitals } from './web-vitals.ts';

/** How each kind of objective is judged, by the key that says what it is for. */
const kinds: Readonly<Record<ObjectiveKind, Kind<Objective>>> = {
  requests: any('requests', requests),
  checks: any('checks', checks),
  bookings: any('bookings', bookings),
  tasks: any('tasks', tasks),
  readers: any('readers', readers),
  invariants: any('invariants', invariants),
  generator: any('generator', generator),
  webVitals: any('webVitals', webVitals),
  drift: any('drift', drift),
};

/** A kind that can be handed any objective, and takes its own. */
function any<K extends ObjectiveKind>(
  kind: K,
  { noun, names, appliesTo, judge }: Kind<Extract<Objective, ObjectiveOf[K]>>,
): Kind<Objective> {
  return {
    noun,
    names,
    appliesTo: (objective, name, seen) => isOf(kind, objective) && appliesTo(objective, name, seen),
    judge: ({ objective, ...where }) =>
      isOf(kind, objective) ? judge({ ...where, objective }) : [],
  };
}

export function kindFor(objective: Objective): Kind<Objective> {
  return kinds[kindOf(objective) ?? 'requests'];
}

/** Judges every limit of every objective, in each judged phase that it holds in. */
export function judgeObjectives(seen: Seen, objectives: Objectives): ObjectiveResult[] {
  const phases = seen.evidence.phases.filter(isJudged);
  const several = phases.length > 1;
  return phases.flatMap((phase, index) =>
    objectives.objectives
      .filter((objective) => (ofWholeRun(objective) ? index === 0 : holdsIn(objective, phase)))
      .flatMap((objective) =>
        kindFor(objective).judge({
          ...seen,
          kind: kindOf(objective) ?? 'requests',
          objectives,
          objective,
          phase,
          phaseName: several && !ofWholeRun(objective) ? phase.name : null,
          tenant: null,
        }),
      ),
  );
}

/** What is known of the run as a whole only. */
function ofWholeRun(objective: Objective): boolean {
  return isOf('invariants', objective) || isOf('checks', objective);
}

/** Whether an objective is for a judged phase of this name. */
export function holdsIn(objective: Objective, { name }: Pick<PhasePeriod, 'name'>): boolean {
  const { phases } = 'phases' in objective ? objective : {};
  return phases === undefined || phases.some((pattern) => matches(pattern, name));
}
