import { resolve } from 'node:path';
import type { Context } from '../../core/context.ts';
import { knownError } from '../../core/errors.ts';
import { exitStatusOf } from '../../core/outcome.ts';
import type { Drill } from '../../probes/drills/drill.ts';
import { drills } from '../../probes/drills/index.ts';
import { judgeDrill } from '../../reports/judge-drill.ts';
import type { AlarmWatch } from '../../run/drill/alarms.ts';
import { drillsInFis, fisTemplate } from '../../run/drill/fis-template.ts';
import { performDrill, whyNot } from '../../run/drill/perform.ts';
import { checkedName } from '../../targets/local-options.ts';
import { describedTarget } from '../../targets/described/described.ts';
import { localTarget } from '../../targets/local.ts';
import { requireConfirmed } from '../../targets/reach.ts';
import type { Target } from '../../targets/target.ts';
import { announce, runContext } from '../run/command.ts';
import { writeJson, writeLines } from '../terminal/output.ts';
import { type Progress, startProgress } from '../terminal/progress.ts';
import { alarmWatch } from './alarms.ts';
import { drillByFis } from './by-fis.ts';
import { experimentOf } from './experiment.ts';
import type { DrillFlags } from './flags.ts';
import { recover } from './recover.ts';
import { repeat } from './repeat.ts';
import { type DrillAsked, drillOf, drillRequest } from './request.ts';

/** `bilancia drill`: its exit status is the verdict's. */
export async function drillCommand(this: Context, flags: DrillFlags, name?: string): Promise<void> {
  if (flags.visitors !== undefined && flags.during === undefined)
    throw knownError('bad-usage', {
      problem: '--visitors are of a scenario: name it, --during SCENARIO',
      help: 'bilancia drill --help',
    });
  if (flags.recover) {
    await recover(this, flags, name);
    return;
  }
  const { drill, targetNow } = await drillAndTarget(this, flags, name);
  if (flags.fisTemplate) {
    const template = fisTemplate(drill);
    if (template === undefined)
      throw knownError('unknown-name', {
        what: 'fault of AWS Fault Injection Service for the drill',
        given: drill.name,
        known: drillsInFis,
      });
    writeJson(this, template);
    return;
  }
  if (flags.byFis !== undefined) {
    await drillByFis(this, flags, drill, flags.byFis);
    return;
  }
  const alarms = await alarmWatch(this, flags, drill);
  const target = await targetNow();
  if (!flags.dryRun && !flags.yes)
    throw knownError('drill-not-confirmed', { drill: drill.name, target: target.name });
  const reasons = await whyNot(drill, target);
  if (flags.dryRun) writeLines(this, planLines(drill, alarms));
  if (reasons.length > 0) {
    const all = ['The drill cannot begin, and nothing was started.', ...reasons];
    if (flags.json) writeJson(this, { drill: name, begun: false, reasons });
    else writeLines(this, all);
    this.process.exitCode = exitStatusOf.inconclusive;
    return;
  }
  if (flags.dryRun) {
    writeLines(this, ['The system is well, so that it could begin.']);
    return;
  }
  const progress = startProgress(this, flags);
  const asked = { drill, alarms, targetNow };
  try {
    if (flags.repeat > 1) await repeat(this, flags, asked, progress);
    else await once(this, flags, asked, progress);
  } finally {
    progress.end();
  }
}

async function drillAndTarget(
  context: Context,
  flags: DrillFlags,
  name: string | undefined,
): Promise<Pick<DrillAsked, 'drill' | 'targetNow'>> {
  if (flags.experiment !== undefined && name === undefined && flags.target === undefined) {
    const { drill, target } = await experimentOf(context, flags, flags.experiment);
    return { drill, targetNow: async () => target };
  }
  const others = flags.experiment ?? (flags.target === undefined ? undefined : flags.byFis);
  if (name === undefined || others !== undefined) {
    const problem =
      name === undefined
        ? `Which drill? Known: ${Object.keys(drills).join(', ')}`
        : flags.experiment === undefined
          ? '--target has it done by AWS itself and --by-fis by FIS: leave one of them out'
          : `The drill ${name} or an experiment, not both`;
    throw knownError('bad-usage', { problem, help: 'bilancia drill --help' });
  }
  if (flags.target === undefined) {
    const cluster = checkedName(flags.name);
    return { drill: drillOf(name, flags), targetNow: () => localTarget(cluster) };
  }
  const path = resolve(context.workingDirectory, flags.target);
  const targetNow = (): Promise<Target> => describedTarget(path, context.process.env);
  const target = await targetNow();
  await requireConfirmed(target, flags.iMayTestThisSystem);
  return { drill: drillOf(name, flags, target), targetNow };
}

async function once(
  context: Context,
  flags: DrillFlags,
  asked: DrillAsked,
  progress: Progress,
): Promise<void> {
  const target = await asked.targetNow();
  const request = drillRequest(context, flags, asked, 1);
  const { folder, run } = await performDrill(runContext(context), progress, request, target);
  progress.end();
  if (run !== undefined) {
    announce(context, flags, run);
    return;
  }
  const { outcome, findings } = await judgeDrill(folder);
  if (flags.json) writeJson(context, { folder, outcome, findings });
  else writeLines(context, [outcome, ...findings.map(({ summary }) => `  ${summary}`), folder]);
  context.process.exitCode = exitStatusOf[outcome];
}

/** What a drill would do, for people. */
function planLines(
  { title, hypothesis, method, stopConditions, settled }: Drill,
  alarms: AlarmWatch | undefined,
): string[] {
  return [
    title,
    `Before and after: ${hypothesis.title}`,
    ...hypothesis.probes.map((probe) => `  ${probe.name}`),
    'Method',
    ...method.map((step, index) =>
      step.type === 'action'
        ? `  ${index + 1}. ${step.name}`
        : `  ${index + 1}. within ${step.withinSeconds} s: ${step.name}`,
    ),
    ...(alarms === undefined ? [] : [`Must fire: ${alarms.expected.join(', ')}`]),
    ...(stopConditions.length === 0 ? [] : ['Stops when']),
    ...stopConditions.map((condition) => `  ${condition.name} for ${condition.forSeconds} s`),
    'Afterwards everything is undone, until',
    ...settled.map((probe) => `  ${probe.name}`),
  ];
}
