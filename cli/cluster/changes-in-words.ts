import { formatSeconds } from '../../core/duration.ts';
import type { ClusterState } from '../../targets/local-cluster.ts';
import { metricInWords } from '../../targets/local-options.ts';

type Changing = Pick<ClusterState, 'autoscaling' | 'deployments' | 'options'>;

/** What scales and how, with its last change, and the last deployment; a sentence each. */
export function changeLines(
  { autoscaling, deployments, options }: Changing,
  now: number,
): string[] {
  const ago = (at: string): string =>
    `${formatSeconds(Math.max(0, (now - Date.parse(at)) / 1000))} ago`;
  const minute = options.autoscalingMinuteMs / 1000;
  const pace = minute === 60 ? '' : `, a minute takes ${minute} s`;
  const scaling = autoscaling.flatMap(({ what, min, max, desired, policies, values, changes }) => {
    const seen = policies.map(({ metric, target }, n) =>
      metricInWords(metric, values[n] ?? null, target),
    );
    const last = changes.at(-1);
    return [
      `Autoscaling: ${desired} ${what} of ${min} to ${max}, ${seen.join(', ')}${pace}.`,
      ...(last === undefined ? [] : [`  ${ago(last.at)}: ${last.why}${failed(last.failure)}.`]),
    ];
  });
  const deployment = deployments.at(-1);
  if (deployment === undefined) return scaling;
  const { revision, minimumHealthyPercent, maximumPercent, state, failedTasks } = deployment;
  const bounds = `${minimumHealthyPercent} % to ${maximumPercent} % of the tasks`;
  const when = ago(deployment.endedAt ?? deployment.startedAt);
  return [
    ...scaling,
    `Deployment of revision ${revision}: ${state} ${when}, ${bounds}, ${failedTasks} failed tasks${failed(deployment.reason)}.`,
  ];
}

function failed(reason: string | null): string {
  return reason === null ? '' : `; ${reason}`;
}
