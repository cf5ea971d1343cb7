import type { Context } from '../../core/context.ts';
import { knownError } from '../../core/errors.ts';
import { type LaunchedCluster, balancersFor, launchCluster } from '../../targets/local-cluster.ts';
import { checkedOptions } from '../../targets/local-options.ts';
import type { ClusterOptions } from '../../targets/local-options.ts';
import { localTarget } from '../../targets/local.ts';
import { provideComponents } from '../doctor/provide.ts';
import { startProgress } from '../terminal/progress.ts';
import { announce, passOnOutput, runContext } from './command.ts';
import type { RunFlags } from './flags.ts';
import { generatorsHere } from '../../run/capacity.ts';
import { performRun } from '../../run/perform.ts';
import type { RunResult } from '../../run/perform.ts';
import { requestOf } from './request.ts';

export interface StartFlags
  extends
    Pick<
      RunFlags,
      | 'visitors'
      | 'duration'
      | 'ramp'
      | 'generators'
      | 'seed'
      | 'out'
      | 'slo'
      | 'abortEarly'
      | 'json'
    >,
    Pick<ClusterOptions, 'tasks' | 'bookingMode' | 'size'> {}

/** `bilancia start`: a cluster of its own, which ends with this process, however that ends. */
export async function startCommand(
  this: Context,
  flags: StartFlags,
  scenario = 'steady',
): Promise<void> {
  const { tasks, bookingMode, size } = flags;
  const name = `start-${process.pid}`;
  const request = requestOf(this, { ...flags, name, iMayTestThisSystem: false }, scenario);
  // What this machine does not allow is known before anything is started.
  generatorsHere(request);
  const loadBalancers = balancersFor(request.virtualUsers?.most ?? 0);
  const options = checkedOptions({ name, tasks, bookingMode, size, loadBalancers });
  const progress = startProgress(this, flags);
  const launched = async (): Promise<LaunchedCluster> => {
    try {
      await provideComponents(this.process.env, progress.say);
      const { say } = progress;
      return await launchCluster(options, { attached: true, say, signal: this.interrupted });
    } catch (error) {
      if (!this.interrupted.aborted) throw error;
      throw knownError('interrupted', { before: 'the load began' }, error);
    }
  };
  const performed = async (): Promise<RunResult> => {
    const cluster = await launched();
    try {
      return await performRun(
        runContext(this),
        progress,
        request,
        await localTarget(options.name),
        {
          confirmed: false,
        },
      );
    } finally {
      progress.live('Taking the cluster down');
      await cluster.down();
      progress.end();
    }
  };
  try {
    const result = await performed();
    await passOnOutput(this, flags, result);
    announce(this, flags, result);
  } finally {
    progress.end();
  }
}
