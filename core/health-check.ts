/** What one health checker saw. */
export interface CheckerLook {
  readonly checker: number;
  readonly isHealthy: boolean;
}

/** What a health check of Route 53 is at a moment. */
export interface HealthStatus {
  /** Share of the checkers that find it healthy, 0 to 1. */
  readonly share: number;
  readonly isHealthy: boolean;
}

/** Looks in a row that change what a checker says, Route 53's default. */
const threshold = 3;
/** It is healthy while more than this share of its checkers say so. */
const leastShare = 0.18;

/**
 * The status after each look, in the order of time. A checker says that the endpoint is healthy until it has failed three
 * times in a row, and again when it has answered three times in a row:
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-determining-health-of-endpoints.html
 */
export function healthStatuses(): (look: CheckerLook) => HealthStatus {
  const checkers = new Map<number, { isHealthy: boolean; against: number }>();
  return ({ checker, isHealthy }) => {
    const known = checkers.get(checker) ?? { isHealthy: true, against: 0 };
    checkers.set(checker, known);
    known.against = isHealthy === known.isHealthy ? 0 : known.against + 1;
    if (known.against >= threshold) {
      known.isHealthy = isHealthy;
      known.against = 0;
    }
    const healthy = [...checkers.values()].filter((one) => one.isHealthy).length;
    const share = healthy / checkers.size;
    return { share, isHealthy: share > leastShare };
  };
}
