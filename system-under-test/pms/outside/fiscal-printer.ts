import { subjectOf } from './message.ts';
import type { Protocol } from './system.ts';

/** Prints the receipt that Italian law asks for with every payment taken. */
export const fiscalPrinter: Protocol = {
  name: 'fiscal-printer',
  topicPrefix: 'fiscal/',
  request: (message) => ({
    method: 'POST',
    path: 'receipts',
    body: {
      tenant: message.tenant,
      sequence: message.id,
      folio: subjectOf(message),
      receipt: message.payload,
    },
  }),
};
