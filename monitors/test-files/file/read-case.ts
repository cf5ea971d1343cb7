import { alarmStates } from '../../definitions/alarm-state.ts';
import { readExpectations } from './expectation.ts';
import { choiceOf, entriesOf, fieldsOf, itemsOf, refuse, required, textOf } from './part.ts';
import { readLogs } from './read-logs.ts';
import { readBand, readResult, readSeries } from './read-series.ts';
import type { Part } from './source.ts';
import type { Placed, StateAt, TestCase } from './test-case.ts';
import { parseInstant, parseTime, timeForms } from '../../play/time.ts';
import { timeOf, type Span } from './when.ts';

/** When a test begins that does not say: a Monday at midnight, so that days and weeks begin with it. */
const defaultStart = Date.UTC(2026, 0, 5);

/** Longer would take hours to play; the longest that an alarm looks back is a week. */
const longest = 35 * 86_400_000;

const keys = [
  'name',
  'start',
  'until',
  'logs',
  'series',
  'bands',
  'results',
  'states',
  'forced',
  'expect',
] as const;

/** Reads one test; log files are looked for in `folder`. */
export async function readCase(part: Part, folder: string): Promise<TestCase> {
  const fields = fieldsOf(part, keys);
  const name = textOf(required(part, fields.name, 'name', 'what the test is about'), 'a name');
  const span = spanOf(fields.start, required(part, fields.until, 'until', timeForms));
  const expect = required(part, fields.expect, 'expect', 'what must happen');
  return {
    name,
    part,
    ...span,
    logs: fields.logs === undefined ? [] : await readLogs(fields.logs, span, folder),
    series: listOf(fields.series).map((item) => readSeries(item, span)),
    bands: listOf(fields.bands).map((item) => readBand(item, span)),
    results: listOf(fields.results).map((item) => readResult(item, span)),
    initial: fields.states === undefined ? [] : statesOf(fields.states),
    forced: listOf(fields.forced).flatMap((item) => forcedOf(item, span)),
    expect: readExpectations(expect, span),
  };
}

function spanOf(startPart: Part | undefined, untilPart: Part): Span {
  const start = startPart === undefined ? defaultStart : startOf(startPart);
  const until = parseTime(textOf(untilPart, timeForms), start);
  if (until === undefined)
    throw refuse(untilPart, `"${textOf(untilPart)}" is not a time`, timeForms);
  if (until <= start) throw refuse(untilPart, 'The test ends where it begins', 'a later time');
  if (until - start > longest)
    throw refuse(untilPart, 'The test is too long', 'at most 35 days after the start');
  return { start, until };
}

function startOf(part: Part): number {
  const expected = 'an instant with its zone such as 2026-11-22T09:15:00Z';
  const at = parseInstant(textOf(part, expected));
  if (at === undefined) throw refuse(part, `"${textOf(part)}" is not an instant`, expected);
  return at;
}

function listOf(part: Part | undefined): Part[] {
  return part === undefined ? [] : itemsOf(part);
}

function statesOf(part: Part): TestCase['initial'] {
  return entriesOf(part, 'ALARM: STATE').map(({ key, keyPart, value }) => ({
    value: { alarm: key, state: choiceOf(value, alarmStates) },
    part: keyPart,
  }));
}

function forcedOf(part: Part, span: Span): Placed<StateAt>[] {
  return entriesOf(part, 'TIME: { ALARM: STATE }').flatMap(({ key, keyPart, value }) =>
    entriesOf(value, 'ALARM: STATE').map((entry) => ({
      value: {
        at: timeOf(keyPart, key, span),
        alarm: entry.key,
        state: choiceOf(entry.value, alarmStates),
      },
      part: entry.keyPart,
    })),
  );
}
