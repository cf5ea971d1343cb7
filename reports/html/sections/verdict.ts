import type { Outcome } from '../../../core/outcome.ts';
import type { Verdict } from '../../verdict/schema.ts';
import { count, list, milliseconds, percent, significant } from '../../words/figures.ts';
import { type Html, html, raw } from '../markup/html.ts';

const meanings: Readonly<Record<Outcome, string>> = {
  pass: 'The system held the load, and everything that was checked is right.',
  fail: 'The system did something wrong, or was not as good as it should have been.',
  inconclusive: 'There is too little to say whether the system holds.',
  invalid: 'The generator or its machine was the limit: this run says nothing of the system.',
};

/** Signs that tell the outcomes apart without color. */
const signs: Readonly<Record<Outcome, string>> = {
  pass: 'M8 16.5l5.5 5.5L24 10.5',
  fail: 'M10 10l12 12M22 10L10 22',
  inconclusive: 'M11.5 12.5a4.5 4.5 0 1 1 6.6 4c-1.4.8-2.1 1.6-2.1 3M16 23.4v.2',
  invalid: 'M16 9v9M16 22.8v.2',
};

const mostReasons = 8;

export function verdictSection({ outcome, reasons }: Verdict): Html {
  const rest = reasons.slice(mostReasons);
  return html`<section class="verdict ${outcome}" aria-labelledby="verdict">
    <h1 id="verdict">
      <svg
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
      </svg>
      <span>${outcome.charAt(0).toUpperCase() + outcome.slice(1)}</span>
    </h1>
    <p class="meaning">${meanings[outcome]}</p>
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

function item(reason: string): Html {
  return html`<li>${reason}</li>`;
}

interface Figure {
  readonly label: string;
  readonly value: string;
  readonly note: string;
}

export function keyFigures(verdict: Verdict): Html {
  return html`<dl class="figures">
    ${figuresOf(verdict).map(
      ({ label, value, note }) =>
        html`<div>
          <dt>${label}</dt>
          <dd>${value}<small>${note}</small></dd>
        </div>`,
    )}
  </dl>`;
}

function figuresOf({ load, latency, invariants }: Verdict): Figure[] {
  const slowest = Object.entries(latency).toSorted(([, a], [, b]) => b.p95 - a.p95)[0];
  const violated = invariants.filter(({ violations }) => violations > 0);
  const tried = load.bookings.acknowledged + load.bookings.refused + load.bookings.indeterminate;
  return [
    {
      label: 'Visitors at once',
      value: load.visitorsHeld === null ? '–' : count(load.visitorsHeld),
      note:
        load.visitorsAsked > 0
          ? `of ${count(load.visitorsAsked)} asked for`
          : 'on average over the hold',
    },
    {
      label: 'Requests per second',
      value: significant(load.requestsPerSecond),
      note: `over a hold of ${count(load.holdSeconds)} s`,
    },
    {
      label: 'Slowest p95',
      value: slowest === undefined ? '–' : milliseconds(slowest[1].p95),
      note: slowest === undefined ? 'no answers' : slowest[0],
    },
    {
      label: 'Failed requests',
      value: count(load.failed),
      note: `${percent(load.requests > 0 ? load.failed / load.requests : 0)} of ${count(load.requests)}; ${count(load.refused)} refused`,
    },
    ...(tried === 0
      ? []
      : [
          {
            label: 'Bookings',
            value: count(load.bookings.acknowledged),
            note: `of ${count(tried)} tried; ${count(load.bookings.refused)} refused, ${count(load.bookings.indeterminate)} without an answer`,
          },
        ]),
    ...(invariants.length === 0
      ? []
      : [
          {
            label: 'Invariants',
            value: violated.length === 0 ? 'all hold' : `${violated.length} violated`,
            note:
              violated.length === 0
                ? `${invariants.filter(({ checked }) => checked > 0).length} checked`
                : list(
                    violated.map(({ name }) => name),
                    3,
                  ),
          },
        ]),
  ];
}
