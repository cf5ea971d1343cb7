import { count, percent, significant } from '../../words.ts';
import type { Rule } from '../case.ts';

/** Fraction of the visitors asked for that a closed model must hold on average. */
const least = 0.99;

/** A verdict on a load that was not there would say nothing. */
export const loadHeld: Rule = ({ evidence, load }) => {
  const { model } = evidence.manifest;
  const { visitorsAsked, visitorsHeld, holdSeconds, requestsPerSecond } = load;
  if (holdSeconds === 0 || load.requests === 0) return [];
  if (model !== 'closed') {
    return [
      {
        severity: 'confirmation',
        summary: `${significant(requestsPerSecond)} requests/s were sent over ${count(holdSeconds)} s.`,
      },
    ];
  }
  if (visitorsHeld === null) {
    const summary = `How many of ${count(visitorsAsked)} visitors were there at once is not known: nothing counted them.`;
    return [{ severity: 'inconclusive', summary }];
  }
  const share = visitorsHeld / visitorsAsked;
  const held = `${count(Math.round(visitorsHeld))} of ${count(visitorsAsked)} visitors were there at once on average over ${count(holdSeconds)} s`;
  if (share >= least) {
    return [
      {
        severity: 'confirmation',
        summary: `${held}, with ${significant(requestsPerSecond)} requests/s.`,
      },
    ];
  }
  return [
    {
      severity: 'invalid',
      summary: `The load was not held: only ${held} (${percent(share)}; at least ${percent(least)} are needed).`,
    },
  ];
};
