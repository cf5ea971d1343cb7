import { basename, resolve } from 'node:path';
import type { LogEvent } from '../../metrics/log-event.ts';
import { readText } from '../../source/read-file.ts';
import { timedLines } from '../../play/timed-lines.ts';
import { entriesOf, fieldsOf, isList, isText, itemsOf, refuse, required, textOf } from './part.ts';
import type { Part } from './source.ts';
import type { LogInput } from './test-case.ts';
import { timeOf, timesOf, type Span } from './when.ts';

const itemForms = 'TIME: line, TIME every DURATION for DURATION: line, or file: path';

/** Reads `logs`: lines by log group. */
export async function readLogs(part: Part, span: Span, folder: string): Promise<LogInput[]> {
  return await Promise.all(
    entriesOf(part, 'LOG GROUP: lines').map(async ({ key, keyPart, value }) => {
      const read = itemsOf(value, `a list of ${itemForms}`).map((item) =>
        readItem(item, key, span, folder),
      );
      const events = (await Promise.all(read)).flat();
      // Stable: lines of the same time stay in the order in which they were written.
      return {
        group: { value: key, part: keyPart },
        events: events.toSorted((a, b) => a.at - b.at),
      };
    }),
  );
}

async function readItem(
  item: Part,
  logGroup: string,
  span: Span,
  folder: string,
): Promise<LogEvent[]> {
  const entries = entriesOf(item, itemForms);
  if (entries.some(({ key }) => key === 'file'))
    return await readLogFile(item, logGroup, span, folder);
  return entries.flatMap(({ key, keyPart, value }) => {
    const messages = linesOf(value);
    return timesOf(keyPart, key, span).flatMap((at) =>
      messages.map((message) => ({ at, logGroup, message })),
    );
  });
}

/** One line, or several of the same time. A block of text is one event, as a multi-line event of a log driver. */
function linesOf(part: Part): string[] {
  const expected = 'a log line or a list of log lines';
  if (isText(part)) return [textOf(part, expected).replace(/\n+$/, '')];
  if (isList(part)) return itemsOf(part).map((line) => textOf(line, 'a log line'));
  throw refuse(part, 'This is a mapping', expected);
}

async function readLogFile(
  item: Part,
  logGroup: string,
  span: Span,
  folder: string,
): Promise<LogEvent[]> {
  const fields = fieldsOf(item, ['file', 'begins']);
  const path = required(item, fields.file, 'file', 'a path');
  const name = textOf(path, 'a path');
  const text = await readText('The log file', resolve(folder, name), 'a log with times');
  const lines = timedLines(text);
  if (lines === undefined)
    throw refuse(path, `No line of ${basename(name)} states a time`, 'lines with their times');
  const { begins } = fields;
  const first = lines.reduce((least, { at }) => Math.min(least, at), Number.POSITIVE_INFINITY);
  const shift = begins === undefined ? 0 : timeOf(begins, textOf(begins), span) - first;
  const events = lines
    .filter(({ message }) => message.trim() !== '')
    .map(({ at, message }) => ({ at: at + shift, logGroup, message }));
  const outside = events.find(({ at }) => at < span.start || at > span.until);
  if (outside === undefined) return events;
  const time = new Date(outside.at).toISOString();
  throw refuse(
    path,
    `A line of ${basename(name)} has the time ${time}, which is outside the test`,
    'a start and an until that hold the whole file, or "begins: TIME" for its first line',
  );
}
