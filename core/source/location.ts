/** Where something that a user wrote stands. Lines and columns from 1; a part that is not known is left out. */
export interface Location {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
  /** The thing inside the file, in the file's own words: `aws_cloudwatch_metric_alarm.cpu`, `Resources.CpuAlarm`. */
  readonly address?: string;
}

/** `file:line:column address`, as far as known: what editors and terminals turn into a link. */
export function renderLocation({ file, line, column, address }: Location): string {
  const place = [file, line, line === undefined ? undefined : column]
    .filter((part) => part !== undefined)
    .join(':');
  return address === undefined ? place : `${place} ${address}`;
}
