/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html */
export const compositeRuleLimits = {
  /** Characters. */
  length: 10_240,
  /** Different alarms. */
  children: 100,
  /** Alarms, TRUE, FALSE and pairs of parentheses, as often as they are written. */
  elements: 500,
} as const;
