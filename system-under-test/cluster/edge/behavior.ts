/** Seconds for which answers may be kept. */
export interface TimesToLive {
  /** Kept for so long at least, whatever the origin says. */
  readonly min: number;
  /** Where the origin says nothing. */
  readonly default: number;
  /** Kept for so long at most. 0 with the others: nothing is kept. */
  readonly max: number;
}

/**
 * How a distribution treats the paths that match a pattern, as a cache behavior of CloudFront:
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html
 */
export interface CacheBehavior {
  /** As CloudFront's: `*` stands for any characters, `?` for one; case counts, and the query does not. */
  readonly path: string;
  /** Other methods are refused with 403. */
  readonly methods: 'GET, HEAD' | 'GET, HEAD, OPTIONS' | 'all';
  readonly ttl: TimesToLive;
  /** What of the query is part of the cache key and reaches the origin: nothing, all, or these arguments. */
  readonly query: 'none' | 'all' | readonly string[];
  /** Whether cookies are part of the cache key and reach the origin; without them no answer sets any either. */
  readonly cookies: 'none' | 'all';
  /** Whether texts are compressed for visitors who take that. */
  readonly compress: boolean;
}

/** What stands before the origin. The first behavior whose path matches counts; the last must match everything. */
export interface Distribution {
  readonly behaviors: readonly CacheBehavior[];
  /** Seconds for which errors are kept at least: the error caching minimum TTL. */
  readonly errorSeconds: number;
}

const never: TimesToLive = { min: 0, default: 0, max: 0 };
const day = 86_400;

/** CloudFront's own default is a day where the origin says nothing, and a year at most. */
const asTheOriginSays: TimesToLive = { min: 0, default: day, max: 365 * day };

/**
 * The edge of the reference system. Names of assets change with their content, and the booking page is one for all, whose
 * program reads the query itself: so a query is no part of their keys. Other pages are made for one visitor each, as are
 * answers of the API: these reach the origin as they came.
 */
export const referenceDistribution: Distribution = {
  errorSeconds: 10,
  behaviors: [
    ...['/assets/*', '/book'].map((path): CacheBehavior => ({
      path,
      methods: 'GET, HEAD',
      ttl: asTheOriginSays,
      query: 'none',
      cookies: 'none',
      compress: true,
    })),
    { path: '*', methods: 'all', ttl: never, query: 'all', cookies: 'all', compress: false },
  ],
};

/** Whether nothing is ever kept, so that every request reaches the origin. */
export function passes({ ttl }: CacheBehavior): boolean {
  return ttl.min === 0 && ttl.default === 0 && ttl.max === 0;
}
