/**
 * Lets alarms and rules of the same account publish to a topic: EventBridge cannot without such a policy, and a topic with
 * a policy of its own has lost the default one, which let alarms.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html#eb-sns-permissions
 */
export function publishPolicy<V>(topic: V, account: V): object {
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'AlarmsAndRulesPublish',
        Effect: 'Allow',
        Principal: { Service: ['cloudwatch.amazonaws.com', 'events.amazonaws.com'] },
        Action: 'sns:Publish',
        Resource: topic,
        Condition: { StringEquals: { 'aws:SourceAccount': account } },
      },
    ],
  };
}
