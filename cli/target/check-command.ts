import { resolve } from 'node:path';
import type { Context } from '../../core/context.ts';
import { type Outcome, exitStatusOf } from '../../core/outcome.ts';
import { type Checked, askAll, outcomeOf } from '../../targets/check/check.ts';
import { targetChecks } from '../../targets/check/target-checks.ts';
import { writeJson, writeLines } from '../terminal/output.ts';
import { tableLines } from '../terminal/table.ts';

export interface TargetCheckFlags {
  readonly iMayTestThisSystem: boolean;
  readonly json: boolean;
}

/** `bilancia target check FILE`. */
export async function targetCheckCommand(
  this: Context,
  { iMayTestThisSystem: confirmed, json }: TargetCheckFlags,
  path: string,
): Promise<void> {
  const { process, workingDirectory, now, interrupted } = this;
  const { name, checks } = await targetChecks({
    path: resolve(workingDirectory, path),
    env: process.env,
    now: now(),
    confirmed,
  });
  const checked: Checked[] = [];
  for await (const one of askAll(checks, interrupted)) checked.push(one);
  const outcome = outcomeOf(checked);
  const missing = missingIn(checked);
  if (json) writeJson(this, { target: name, outcome, checks: checked, missing });
  else writeLines(this, linesOf(name, outcome, checked, missing));
  process.exitCode = exitStatusOf[outcome];
}

function linesOf(
  name: string,
  outcome: Outcome,
  checked: readonly Checked[],
  missing: readonly string[],
): string[] {
  const rows = checked.map(({ capability, call, resource, text }) => [
    capability,
    `${call} ${resource}`,
    text,
  ]);
  const summary = {
    pass: 'everything that the file names answers.',
    fail: 'something is missing.',
    inconclusive: 'not everything could be asked.',
    invalid: 'nothing can be said.',
  } as const satisfies Record<Outcome, string>;
  return [
    ...tableLines([['for', 'call', 'answer'], ...rows]),
    '',
    ...(missing.length === 0 ? [] : ['Permissions that are missing:']),
    ...missing.map((one) => `  ${one}`),
    `${name}: ${summary[outcome]}`,
  ];
}

/** `ecs:ListTasks on arn:...`, each once. */
function missingIn(checked: readonly Checked[]): string[] {
  const all = checked.flatMap(({ missing }) =>
    missing === undefined ? [] : [`${missing.action} on ${missing.resource}`],
  );
  return [...new Set(all)];
}
