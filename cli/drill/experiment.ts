import { resolve } from 'node:path';
import type { Context } from '../../core/context.ts';
import { knownError } from '../../core/errors.ts';
import { configurationOf, substituted } from '../../run/drill/experiment/configuration.ts';
import { type ExperimentDrill, experimentDrill } from '../../run/drill/experiment/drill.ts';
import { activitiesOf, readExperiment } from '../../run/drill/experiment/read.ts';
import { requireLoopback } from '../../targets/reach.ts';
import { runContext } from '../run/command.ts';
import type { DrillFlags } from './flags.ts';

/**
 * An experiment of Chaos Toolkit as a drill.
 * @throws unreadable-file; bad-usage; target-not-loopback for a host elsewhere without confirmation
 */
export async function experimentOf(
  context: Context,
  flags: DrillFlags,
  file: string,
): Promise<ExperimentDrill> {
  const alone = flags.during !== undefined || flags.how !== undefined || flags.back;
  if (alone)
    throw knownError('bad-usage', {
      problem: '--experiment says itself what is done: leave --during, --how and --back out',
      help: 'bilancia drill --help',
    });
  const { env, interrupted } = runContext(context);
  const experiment = await readExperiment(resolve(context.workingDirectory, file), env);
  const values = configurationOf(experiment, env);
  for (const { provider } of activitiesOf(experiment)) {
    if (provider.type !== 'http' || flags.iMayTestThisSystem) continue;
    const { url } = { ...provider, ...substituted(provider, values) };
    await requireLoopback(new URL(url).hostname, url);
  }
  return experimentDrill(experiment, file, env, interrupted);
}
