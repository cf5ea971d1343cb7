/** The property that holds a resource's own name, where its `Ref` is that name or follows from it. */
export const nameProperties: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'AWS::ApplicationAutoScaling::ScalableTarget': 'ResourceId',
    'AWS::AutoScaling::AutoScalingGroup': 'AutoScalingGroupName',
    'AWS::CloudWatch::Alarm': 'AlarmName',
    'AWS::CloudWatch::AlarmMuteRule': 'Name',
    'AWS::CloudWatch::CompositeAlarm': 'AlarmName',
    'AWS::CloudWatch::Dashboard': 'DashboardName',
    'AWS::DynamoDB::Table': 'TableName',
    'AWS::ECS::Cluster': 'ClusterName',
    'AWS::ElastiCache::CacheCluster': 'ClusterName',
    'AWS::ElastiCache::ReplicationGroup': 'ReplicationGroupId',
    'AWS::Events::Rule': 'Name',
    'AWS::Kinesis::Stream': 'Name',
    'AWS::Lambda::Function': 'FunctionName',
    'AWS::Logs::LogGroup': 'LogGroupName',
    'AWS::Logs::MetricFilter': 'FilterName',
    'AWS::Serverless::Function': 'FunctionName',
    'AWS::RDS::DBCluster': 'DBClusterIdentifier',
    'AWS::RDS::DBInstance': 'DBInstanceIdentifier',
    'AWS::S3::Bucket': 'BucketName',
    'AWS::SNS::Topic': 'TopicName',
  }),
);

/** Attributes, by type and name, that are a property under another name. */
export const nameAttributes: ReadonlyMap<string, string> = new Map([
  ['AWS::ECS::Service Name', 'ServiceName'],
  ['AWS::SNS::Topic TopicName', 'TopicName'],
]);
