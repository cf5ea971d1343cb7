import { formatSeconds } from '../../../core/duration.ts';
import { isJudged, plannedSeconds } from '../../../core/run-folder/manifest/phase.ts';
import { list } from '../../words/figures.ts';
import type { Finding } from '../finding.ts';
import type { JudgedRun, Rule } from '../judged-run.ts';

type Told = Omit<Finding, 'rule'>;

/** A run that ended early is judged on what there is, and cannot pass; nor can one without anything to judge. */
export const runComplete: Rule = (run) => [...early(run), ...nothingToJudge(run), ...cutLines(run)];

function early({ evidence: { manifest }, load: { judgedSeconds } }: JudgedRun): Told[] {
  const why = manifest.endedAt === undefined ? 'it did not end in order' : manifest.endedEarly;
  if (why === undefined) return [];
  const said = `The run ended early (${why.replace(/[.\s]+$/, '').replace(/^It /, 'it ')})`;
  if (judgedSeconds === 0)
    return [{ severity: 'inconclusive', summary: `${said}, before any phase that is judged.` }];
  const planned = plannedSeconds(manifest.phases, isJudged);
  const of = planned > judgedSeconds ? ` of the ${formatSeconds(planned)} planned` : '';
  // What it would have seen in the rest is not known.
  const summary = `${said}: judged on ${formatSeconds(judgedSeconds)}${of}.`;
  return [{ severity: 'inconclusive', summary }];
}

/** Each judged phase must have had requests, unless the run ended before it. */
function nothingToJudge({ evidence: { manifest }, phases, load, script }: JudgedRun): Told[] {
  // Scripts may speak other protocols than HTTP, and judge them by thresholds of their own.
  if (load.requests === 0 && script?.thresholds.some(({ met }) => met !== null)) return [];
  if (load.requestsPerSecond === 0)
    return [{ severity: 'inconclusive', summary: 'There are no requests to judge.' }];
  const endedEarly = manifest.endedAt === undefined || manifest.endedEarly !== undefined;
  const empty = phases
    .filter(({ judged, requests }) => judged && requests === 0)
    .filter(({ seconds }) => seconds > 0 || !endedEarly)
    .map(({ name }) => name);
  if (empty.length === 0) return [];
  return [
    { severity: 'inconclusive', summary: `There are no requests to judge in ${list(empty)}.` },
  ];
}

/** A crash cuts lines; what was closed in order ends with its last line, so what does not was damaged. */
function cutLines({ evidence: { files, manifest } }: JudgedRun): Told[] {
  const cut = files.list.filter((file) => file.cut).map(({ name }) => name);
  if (cut.length === 0) return [];
  const summary = `The last line was cut short, and left out, of ${list(cut, cut.length)}.`;
  return [{ severity: manifest.endedAt === undefined ? 'remark' : 'inconclusive', summary }];
}
