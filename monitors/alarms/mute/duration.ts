const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_Schedule.html */
export const muteDuration = { least: minute, most: 15 * day } as const;

/** Milliseconds of an ISO 8601 duration of days, hours and minutes, such as `P2DT12H`; undefined for anything else. */
export function parseDuration(text: string): number | undefined {
  const [, weeks = '0', days = '0', hours = '0', minutes = '0'] =
    /^P(?=\d|T\d)(?:(\d+)W)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?)?$/.exec(text) ?? [];
  const length =
    Number(weeks) * 7 * day + Number(days) * day + Number(hours) * hour + Number(minutes) * minute;
  return length >= muteDuration.least && length <= muteDuration.most ? length : undefined;
}
