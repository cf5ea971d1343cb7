import type { Rule } from '../judged-run.ts';
import { alwaysFailing } from './always-failing.ts';
import { bookingsAgree } from './bookings-agree.ts';
import { browserVisits } from './browser-visits.ts';
import { countsAgree } from './counts-agree.ts';
import { databaseEvidence } from './database-evidence.ts';
import { defaultObjectivesUsed } from './default-objectives.ts';
import { drillHeld } from './drill.ts';
import { droppedIterations } from './dropped-iterations.ts';
import { engineExit } from './engine-exit.ts';
import { engineOutput } from './engine-output.ts';
import { enoughJudged } from './enough-judged.ts';
import { evidenceComplete } from './evidence-complete.ts';
import { failedRequests } from './failed-requests.ts';
import { generatorLimits } from './generator-limits.ts';
import { invariantsHold } from './invariants.ts';
import { lateAnswers } from './late-answers.ts';
import { loadElsewhere } from './load-elsewhere.ts';
import { loadHeld } from './load-held.ts';
import { machineSaturated } from './machine-saturated.ts';
import { manifestAgrees } from './manifest-agrees.ts';
import { mergedParts } from './merged-parts.ts';
import { notLookedFor } from './not-looked-for.ts';
import { objectivesApply } from './objectives-apply.ts';
import { objectivesMet } from './objectives.ts';
import { otherProtocols } from './other-protocols.ts';
import { partsStayed } from './parts.ts';
import { realRequests } from './real-requests.ts';
import { runComplete } from './run-complete.ts';
import { scriptChecks } from './script-checks.ts';
import { scriptErrors } from './script-errors.ts';
import { scriptThresholds } from './script-thresholds.ts';
import { shedRequests } from './shed-requests.ts';
import { unanswered } from './unanswered.ts';
import { unreadableLines } from './unreadable-lines.ts';

/** Every rule by its name, in the order in which the reasons of one severity are told. */
export const rules: Readonly<Record<string, Rule>> = {
  'run-complete': runComplete,
  'merged-parts': mergedParts,
  drill: drillHeld,
  parts: partsStayed,
  invariants: invariantsHold,
  'load-elsewhere': loadElsewhere,
  'load-held': loadHeld,
  'dropped-iterations': droppedIterations,
  unanswered,
  'generator-limits': generatorLimits,
  'machine-saturated': machineSaturated,
  'engine-exit': engineExit,
  'script-thresholds': scriptThresholds,
  objectives: objectivesMet,
  'late-answers': lateAnswers,
  'objectives-apply': objectivesApply,
  'always-failing': alwaysFailing,
  'shed-requests': shedRequests,
  'browser-visits': browserVisits,
  'other-protocols': otherProtocols,
  'real-requests': realRequests,
  'script-checks': scriptChecks,
  'failed-requests': failedRequests,
  'script-errors': scriptErrors,
  'enough-judged': enoughJudged,
  'default-objectives': defaultObjectivesUsed,
  'evidence-complete': evidenceComplete,
  'unreadable-lines': unreadableLines,
  'manifest-agrees': manifestAgrees,
  'engine-output': engineOutput,
  'counts-agree': countsAgree,
  'database-evidence': databaseEvidence,
  'bookings-agree': bookingsAgree,
  'not-looked-for': notLookedFor,
};
