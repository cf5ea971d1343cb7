import type { Check } from '../../core/probe-folder/checks.ts';
import { formatSeconds } from '../../core/duration.ts';
import type { SampleOf } from './sample.ts';

/** Connections that are kept for longer stay with whoever was there when they were opened. */
const longestAgeSeconds = 900;

/** Whether connections are renewed, so that clients find readers that join and leave those that were too many. */
export function renewed({ maxAgeSeconds }: SampleOf<'pools'>): Check {
  const evidence = `pools give up connections after ${formatSeconds(maxAgeSeconds)}, where ${formatSeconds(longestAgeSeconds)} are many.`;
  return {
    name: 'connections-renewed',
    state: maxAgeSeconds > longestAgeSeconds ? 'failed' : 'passed',
    evidence,
  };
}

/**
 * Whether a service goes on while its tasks are replaced, and whether they can be replaced at all: ECS rounds what must be
 * healthy up, and what may run down.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html
 */
export function deployable({
  name,
  desired,
  minimumHealthyPercent,
  maximumPercent,
}: SampleOf<'service'>): Check[] {
  if (desired === 0)
    return [{ name: `${name}-runs`, state: 'failed', evidence: 'no task is asked for.' }];
  const kept = Math.ceil((desired * minimumHealthyPercent) / 100);
  const most = Math.floor((desired * maximumPercent) / 100);
  const bounds = `of ${desired}, ${kept} at least and ${most} at most while they are replaced`;
  return [
    {
      name: `${name}-outlives-a-task`,
      state: desired === 1 ? 'failed' : 'passed',
      evidence: desired === 1 ? 'it has a single task.' : `it has ${desired} tasks.`,
    },
    {
      name: `${name}-kept-up-while-deployed`,
      state: kept === 0 ? 'failed' : 'passed',
      evidence:
        kept === 0 ? `${bounds}: all may be stopped before another one runs.` : `${bounds}.`,
    },
    {
      name: `${name}-deployable`,
      state: most <= kept ? 'failed' : 'passed',
      evidence:
        most <= kept
          ? `${bounds}: no task can be replaced, and a deployment stands still.`
          : `${bounds}.`,
    },
  ];
}
