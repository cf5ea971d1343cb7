import type { EdgeLogEntry } from './formats/cloudfront-log.ts';

/** What an edge answered within a minute, or any other stretch of time. */
export interface EdgeTotals {
  requests: number;
  /** GET, HEAD and OPTIONS; and POST, PUT and the others, which bring something. */
  downloadedBytes: number;
  uploadedBytes: number;
  clientErrors: number;
  serverErrors: number;
  /** By status, errors alone. */
  readonly errors: Map<number, number>;
  /** From its cache, those that the origin had first confirmed included. */
  hits: number;
  refreshHits: number;
  /** Requests that could have come from the cache: no POST, PUT and the like, and no errors. */
  cacheable: number;
  /** By rule of the firewall. */
  readonly blocked: Map<string, number>;
  readonly counted: Map<string, number>;
}

export function emptyTotals(): EdgeTotals {
  return {
    requests: 0,
    downloadedBytes: 0,
    uploadedBytes: 0,
    clientErrors: 0,
    serverErrors: 0,
    errors: new Map(),
    hits: 0,
    refreshHits: 0,
    cacheable: 0,
    blocked: new Map(),
    counted: new Map(),
  };
}

const reading = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Counts an answer, by the definitions of CloudFront's metrics. Whether a RefreshHit counts as a hit is not said there: here it
 * does, since no body came from the origin.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/programming-cloudwatch-metrics.html
 */
export function addAnswer(totals: EdgeTotals, entry: EdgeLogEntry): void {
  const { method, status, result, firewall } = entry;
  totals.requests += 1;
  const isRead = reading.has(method);
  if (isRead) totals.downloadedBytes += entry.sentBytes;
  else totals.uploadedBytes += entry.receivedBytes;
  const isError = status >= 400;
  if (isError) {
    if (status < 500) totals.clientErrors += 1;
    else totals.serverErrors += 1;
    addOne(totals.errors, status);
  }
  if (result === 'Hit' || result === 'RefreshHit') totals.hits += 1;
  if (result === 'RefreshHit') totals.refreshHits += 1;
  if (isRead && !isError) totals.cacheable += 1;
  if (firewall?.action === 'BLOCK') addOne(totals.blocked, firewall.rule);
  if (firewall?.action === 'COUNT') addOne(totals.counted, firewall.rule);
}

function addOne<K>(counts: Map<K, number>, key: K): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** Sum of what is counted by rule. */
export function allOf(counts: ReadonlyMap<unknown, number>): number {
  return [...counts.values()].reduce((sum, n) => sum + n, 0);
}
