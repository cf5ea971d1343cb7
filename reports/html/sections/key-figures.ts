import { mainReasonInWords } from '../../verdict/failures-in-words.ts';
import type { Verdict } from '../../verdict/schema.ts';
import { count, list, milliseconds, percent, significant } from '../../words/figures.ts';
import { nameInWords } from '../../words/names.ts';
import { html } from '../markup/html.ts';
import type { Section } from './section.ts';

interface Figure {
  readonly label: string;
  readonly value: string;
  readonly note: string;
}

/** The figures that most people look for first. */
export const keyFigures: Section = {
  markup: ({ verdict }) =>
    html`<dl class="figures">
      ${figuresOf(verdict).map(
        ({ label, value, note }) =>
          html`<div>
            <dt>${label}</dt>
            <dd>${value}<small>${note}</small></dd>
          </div>`,
      )}
    </dl>`,
};

function figuresOf(verdict: Verdict): Figure[] {
  const { load, latency, invariants, failures, phases } = verdict;
  const slowest = latency.toSorted((a, b) => b.p95 - a.p95)[0];
  const tried = load.bookings.acknowledged + load.bookings.refused + load.bookings.indeterminate;
  return [
    {
      label: 'Visitors at once',
      value: load.visitorsHeld === null ? '–' : count(load.visitorsHeld),
      note:
        load.visitorsAsked > 0 && phases.filter(({ judged }) => judged).length === 1
          ? `of ${count(load.visitorsAsked)} planned`
          : 'on average while judged',
    },
    {
      label: 'Requests per second',
      value: significant(load.requestsPerSecond),
      note: `over ${count(load.judgedSeconds)} s`,
    },
    {
      label: 'Slowest p95',
      value: slowest === undefined ? '–' : milliseconds(slowest.p95),
      note: slowest === undefined ? 'no answers' : nameInWords(slowest.request),
    },
    {
      label: 'Failed requests',
      value: count(load.failed),
      note: [
        mainReasonInWords(failures),
        `${percent(load.requests > 0 ? load.failed / load.requests : 0)} of ${count(load.requests)}`,
        `${count(load.refused)} refused`,
      ]
        .filter((part) => part !== undefined)
        .join('; '),
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
    ...(invariants.length === 0 ? [] : [invariantsFigure(verdict)]),
  ];
}

/** They all hold where every kind of loss was looked for, and not where only some could be asked. */
function invariantsFigure({ invariants, notLookedFor }: Verdict): Figure {
  const label = 'Invariants';
  const violated = invariants.filter(({ violations }) => violations > 0);
  if (violated.length > 0) {
    const names = violated.map(({ name }) => name);
    return { label, value: `${violated.length} violated`, note: list(names, 3) };
  }
  const checked = invariants.filter((invariant) => invariant.checked > 0).length;
  return notLookedFor?.length === 0
    ? { label, value: 'all hold', note: `${checked} checked` }
    : { label, value: `${checked} hold`, note: 'not every kind of loss was looked for' };
}
