import { type Axis, axisLine, axisOf, columnOf } from './axis.ts';
import {
  differenceRow,
  eitherMark,
  severalMark,
  stateMarks,
  stateRow,
  type Stretch,
} from './state-row.ts';
import { valueRow } from './value-row.ts';

/** An action at some time, milliseconds since 1970. */
export interface ActionMark {
  readonly at: number;
  readonly ran: boolean;
}

/** One thing to draw over time. */
export type Row =
  | {
      readonly kind: 'values';
      readonly label: string;
      readonly valueOf: (begin: number, end: number) => number | undefined;
    }
  | {
      readonly kind: 'states';
      readonly label: string;
      readonly got: readonly Stretch[];
      /** Drawn beneath, with what differs marked. */
      readonly expected?: readonly Stretch[];
      /** When actions ran, or were kept from it. */
      readonly actions?: readonly ActionMark[];
    };

/** What the picture shows, and how wide it may be. */
export interface Picture {
  readonly from: number;
  readonly to: number;
  /** Characters of a line. */
  readonly width: number;
  readonly rows: readonly Row[];
}

const ranMark = '!';
const keptMark = 'x';

const narrowest = 40;
/** Columns for the words behind a row of values. */
const behind = 16;

/** The picture as lines of text: one row a metric, one or more an alarm, and the times under them. */
export function draw({ from, to, width, rows }: Picture): string[] {
  const room = Math.max(narrowest, width);
  const labelled = Math.min(
    Math.max(...rows.map(({ label }) => label.length), 'expected'.length + 2),
    Math.floor(room * 0.4),
  );
  const axis = axisOf(from, to, room - labelled - 1 - behind);
  const line = (label: string, text: string): string =>
    `${cut(label, labelled).padEnd(labelled)} ${text}`.trimEnd();
  return [
    ...rows.flatMap((row) => linesOf(row, axis).map(([label, text]) => line(label, text))),
    line('', axisLine(axis)),
  ];
}

/** What the characters mean. */
export function legend(): string {
  const { INSUFFICIENT_DATA, OK, ALARM } = stateMarks;
  return `${INSUFFICIENT_DATA} INSUFFICIENT_DATA  ${OK} OK  ${ALARM} ALARM  ${severalMark} several  ${eitherMark} either  ${ranMark} action  ${keptMark} not run  ^ differs`;
}

function linesOf(row: Row, axis: Axis): (readonly [string, string])[] {
  if (row.kind === 'values') {
    const { bars, range } = valueRow(axis, row.valueOf);
    return [[row.label, `${bars.padEnd(axis.columns)} ${range}`]];
  }
  const { label, got, expected, actions = [] } = row;
  const marks = new Map<number, string>();
  for (const { at, ran } of actions) {
    const column = columnOf(axis, at);
    if (ran || !marks.has(column)) marks.set(column, ran ? ranMark : keptMark);
  }
  const actionLine = Array.from(
    { length: axis.columns },
    (_, column) => marks.get(column) ?? ' ',
  ).join('');
  const acted = marks.size === 0 ? [] : [['  actions', actionLine] as const];
  if (expected === undefined) return [[label, stateRow(axis, got)], ...acted];
  const differences = differenceRow(axis, expected, got);
  return [
    [label, stateRow(axis, got)],
    ['  expected', stateRow(axis, expected)],
    ...(differences === '' ? [] : [['', differences] as const]),
    ...acted,
  ];
}

function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}
