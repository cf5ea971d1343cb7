import { subjectOf } from './message.ts';
import type { Protocol } from './system.ts';

/** Sells the same pitches on other sites: learns every change of availability. */
export const channelManager: Protocol = {
  name: 'channel-manager',
  topicPrefix: 'availability/',
  request: (message) => ({
    method: 'PUT',
    path: `properties/${encodeURIComponent(subjectOf(message))}/availability`,
    body: { tenant: message.tenant, sequence: message.id, change: message.payload },
  }),
};
