import type { Verdict } from '../../verdict/schema.ts';
import { type Html, html } from '../html.ts';

export function objectivesSection({ objectives }: Verdict): Html {
  if (objectives.length === 0) return html``;
  return html`<section>
    <h2>Objectives</h2>
    <p class="lead">
      Each is judged over the whole hold and in sliding windows, so that a bad half minute counts.
    </p>
    <div class="scroll">
      <table>
        <thead>
          <tr>
            <th scope="col">Objective</th>
            <th scope="col">expected</th>
            <th scope="col">observed</th>
            <th scope="col">verdict</th>
          </tr>
        </thead>
        <tbody>
          ${objectives.map(
            ({ name, expected, observed, met }) =>
              html`<tr>
                <th scope="row">${name}</th>
                <td>${expected}</td>
                <td>${observed}</td>
                <td>${markOf(met)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </section>`;
}

function markOf(met: boolean | null): Html {
  if (met === null) return html`<span class="mark open">? too few</span>`;
  return met
    ? html`<span class="mark good">✓ met</span>`
    : html`<span class="mark bad">✕ missed</span>`;
}
