import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';

/** How far back events are read: enough for what came late, and for a process that was away for a while. */
export const lookBackMs = 45 * 60_000;

/**
 * Writes the task events of a log group of Container Insights into a file, one a line, page by page, so that any number of
 * them needs no memory. The client tries again what was throttled.
 * @throws what AWS refuses, by our names for it
 */
export async function writeEvents(
  logs: CloudWatchLogsClient,
  logGroupName: string,
  from: number,
  path: string,
): Promise<void> {
  await pipeline(Readable.from(eventLines(logs, logGroupName, from)), createWriteStream(path));
}

async function* eventLines(
  logs: CloudWatchLogsClient,
  logGroupName: string,
  startTime: number,
): AsyncGenerator<string, void, undefined> {
  let nextToken: string | undefined;
  do {
    const page = await logs.send(
      new FilterLogEventsCommand({
        logGroupName,
        startTime,
        filterPattern: '{ $.Type = "Task" }',
        ...(nextToken === undefined ? {} : { nextToken }),
      }),
    );
    for (const { message = '' } of page.events ?? []) yield `${message.trim()}\n`;
    ({ nextToken } = page);
  } while (nextToken !== undefined);
}
