import type { Connections } from '../../aws/clients.ts';
import type { Change } from '../plan/change.ts';
import { removeAlarm, writeCompositeAlarm, writeMetricAlarm } from './alarms.ts';
import { removeDashboard, writeDashboard } from './dashboard.ts';
import { removeEventRule, writeEventRule } from './event-rule.ts';
import { removeMetricFilter, writeMetricFilter } from './metric-filter.ts';
import { removeMuteRule, writeMuteRule } from './mute-rule.ts';
import { removeTopic, writeTopic } from './topic.ts';

/**
 * Does one change; gives what AWS had to say to it, mostly nothing. Every request of it can be sent again with the same
 * outcome, and what an interruption leaves half done is found and finished by the next plan.
 */
export function applyChange(connections: Connections, change: Change): Promise<readonly string[]> {
  const clients = connections.in(change.resource.region);
  return change.action === 'delete' ? remove() : write();

  async function remove(): Promise<readonly string[]> {
    const { resource } = change;
    switch (resource.kind) {
      case 'topic':
        await removeTopic(clients, resource);
        break;
      case 'metric-filter':
        await removeMetricFilter(clients, resource);
        break;
      case 'metric-alarm':
        await removeAlarm(clients, resource, []);
        break;
      case 'composite-alarm':
        await removeAlarm(clients, resource, change.action === 'delete' ? change.breaks : []);
        break;
      case 'mute-rule':
        await removeMuteRule(clients, resource);
        break;
      case 'event-rule':
        await removeEventRule(clients, resource);
        break;
      case 'dashboard':
        await removeDashboard(clients, resource);
        break;
    }
    return [];
  }

  async function write(): Promise<readonly string[]> {
    const { resource } = change;
    const before = change.action === 'update' ? change.before : undefined;
    switch (resource.kind) {
      case 'topic':
        await writeTopic(clients, resource, before?.kind === 'topic' ? before : undefined);
        return [];
      case 'metric-filter':
        await writeMetricFilter(
          clients,
          resource,
          change.action === 'create' ? change.replaces : undefined,
        );
        return [];
      case 'metric-alarm':
        await writeMetricAlarm(clients, resource, before);
        return [];
      case 'composite-alarm':
        await writeCompositeAlarm(clients, resource, before);
        return [];
      case 'mute-rule':
        await writeMuteRule(clients, resource, before);
        return [];
      case 'event-rule':
        await writeEventRule(clients, resource, before?.kind === 'event-rule' ? before : undefined);
        return [];
      case 'dashboard':
      default:
        return writeDashboard(clients, resource, before);
    }
  }
}
