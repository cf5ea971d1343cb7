import { expect } from 'vitest';
import { clusterState } from '../client/control-client.ts';
import { type LaunchedCluster, launchCluster } from '../client/launch.ts';
import { checkedOptions } from '../options.ts';
import type { ClusterState, Part } from '../state.ts';
import { until } from '../until.ts';

/** Launches a small cluster that dies with the test. */
export function launchSmall(
  options: Parameters<typeof checkedOptions>[0],
): Promise<LaunchedCluster> {
  return launchCluster(checkedOptions({ size: 'small', ...options }), {
    attached: true,
    say: () => undefined,
    signal: new AbortController().signal,
  });
}

export async function partsOf(cluster: string, kind: Part['kind']): Promise<Part[]> {
  return (await clusterState(cluster)).parts.filter((part) => part.kind === kind);
}

export function kill(part: Part | undefined): void {
  if (part?.pid === null || part?.pid === undefined) throw new Error('it has no process');
  process.kill(part.pid, 'SIGKILL');
}

const tenant = { 'x-tenant': 'riviera' };

/** Asks for a page through the load balancer. @returns the status */
export async function visit(
  { baseUrl }: Pick<ClusterState, 'baseUrl'>,
  query = '',
  headers: Readonly<Record<string, string>> = {},
): Promise<number> {
  const url = new URL(`/inventory/v1/properties${query}`, baseUrl);
  const response = await fetch(url, { headers: { ...tenant, ...headers } });
  await response.arrayBuffer();
  return response.status;
}

/** Waits until every part is healthy and `condition` holds. */
export async function settled(
  cluster: string,
  condition: (parts: readonly Part[]) => boolean,
): Promise<void> {
  const reached = async (): Promise<boolean> => {
    const { parts } = await clusterState(cluster);
    return parts.every(({ health }) => health === 'healthy') && condition(parts);
  };
  const settledInTime = await until(reached, { withinMs: 60_000, everyMs: 100 });
  expect(settledInTime ? [] : (await clusterState(cluster)).parts).toEqual([]);
}
