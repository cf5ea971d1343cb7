import type { Outcome } from '../../../core/outcome.ts';
import { type Html, html } from '../../html/markup/html.ts';
import { signOf } from '../../html/sections/verdict.ts';

/** Above each service: what became of it, and what was looked at. */
export function heading(
  {
    outcome,
    service,
    cluster,
    from,
    to,
  }: {
    readonly outcome: Outcome;
    readonly service: string;
    readonly cluster: string;
    /** ISO 8601, as `to`. */
    readonly from: string;
    readonly to: string;
  },
  finding: string,
  seen: string,
): Html {
  return html`<h2>${signOf(outcome)}<span>${service}: ${finding}</span></h2>
    <p class="meaning">
      ${cluster === '' ? '' : `${cluster}, `}${minute(from)} to ${minute(to)} UTC, ${seen}
    </p>`;
}

function minute(time: string): string {
  return time.slice(0, 16).replace('T', ' ');
}
