import type { AlarmState } from '../../definitions/alarm-state.ts';
import { type Axis, columnsOf } from './axis.ts';

/** A state is a run of the same character; they differ without any color. */
export const stateMarks: Readonly<Record<AlarmState, string>> = {
  INSUFFICIENT_DATA: '·',
  OK: '─',
  ALARM: '█',
};

/** Of a column in which a state begins and ends again. */
export const severalMark = '╳';
/** Of a column in which more than one state is as expected. */
export const eitherMark = '?';

/** From a time on, any of these states. */
export interface Stretch {
  readonly from: number;
  readonly states: readonly AlarmState[];
}

/** One character a column; `stretches` follow each other, the first one from the start. */
export function stateRow(axis: Axis, stretches: readonly Stretch[]): string {
  return columnsOf(axis)
    .map(({ begin, end }) => {
      const within = stretches.filter(({ from }) => from > begin && from < end);
      const last = within.at(-1) ?? stretchAt(stretches, begin);
      // Two changes in one column: what lay between them would not be seen.
      return within.length > 1 ? severalMark : markOf(last);
    })
    .join('');
}

/** A caret under every column in which what was got is not among what was expected, for any of its time. */
export function differenceRow(
  axis: Axis,
  expected: readonly Stretch[],
  got: readonly Stretch[],
): string {
  return columnsOf(axis)
    .map(({ begin, end }) => {
      const times = [...expected, ...got]
        .map(({ from }) => from)
        .filter((from) => from > begin && from < end);
      return [begin, ...times].some((at) => differs(expected, got, at)) ? '^' : ' ';
    })
    .join('')
    .trimEnd();
}

function differs(expected: readonly Stretch[], got: readonly Stretch[], at: number): boolean {
  const allowed = stretchAt(expected, at)?.states ?? [];
  return (stretchAt(got, at)?.states ?? []).some((state) => !allowed.includes(state));
}

function stretchAt(stretches: readonly Stretch[], at: number): Stretch | undefined {
  return stretches.findLast(({ from }) => from <= at) ?? stretches[0];
}

function markOf(stretch: Stretch | undefined): string {
  const [state, ...more] = stretch?.states ?? [];
  return state === undefined || more.length > 0 ? eitherMark : stateMarks[state];
}
