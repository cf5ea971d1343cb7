/** Milliseconds since 1970 as a UTC DATETIME(3): `2026-11-22 19:00:00.000`. */
export function toSqlTimestamp(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace('T', ' ').slice(0, 23);
}

/** A UTC DATETIME(3) as milliseconds since 1970. */
export function fromSqlTimestamp(text: string): number {
  return Date.parse(`${text.replace(' ', 'T')}Z`);
}

/** A UTC DATETIME(3) as ISO 8601, the way responses carry it. */
export function toIsoTimestamp(text: string): string {
  return new Date(fromSqlTimestamp(text)).toISOString();
}
