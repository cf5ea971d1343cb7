import { errorsInWords } from '../../verdict/drill/findings.ts';
import { seconds } from '../../verdict/drill/found.ts';
import type { DrillFigures } from '../../verdict/drill-schema.ts';
import { count, offset } from '../../words/figures.ts';
import type { Span } from '../charts/chart.ts';
import { spansOf } from '../charts/spans.ts';
import { cells } from '../markup/cells.ts';
import { type Html, html } from '../markup/html.ts';
import type { Section } from './section.ts';

const changeColumns = ['at', 'noticed after', 'promoted after', 'name after'] as const;
const clientColumns = ['writes away', 'in all', 'reads away', 'stale writer', 'lost'] as const;
const alarmColumns = ['in its metric after', 'fired after', 'told after'] as const;

/** What was broken, how the writer changed, and what that cost each client. */
export const drill: Section = {
  markup: ({ evidence, verdict, isRunning }) =>
    verdict.drill === null
      ? html``
      : drawn(verdict.drill, evidence.loadStart, isRunning, spansOf(evidence)),
};

/** The same without a run: times are counted from `start`, in milliseconds since 1970. */
export function drawDrill(figures: DrillFigures, start: number, isRunning: boolean): Html {
  return drawn(figures, start / 1000, isRunning);
}

function drawn(
  figures: DrillFigures,
  loadStart: number,
  isRunning = false,
  spans: readonly Span[] = [],
): Html {
  const {
    title,
    drill: name,
    how,
    faultAt,
    status,
    failovers,
    clients,
    alarms,
    throughput,
  } = figures;
  // While it goes on, the journal looks as if it had been cut short.
  const became = isRunning ? 'goes on' : status === 'completed' ? 'was done' : `is ${status}`;
  const at = faultAt === null ? 'never' : offset(Date.parse(faultAt) / 1000 - loadStart);
  return html`<section>
    <h2>Drill</h2>
    <p class="lead">
      ${title}. The drill ${name} (${how}) ${became}; the fault came at ${at}. Times of a change are
      counted from the step before.
    </p>
    ${spans.length === 0 ? '' : spanList(spans)}
    ${throughput === null ? '' : html`<p>${throughputInWords(throughput)}</p>`}
    ${failovers.length === 0 ? '' : changesTable(failovers, loadStart)}
    ${clients.length === 0 ? '' : clientsTable(clients, isRunning)}
    ${alarms.length === 0 ? '' : alarmsTable(alarms)}
  </section>`;
}

/** What the strips along the x axis of every chart stand for. */
function spanList(spans: readonly Span[]): Html {
  return html`<ul class="spans" aria-label="Parts of the drill in every chart">
    ${spans.map(
      ({ name, from, to }) =>
        html`<li>
          <span class="span span-${name}"></span>
          <span>${name} ${offset(from)}, ${seconds((to - from) * 1000)}</span>
        </li>`,
    )}
  </ul>`;
}

function throughputInWords({
  beforePerSecond,
  worstPerSecond,
  overSeconds,
  backAfterMs,
}: NonNullable<DrillFigures['throughput']>): string {
  const before = `Visitors got ${beforePerSecond.toFixed(1)} answers a second before the fault`;
  if (backAfterMs === 0) return `${before}, and after it no fewer than chance makes of that.`;
  const worst = `${worstPerSecond.toFixed(1)} in the worst ${overSeconds} s after it`;
  return backAfterMs === null
    ? `${before}, ${worst}, and not 95 % of it again while they were watched.`
    : `${before}, ${worst}, and 95 % of it again ${seconds(backAfterMs)} after it.`;
}

function changesTable(failovers: DrillFigures['failovers'], loadStart: number): Html {
  return table(
    'Change of the writer',
    changeColumns,
    'why',
    failovers.map(({ from, to, fromClass, toClass, ...change }) => ({
      name: `${from} (${fromClass}) to ${to ?? 'nobody'}${toClass === null ? '' : ` (${toClass})`}`,
      values: [
        offset(Date.parse(change.detectedAt) / 1000 - loadStart),
        orDash(change.detectionMs),
        orDash(change.promotionMs),
        orDash(change.nameMs),
      ],
      last: change.failure ?? change.cause,
    })),
  );
}

function clientsTable(clients: DrillFigures['clients'], isRunning: boolean): Html {
  const away = isRunning ? '; not back yet' : '; not recovered';
  return table(
    'Client',
    clientColumns,
    'errors of writes',
    clients.map(({ client, writes, reads, errors, staleWriterMs, recovered, audit }) => ({
      name: client,
      values: [
        orDash(writes.longestMs),
        orDash(writes.sumMs),
        orDash(reads.longestMs),
        seconds(staleWriterMs),
        count((audit.states['acknowledged-and-lost'] ?? 0) + (audit.states['seen-and-lost'] ?? 0)),
      ],
      last: `${errorsInWords(errors)}${recovered ? '' : away}`,
    })),
  );
}

const alarmWords = {
  fired: 'fired',
  silent: 'did not fire',
  early: 'was on its way before',
  'not played': 'could not be played',
} as const;

function alarmsTable(alarms: DrillFigures['alarms']): Html {
  return table(
    'Expected alarm',
    alarmColumns,
    '',
    alarms.map(({ alarm, state, causeMs, firedMs, notifiedMs }) => ({
      name: alarm,
      values: [orDash(causeMs), orDash(firedMs), orDash(notifiedMs)],
      last: alarmWords[state],
    })),
  );
}

interface Row {
  readonly name: string;
  readonly values: readonly string[];
  readonly last: string;
}

function table(head: string, columns: readonly string[], last: string, rows: readonly Row[]): Html {
  return html`<div class="scroll stacks">
    <table>
      <thead>
        <tr>
          <th scope="col">${head}</th>
          ${columns.map((column) => html`<th scope="col" class="number">${column}</th>`)}
          <th scope="col">${last}</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              <th scope="row">${row.name}</th>
              ${cells(columns, row.values)}
              <td>${row.last}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function orDash(ms: number | null): string {
  return ms === null ? '–' : seconds(ms);
}
