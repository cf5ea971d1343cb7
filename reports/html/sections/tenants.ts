import { quantile } from '../../../core/statistics/histogram.ts';
import type { ClientFacts } from '../../evidence/client-facts.ts';
import type { Evidence } from '../../evidence/evidence.ts';
import { secondsOf, within } from '../../evidence/period.ts';
import {
  answered,
  countOf,
  durations,
  everyOutcome,
  loadNames,
  ofTenant,
} from '../../evidence/request-table.ts';
import { count, milliseconds, percent, significant } from '../../words/figures.ts';
import { nameInWords } from '../../words/names.ts';
import { cells } from '../markup/cells.ts';
import { html } from '../markup/html.ts';
import { mostRows } from '../tables/worst-first.ts';
import type { Section } from './section.ts';

/** Columns of one kind, and what a tenant has in them. */
interface Part {
  readonly columns: readonly string[];
  readonly textsOf: (tenant: string) => readonly string[];
}

/** How tenants fared, one by one: their requests, and what visitors were told of bookings; nothing where there is only one. */
export const tenants: Section = {
  markup: ({ evidence }) => {
    const { facts, requests } = evidence;
    const names = [...new Set([...requests.tenants.keys(), ...facts.byTenant.keys()])].toSorted();
    if (names.length < 2) return html``;
    const parts = [
      ...(requests.tenants.size > 0 ? [requestsPart(evidence)] : []),
      ...(facts.byTenant.size > 0 ? [bookingsPart(evidence)] : []),
    ];
    const columns = parts.flatMap((part) => part.columns);
    const shown = names.slice(0, mostRows);
    return html`<section>
      <h2>Tenants</h2>
      <p class="lead">
        Whose requests and bookings they were while
        judged${names.length > shown.length ? `, of ${shown.length} of ${count(names.length)} tenants` : ''}.
        By: statuses of what failed. Refused: the place was taken. No answer: whether it is booked
        is not known.
      </p>
      <div class="scroll stacks">
        <table>
          <thead>
            <tr>
              <th scope="col">Tenant</th>
              ${columns.map((column) => html`<th scope="col" class="number">${column}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${shown.map(
              (name) =>
                html`<tr>
                  <th scope="row">${nameInWords(name)}</th>
                  ${cells(
                    columns,
                    parts.flatMap(({ textsOf }) => textsOf(name)),
                  )}
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
    </section>`;
  },
};

function requestsPart({ requests, failures, judged }: Evidence): Part {
  return {
    columns: ['requests', 'failed', 'by', 'p50', 'p95', 'p99'],
    textsOf: (tenant) => {
      const own = ofTenant(requests, tenant);
      const names = loadNames(own);
      const answers = durations(own, names, answered, judged);
      return [
        count(countOf(own, names, everyOutcome, judged)),
        count(countOf(own, names, ['failed'], judged)),
        statusesOf(tenant, failures, judged),
        ...[0.5, 0.95, 0.99].map((q) => time(quantile(answers, q))),
      ];
    },
  };
}

/** `503: 12, 500: 3`, the most frequent first; what got no response by its reason. */
function statusesOf(
  tenant: string,
  failures: Evidence['failures'],
  judged: Evidence['judged'],
): string {
  const counts = new Map<string, number>();
  for (const { status, reason, tenants: whose } of failures) {
    const label = status === 0 ? reason : String(status);
    for (const [second, n] of whose.get(tenant) ?? [])
      if (within(judged, second)) counts.set(label, (counts.get(label) ?? 0) + n);
  }
  const sorted = [...counts].toSorted(([, a], [, b]) => b - a);
  const told = sorted.slice(0, mostStatuses).map(([label, n]) => `${label}: ${count(n)}`);
  const rest = sorted.length > mostStatuses ? [`${sorted.length - mostStatuses} more`] : [];
  return told.length === 0 ? '–' : [...told, ...rest].join(', ');
}

/** Statuses that fit beside the figures. */
const mostStatuses = 3;

function bookingsPart({ facts, judged }: Evidence): Part {
  const seconds = secondsOf(judged);
  return {
    columns: ['booked', 'booked per second', 'refused', 'share refused', 'no answer'],
    textsOf: (tenant) => {
      const counted = (outcome: keyof ClientFacts['told']): number =>
        (facts.byTenant.get(tenant)?.[outcome] ?? []).filter((second) => within(judged, second))
          .length;
      const booked = counted('acknowledged');
      const refused = counted('refused');
      const open = counted('indeterminate');
      const all = booked + refused + open;
      return [
        count(booked),
        seconds === 0 ? '–' : `${significant(booked / seconds)}/s`,
        count(refused),
        all === 0 ? '–' : percent(refused / all),
        count(open),
      ];
    },
  };
}

function time(micros: number | undefined): string {
  return micros === undefined ? '–' : milliseconds(micros / 1000);
}
