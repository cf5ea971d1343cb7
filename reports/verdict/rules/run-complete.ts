import { formatSeconds } from '../../../core/duration.ts';
import { isJudged, plannedSeconds } from '../../../core/run-folder/manifest/phase.ts';
import { list } from '../../words/figures.ts';
import type { Finding } from '../finding.ts';
import type { JudgedRun, Rule } from '../judged-run.ts';

type Told = Omit<Finding, 'rule'>;

/** Judged seconds that a run which ended early must have, to be judged at all. */
const leastSeconds = 30;

/** A run that ended early is judged on what there is, and says so; one without anything to judge cannot pass. */
export const runComplete: Rule = (run) => [...early(run), ...nothingToJudge(run), ...cutLines(run)];

function early({ evidence: { manifest }, load: { judgedSeconds } }: JudgedRun): Told[] {
  const inOrder = manifest.endedAt !== undefined;
  const why = inOrder ? manifest.endedEarly : 'it did not end in order';
  if (why === undefined) return [];
  const said = `The run ended early (${why.replace(/[.\s]+$/, '')})`;
  if (judgedSeconds === 0)
    return [{ severity: 'inconclusive', summary: `${said}, before any phase that is judged.` }];
  const planned = plannedSeconds(manifest.phases, isJudged);
  const of = planned > judgedSeconds ? ` of the ${formatSeconds(planned)} planned` : '';
  // What a run that did not end in order would have seen last is not known.
  const severity = inOrder && judgedSeconds >= leastSeconds ? 'remark' : 'inconclusive';
  return [{ severity, summary: `${said}: judged on ${formatSeconds(judgedSeconds)}${of}.` }];
}

/** Each judged phase must have had requests, unless the run ended before it. */
function nothingToJudge({ evidence: { manifest }, phases, load }: JudgedRun): Told[] {
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

function cutLines({ evidence: { files } }: JudgedRun): Told[] {
  const cut = files.list.filter((file) => file.cut).map(({ name }) => name);
  if (cut.length === 0) return [];
  const summary = `The last line was cut short, and left out, of ${list(cut)}.`;
  return [{ severity: 'remark', summary }];
}
