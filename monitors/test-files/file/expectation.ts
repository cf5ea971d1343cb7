import { alarmStates, type AlarmState } from '../../definitions/alarm-state.ts';
import {
  choiceOf,
  entriesOf,
  fieldsOf,
  isList,
  isText,
  itemsOf,
  refuse,
  required,
  textOf,
} from './part.ts';
import type { Part } from './source.ts';
import type {
  ExpectedAction,
  ExpectedAlarm,
  Expectations,
  Placed,
  StateAt,
  TimeWindow,
} from './test-case.ts';
import { parseSpan } from '../../play/time.ts';
import { timeOf, windowOf, type Span } from './when.ts';

const states = alarmStates.join(', ');
const entryForms = `a state (${states}), "STATE at TIME", "STATE at TIME..TIME" or "never STATE"`;
const outcomes = ['ran', 'suppressed', 'muted', 'disabled', 'warming-up'] as const;

/** Reads `expect`. */
export function readExpectations(part: Part, span: Span): Expectations {
  const fields = fieldsOf(part, ['alarms', 'at', 'actions', 'tolerance']);
  const { alarms, at, actions, tolerance } = fields;
  if (alarms === undefined && at === undefined && actions === undefined)
    throw refuse(part, 'Nothing is expected', 'alarms, at or actions');
  const read = {
    tolerance: tolerance === undefined ? 0 : toleranceOf(tolerance),
    alarms: alarms === undefined ? [] : entriesOf(alarms).map((entry) => readAlarm(entry, span)),
    states: at === undefined ? [] : itemsOf(at).flatMap((item) => readStates(item, span)),
  };
  if (alarms !== undefined && read.alarms.length === 0)
    throw refuse(alarms, 'There is no alarm here', 'names of alarms');
  if (at !== undefined && read.states.length === 0)
    throw refuse(at, 'There is no state here', 'TIME: { ALARM: STATE }');
  if (actions === undefined) return read;
  const list = itemsOf(actions).map((item) => readAction(item, span));
  return { ...read, actions: { part: actions, list } };
}

function toleranceOf(part: Part): number {
  const expected = 'a duration such as 30s or 1m';
  const ms = parseSpan(textOf(part, expected));
  if (ms === undefined) throw refuse(part, 'This is not a duration', expected);
  return ms;
}

function readAlarm(
  { key, keyPart, value }: { key: string; keyPart: Part; value: Part },
  span: Span,
): ExpectedAlarm {
  const items = isText(value) ? [value] : itemsOf(value, `a list of ${entryForms}`);
  if (items.length === 0) throw refuse(value, 'The list is empty', entryForms);
  const never: Placed<AlarmState>[] = [];
  const changes: Placed<{ state: AlarmState; window: TimeWindow }>[] = [];
  let first: Placed<AlarmState> | undefined;
  for (const item of items) {
    const [, kept, state = '', time] =
      /^(?:(never) +)?([A-Z_]+)(?: +at +(.+))?$/.exec(textOf(item, entryForms).trim()) ?? [];
    const known = alarmStates.find((candidate) => candidate === state);
    if (known === undefined || (kept !== undefined && time !== undefined))
      throw refuse(item, 'This is not a state of an alarm', entryForms);
    if (kept !== undefined) never.push({ value: known, part: item });
    else if (time !== undefined) {
      const window = windowOf(item, time, span);
      refuseDisorder(item, window, changes.at(-1)?.value.window);
      if (known === (changes.at(-1)?.value.state ?? first?.value))
        throw refuse(item, `It is already in ${known}`, 'a change to another state');
      changes.push({ value: { state: known, window }, part: item });
    } else if (first === undefined && changes.length === 0) first = { value: known, part: item };
    else
      throw refuse(item, `"${state}" has no time`, `"${state} at TIME": only the first has none`);
  }
  const alarm = { value: key, part: keyPart };
  const whole = first !== undefined || changes.length > 0;
  return {
    alarm,
    never,
    ...(first === undefined ? {} : { first }),
    ...(whole ? { changes } : {}),
  };
}

function refuseDisorder(part: Part, window: TimeWindow, before: TimeWindow | undefined): void {
  if (before !== undefined && window.from < before.from)
    throw refuse(part, 'This comes before the change above it', 'changes in the order of time');
}

function readStates(part: Part, span: Span): Placed<StateAt>[] {
  return entriesOf(part, 'TIME: { ALARM: STATE }').flatMap(({ key, keyPart, value }) => {
    const at = timeOf(keyPart, key, span);
    return entriesOf(value, 'ALARM: STATE').map((entry) => ({
      value: { at, alarm: entry.key, state: choiceOf(entry.value, alarmStates) },
      part: entry.keyPart,
    }));
  });
}

function readAction(part: Part, span: Span): Placed<ExpectedAction> {
  if (isList(part)) throw refuse(part, 'This is a list', 'a mapping with at, alarm and state');
  const fields = fieldsOf(part, ['at', 'alarm', 'state', 'outcome', 'action']);
  const at = required(part, fields.at, 'at', 'the time of the action');
  const alarm = required(part, fields.alarm, 'alarm', 'the name of an alarm');
  const state = required(part, fields.state, 'state', `one of ${states}`);
  return {
    part: alarm,
    value: {
      window: windowOf(at, textOf(at), span),
      alarm: textOf(alarm),
      state: choiceOf(state, alarmStates),
      outcome: fields.outcome === undefined ? 'ran' : choiceOf(fields.outcome, outcomes),
      ...(fields.action === undefined ? {} : { action: textOf(fields.action) }),
    },
  };
}
