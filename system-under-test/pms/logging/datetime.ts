const pad = (value: number, width: number): string => String(value).padStart(width, '0');

/**
 * PHP's `Y-m-d\TH:i:s.uP`, as Monolog writes it: `2026-11-22T09:15:42.123456+01:00`.
 *
 * @param micros whole microseconds since 1970
 * @param offset minutes east of UTC
 */
export function formatDatetime(micros: number, offset: number): string {
  const milliseconds = Math.floor(micros / 1000);
  const local = new Date(milliseconds + offset * 60_000).toISOString().slice(0, -1);
  const distance = Math.abs(offset);
  const zone = `${offset < 0 ? '-' : '+'}${pad(Math.floor(distance / 60), 2)}:${pad(distance % 60, 2)}`;
  return `${local}${pad(micros - milliseconds * 1000, 3)}${zone}`;
}

const shape = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3})(\d{3})([+-])(\d\d):(\d\d)$/;

/** Reads what `formatDatetime` wrote; undefined if it is something else. */
export function parseDatetime(text: string): { micros: number; offset: number } | undefined {
  const [, local, rest, sign, hours, minutes] = shape.exec(text) ?? [];
  const milliseconds = Date.parse(`${local}Z`);
  if (Number.isNaN(milliseconds)) return undefined;
  const offset = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) || 0;
  return { micros: (milliseconds - offset * 60_000) * 1000 + Number(rest), offset };
}
