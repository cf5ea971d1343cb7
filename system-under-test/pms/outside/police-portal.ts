import { subjectOf } from './message.ts';
import type { Protocol } from './system.ts';

/** Must know within 24 hours who sleeps here: learns every check-in. */
export const policePortal: Protocol = {
  name: 'police-portal',
  topicPrefix: 'police/',
  request: (message) => ({
    method: 'POST',
    path: 'arrivals',
    body: {
      tenant: message.tenant,
      sequence: message.id,
      property: subjectOf(message),
      arrival: message.payload,
    },
  }),
};
