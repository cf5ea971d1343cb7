import { describe, expect, it } from 'vitest';
import { alarm, findingsOf } from '../testing/samples.ts';
import { dimensionSet } from '../rules/dimension-set.ts';
import { catalog, factsOf } from './index.ts';

describe('the catalog', () => {
  it('covers the services that templates use most', () => {
    const namespaces = new Set(catalog.map(({ namespace }) => namespace));
    expect([...namespaces]).toEqual(
      expect.arrayContaining([
        'AWS/ApiGateway',
        'AWS/ApplicationELB',
        'AWS/AutoScaling',
        'AWS/CloudFront',
        'AWS/DynamoDB',
        'AWS/EBS',
        'AWS/EC2',
        'AWS/ECS',
        'AWS/EFS',
        'AWS/ELB',
        'AWS/ES',
        'AWS/ElastiCache',
        'AWS/Events',
        'AWS/Firehose',
        'AWS/Kinesis',
        'AWS/Lambda',
        'AWS/Logs',
        'AWS/NATGateway',
        'AWS/NetworkELB',
        'AWS/RDS',
        'AWS/S3',
        'AWS/SNS',
        'AWS/SQS',
        'AWS/States',
      ]),
    );
  });

  it('has each metric once, with the page that says so', () => {
    const names = catalog.flatMap(({ namespace, metrics }) =>
      metrics.map((name) => `${namespace} ${name}`),
    );
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
    expect(
      catalog.filter(({ source }) => !source.startsWith('https://docs.aws.amazon.com/')),
    ).toEqual([]);
  });

  it.each([
    ['AWS/EC2', 'CPUUtilization', { InstanceId: 'i' }, []],
    ['AWS/EC2', 'CPUUtilization', { InstanceID: 'i' }, ['dimension-set']],
    ['AWS/DynamoDB', 'ThrottledRequests', { TableName: 't', Operation: 'Query' }, []],
    ['AWS/DynamoDB', 'ThrottledRequests', { TableName: 't' }, ['dimension-set']],
    ['AWS/NetworkELB', 'UnHealthyHostCount', { TargetGroup: 't', LoadBalancer: 'l' }, []],
    ['AWS/NetworkELB', 'UnHealthyHostCount', { TargetGroup: 't' }, ['dimension-set']],
    ['AWS/ES', 'FreeStorageSpace', { DomainName: 'd', ClientId: '1' }, []],
    ['AWS/ES', 'FreeStorageSpace', { DomainName: 'd' }, ['dimension-set']],
    ['AWS/ApiGateway', '5XXError', { ApiName: 'a', Stage: 's' }, []],
    ['AWS/Redshift', 'CPUUtilization', { ClusterIdentifier: 'c', NodeID: 'n' }, []],
    ['AWS/Redshift', 'HealthStatus', { ClusterIdentifier: 'c', NodeID: 'n' }, ['dimension-set']],
    ['AWS/VPN', 'TunnelState', { VpnId: 'v', TunnelIpAddress: '1' }, []],
    ['AWS/ApiGateway', '5xx', { ApiName: 'a', Stage: 's' }, ['dimension-set']],
  ] as const)(
    'knows with what %s %s is published: %j',
    (namespace, metricName, dimensions, found) => {
      const findings = findingsOf(dimensionSet, [alarm({}, { namespace, metricName, dimensions })]);
      expect(findings).toHaveLength(found.length);
    },
  );

  it('knows nothing of metrics that are not AWS’s', () => {
    expect(factsOf({ namespace: 'Shop', metricName: 'Errors' })).toBeUndefined();
    expect(factsOf({ namespace: 'AWS/EC2', metricName: 'Nothing' })).toBeUndefined();
  });
});
