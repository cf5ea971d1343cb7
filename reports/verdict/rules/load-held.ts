import { runFiles } from '../../../core/run-folder/files/index.ts';
import { count, list, percent, plural, significant } from '../../words/figures.ts';
import type { Rule } from '../judged-run.ts';
import type { PhaseFigures } from '../schema.ts';

/** Fraction of the visitors asked for that a closed model must hold on average, in each judged phase. */
const least = 0.99;

/** A verdict on a load that was not there would say nothing. That nothing at all was judged is run-complete's matter. */
export const loadHeld: Rule = ({ evidence, load, phases }) => {
  const { requestsPerSecond, judgedSeconds } = load;
  const made = Math.round(requestsPerSecond * judgedSeconds);
  const rate = `${significant(requestsPerSecond)} requests/s`;
  if (judgedSeconds === 0 || requestsPerSecond === 0) return [];
  if (evidence.manifest.model !== 'closed') {
    const sent = `${plural(made, 'request was', 'requests were')} sent in ${count(judgedSeconds)} s (${rate})`;
    const visit = evidence.manifest.plan?.sessionSeconds;
    // Who comes at a rate is there with all others only after the first ones leave (Little's law).
    return visit !== undefined && judgedSeconds < visit
      ? [
          {
            severity: 'inconclusive',
            summary: `${sent}, which is shorter than one visit of ${significant(visit)} s: ${count(load.visitorsAsked)} visitors were never there at once. Let it last longer.`,
          },
        ]
      : [{ severity: 'confirmation', summary: `${sent}.` }];
  }
  const judged = phases.filter((phase) => phase.judged && phase.seconds > 0);
  if (judged.some(({ visitorsHeld }) => visitorsHeld === null)) {
    const summary = `Nothing counted the visitors: whether ${count(load.visitorsAsked)} were there at once is not known.`;
    return [{ severity: 'inconclusive', summary }];
  }
  const short = judged.filter((phase) => !(shareOf(phase) >= least));
  if (short.length > 0) {
    const said = list(
      short.map((phase) => `${inWords(phase, judged)} (${percent(shareOf(phase))})`),
    );
    const held = `${said}; at least ${percent(least)} needed`;
    // Visitors whom a line tells of that nobody can read may have been there all the same.
    return evidence.files.of(runFiles.series).unreadable > 0
      ? [
          {
            severity: 'inconclusive',
            summary: `Whether the load was held is not known: what can still be read tells of ${held}.`,
          },
        ]
      : [{ severity: 'invalid', summary: `The load was not held: ${held}.` }];
  }
  const said = list(judged.map((phase) => inWords(phase, judged)));
  return [{ severity: 'confirmation', summary: `The load was held: ${said}, at ${rate}.` }];
};

function shareOf({ visitorsHeld, visitorsAsked }: PhaseFigures): number {
  return visitorsAsked === null || visitorsAsked === 0 ? 0 : (visitorsHeld ?? 0) / visitorsAsked;
}

/** `1,000 of 1,000 visitors at once for 60 s`. */
function inWords(phase: PhaseFigures, judged: readonly PhaseFigures[]): string {
  const { visitorsHeld, visitorsAsked, seconds, name } = phase;
  const where = judged.length === 1 ? '' : ` in ${name}`;
  return `${count(Math.round(visitorsHeld ?? 0))} of ${count(visitorsAsked ?? 0)} visitors at once for ${count(seconds)} s${where}`;
}
