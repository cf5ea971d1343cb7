import type { Outcome } from '../../../core/outcome.ts';
import { type Html, html, raw } from '../markup/html.ts';
import type { Section } from './section.ts';

const meanings: Readonly<Record<Outcome, string>> = {
  pass: 'The system held the load, and everything that was checked is right.',
  fail: 'The system broke an invariant or missed an objective.',
  inconclusive: 'There is not enough evidence to say whether the system holds.',
  invalid: 'The load was not what it should have been: this run says nothing about the system.',
};

/** Signs that tell the outcomes apart without color. */
const signs: Readonly<Record<Outcome, string>> = {
  pass: 'M8 16.5l5.5 5.5L24 10.5',
  fail: 'M10 10l12 12M22 10L10 22',
  inconclusive: 'M11.5 12.5a4.5 4.5 0 1 1 6.6 4c-1.4.8-2.1 1.6-2.1 3M16 23.4v.2',
  invalid: 'M16 9v9M16 22.8v.2',
};

const mostReasons = 8;

/** The outcome and its reasons. */
export const verdict: Section = {
  markup: ({ verdict: { outcome, reasons } }) => outcomeMarkup(outcome, meanings[outcome], reasons),
};

/** An outcome, what it means, and what it rests on. */
export function outcomeMarkup(outcome: Outcome, meaning: string, reasons: readonly string[]): Html {
  const rest = reasons.slice(mostReasons);
  return html`<section class="verdict ${outcome}" aria-labelledby="verdict">
    <h1 id="verdict">
      ${signOf(outcome)}
      <span>${outcome.charAt(0).toUpperCase() + outcome.slice(1)}</span>
    </h1>
    <p class="meaning">${meaning}</p>
    <ul>
      ${reasons.slice(0, mostReasons).map(item)}
    </ul>
    ${
      rest.length === 0
        ? ''
        : html`<details>
            <summary>${rest.length} more</summary>
            <ul>
              ${rest.map(item)}
            </ul>
          </details>`
    }
  </section>`;
}

/** A sign that tells the outcome without color. */
export function signOf(outcome: Outcome): Html {
  return html`<svg
    viewBox="0 0 32 32"
    fill="none"
    stroke="currentColor"
    stroke-width="3"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
  >
    <circle cx="16" cy="16" r="14" stroke-width="2.5" />
    <path d="${raw(signs[outcome])}" />
  </svg>`;
}

function item(reason: string): Html {
  return html`<li>${reason}</li>`;
}
