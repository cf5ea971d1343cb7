import { allOf, type EdgeTotals } from '../../../core/edge-totals.ts';
import { healthStatuses } from '../../../core/health-check.ts';
import type { EdgeUsage } from '../../../core/run-folder/files/edge.ts';
import { type EdgeEvidence, totalsWithin } from '../../evidence/edge.ts';
import type { Evidence } from '../../evidence/evidence.ts';
import { bytes, count, percent, plural, significant } from '../../words/figures.ts';
import { edgeCharts } from '../charts/edge-charts.ts';
import { html } from '../markup/html.ts';
import { figures } from './figure.ts';
import type { Section } from './section.ts';

/** What stands before the load balancer: what it answered of its own, what it refused, and what it cost. */
export const edge: Section = {
  charts: edgeCharts,
  markup: ({ charts, evidence }) => {
    if (evidence.edge === undefined) return html``;
    const judged = totalsWithin(evidence.edge, evidence.requests, evidence.judged);
    return html`<section>
      <h2>Edge</h2>
      <p class="lead">
        What visitors reach first, while judged: a cache with CloudFront's rules, and a firewall.
      </p>
      <dl class="where">
        ${[
          ...answersInWords(judged),
          ...healthInWords(evidence.edge),
          ...costInWords(evidence),
        ].map(
          ([name, value]) =>
            html`<div>
              <dt>${name}</dt>
              <dd>${value}</dd>
            </div>`,
        )}
      </dl>
      ${figures(charts)}
    </section>`;
  },
};

type Row = readonly [name: string, value: string];

function answersInWords(totals: EdgeTotals): Row[] {
  const { requests, hits, refreshHits, cacheable, clientErrors, serverErrors } = totals;
  if (requests === 0) return [['Answers', 'none']];
  const share = (n: number): string => `${percent(n / requests)} (${count(n)})`;
  const refreshed =
    refreshHits === 0 ? '' : `, ${count(refreshHits)} of them after asking the origin`;
  return [
    ['Answers', `${count(requests)}, ${bytes(totals.downloadedBytes)} sent`],
    [
      'Hit rate',
      cacheable === 0
        ? 'nothing was read without an error'
        : `${percent(hits / cacheable)} of ${plural(cacheable, 'answer')} to reads, errors left out, as CloudFront counts${refreshed}`,
    ],
    ['4xx', share(clientErrors)],
    ['5xx', share(serverErrors)],
    ['Blocked by the firewall', byRule(totals.blocked)],
    ...(totals.counted.size === 0 ? [] : [['Counted by it', byRule(totals.counted)] as const]),
  ];
}

function byRule(counts: ReadonlyMap<string, number>): string {
  if (counts.size === 0) return 'none';
  const rules = [...counts].map(([rule, n]) => `${count(n)} by ${rule}`);
  return rules.length === 1 ? (rules[0] ?? '') : `${count(allOf(counts))}: ${rules.join(', ')}`;
}

function healthInWords({ checks }: EdgeEvidence): Row[] {
  if (checks.length === 0) return [['Health checks', 'none']];
  const statusAfter = healthStatuses();
  const statuses = checks.toSorted((a, b) => a.at - b.at).map(statusAfter);
  const failed = checks.filter(({ isHealthy }) => !isHealthy).length;
  const down = statuses.filter(({ isHealthy }) => !isHealthy).length;
  const words =
    down === 0
      ? 'healthy all the time'
      : `unhealthy ${percent(down / statuses.length)} of the time`;
  return [
    ['Health checks', `${words}; ${count(failed)} of ${plural(checks.length, 'look')} failed`],
  ];
}

/** CPU of the whole run by its answers: what a request through the edge costs this machine. */
function costInWords({ edge: told, requests }: Evidence): Row[] {
  const usage = told?.usage ?? [];
  const [first, last] = [usage[0], usage.at(-1)];
  if (told === undefined || first === undefined || last === undefined) return [];
  const period = { from: Math.floor(first.at / 1000), to: Math.ceil(last.at / 1000) };
  const answers = totalsWithin(told, requests, [period]).requests;
  if (answers === 0) return [];
  const micros = (key: 'cpuSeconds' | 'logCpuSeconds'): string =>
    `${significant((usedIn(usage, key) * 1e6) / answers)} µs`;
  const memory = Math.max(...usage.map(({ memoryBytes }) => memoryBytes));
  return [
    [
      'Cost of an answer',
      `${micros('cpuSeconds')} of CPU, and ${micros('logCpuSeconds')} for its log`,
    ],
    ['Memory', bytes(memory)],
  ];
}

/** What a counter grew by; one that fell began anew. */
function usedIn(usage: readonly EdgeUsage[], key: 'cpuSeconds' | 'logCpuSeconds'): number {
  return usage.reduce(
    (sum, sample, nth) => sum + Math.max(0, sample[key] - (usage[nth - 1] ?? sample)[key]),
    0,
  );
}
