import { subjectOf } from './message.ts';
import type { Protocol } from './system.ts';

/** Keeps the books: learns every stay that was settled. */
export const erp: Protocol = {
  name: 'erp',
  topicPrefix: 'erp/',
  request: (message) => ({
    method: 'POST',
    path: 'documents',
    body: {
      tenant: message.tenant,
      sequence: message.id,
      folio: subjectOf(message),
      document: message.payload,
    },
  }),
};
