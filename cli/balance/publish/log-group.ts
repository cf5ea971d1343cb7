import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { logEvents } from '../../../targets/aws/log-events.ts';

/** How far back events are read: enough for what came late, and for a process that was away for a while. */
const lookBackMs = 45 * 60_000;

/**
 * Writes the task events of a log group of Container Insights until now into a file, one a line, page by page, so that any
 * number of them needs no memory. The client tries again what was throttled.
 * @throws what AWS refuses, by our names for it
 */
export async function writeEvents(
  logs: CloudWatchLogsClient,
  logGroupName: string,
  now: number,
  path: string,
): Promise<void> {
  const lines = async function* lines(): AsyncGenerator<string, void, undefined> {
    const range = { from: now - lookBackMs, to: now };
    for await (const { message = '' } of logEvents({ logs }, logGroupName, range, taskEvents))
      yield `${message.trim()}\n`;
  };
  await pipeline(Readable.from(lines()), createWriteStream(path));
}

const taskEvents = '{ $.Type = "Task" }';
