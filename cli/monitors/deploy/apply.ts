import { open } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Context } from '../../../core/context.ts';
import type { BilanciaError } from '../../../core/errors.ts';
import { hasCode, knownError, reasonOf } from '../../../core/errors.ts';
import type { Outcome } from '../../../monitors/deploy/apply.ts';
import { applyPlan } from '../../../monitors/deploy/apply.ts';
import type { Connections } from '../../../monitors/aws/clients.ts';
import type { Plan } from '../../../monitors/deploy/plan/change.ts';
import { looksLikePlan, readPlanFile, stalenessOf } from '../../../monitors/deploy/plan/file.ts';
import { planLines } from '../../../monitors/deploy/plan/render.ts';
import { writeJson, writeLines } from '../../terminal/output.ts';
import { outcomeLines, outcomeRecord, shortfallOf } from './outcomes.ts';
import type { ApplyFlags } from './flags.ts';
import { accessOf, deployRequest } from './request.ts';
import { connected, emptied, survey } from './survey.ts';

const notDone = 2;

/** `bilancia monitors apply`: makes an account hold what is defined. */
export async function applyCommand(
  this: Context,
  flags: ApplyFlags,
  ...files: string[]
): Promise<void> {
  const [file, ...more] = files;
  if (
    file !== undefined &&
    more.length === 0 &&
    (await isPlan(resolve(this.workingDirectory, file)))
  )
    await applyFile(this, flags, file);
  else await applyDefinitions(this, flags, files);
}

async function applyDefinitions(
  context: Context,
  flags: ApplyFlags,
  files: readonly string[],
): Promise<void> {
  const { json, adopt, destroy } = flags;
  const { set: defined, access, ...request } = await deployRequest(context, flags, files);
  const set = emptied(defined, destroy);
  await connected(access, async (connections) => {
    const { plan } = await survey(context, connections, { ...request, set, adopt, json });
    await carryOut(context, flags, connections, plan, files.join(' ') || undefined);
  });
}

/** Applies the plan of a file, when a plan made now would hold nothing that it does not. */
async function applyFile(context: Context, flags: ApplyFlags, path: string): Promise<void> {
  const { set, adopt, plan: planned } = await readPlanFile(resolve(context.workingDirectory, path));
  const [home, ...others] = planned.regions;
  if (home === undefined) throw knownError('plan-stale', { path, reason: 'it names no region' });
  await connected(accessOf(context, flags), async (connections) => {
    const { owner } = planned;
    const regions = [home, ...others] as const;
    const request = { set, owner, regions, adopt, json: flags.json };
    const { plan } = await survey(context, connections, request);
    const reason = stalenessOf(planned, plan);
    if (reason !== undefined) throw knownError('plan-stale', { path, reason });
    await carryOut(context, flags, connections, plan, path);
  });
}

async function carryOut(
  context: Context,
  flags: ApplyFlags,
  connections: Connections,
  plan: Plan,
  file: string | undefined,
): Promise<void> {
  const { json, yes } = flags;
  const problem = obstacle(plan, yes, file);
  if (!json && (!yes || plan.changes.length === 0 || problem !== undefined))
    writeLines(context, planLines(plan));
  if (problem !== undefined) {
    fail(context, json, problem, plan, []);
    return;
  }
  const outcomes = await applyPlan(connections, plan, {
    interrupted: context.interrupted,
    onOutcome: (outcome) => {
      if (!json) writeLines(context, outcomeLines(outcome));
    },
  });
  const shortfall = shortfallOf(outcomes);
  if (shortfall !== undefined) fail(context, json, shortfall, plan, outcomes);
  else if (json) writeJson(context, document(plan, outcomes));
  else if (outcomes.length > 0)
    writeLines(context, [`Changes made: ${outcomes.length}. The account matches the definitions.`]);
}

/** Why nothing is to be changed. */
function obstacle(plan: Plan, yes: boolean, file: string | undefined): BilanciaError | undefined {
  const { refusals, changes } = plan;
  const [first] = refusals;
  if (first !== undefined) {
    return knownError('plan-refused', {
      count: refusals.length,
      first: `${first.subject}: ${first.reason}${first.adoptable ? '; pass --adopt to adopt it' : ''}.`,
    });
  }
  if (yes || changes.length === 0) return undefined;
  const words = ['bilancia monitors apply', ...(file === undefined ? [] : [file]), '--yes'];
  return knownError('not-confirmed', { changes: changes.length, command: words.join(' ') });
}

/** With `--json` there is one document, which holds the failure as well. */
function fail(
  context: Context,
  json: boolean,
  failure: BilanciaError,
  plan: Plan,
  outcomes: readonly Outcome[],
): void {
  if (!json) throw failure;
  const { code, message } = failure;
  writeJson(context, { ...document(plan, outcomes), error: { code, message } });
  context.process.stderr.write(`${message}\n`);
  context.process.exitCode = notDone;
}

function document(plan: Plan, outcomes: readonly Outcome[]): object {
  return { plan, outcomes: outcomes.map(outcomeRecord) };
}

/** Whether a file is a plan, by its first characters; one that cannot be read is reported by who reads it whole. */
async function isPlan(path: string): Promise<boolean> {
  try {
    const handle = await open(path);
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(100), 0, 100, 0);
      return looksLikePlan(buffer.toString('utf8', 0, bytesRead));
    } finally {
      await handle.close();
    }
  } catch (thrown) {
    if (hasCode(thrown, 'ENOENT') || hasCode(thrown, 'EISDIR')) return false;
    throw knownError(
      'unreadable-file',
      {
        what: 'The file',
        path,
        reason: reasonOf(thrown),
        expected: 'definitions, or a plan that "bilancia monitors plan --out" wrote',
      },
      thrown,
    );
  }
}
