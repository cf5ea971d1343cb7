const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

const twoDigits = (value: number) => String(value).padStart(2, '0');

function timeOf(date: Date): string {
  return [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()].map(twoDigits).join(':');
}

/** The start of a period in a reason: `02/10/19 16:59:00`, day first. */
export function datapointDate(at: number): string {
  const date = new Date(at);
  const parts = [date.getUTCDate(), date.getUTCMonth() + 1, date.getUTCFullYear() % 100];
  return `${parts.map(twoDigits).join('/')} ${timeOf(date)}`;
}

/** In a composite alarm's reason: `Friday 04 August, 2023 12:54:46 UTC`. */
export function longDate(at: number): string {
  const date = new Date(at);
  const day = `${days[date.getUTCDay()] ?? ''} ${twoDigits(date.getUTCDate())}`;
  return `${day} ${months[date.getUTCMonth()] ?? ''}, ${date.getUTCFullYear()} ${timeOf(date)} UTC`;
}

/** In messages: `2019-10-02T17:04:40.989+0000`. */
export function messageDate(at: number): string {
  return new Date(at).toISOString().replace('Z', '+0000');
}
