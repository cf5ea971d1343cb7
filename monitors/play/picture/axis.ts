import { formatSpan } from '../time.ts';

/** How a stretch of time is cut into columns of characters. Times are milliseconds since 1970. */
export interface Axis {
  readonly from: number;
  readonly to: number;
  /** Milliseconds that one column stands for. */
  readonly step: number;
  readonly columns: number;
}

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** Lengths of a column that a person can count in. */
const steps = [
  ...[1, 2, 5, 10, 15, 20, 30].map((n) => n * second),
  ...[1, 2, 5, 10, 15, 20, 30].map((n) => n * minute),
  ...[1, 2, 3, 6, 12].map((n) => n * hour),
  ...[1, 2, 7, 14].map((n) => n * day),
];

/** As fine as fits into a number of columns. */
export function axisOf(from: number, to: number, room: number): Axis {
  // The end counts: a change in the very last moment is to be seen.
  const length = to - from + 1;
  const most = Math.max(1, Math.floor(room));
  const fitting = steps.find((step) => Math.ceil(length / step) <= most);
  const step = fitting ?? Math.ceil(length / most / day) * day;
  return { from, to, step, columns: Math.ceil(length / step) };
}

/** Beginning and end of each column, the end excluded. */
export function columnsOf({ from, step, columns }: Axis): { begin: number; end: number }[] {
  return Array.from({ length: columns }, (_, index) => ({
    begin: from + index * step,
    end: from + (index + 1) * step,
  }));
}

/** The column that a time falls into; the end of the axis into the last. */
export function columnOf({ from, step, columns }: Axis, at: number): number {
  return Math.min(columns - 1, Math.max(0, Math.floor((at - from) / step)));
}

/** Columns between two labels must leave room for the label and a blank. */
const leastApart = 7;

/** The line of times: a mark where the time under it begins, and the time after the start. */
export function axisLine(axis: Axis): string {
  const { step, columns } = axis;
  const apart = steps.find((candidate) => candidate % step === 0 && candidate / step >= leastApart);
  const every = apart === undefined ? leastApart : apart / step;
  let line = '';
  for (let column = 0; column < columns; column += every) {
    const label = `╵${formatSpan(column * step)}`;
    if (column > 0 && column + label.length > columns) break;
    line += label.padEnd(every);
  }
  return line.trimEnd();
}
