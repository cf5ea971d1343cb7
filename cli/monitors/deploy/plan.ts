import { resolve } from 'node:path';
import type { Context } from '../../../core/context.ts';
import { writePlanFile } from '../../../monitors/deploy/plan/file.ts';
import { planLines } from '../../../monitors/deploy/plan/render.ts';
import { writeJson, writeLines } from '../../terminal/output.ts';
import type { PlanFlags } from './flags.ts';
import { deployRequest } from './request.ts';
import { connected, emptied, survey } from './survey.ts';

const refused = 1;

/** `bilancia monitors plan`: what apply would change, and nothing else. */
export async function planCommand(
  this: Context,
  flags: PlanFlags,
  ...files: string[]
): Promise<void> {
  const { json, adopt, destroy, out } = flags;
  const { set: defined, owner, regions, access } = await deployRequest(this, flags, files);
  const set = emptied(defined, destroy);
  await connected(access, async (connections) => {
    const { plan } = await survey(this, connections, { set, owner, regions, adopt, json });
    if (json) writeJson(this, plan);
    else writeLines(this, planLines(plan));
    if (plan.refusals.length > 0) this.process.exitCode = refused;
    if (out === undefined) return;
    await writePlanFile(resolve(this.workingDirectory, out), { set, adopt, plan });
    if (!json)
      writeLines(this, [`Written to ${out}. To apply it: bilancia monitors apply ${out} --yes`]);
  });
}
