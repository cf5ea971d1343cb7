import { formatSeconds } from '../../../core/duration.ts';
import { isRampAndHold } from '../../verdict/phases.ts';
import type { PhaseFigures } from '../../verdict/schema.ts';
import { count, milliseconds, offset, significant } from '../../words/figures.ts';
import { cells } from '../markup/cells.ts';
import { type Html, html } from '../markup/html.ts';
import type { Section } from './section.ts';

const columns = ['from', 'length', 'visitors', 'requests', 'p95', 'failed'] as const;

/** What each phase saw; a ramp and a hold are told of well enough elsewhere. */
export const phases: Section = {
  markup: ({ evidence, verdict }) => {
    if (isRampAndHold(verdict.phases)) return html``;
    return html`<section>
      <h2>Phases</h2>
      <p class="lead">
        Objectives are judged in each hold and step by itself. Faults and recoveries are judged by
        the drill that made them, ramps not at all. p95 is of all answered requests.
      </p>
      <div class="scroll stacks">
        <table>
          <thead>
            <tr>
              <th scope="col">Phase</th>
              ${columns.map((column) => html`<th scope="col" class="number">${column}</th>`)}
              <th scope="col">objectives</th>
            </tr>
          </thead>
          <tbody>
            ${verdict.phases.map((phase) => row(phase, evidence.loadStart))}
          </tbody>
        </table>
      </div>
    </section>`;
  },
};

function row(phase: PhaseFigures, loadStart: number): Html {
  const { name, kind, judged, from, seconds, visitorsHeld, requestsPerSecond, p95, failed } = phase;
  const seen = from !== null;
  return html`<tr>
    <th scope="row">${name} ${name === kind ? '' : html`<span class="kind">${kind}</span>`}</th>
    ${cells(columns, [
      seen ? offset(Date.parse(from) / 1000 - loadStart) : '–',
      seen ? formatSeconds(seconds) : '–',
      visitorsHeld === null ? '–' : count(visitorsHeld),
      seen ? `${significant(requestsPerSecond)}/s` : '–',
      p95 === null ? '–' : milliseconds(p95),
      seen ? count(failed) : '–',
    ])}
    <td class="outcome">${markOf(judged, seen)}</td>
  </tr>`;
}

function markOf(judged: boolean, seen: boolean): Html {
  if (!seen) return html`<span class="mark open">not seen</span>`;
  return html`<span class="soft">${judged ? 'judged' : 'not judged'}</span>`;
}
