import { styleText } from 'node:util';
import type { Context } from '../../core/context.ts';
import { formatSeconds } from '../../core/duration.ts';
import { clusterState, type Part } from '../../targets/local-cluster.ts';
import { checkedName } from '../../targets/local-options.ts';
import { changeLines } from './changes-in-words.ts';
import { writeJson, writeLines } from '../terminal/output.ts';
import { tableLines } from '../terminal/table.ts';

export interface StatusFlags {
  readonly name: string;
  readonly json: boolean;
}

const colors = {
  starting: 'yellow',
  healthy: 'green',
  unhealthy: 'red',
  draining: 'yellow',
  stopped: 'red',
} as const;

/** `bilancia status`. */
export async function runStatus(this: Context, { name, json }: StatusFlags): Promise<void> {
  const state = await clusterState(checkedName(name));
  this.process.exitCode = state.parts.some(isSick) ? 1 : 0;
  if (json) {
    writeJson(this, state);
    return;
  }
  const { stdout } = this.process;
  const heads = ['PART', 'KIND', 'ADDRESS', 'PROCESS', 'HEALTH', 'SINCE', 'DETAIL'];
  const rows = state.parts.map((part) => [
    part.name,
    part.kind,
    part.kind === 'supervisor' ? state.network : part.address,
    part.pid === null ? '-' : String(part.pid),
    styleText(colors[part.health], part.health, { stream: stdout }),
    formatSeconds(Math.max(0, (this.now() - Date.parse(part.since)) / 1000)),
    detailOf(part),
  ]);
  writeLines(this, [
    ...tableLines([heads, ...rows]),
    '',
    ...changeLines(state, this.now()),
    closing(state.baseUrl, state.parts),
  ]);
}

function isSick({ health }: Part): boolean {
  return health !== 'healthy';
}

function detailOf(part: Part): string {
  const { detail, restarts, availabilityZone, tier, instanceClass, weight, warning, fault } = part;
  const again = restarts === 0 ? [] : [`started again ${restarts} times`];
  const zone = availabilityZone === undefined ? [] : [availabilityZone];
  const wrong = warning === undefined ? [] : [warning];
  const place = tier === undefined ? [] : [`tier ${tier}`, instanceClass ?? ''];
  const share = weight === undefined || weight === 1 ? [] : [`weight ${weight}`];
  const done = fault === undefined ? [] : [fault];
  return [
    ...done,
    ...zone,
    ...place,
    ...share,
    ...(detail === '' ? [] : [detail]),
    ...again,
    ...wrong,
  ].join(', ');
}

function closing(baseUrl: string, parts: readonly Part[]): string {
  const sick = parts.filter(isSick);
  const warned = parts.filter(({ warning }) => warning !== undefined);
  const names = sick.map(({ name }) => name).join(', ');
  if (sick.length === 0 && warned.length > 0)
    return `Everything is healthy, with warnings: ${warned.map(({ name }) => name).join(', ')}. Visitors go to ${baseUrl}.`;
  return sick.length === 0
    ? `Everything is healthy. Visitors go to ${baseUrl}.`
    : `Not healthy: ${names}. Visitors go to ${baseUrl}.`;
}
