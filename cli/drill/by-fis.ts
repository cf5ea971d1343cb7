import { resolve } from 'node:path';
import type { Context } from '../../core/context.ts';
import { knownError } from '../../core/errors.ts';
import { type Outcome, exitStatusOf } from '../../core/outcome.ts';
import type { Drill } from '../../probes/drills/drill.ts';
import { drillsInFis, fisTemplate } from '../../run/drill/fis-template.ts';
import { plural } from '../../reports/words/figures.ts';
import { describedTarget } from '../../targets/described/described.ts';
import { writeJson, writeLines } from '../terminal/output.ts';
import type { DrillFlags } from './flags.ts';

/**
 * A drill that AWS Fault Injection Service carries out, by the template that bears its name.
 * @throws unknown-name where FIS has no such fault; drill-not-possible for a target elsewhere; drill-not-confirmed
 */
export async function drillByFis(
  context: Context,
  flags: DrillFlags,
  drill: Drill,
  file: string,
): Promise<void> {
  const named = fisTemplate(drill)?.tags.Name;
  if (named === undefined)
    throw knownError('unknown-name', {
      what: 'fault of AWS Fault Injection Service for the drill',
      given: drill.name,
      known: drillsInFis,
    });
  const { name, experiments } = await describedTarget(
    resolve(context.workingDirectory, file),
    context.process.env,
  );
  if (experiments === undefined) {
    const lacks = 'AWS Fault Injection Service';
    throw knownError('drill-not-possible', { drill: drill.name, target: name, lacks });
  }
  const template = await experiments.templateNamed(named);
  const tell = (text: string): void => {
    if (!flags.json) context.process.stderr.write(`${text}\n`);
  };
  const plan = [
    `Template ${template.id}: ${template.description}`,
    ...template.actions.map((action) => `  does ${action}`),
    ...template.stopAlarms.map((alarm) => `  stops by ${alarm}`),
  ];
  if (flags.dryRun) {
    if (flags.json) writeJson(context, { drill: drill.name, template });
    else writeLines(context, plan);
    return;
  }
  for (const line of plan) tell(line);
  const { id, status, reason } = await experiments.conduct(template, {
    confirmed: flags.yes,
    until: context.interrupted,
    tell,
  });
  // It ends by itself only when no stop alarm fired, and there is one at least: more it does not look at.
  const outcome: Outcome =
    status === 'completed' ? 'pass' : context.interrupted.aborted ? 'inconclusive' : 'fail';
  if (flags.json)
    writeJson(context, {
      drill: drill.name,
      template,
      experiment: { id, status, reason },
      outcome,
    });
  else {
    const silent = plural(template.stopAlarms.length, 'stop alarm');
    const held =
      outcome === 'pass'
        ? `; ${silent} stayed silent. What visitors saw of it, a run beside it tells.`
        : '';
    writeLines(context, [
      `Experiment ${id}: ${status}${reason === '' ? '' : ` (${reason})`}${held}`,
    ]);
  }
  context.process.exitCode = exitStatusOf[outcome];
}
