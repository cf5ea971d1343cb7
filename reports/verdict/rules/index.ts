import type { Rule } from '../judged-run.ts';
import { bookingsAgree } from './bookings-agree.ts';
import { countsAgree } from './counts-agree.ts';
import { databaseEvidence } from './database-evidence.ts';
import { droppedIterations } from './dropped-iterations.ts';
import { engineExit } from './engine-exit.ts';
import { engineOutput } from './engine-output.ts';
import { evidenceComplete } from './evidence-complete.ts';
import { failedRequests } from './failed-requests.ts';
import { generatorLimits } from './generator-limits.ts';
import { invariantsHold } from './invariants.ts';
import { loadHeld } from './load-held.ts';
import { machineSaturated } from './machine-saturated.ts';
import { objectivesMet } from './objectives.ts';
import { runComplete } from './run-complete.ts';

/** Every rule by its name, in the order in which the reasons of one severity are told. */
export const rules: Readonly<Record<string, Rule>> = {
  'run-complete': runComplete,
  invariants: invariantsHold,
  'load-held': loadHeld,
  'dropped-iterations': droppedIterations,
  'generator-limits': generatorLimits,
  'machine-saturated': machineSaturated,
  'engine-exit': engineExit,
  objectives: objectivesMet,
  'failed-requests': failedRequests,
  'evidence-complete': evidenceComplete,
  'engine-output': engineOutput,
  'counts-agree': countsAgree,
  'database-evidence': databaseEvidence,
  'bookings-agree': bookingsAgree,
};
