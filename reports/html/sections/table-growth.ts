import type { Evidence } from '../../evidence/evidence.ts';
import type { TableGrowth } from '../../evidence/table-growth.ts';
import { bytes as bytesInWords, count, significant } from '../../words/figures.ts';
import { nameInWords } from '../../words/names.ts';
import { cells } from '../markup/cells.ts';
import { type Html, html } from '../markup/html.ts';
import { mostRows } from '../tables/worst-first.ts';
import type { Section } from './section.ts';

const columns = ['rows', 'more rows', 'a booking', 'an hour', 'size', 'more'] as const;

/** A table of all tenants together. */
interface Grown {
  readonly table: string;
  readonly rows: number;
  readonly moreRows: number;
  readonly bytes: number;
  readonly moreBytes: number;
}

/** What the database keeps of visitors: which tables grow, and by how much a booking. */
export const tableGrowth: Section = {
  markup: ({ evidence }) => {
    const grown = grownIn(evidence.tables).slice(0, mostRows);
    if (grown.length === 0) return html``;
    const from = Math.min(...evidence.tables.map(({ first }) => first.at));
    const to = Math.max(...evidence.tables.map(({ last }) => last.at));
    const booked = bookedIn(evidence, from / 1000, to / 1000);
    return html`<section>
      <h2>Tables that grow</h2>
      <p class="lead">
        What the database kept of this run, as its server estimates, over ${count(booked)}
        ${booked === 1 ? 'booking' : 'bookings'} on all campsites. What grows by more than bookings
        need fills the disk one day.
      </p>
      <div class="scroll stacks">
        <table>
          <thead>
            <tr>
              <th scope="col">Table</th>
              ${columns.map((column) => html`<th scope="col" class="number">${column}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${grown.map((table) => row(table, booked, (to - from) / 3_600_000))}
          </tbody>
        </table>
      </div>
    </section>`;
  },
};

/** Those with more rows than before, the most first. */
function grownIn(tables: readonly TableGrowth[]): Grown[] {
  return [...Map.groupBy(tables, ({ table }) => table)]
    .map(([table, own]) => {
      const sum = (of: (growth: TableGrowth) => number): number =>
        own.reduce((total, each) => total + of(each), 0);
      return {
        table,
        rows: sum(({ last }) => last.rows),
        moreRows: sum(({ first, last }) => last.rows - first.rows),
        bytes: sum(({ last }) => last.bytes),
        moreBytes: sum(({ first, last }) => last.bytes - first.bytes),
      };
    })
    .filter(({ moreRows }) => moreRows > 0)
    .toSorted((a, b) => b.moreRows - a.moreRows);
}

function bookedIn({ facts }: Evidence, from: number, to: number): number {
  return [...facts.byTenant.values()]
    .flatMap(({ acknowledged }) => acknowledged)
    .filter((second) => second >= from && second <= to).length;
}

function row(
  { table, rows, moreRows, bytes, moreBytes }: Grown,
  booked: number,
  hours: number,
): Html {
  return html`<tr>
    <th scope="row">${nameInWords(table)}</th>
    ${cells(columns, [
      count(rows),
      count(moreRows),
      booked === 0 ? '–' : significant(moreRows / booked),
      hours === 0 ? '–' : count(Math.round(moreRows / hours)),
      bytesInWords(bytes),
      moreBytes > 0 ? bytesInWords(moreBytes) : '–',
    ])}
  </tr>`;
}
