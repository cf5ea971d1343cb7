import type { Evidence } from '../../evidence/evidence.ts';
import { countOf, everyOutcome } from '../../evidence/request-table.ts';
import { clock } from '../../verdict/failures-in-words.ts';
import type { FailureKind } from '../../verdict/schema.ts';
import { count, percent, plural } from '../../words/figures.ts';
import { nameInWords } from '../../words/names.ts';
import { cells } from '../markup/cells.ts';
import { type Html, html } from '../markup/html.ts';
import type { Section } from './section.ts';

const columns = ['count', 'share', 'first', 'last'] as const;

/** Why requests failed. */
export const failures: Section = {
  markup: ({ evidence, verdict }) => {
    const { kinds, beyond, unexplained } = verdict.failures;
    if (kinds.length === 0 && unexplained === 0) return html``;
    return html`<section>
      <h2>Failed requests</h2>
      <p class="lead">
        Why requests of the whole run failed, the most frequent reason first. Share: of all requests
        of that name. Times are UTC.
      </p>
      ${kinds.length === 0 ? '' : table(evidence, kinds)} ${rest(beyond)}
      ${
        unexplained === 0
          ? ''
          : html`<p>Of ${plural(unexplained, 'failed request')} no reason is recorded.</p>`
      }
    </section>`;
  },
};

function table(evidence: Evidence, kinds: readonly FailureKind[]): Html {
  return html`<div class="scroll stacks">
    <table>
      <thead>
        <tr>
          <th scope="col">Request</th>
          <th scope="col">Reason</th>
          ${columns.map((column) => html`<th scope="col" class="number">${column}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${kinds.map((kind) => row(evidence, kind))}
      </tbody>
    </table>
  </div>`;
}

function row({ requests }: Evidence, kind: FailureKind): Html {
  const ofName = countOf(requests, [kind.name], everyOutcome);
  return html`<tr>
    <th scope="row">${nameInWords(kind.name)}</th>
    <td class="text">
      ${kind.reason} ${kind.code === null ? '' : html`<span class="code">code ${kind.code}</span>`}
      ${kind.error === '' || kind.error === kind.reason ? '' : html`<small>${kind.error}</small>`}
    </td>
    ${cells(columns, [
      count(kind.count),
      ofName === 0 ? '–' : percent(kind.count / ofName),
      clock(kind.first),
      clock(kind.last),
    ])}
  </tr>`;
}

function rest(beyond: { readonly kinds: number; readonly requests: number }): Html {
  if (beyond.kinds === 0) return html``;
  const requests = plural(beyond.requests, 'request');
  return html`<p>${requests} more failed for ${plural(beyond.kinds, 'further reason')}.</p>`;
}
