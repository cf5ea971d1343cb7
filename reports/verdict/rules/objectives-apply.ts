import { runFiles } from '../../../core/run-folder/files/index.ts';
import { countOf, everyOutcome, loadNames, requestNames } from '../../evidence/request-table.ts';
import { defaultObjectives } from '../../objectives/defaults.ts';
import { appliesTo, appliesToCheck } from '../../objectives/request-pattern.ts';
import type { Objective } from '../../objectives/schema.ts';
import { list } from '../../words/figures.ts';
import { nameInWords } from '../../words/names.ts';
import type { Finding } from '../finding.ts';
import type { JudgedRun, Rule } from '../judged-run.ts';

type Told = Omit<Finding, 'rule'>;

/**
 * Objectives must have something to judge. The defaults are for any script; who gives objectives of their own wants to
 * know of each that judged nothing, and of each request that none of them is for.
 */
export const objectivesApply: Rule = (run) => {
  const { evidence, objectives, results, lostObjectives } = run;
  // That the file is missing is evidence-complete's matter.
  const isThere = evidence.files.of(runFiles.objectives).bytes !== undefined;
  if (lostObjectives !== undefined)
    return isThere ? [{ severity: 'inconclusive', summary: lostObjectives }] : [];
  const isOwn = objectives !== defaultObjectives;
  // That there were no requests at all is run-complete's matter.
  if (!isOwn && (requestNames(evidence.requests).length === 0 || results.length > 0)) return [];
  const open = objectives.objectives.filter((objective) => !isJudgedBy(objective, run));
  const reasons = Map.groupBy(open, (objective) => whyOpen(objective, run));
  return [
    ...[...reasons].map(([reason, those]): Told => {
      const which = list(those.map(({ name }) => name));
      return { severity: 'inconclusive', summary: `${which} could not be judged: ${reason}.` };
    }),
    ...(isOwn ? uncovered(run) : []),
  ];
};

/** Whether something of the run was judged by an objective. */
function isJudgedBy(objective: Objective, { results, script }: JudgedRun): boolean {
  if (objective.checks !== undefined)
    return (script?.checks ?? []).some(({ name }) => appliesToCheck(objective, name));
  return results.some(
    (result) =>
      result.objective === objective.name &&
      result.requests.some((name) => appliesTo(objective, name)),
  );
}

function whyOpen(objective: Objective, { evidence, script }: JudgedRun): string {
  const [what, names, applies] =
    objective.checks === undefined
      ? (['request', requestNames(evidence.requests), appliesTo] as const)
      : (['check', (script?.checks ?? []).map(({ name }) => name), appliesToCheck] as const);
  if (names.some((name) => applies(objective, name)))
    return 'none of what it is for came while the load is judged';
  const withoutExceptions = { ...objective, except: [] };
  if (names.some((name) => applies(withoutExceptions, name)))
    return `every ${what} that it is for is excepted`;
  return `no ${what} has a name that it is for`;
}

/** Requests of the load that no objective of the user's own judges. */
function uncovered({ evidence: { requests, judged }, results }: JudgedRun): Told[] {
  const covered = new Set(results.flatMap((result) => result.requests));
  const open = loadNames(requests)
    .filter((name) => !covered.has(name))
    .filter((name) => countOf(requests, [name], everyOutcome, judged) > 0);
  if (open.length === 0) return [];
  return [{ severity: 'remark', summary: `No objective is for ${list(open.map(nameInWords))}.` }];
}
