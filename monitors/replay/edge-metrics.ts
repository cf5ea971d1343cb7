import { addAnswer, allOf, type EdgeTotals, emptyTotals } from '../../core/edge-totals.ts';
import { parseEdgeLogLine } from '../../core/formats/cloudfront-log.ts';
import type { Dimensions } from '../definitions/metric.ts';
import { type Catalog, type Fact, published, type PublishedMetric } from './fact.ts';

const minute = 60_000;
const ofDistribution = [['DistributionId', 'Region']];
const cloudFront = (unit: string, ...names: string[]): PublishedMetric[] =>
  published('AWS/CloudFront', ofDistribution, unit, names);

/** Statuses that have a rate of their own. */
const ratedStatuses = [401, 403, 404, 502, 503, 504];

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/programming-cloudwatch-metrics.html */
const counts = cloudFront('None', 'Requests', 'BytesDownloaded', 'BytesUploaded');
const rates = cloudFront(
  'Percent',
  'TotalErrorRate',
  '4xxErrorRate',
  '5xxErrorRate',
  'CacheHitRate',
  ...ratedStatuses.map((status) => `${status}ErrorRate`),
);
const latency = cloudFront('Milliseconds', 'OriginLatency');

/** Of a web ACL on a distribution, which has no Region. https://docs.aws.amazon.com/waf/latest/developerguide/waf-metrics.html */
const firewall = published('AWS/WAFV2', [['WebACL', 'Rule']], 'Count', [
  'AllowedRequests',
  'BlockedRequests',
  'CountedRequests',
]);

/** What the log of an edge gives. */
export const edgeCatalog: Catalog = [...counts, ...rates, ...latency, ...firewall];

const byName = new Map(edgeCatalog.map((metric) => [metric.metricName, metric]));

/** Gathers the lines of an edge's log by the minute, as CloudFront publishes: a minute without requests has no value. */
export interface EdgeMinutes {
  readonly add: (line: string) => void;
  readonly facts: () => Fact[];
  /** Time of the last line, milliseconds since 1970; 0 without any. */
  readonly last: () => number;
}

/** @param webAcl what the run calls the web ACL of the edge */
export function edgeMinutes(webAcl: string): EdgeMinutes {
  const minutes = new Map<number, EdgeTotals>();
  /** First bytes of answers that the origin gave: when, and after how many seconds. */
  const originSeconds: (readonly [at: number, seconds: number])[] = [];
  let distribution = '';
  let last = 0;
  return {
    add: (line) => {
      const entry = parseEdgeLogLine(line);
      if (entry === undefined) return;
      distribution = entry.distribution;
      last = Math.max(last, entry.at);
      const at = Math.floor(entry.at / minute) * minute;
      let totals = minutes.get(at);
      if (totals === undefined) minutes.set(at, (totals = emptyTotals()));
      addAnswer(totals, entry);
      if (entry.result === 'Miss' && entry.firstByteSeconds !== undefined)
        originSeconds.push([entry.at, entry.firstByteSeconds]);
    },
    facts: () => {
      const seenAt = { DistributionId: distribution.split('.')[0] ?? '', Region: 'Global' };
      return [
        ...[...minutes].flatMap(([at, totals]) => [
          ...distributionFacts(totals, at, seenAt),
          ...firewallFacts(totals, at, webAcl),
        ]),
        ...originSeconds.flatMap(([at, seconds]) =>
          factOf('OriginLatency', at, seconds * 1000, seenAt),
        ),
      ];
    },
    last: () => last,
  };
}

function distributionFacts(totals: EdgeTotals, at: number, seenAt: Dimensions): Fact[] {
  const fact = (name: string, value: number): Fact[] => factOf(name, at, value, seenAt);
  const { requests, clientErrors, serverErrors, cacheable, errors } = totals;
  const rate = (name: string, n: number): Fact[] => fact(name, (100 * n) / requests);
  return [
    ...fact('Requests', requests),
    ...fact('BytesDownloaded', totals.downloadedBytes),
    ...fact('BytesUploaded', totals.uploadedBytes),
    ...rate('TotalErrorRate', clientErrors + serverErrors),
    ...rate('4xxErrorRate', clientErrors),
    ...rate('5xxErrorRate', serverErrors),
    ...ratedStatuses.flatMap((status) => rate(`${status}ErrorRate`, errors.get(status) ?? 0)),
    ...(cacheable === 0 ? [] : fact('CacheHitRate', (100 * totals.hits) / cacheable)),
  ];
}

/** Of a rule only what is not zero is published, as of the whole. */
function firewallFacts(totals: EdgeTotals, at: number, webAcl: string): Fact[] {
  const of = (name: string, rule: string, value: number): Fact[] =>
    value === 0 ? [] : factOf(name, at, value, { WebACL: webAcl, Rule: rule });
  const blocked = allOf(totals.blocked);
  return [
    ...of('AllowedRequests', 'ALL', totals.requests - blocked),
    ...of('BlockedRequests', 'ALL', blocked),
    ...of('CountedRequests', 'ALL', allOf(totals.counted)),
    ...[...totals.blocked].flatMap(([rule, n]) => of('BlockedRequests', rule, n)),
    ...[...totals.counted].flatMap(([rule, n]) => of('CountedRequests', rule, n)),
  ];
}

function factOf(name: string, at: number, value: number, seenAt: Dimensions): Fact[] {
  const metric = byName.get(name);
  return metric === undefined ? [] : [{ at, metric, value, seenAt }];
}
