import type { Rule } from '../case.ts';

/** Exit statuses of k6 that say that a run took place; see `errext/exitcodes` in its source. */
const thresholdsFailed = 99;
const endedFromOutside = 105;
const abortedByScript = 108;
const markedAsFailed = 110;

/** What the engine says of itself. A run that crashed is told of by the rule on its completeness. */
export const engineExit: Rule = ({ evidence }) => {
  const { engineExit: status, endedEarly } = evidence.manifest;
  if (status === undefined || status === 0) return [];
  if (status === null) {
    const summary = 'The engine was ended by a signal, for no reason that the run knows of.';
    return endedEarly === undefined ? [{ severity: 'invalid', summary }] : [];
  }
  if (status === endedFromOutside && endedEarly !== undefined) return [];
  if (status === thresholdsFailed) {
    return [
      { severity: 'missed', summary: "The script's own thresholds failed (k6 exit status 99)." },
    ];
  }
  if (status === markedAsFailed) {
    return [
      {
        severity: 'missed',
        summary: 'The script marked its own test as failed (k6 exit status 110).',
      },
    ];
  }
  if (status === abortedByScript) {
    return [
      { severity: 'missed', summary: 'The script aborted its own test (k6 exit status 108).' },
    ];
  }
  return [
    {
      severity: 'invalid',
      summary: `The engine ended with exit status ${status}, so that its figures cannot be trusted; engine.log says more.`,
    },
  ];
};
