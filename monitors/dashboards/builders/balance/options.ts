/**
 * What the balance dashboard looks at. Each part may be left out; units that are one only have no balance, and get no
 * graphs of it.
 */
export interface BalanceOptions {
  /** Of the dashboard: letters, digits, dashes and underscores. */
  readonly name: string;
  readonly title?: string;
  readonly region?: string;
  /**
   * Tasks of an ECS service; Container Insights must be on for the table of single tasks. `publishedIn` is the namespace of
   * `bilancia balance publish`, where that runs.
   */
  readonly tasks?: {
    readonly cluster: string;
    readonly service: string;
    readonly publishedIn?: string;
  };
  /** DBInstanceIdentifiers of the readers behind the reader endpoint. */
  readonly readers?: readonly string[];
  /** As in the LoadBalancer dimension: `app/booking/50dc6c495c0c9188`. */
  readonly loadBalancer?: {
    readonly name: string;
    readonly availabilityZones: readonly string[];
  };
  /** A memcached cluster of ElastiCache, and its node ids: `0001`, `0002`, ... */
  readonly sessions?: { readonly cacheCluster: string; readonly nodes: readonly string[] };
}
