import { type Period, secondsOf, within } from '../../evidence/period.ts';
import type { ClientFacts } from '../../evidence/client-facts.ts';
import { count, percent, significant } from '../../words/figures.ts';
import { nameInWords } from '../../words/names.ts';
import { cells } from '../markup/cells.ts';
import { type Html, html } from '../markup/html.ts';
import { mostRows } from '../tables/worst-first.ts';
import type { Section } from './section.ts';

const columns = ['booked', 'booked per second', 'refused', 'share refused', 'no answer'] as const;

/** What visitors were told of their bookings, tenant by tenant; nothing where there is only one. */
export const tenants: Section = {
  markup: ({ evidence: { facts, judged } }) => {
    const rows = [...facts.byTenant].toSorted(([a], [b]) => (a < b ? -1 : 1));
    if (rows.length < 2) return html``;
    const shown = rows.slice(0, mostRows);
    return html`<section>
      <h2>Tenants</h2>
      <p class="lead">
        What visitors were told of their bookings while
        judged${rows.length > shown.length ? `, of ${shown.length} of ${count(rows.length)} tenants` : ''}.
        Refused: the place was taken. No answer: whether it is booked is not known.
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
            ${shown.map(([name, told]) => row(name, told, judged))}
          </tbody>
        </table>
      </div>
    </section>`;
  },
};

function row(name: string, told: ClientFacts['told'], judged: readonly Period[]): Html {
  const counted = (outcome: keyof ClientFacts['told']): number =>
    told[outcome].filter((second) => within(judged, second)).length;
  const [booked, refused, open] = [
    counted('acknowledged'),
    counted('refused'),
    counted('indeterminate'),
  ] as const;
  const [all, seconds] = [booked + refused + open, secondsOf(judged)];
  return html`<tr>
    <th scope="row">${nameInWords(name)}</th>
    ${cells(columns, [
      count(booked),
      seconds === 0 ? '–' : `${significant(booked / seconds)}/s`,
      count(refused),
      all === 0 ? '–' : percent(refused / all),
      count(open),
    ])}
  </tr>`;
}
