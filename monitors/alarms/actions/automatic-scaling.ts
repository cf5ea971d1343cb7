/**
 * Whether an action is one of Auto Scaling, the only kind that is repeated each minute while the alarm stays in its state:
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation.html. Scaling policies of ECS services and
 * Aurora readers have such an ARN, too.
 */
export function isAutoScaling(action: string): boolean {
  return /^arn:[^:]*:autoscaling:/.test(action);
}
