import { seenIn, type SteadyState, type Undo } from '../../core/run-folder/files/journal.ts';
import { reasonOf } from '../../core/errors.ts';
import { pause } from '../../core/pause.ts';
import {
  type Drill,
  type DrillProbe,
  failoversOf,
  type Look,
  type Situation,
} from '../../probes/drills/drill.ts';
import type { TargetAction, TargetControl } from '../../targets/target.ts';
import { actionActivity, inState, type JournalWriter, probeActivity, tell } from './journal.ts';
import { isUnseen } from './unseen.ts';

export interface Execution {
  readonly drill: Drill;
  readonly situation: Situation;
  readonly journal: JournalWriter;
  readonly now: () => number;
  readonly say: (text: string) => void;
  /** Aborted to end it before its time; what was done is undone all the same. */
  readonly interrupted: AbortSignal;
}

const usualLookEveryMs = 200;
const usualConditionEveryMs = 1000;
/** How long everything may take to come right once it is undone. */
const settleSeconds = 60;
/** For how long it is tried again where nothing can be seen. */
const unseenMs = 3000;

/** Holds every probe of the hypothesis against the system. */
export async function steadyState({
  drill,
  situation,
  now,
}: Pick<Execution, 'drill' | 'situation' | 'now'>): Promise<SteadyState> {
  const probes = [];
  for (const probe of drill.hypothesis.probes)
    probes.push(
      await tell(probeActivity(situation.target, probe), now, () => lookAt(probe, situation)),
    );
  return { steady_state_met: probes.every(({ tolerance_met }) => tolerance_met === true), probes };
}

async function lookAt(probe: DrillProbe, situation: Situation) {
  const { isMet, output } = await probe.look(situation);
  return { isMet, output };
}

/** How it is when nobody can look. */
function withoutLook(error: unknown): Look {
  const unseen = isUnseen(error) ? { isUnseen: true as const } : {};
  return { isMet: false, output: reasonOf(error), ...unseen };
}

/**
 * Carries out the method, step by step, until it is over, fails, is stopped by a condition or interrupted; then undoes what
 * was done. Never throws for what the system does: the journal tells it.
 */
export async function carryOut(execution: Execution): Promise<void> {
  const { drill, journal, interrupted, situation } = execution;
  const stopped = new AbortController();
  const over = new AbortController();
  const end = AbortSignal.any([stopped.signal, interrupted]);
  const watching = watchConditions(execution, stopped, over.signal);
  let status: 'completed' | 'failed' | 'aborted' | 'interrupted' = 'completed';
  try {
    for (const step of drill.method) {
      if (end.aborted) break;
      execution.say(`Drill: ${step.name}`);
      const isDone =
        step.type === 'action'
          ? await doAction(execution, step)
          : await awaitProbe(execution, step, step.withinSeconds, end);
      const failovers = await failoversOf(situation).catch(() => journal.read().bilancia.failovers);
      await journal.extend(() => ({ failovers: [...failovers] }));
      if (isDone) continue;
      status = 'failed';
      break;
    }
  } finally {
    over.abort();
    await watching;
    await rollBack(execution);
  }
  if (interrupted.aborted) status = 'interrupted';
  else if (stopped.signal.aborted) status = 'aborted';
  await journal.change(() => ({ status }));
}

async function doAction(
  { drill, situation, journal, now }: Execution,
  step: Extract<Drill['method'][number], { type: 'action' }>,
): Promise<boolean> {
  const { target } = situation;
  let action: TargetAction | undefined;
  try {
    action = await step.action(situation);
  } catch (error) {
    const activity = {
      type: 'action' as const,
      name: step.name,
      provider: probeActivity(target, drill).provider,
    };
    const run = await tell(activity, now, () => Promise.reject(error));
    await journal.change((old) => ({ run: [...old.run, run] }));
    return false;
  }
  if (action === undefined) return true;
  const known = action;
  const undo = step.undo?.(known);
  // On disk before anything is done: whoever finds this journal after a kill knows what to put right.
  if (undo !== undefined)
    await journal.extend((old) => ({
      undo: [...old.undo, { name: undo.name, action: dataOf(undo.action), state: 'due' }],
    }));
  const activity = actionActivity(target, step.name, known);
  const start = new Date(now()).toISOString();
  await journal.change((old) => ({ run: [...old.run, { activity, start }] }));
  const run = await tell(activity, now, async () => {
    if (target.control === undefined) throw new Error('the target cannot be acted upon');
    return { output: await actAsExpected(target.control, known, step.refusedWith) };
  });
  await journal.change((old) => ({ run: [...old.run.slice(0, -1), run] }));
  return run.status === 'succeeded';
}

