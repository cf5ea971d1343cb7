import { plural, count } from '../../words/figures.ts';
import type { Finding } from '../finding.ts';
import type { Rule } from '../judged-run.ts';

/** Failed visits that make a page fail, when none got through; fewer may be chance. */
const enough = 3;

/**
 * Real browsers must have been there: one that does not start leaves no trace. Visits that came to no end are told with the
 * first reason; when none got through, the pages are at fault. Those that the engine did not play say nothing of the pages: they
 * are told, and objectives go by what the others measured, unless these are fewer than two of three.
 */
export const browserVisits: Rule = ({ evidence: { manifest, webVitals } }) => {
  const { browsers } = manifest.engine;
  if (browsers === undefined || manifest.endedAt === undefined) return [];
  const visits = webVitals.flatMap((line) => (line.kind === 'visit' ? [line] : []));
  const notPlayed = visits.flatMap(({ notPlayed: reason }) => reason ?? []);
  const played = visits.length - notPlayed.length;
  const failures = visits.flatMap(({ failure }) => (failure === undefined ? [] : [failure]));
  const [first] = failures;
  const ended: Omit<Finding, 'rule'>[] = [];
  if (browsers.failure !== undefined)
    ended.push({
      severity: 'inconclusive',
      summary: `${browsers.failure}: what browsers measured is not whole.`,
    });
  if (notPlayed.length > 0)
    ended.push({
      severity: notPlayed.length * 3 > visits.length ? 'inconclusive' : 'remark',
      summary: `${count(notPlayed.length)} of ${plural(visits.length, 'visit')} of real browsers ${notPlayed.length === 1 ? 'was' : 'were'} not played, as the engine opened no page: ${notPlayed[0]}.`,
    });
  if (visits.length === 0)
    return [
      ...ended,
      {
        severity: 'inconclusive',
        summary: `No real browser visited, though ${browsers.count === 1 ? 'one was' : `${count(browsers.count)} were`} to (Chromium ${browsers.version}): see engine.log for why.`,
      },
    ];
  if (first === undefined) return ended;
  const isMissed = failures.length === played && failures.length >= enough;
  return [
    ...ended,
    {
      severity: isMissed ? 'missed' : 'inconclusive',
      summary: `${count(failures.length)} of ${plural(played, 'visit')} of real browsers came to no end, the first for this: ${first}.`,
    },
  ];
};
