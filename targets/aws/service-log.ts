import type { ServiceLogLine } from '../../core/run-folder/files/service-log.ts';
import type { History, TimeRange } from '../history.ts';
import type { AwsClients } from './clients.ts';
import { logEvents } from './log-events.ts';

/** What tasks logged, group by group. */
export function serviceLog(
  clients: Pick<AwsClients, 'logs'>,
  groups: readonly string[],
): History<ServiceLogLine> {
  return {
    what: 'lines of the service log',
    settleSeconds: 30,
    sliceSeconds: 600,
    read: async function* read(range: TimeRange) {
      for (const group of groups)
        for await (const { timestamp, logStreamName, message } of logEvents(clients, group, range))
          if (timestamp !== undefined && logStreamName !== undefined)
            yield { timestamp, logStreamName, message: message ?? '' };
    },
  };
}
