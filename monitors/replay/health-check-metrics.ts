import { healthStatuses } from '../../core/health-check.ts';
import type { HealthCheck } from '../../core/run-folder/files/edge.ts';
import { type Catalog, type Fact, published } from './fact.ts';

const ofCheck = [['HealthCheckId']];
const [status, share, connection, firstByte] = [
  published('AWS/Route53', ofCheck, 'None', ['HealthCheckStatus']),
  published('AWS/Route53', ofCheck, 'Percent', ['HealthCheckPercentageHealthy']),
  published('AWS/Route53', ofCheck, 'Milliseconds', ['ConnectionTime']),
  published('AWS/Route53', ofCheck, 'Milliseconds', ['TimeToFirstByte']),
];

/** What health checks give: https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/monitoring-cloudwatch.html */
export const healthCheckCatalog: Catalog = [status, share, connection, firstByte].flat();

/** The metrics of a health check; `id` is what the run calls it. */
export function healthCheckFacts(looks: readonly HealthCheck[], id: string): Fact[] {
  const statusAfter = healthStatuses();
  const seenAt = { HealthCheckId: id };
  return looks
    .toSorted((a, b) => a.at - b.at)
    .flatMap((look) => {
      const { at, connectMs, firstByteMs } = look;
      const now = statusAfter(look);
      const facts = (metrics: Catalog, value: number | undefined): Fact[] =>
        value === undefined ? [] : metrics.map((metric) => ({ at, metric, value, seenAt }));
      return [
        ...facts(status, now.isHealthy ? 1 : 0),
        ...facts(share, 100 * now.share),
        ...facts(connection, connectMs),
        ...facts(firstByte, firstByteMs),
      ];
    });
}
