import { type FilteredLogEvent, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import type { TimeRange } from '../history.ts';
import type { AwsClients } from './clients.ts';

/**
 * Events of a log group in a time, all or those that match a pattern, page by page, in order of time. A page may be empty and yet not be the last:
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html
 */
export async function* logEvents(
  { logs }: Pick<AwsClients, 'logs'>,
  logGroupName: string,
  { from, to }: TimeRange,
  filterPattern?: string,
): AsyncGenerator<FilteredLogEvent, void, undefined> {
  let nextToken: string | undefined;
  do {
    const page = await logs.send(
      // The end belongs to the time that AWS is asked for.
      new FilterLogEventsCommand({
        logGroupName,
        startTime: from,
        endTime: to - 1,
        filterPattern,
        nextToken,
      }),
    );
    yield* page.events ?? [];
    if (page.nextToken !== undefined && page.nextToken === nextToken)
      throw new Error('CloudWatch Logs gave the same page twice');
    ({ nextToken } = page);
  } while (nextToken !== undefined);
}
