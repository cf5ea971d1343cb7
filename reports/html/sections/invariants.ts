import { exampleInWords } from '../../verdict/example-in-words.ts';
import type { InvariantResult, Verdict } from '../../verdict/schema.ts';
import { count } from '../../words/figures.ts';
import { notLookedForInWords } from '../../words/losses.ts';
import { type Html, html } from '../markup/html.ts';
import type { Section } from './section.ts';
import { cells } from '../markup/cells.ts';

const columns = ['checked', 'violations'] as const;

/** What must hold whatever the load. */
export const invariants: Section = {
  markup: ({ verdict }) => drawn(verdict),
};

function drawn({ invariants, notLookedFor }: Verdict): Html {
  if (invariants.length === 0) return html``;
  const unsought = notLookedForInWords(notLookedFor);
  const order = invariants.toSorted((a, b) => Number(b.violations > 0) - Number(a.violations > 0));
  return html`<section>
    <h2>Invariants</h2>
    <p class="lead">
      What must hold whatever the load: checked in the database during and after the run, and
      against what the clients were told.
    </p>
    <div class="scroll stacks narrow">
      <table>
        <thead>
          <tr>
            <th scope="col">Invariant</th>
            ${columns.map((column) => html`<th scope="col" class="number">${column}</th>`)}
            <th scope="col">verdict</th>
          </tr>
        </thead>
        <tbody>
          ${order.map(row)}
        </tbody>
      </table>
    </div>
    ${unsought === undefined ? '' : html`<p>${unsought}</p>`}
  </section>`;
}

function row({ name, checked, violations, examples }: InvariantResult): Html {
  return html`<tr>
    <th scope="row">
      ${name}
      ${
        examples.length === 0
          ? ''
          : html`<ul class="examples">
              ${examples.map((example) => html`<li>${exampleInWords(example)}</li>`)}
            </ul>`
      }
    </th>
    ${cells(columns, [count(checked), count(violations)])}
    <td class="outcome">${markOf(checked, violations)}</td>
  </tr>`;
}

function markOf(checked: number, violations: number): Html {
  if (violations > 0) return html`<span class="mark bad">✕ violated</span>`;
  return checked > 0
    ? html`<span class="mark good">✓ holds</span>`
    : html`<span class="mark open">nothing to check</span>`;
}
