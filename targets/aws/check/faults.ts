import type { Check } from '../../check/check.ts';
import type { AwsTargetFile } from '../target.ts';
import type { AwsClients } from '../clients.ts';
import { actionsOf } from '../faults.ts';

/** What drills do. None of the calls can be tried without doing it. */
export function* faultChecks(clients: AwsClients, { aws }: AwsTargetFile): Generator<Check> {
  for (const { fault, call, to } of actionsOf(clients, aws))
    yield {
      capability: fault,
      call,
      resource: to,
      ask: async () => ({ kind: 'not-tried', text: 'not tried: it would be done' }),
    };
}
