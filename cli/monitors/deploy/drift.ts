import type { Context } from '../../../core/context.ts';
import type { DriftReport } from '../../../monitors/deploy/drift.ts';
import { driftOf } from '../../../monitors/deploy/drift.ts';
import { differenceLine } from '../../../monitors/deploy/plan/render.ts';
import { writeJson, writeLines } from '../../terminal/output.ts';
import type { AccountFlags } from './flags.ts';
import { deployRequest } from './request.ts';
import { connected, survey } from './survey.ts';

const drifted = 1;

/** `bilancia monitors drift`: where an account is not what is defined. */
export async function driftCommand(
  this: Context,
  flags: AccountFlags,
  ...files: string[]
): Promise<void> {
  const { json } = flags;
  const request = await deployRequest(this, flags, files);
  await connected(request.access, async (connections) => {
    const { account, plan } = await survey(this, connections, { ...request, adopt: false, json });
    const report = driftOf(plan, account);
    if (json) writeJson(this, report);
    else writeLines(this, driftLines(report));
    if (report.drift.length > 0) this.process.exitCode = drifted;
  });
}

function driftLines({ drift, info, unchanged }: DriftReport): string[] {
  return [
    ...drift.flatMap(({ kind, subject, reason, differences }) => [
      `${kind}: ${subject}: ${reason}`,
      ...differences.map(differenceLine),
    ]),
    ...info.map((line) => `info: ${line}`),
    drift.length === 0
      ? `No drift: all ${unchanged} match the definitions.`
      : `${drift.length} drifted, ${unchanged} match the definitions.`,
  ];
}
