import { runFiles } from '../../../core/run-folder/files/index.ts';
import { isJudged } from '../../../core/run-folder/manifest/phase.ts';
import {
  countOf,
  everyOutcome,
  loadNames,
  ofTenant,
  requestNames,
} from '../../evidence/request-table.ts';
import { areDefaults } from '../../objectives/defaults.ts';
import { holdsIn, kindFor } from '../../objectives/kinds/index.ts';
import { tenantsOf } from '../../objectives/kinds/tenants.ts';
import { fits } from '../../objectives/request-pattern.ts';
import { type Objective, isOf, kindOf } from '../../objectives/schema.ts';
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
  const isOwn = !areDefaults(objectives);
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
function isJudgedBy(objective: Objective, run: JudgedRun): boolean {
  const kind = kindFor(objective);
  const fits = (name: string): boolean => kind.appliesTo(objective, name, run);
  if (isOf('checks', objective)) return kind.names(run).some(fits);
  return run.results.some(
    (result) =>
      result.objective === objective.name &&
      result.kind === kindOf(objective) &&
      (result.requests.length === 0 || result.requests.some(fits)),
  );
}

function whyOpen(objective: Objective, run: JudgedRun): string {
  const { noun, names, appliesTo } = kindFor(objective);
  const all = names(run);
  const isFor = (what: Objective): boolean => all.some((name) => appliesTo(what, name, run));
  if (isOf('generator', objective) && all.length === 0) return 'nothing was seen of the generator';
  const { tenants } = isOf('requests', objective) ? objective : {};
  if (tenants !== undefined && !tenantsOf(run.evidence).some((name) => fits(tenants, [], [name])))
    return 'no tenant has a name that it is for';
  if (isFor(objective))
    return run.evidence.phases.some((phase) => isJudged(phase) && holdsIn(objective, phase))
      ? 'none of what it is for came while the load is judged'
      : 'no phase that is judged has a name that it is for';
  if ('except' in objective && isFor({ ...objective, except: [] }))
    return `every ${noun} that it is for is excepted`;
  return `no ${noun} has a name that it is for`;
}

/** Requests of the load that no objective of the user's own judges. */
function uncovered({ evidence: { requests, judged }, results }: JudgedRun): Told[] {
  const amount = (name: string, tenant: string | null): number => {
    const of = tenant === null ? requests : ofTenant(requests, tenant);
    return countOf(of, [name], everyOutcome, judged);
  };
  const isCovered = (name: string): boolean => {
    const own = results.filter((one) => one.kind === 'requests' && one.requests.includes(name));
    const tenants = [...new Set(own.map(({ tenant }) => tenant))];
    const covered = tenants.map((tenant) => amount(name, tenant)).reduce((sum, n) => sum + n, 0);
    return covered >= amount(name, null);
  };
  const open = loadNames(requests).filter((name) => !isCovered(name));
  if (open.length === 0) return [];
  return [{ severity: 'remark', summary: `No objective is for ${list(open.map(nameInWords))}.` }];
}
