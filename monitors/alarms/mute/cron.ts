import type { TextError } from '../../../core/source/text-error.ts';

/** A recurring local time: what each of the five fields allows. */
export interface Cron {
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  readonly daysOfMonth: readonly number[];
  readonly months: readonly number[];
  /** 0 is Sunday. */
  readonly daysOfWeek: readonly number[];
  /** Whether a day must only fit one of the two day fields: so it is when both are restricted. */
  readonly eitherDay: boolean;
}

interface Field {
  readonly name: string;
  readonly least: number;
  readonly most: number;
  readonly names?: readonly string[];
}

const monthNames = [
  'JAN',
  'FEB',
  'MAR',
  'APR',
  'MAY',
  'JUN',
  'JUL',
  'AUG',
  'SEP',
  'OCT',
  'NOV',
  'DEC',
];
const dayNames = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

const fields: readonly Field[] = [
  { name: 'minutes', least: 0, most: 59 },
  { name: 'hours', least: 0, most: 23 },
  { name: 'day of month', least: 1, most: 31 },
  { name: 'month', least: 1, most: 12, names: monthNames },
  // 7 is Sunday, too, in the cron that most people know.
  { name: 'day of week', least: 0, most: 7, names: dayNames },
];

export type CronResult =
  | { readonly ok: true; readonly cron: Cron }
  | { readonly ok: false; readonly error: TextError };

/**
 * Parses the five fields of `cron(0 2 * * SUN)`: minutes, hours, day of month, month, day of week, with `*`, `,`, `-` and
 * English names. https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_Schedule.html
 *
 * @param text the whole expression, for errors
 * @param offset where the fields begin in it
 * @param length how long they are
 */
export function parseCron(text: string, offset: number, length: number): CronResult {
  const inner = text.slice(offset, offset + length);
  const parts = [...inner.matchAll(/\S+/g)];
  const expected = 'five fields: minutes, hours, day of month, month and day of week';
  const fail = (at: number, problem: string, wanted: string): CronResult => ({
    ok: false,
    error: { text, offset: offset + at, problem, expected: wanted },
  });
  if (parts.length !== fields.length) {
    const extra = parts[fields.length];
    return fail(extra?.index ?? inner.length, `it has ${parts.length} fields`, expected);
  }
  const values: number[][] = [];
  for (const [index, field] of fields.entries()) {
    const part = parts[index];
    if (part === undefined) continue;
    const allowed = parseField(part[0], field);
    if (allowed === undefined)
      return fail(part.index, `"${part[0]}" is not a valid ${field.name}`, expectedIn(field));
    values.push(allowed);
  }
  const [minutes = [], hours = [], daysOfMonth = [], months = [], weekdays = []] = values;
  const daysOfWeek = weekdays.map((day) => day % 7);
  const eitherDay = parts[2]?.[0] !== '*' && parts[4]?.[0] !== '*';
  return { ok: true, cron: { minutes, hours, daysOfMonth, months, daysOfWeek, eitherDay } };
}

function expectedIn({ least, most, names }: Field): string {
  const also = names === undefined ? '' : ` or ${names[0] ?? ''} to ${names.at(-1) ?? ''}`;
  return `${least} to ${most}${also}, with *, - and ,`;
}

/** The numbers that a field allows, or undefined when it is not understood. */
function parseField(text: string, field: Field): number[] | undefined {
  const allowed = new Set<number>();
  for (const part of text.split(',')) {
    const range =
      part === '*' ? [field.least, field.most] : part.split('-').map((end) => numberOf(end, field));
    const [first, last = first] = range;
    if (first === undefined || last === undefined || range.length > 2 || first > last)
      return undefined;
    for (let value = first; value <= last; value += 1) allowed.add(value);
  }
  return [...allowed].toSorted((a, b) => a - b);
}

function numberOf(text: string, { least, most, names = [] }: Field): number | undefined {
  const named = names.indexOf(text.toUpperCase());
  if (named >= 0) return least + named;
  const value = Number(text);
  return /^\d{1,2}$/.test(text) && value >= least && value <= most ? value : undefined;
}

/** Whether a day of the calendar fits. */
export function fitsDay(cron: Cron, date: Date): boolean {
  if (!cron.months.includes(date.getUTCMonth() + 1)) return false;
  const ofMonth = cron.daysOfMonth.includes(date.getUTCDate());
  const ofWeek = cron.daysOfWeek.includes(date.getUTCDay());
  return cron.eitherDay ? ofMonth || ofWeek : ofMonth && ofWeek;
}