async function actAsExpected(
  control: TargetControl,
  action: TargetAction,
  refusedWith: RegExp | undefined,
): Promise<string> {
  if (refusedWith === undefined) {
    await control.act(action);
    return 'done';
  }
  const refused = await control.act(action).then(() => undefined, reasonOf);
  if (refused !== undefined && refusedWith.test(refused)) return refused;
  throw new Error(refused ?? 'it was done, though it should have been refused');
}

function dataOf({ name, given }: TargetAction): Undo['action'] {
  return { name, given: { ...given } };
}

async function awaitProbe(
  { situation, journal, now }: Execution,
  probe: DrillProbe,
  withinSeconds: number,
  end: AbortSignal,
): Promise<boolean> {
  const run = await tell(probeActivity(situation.target, probe), now, () =>
    lookUntilMet(probe, situation, withinSeconds, end),
  );
  await journal.change((old) => ({ run: [...old.run, run] }));
  return run.tolerance_met === true;
}

/** Looks again and again until it is so, its time is over, or nothing can be seen any more. */
async function lookUntilMet(
  probe: DrillProbe,
  situation: Situation,
  withinSeconds: number,
  end: AbortSignal,
): Promise<Look> {
  const { lookEveryMs = usualLookEveryMs, settlesWithinSeconds = 0 } =
    situation.target.control ?? {};
  const limit = performance.now() + Math.max(withinSeconds, settlesWithinSeconds) * 1000;
  let lastSeen = performance.now();
  for (;;) {
    const seen = await probe.look(situation).catch(withoutLook);
    const at = performance.now();
    if (seen.isUnseen !== true) lastSeen = at;
    if (seen.isMet || end.aborted || at >= limit || at - lastSeen >= unseenMs) return seen;
    await pause(lookEveryMs, end);
  }
}

/** Undoes what was done and is not undone yet, the last first, and waits until everything has come right. */
export async function rollBack(execution: Execution): Promise<void> {
  const { drill, situation, journal, now } = execution;
  await undoAll(execution);
  const { signal: never } = new AbortController();
  for (const probe of drill.settled) {
    const run = await tell(probeActivity(situation.target, probe), now, () =>
      lookUntilMet(probe, situation, settleSeconds, never),
    );
    await journal.change((old) => ({ rollbacks: [...old.rollbacks, run] }));
    if (run.tolerance_met !== true && run.unseen !== true)
      await journal.extend((old) => ({
        byHand: [...old.byHand, `See to it that ${probe.name}: ${seenIn(run)}.`],
      }));
  }
}

/** @returns what could not be undone, in sentences */
export async function undoAll({
  situation: { target },
  journal,
  now,
}: Pick<Execution, 'situation' | 'journal' | 'now'>): Promise<void> {
  for (;;) {
    const undo = journal.read().bilancia.undo.findLast(({ state }) => state === 'due');
    if (undo === undefined) return;
    const run = await tell(actionActivity(target, undo.name, undo.action), now, async () => {
      if (target.control === undefined) throw new Error('the target cannot be acted upon');
      await target.control.act(undo.action);
      return { output: 'done' };
    });
    const isDone = run.status === 'succeeded';
    await journal.change((old) => ({ rollbacks: [...old.rollbacks, run] }));
    await journal.extend((old) => ({
      undo: inState(old.undo, undo, isDone ? 'done' : 'failed'),
      byHand: isDone
        ? old.byHand
        : [...old.byHand, `It could not be undone: ${undo.name} (${seenIn(run)}). Do it by hand.`],
    }));
  }
}

/** Looks at the conditions until `over`, and ends the drill when one has held for long enough. */
async function watchConditions(
  { drill, situation, journal }: Execution,
  stop: AbortController,
  over: AbortSignal,
): Promise<void> {
  const since = new Map<string, number>();
  const everyMs = Math.max(usualConditionEveryMs, situation.target.control?.lookEveryMs ?? 0);
  while (!over.aborted && !stop.signal.aborted) {
    for (const condition of drill.stopConditions) {
      const { name, forSeconds } = condition;
      const { isMet, isUnseen: unseen } = await condition
        .look(situation)
        .catch((error: unknown): Look => ({ ...withoutLook(error), isMet: true }));
      if (!isMet) since.delete(name);
      else if (!since.has(name)) since.set(name, performance.now());
      const held = (performance.now() - (since.get(name) ?? Infinity)) / 1000;
      if (held < forSeconds || over.aborted) continue;
      await journal.extend(() =>
        unseen === true
          ? {
              stopped: `nobody could see whether ${name}, for ${forSeconds} s.`,
              stoppedUnseen: true,
            }
          : { stopped: `${name} for ${forSeconds} s.` },
      );
      stop.abort();
      return;
    }
    await pause(everyMs, over);
  }
}
