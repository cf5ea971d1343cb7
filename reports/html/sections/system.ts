import { peakToAverage } from '../../../core/statistics/balance.ts';
import type { Evidence } from '../../evidence/evidence.ts';
import { within } from '../../evidence/period.ts';
import { percent, significant } from '../../words.ts';
import { type Chart, hasValues } from '../charts/chart.ts';
import { queryRates } from '../charts/unit-charts.ts';
import { type Html, html } from '../html.ts';
import { figures } from './figure.ts';

/** The parts of the system that share one work, and how they shared it. */
export function tasksSection(charts: readonly Chart[], evidence: Evidence): Html {
  if (!charts.some(hasValues)) return html``;
  const { requests, targets, hold } = evidence;
  const sent = [...targets].map(([target, slots]) => {
    const counts = [...slots].filter(([slot]) =>
      within(hold, requests.origin + slot * requests.slotSeconds),
    );
    return [target, counts.reduce((total, [, n]) => total + n, 0)] as const;
  });
  return html`<section>
    <h2>Tasks</h2>
    <p class="lead">
      The containers behind the load balancer. ${shares('Requests of the hold', sent)}
    </p>
    ${figures(charts)}
  </section>`;
}

export function readersSection(charts: readonly Chart[], { readers, hold }: Evidence): Html {
  if (!charts.some(hasValues)) return html``;
  const queries = [...Map.groupBy(readers, ({ reader }) => reader)].map(([reader, samples]) => {
    const held = queryRates(samples).filter(([second]) => within(hold, second));
    return [
      reader,
      held.reduce((total, [, rate]) => total + rate, 0) / Math.max(1, held.length),
    ] as const;
  });
  return html`<section>
    <h2>Database readers</h2>
    <p class="lead">
      The replicas behind the reader endpoint. ${shares('Queries of the hold', queries)}
    </p>
    ${figures(charts)}
  </section>`;
}

/** `Requests of the hold: a 33 %, b 67 %; peak to average 1.34.` */
function shares(
  what: string,
  amounts: readonly (readonly [name: string, amount: number])[],
): string {
  const total = amounts.reduce((sum, [, amount]) => sum + amount, 0);
  if (amounts.length < 2 || total === 0) return '';
  const parts = amounts
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, amount]) => `${name} ${percent(Math.round((amount / total) * 1000) / 1000)}`);
  const peak = peakToAverage(amounts.map(([, amount]) => amount)) ?? 1;
  return `${what}: ${parts.join(', ')}; peak to average ${significant(peak)}.`;
}

export function generatorSection(charts: readonly Chart[]): Html {
  if (!charts.some(hasValues)) return html``;
  return html`<section>
    <h2>Generator</h2>
    <p class="lead">
      The machine that made the load. When it is the limit, the verdict is invalid.
    </p>
    ${figures(charts)}
  </section>`;
}
